using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Playground.Contracts;
using Playground.Server.Participants;
using Playground.Tcp;
using Playground.Tests.Progress;
using Playground.Tests.Rooms;

namespace Playground.Tests.Participants;

/// <summary>A learner becomes the same one on another device, or nobody at all.</summary>
public sealed partial class RecoveryTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_phrase_typed_on_another_device_makes_it_the_same_learner_with_the_attempts_of_both()
    {
        using var first = NewVisitor();
        using var second = NewVisitor();
        var (one, two) = (await OpenAsync(first), await OpenAsync(second));
        await _table.SolveAsync(one);
        var room = await _table.SolveAsync(two);
        var phrase = await _table.MakePhraseAsync(one);

        using var answer = await PostAsync(second, "/recover", ("phrase", phrase.ToUpperInvariant().Replace(" ", ", ", StringComparison.Ordinal)));

        Assert.Equal("/me?done=recovered", answer.Headers.Location?.ToString());
        Assert.Equal(one, Who(second));
        Assert.Equal(2, Assert.Single((await _table.OwnPageAsync(one)).Attempts).Count);
        Assert.Null((await _table.ReplayAsync(one, room)).Refusal);
        Assert.NotNull((await _table.ReplayAsync(two, room)).Refusal);
        Assert.Equal([new ScoreLine(one.Name, 120, 1, 1)], await _table.ScoresAsync());
    }

    [Fact]
    public async Task Who_follows_a_room_while_its_seat_changes_hands_sees_it_go_on()
    {
        var (from, to) = (await _table.EnterAsync("Bold Wren"), await _table.EnterAsync("Calm Ibis"));
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"), from);
        await using var watcher = _table.Enter(me.Room);
        await watcher.SeesAsync(_ => true);
        await MergeAsync(from, to);
        await watcher.SeesAsync(view => view.Hosts.Any(host => host.Person == "Calm Ibis"));
        await me.SeesAsync(view => view.Seat is null);
        await using var again = _table.Enter(me.Room, to);
        await again.AnswerAsync(_table, 1);
        await again.SeesAsync(view => view.Attempt!.IsSolved);
        Assert.Equal(120, (await _table.CardAsync(to, "plus-one")).Best);
    }

    [Fact]
    public async Task A_new_phrase_ends_the_one_before_and_neither_is_in_the_database()
    {
        using var visitor = NewVisitor();
        await OpenAsync(visitor);
        var who = await _table.EnterAsync();
        var old = await _table.MakePhraseAsync(who);
        var phrase = await _table.MakePhraseAsync(who);
        using var answer = await PostAsync(visitor, "/recover", ("phrase", old));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("This phrase is nobody's.", page, StringComparison.Ordinal);
        Assert.Contains(old, page, StringComparison.Ordinal);
        var hash = Assert.Single(await Database.QueryAsync(_table.Database, "SELECT PhraseHash FROM Participants WHERE PhraseHash IS NOT NULL"));
        Assert.Matches("^[0-9A-F]{64}$", hash);
        Assert.True((await _table.OwnPageAsync(who)).HasPhrase);
        using var right = await PostAsync(visitor, "/recover", ("phrase", phrase));
        Assert.Equal(who.Id, Who(visitor).Id);
    }

    [Fact]
    public async Task Words_that_are_none_are_told_apart_from_a_phrase_that_is_nobody_s()
    {
        using var visitor = NewVisitor();
        var before = await OpenAsync(visitor);
        using var answer = await PostAsync(visitor, "/recover", ("phrase", "open sesame"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("A recovery phrase has 6 words", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before, Who(visitor));
    }

    [Fact]
    public async Task Who_guesses_has_to_wait_and_who_sits_beside_them_has_not()
    {
        using var guesser = NewVisitor();
        using var neighbour = NewVisitor();
        await OpenAsync(guesser);
        await OpenAsync(neighbour);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 9; i++)
        {
            using var answer = await PostAsync(guesser, "/recover", ("phrase", "open sesame"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 8), HttpStatusCode.TooManyRequests], statuses);
        using var beside = await PostAsync(neighbour, "/recover", ("phrase", "open sesame"));
        Assert.Equal(HttpStatusCode.BadRequest, beside.StatusCode);
        _table.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await PostAsync(guesser, "/recover", ("phrase", "open sesame"));
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);
    }

    [Theory]
    [InlineData("/recover")]
    [InlineData("/forget")]
    public async Task A_form_of_another_site_does_nothing(string path)
    {
        using var visitor = NewVisitor();
        var who = await OpenAsync(visitor);
        await _table.SolveAsync(who);
        using var form = new FormUrlEncodedContent([new("phrase", "acorn bacon cabin daisy eagle fabric"), new("sure", "yes")]);
        using var answer = await visitor.Http.PostAsync(path, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(who, Who(visitor));
        Assert.Equal(["1"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Attempts"));
    }

    [Fact]
    public async Task Who_is_forgotten_leaves_nothing_of_their_own_and_goes_on_as_somebody_new()
    {
        using var visitor = NewVisitor();
        var who = await OpenAsync(visitor);
        await _table.SolveAsync(who);
        await using var host = await _table.OpenAsync(new OpenSandbox(WithFriend: true), who);
        await using var guest = _table.Enter(host.Room, Table.Anybody("Calm Ibis"));
        await guest.SeesAsync(_ => true);
        await guest.DoAsync(new TakeSeat("server"));
        await host.SendAsync(ControlBits.Syn, 7);
        _table.Play(0.1);
        await guest.HearsAsync("client", ControlBits.Syn);

        using var answer = await PostAsync(visitor, "/forget", ("sure", "yes"));

        Assert.Equal("/me?done=forgotten", answer.Headers.Location?.ToString());
        Assert.NotEqual(who.Id, Who(visitor).Id);
        await guest.SeesAsync(view => view.Hosts.Any(host => host.Person == "Somebody"));
        await guest.HearsAsync("client", ControlBits.Syn);
        Assert.Equal([host.Room.ToString()], await Database.QueryAsync(_table.Database, "SELECT Code FROM Rooms"));
        foreach (var table in new[] { "Attempts", "AttemptMisconceptions", "Drafts" })
            Assert.Equal([table, "0"], [table, .. await Database.QueryAsync(_table.Database, $"SELECT COUNT(*) FROM {table}")]);
        var bodies = string.Concat(await Database.QueryAsync(_table.Database, "SELECT Body || COALESCE(Who, '') FROM Inputs"));
        Assert.DoesNotContain(who.Name, bodies, StringComparison.Ordinal);
        Assert.DoesNotContain($"{who.Id}", bodies, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Database.QueryAsync(_table.Database, $"SELECT Name FROM Participants WHERE Name = '{who.Name}'"));
    }

    private Visitor NewVisitor() => new(_table.Address);

    private Task MergeAsync(Participant from, Participant to) => _table.Services.GetRequiredService<Identities>().MergeAsync(from, to, TestContext.Current.CancellationToken);

    /// <summary>Opens their own page, which makes them a participant.</summary>
    private async Task<Participant> OpenAsync(Visitor visitor)
    {
        using var answer = await visitor.Http.GetAsync("/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Who(visitor);
    }

    private async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, params (string Name, string Value)[] fields)
    {
        var page = await visitor.Http.GetStringAsync("/me", TestContext.Current.CancellationToken);
        var token = Token().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await visitor.Http.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    private Participant Who(Visitor visitor) => ParticipantIdentity.In(_table.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
        .Get("participant").TicketDataFormat.Unprotect(visitor.Cookie("participant"))?.Principal)!;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
