using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Playground.Tests.Accounts;

public sealed partial class SetupLinkTests
{
    private const string Email = "instructor@example.org";
    private const string Password = "four plain words here";

    [Fact, Trait("Category", "Long")]
    public async Task The_link_on_the_console_makes_the_first_instructor_once()
    {
        await using var server = await ServerProcess.StartAsync();
        var link = (await server.SetupLinkAsync())!;
        using var instructor = new Visitor(server.Address);

        using var made = await SendAsync(instructor, link, "/setup", Email, Password);
        Assert.Equal("/account", made.Headers.Location?.OriginalString);
        Assert.Contains(Email, await ReadAsync(instructor, new Uri(server.Address, "/account")), StringComparison.Ordinal);

        using var second = new Visitor(server.Address);
        Assert.Contains("has its instructor already", await ReadAsync(second, link), StringComparison.Ordinal);

        await server.RestartAsync();
        Assert.Contains(Email, await ReadAsync(instructor, new Uri(server.Address, "/account")), StringComparison.Ordinal);
        Assert.DoesNotContain("token", server.Output, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Long")]
    public async Task A_start_ends_the_link_of_the_start_before()
    {
        await using var server = await ServerProcess.StartAsync();
        var first = (await server.SetupLinkAsync())!;
        await server.RestartAsync();
        var second = (await server.SetupLinkAsync())!;

        using var visitor = new Visitor(server.Address);
        Assert.NotEqual(first, second);
        Assert.Contains("This link does not work", await ReadAsync(visitor, first), StringComparison.Ordinal);
        Assert.Contains("name=\"email\"", await ReadAsync(visitor, second), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Long")]
    public async Task The_token_is_not_in_the_database()
    {
        await using var server = await ServerProcess.StartAsync();
        var token = Encoding.UTF8.GetBytes((await server.SetupLinkAsync())!.Query.Split('=')[1]);
        Assert.True(token.Length >= 32);
        await server.KillAsync();
        Assert.All(Directory.GetFiles(server.Data.Path), file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(token)));
    }

    [Theory]
    [InlineData("nobody", Password, "Give an e-mail address")]
    [InlineData(Email, "short", "Give a password of at least 10 characters.")]
    public async Task What_is_wrong_is_said_in_a_sentence_and_the_link_still_works(string email, string password, string sentence)
    {
        await using var app = new PlaygroundApp();
        var link = await app.SetupLinkAsync();
        using var instructor = new Visitor(app.Address);

        using var refused = await SendAsync(instructor, link, "/setup", email, password);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(sentence, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var made = await SendAsync(instructor, link, "/setup", Email, Password);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var app = new PlaygroundApp();
        var link = await app.SetupLinkAsync();
        using var visitor = new Visitor(app.Address);
        using var form = new FormUrlEncodedContent([new("token", link.Query.Split('=')[1]), new("email", Email), new("password", Password)]);
        using var answer = await visitor.Http.PostAsync("/setup", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_instructor_signs_out_and_in_again()
    {
        await using var app = new PlaygroundApp();
        using var instructor = new Visitor(app.Address);
        (await SendAsync(instructor, await app.SetupLinkAsync(), "/setup", Email, Password)).Dispose();
        var account = new Uri(app.Address, "/account");

        using var gone = await SendAsync(instructor, account, "/sign-out");
        using var asked = await instructor.Http.GetAsync(account, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);

        var signIn = asked.Headers.Location!;
        using var wrong = await SendAsync(instructor, signIn, "/sign-in", Email, "not this one");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await SendAsync(instructor, signIn, "/sign-in", Email, Password, KeyValuePair.Create("returnUrl", "//elsewhere.example"));
        Assert.Equal("/account", right.Headers.Location?.OriginalString);
        Assert.Contains(Email, await ReadAsync(instructor, account), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Visitor visitor, Uri page) =>
        WebUtility.HtmlDecode(await (await visitor.Http.GetAsync(page, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private static async Task<HttpResponseMessage> SendAsync(
        Visitor visitor, Uri page, string action, string? email = null, string? password = null, params KeyValuePair<string, string>[] more)
    {
        var fields = Hidden().Matches(await ReadAsync(visitor, page)).ToDictionary(field => field.Groups[1].Value, field => field.Groups[2].Value);
        if (email is not null) fields["email"] = email;
        if (password is not null) fields["password"] = password;
        foreach (var (name, value) in more) fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await visitor.Http.PostAsync(action, form, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" */>""")]
    private static partial Regex Hidden();
}
