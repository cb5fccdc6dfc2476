using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Playground.Contracts;
using Playground.Server.Participants;
using Playground.Server.Storage;

namespace Playground.Tests.Participants;

public sealed class ParticipantCookieTests : IAsyncDisposable
{
    private const string Name = "participant";

    private readonly PlaygroundApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_first_page_makes_a_participant_whom_scripts_cannot_read()
    {
        using var visitor = _app.NewVisitor();
        using var answer = await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(Name + "=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("expires=", cookie, StringComparison.Ordinal);
        Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+$", Who(visitor.Cookie(Name))!.Name);
    }

    [Fact]
    public async Task The_next_page_finds_the_same_participant()
    {
        using var visitor = _app.NewVisitor();
        await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        using var second = await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.False(second.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith(Name + "=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/accounts.css")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Files_and_health_checks_make_nobody(string path)
    {
        using var visitor = _app.NewVisitor();
        using var answer = await visitor.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_program_that_connects_without_a_page_gets_a_participant_too()
    {
        using var visitor = _app.NewVisitor();
        using var answer = await visitor.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, TestContext.Current.CancellationToken);
        Assert.NotNull(Who(visitor.Cookie(Name)));
    }

    [Fact]
    public async Task A_cookie_that_was_altered_is_ignored_and_replaced()
    {
        using var visitor = _app.NewVisitor();
        await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        var real = visitor.Cookie(Name)!;
        var middle = real.Length / 2;
        var forged = $"{real[..middle]}{(real[middle] == 'A' ? 'B' : 'A')}{real[(middle + 1)..]}";
        visitor.Cookies.SetCookies(_app.Address, $"{Name}={forged}");

        using var answer = await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.NotEqual(forged, visitor.Cookie(Name));
        Assert.NotEqual(Who(real)!.Id, Who(visitor.Cookie(Name))!.Id);
    }

    [Fact]
    public async Task A_participant_counts_as_nobody_where_an_account_is_asked_for()
    {
        using var visitor = _app.NewVisitor();
        await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        using var answer = await visitor.Http.GetAsync("/account", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Who_only_connected_leaves_no_row_and_who_did_something_leaves_one()
    {
        using var visitor = _app.NewVisitor();
        await visitor.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, TestContext.Current.CancellationToken);
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<PlaygroundDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await db.Participants.CountAsync(TestContext.Current.CancellationToken));

        var user = Unprotect(visitor.Cookie(Name));
        var register = _app.Services.GetRequiredService<ParticipantRegister>();
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => register.OfAsync(user, TestContext.Current.CancellationToken).AsTask()));

        Assert.Equal(Who(visitor.Cookie(Name)), Assert.Single(all.Distinct()));
        Assert.Equal(1, await db.Participants.CountAsync(TestContext.Current.CancellationToken));
    }

    private Participant? Who(string? cookie) => ParticipantIdentity.In(Unprotect(cookie));

    private ClaimsPrincipal? Unprotect(string? cookie) =>
        _app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Name).TicketDataFormat.Unprotect(cookie)?.Principal;
}
