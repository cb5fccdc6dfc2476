using System.Net;

namespace Playground.Tests.Startup;

public sealed class AnswerTests : IAsyncDisposable
{
    private readonly PlaygroundApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/challenges")]
    [InlineData("/health")]
    [InlineData("/accounts.css")]
    [InlineData("/nowhere")]
    public async Task Every_answer_keeps_other_sites_out(string path)
    {
        using var visitor = _app.NewVisitor();
        using var answer = await visitor.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("frame-ancestors 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_sent_compressed_to_who_can_read_it()
    {
        using var visitor = _app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var answer = await visitor.Http.GetAsync("/challenges", TestContext.Current.CancellationToken);
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_that_says_so()
    {
        using var visitor = _app.NewVisitor();
        using var answer = await visitor.Http.GetAsync("/nowhere?a=1", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<main", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not-found#", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_the_bare_status()
    {
        using var visitor = _app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.Accept.Clear();
        using var answer = await visitor.Http.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/docs/challenges", "<h1 id=\"writing-a-challenge\">Writing a challenge</h1>")]
    [InlineData("/docs/ladder", "<title>Ladder notation")]
    [InlineData("/docs/hub", "<table tabindex=\"0\">")]
    [InlineData("/docs/challenge.schema.json", "\"$schema\"")]
    public async Task The_descriptions_that_one_writes_by_are_pages(string path, string holds)
    {
        using var visitor = _app.NewVisitor();
        Assert.Contains(holds, await visitor.Http.GetStringAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_says_ok()
    {
        using var visitor = _app.NewVisitor();
        Assert.Equal("ok", await visitor.Http.GetStringAsync("/health", TestContext.Current.CancellationToken));
    }
}
