using Microsoft.AspNetCore.SignalR.Client;
using Playground.Contracts;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>Who tries to make points of something else than the solution, or plays in two places at once.</summary>
public sealed class CheatingTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_tabs_on_one_attempt_play_one_attempt()
    {
        await using var one = await _table.OpenAsync(new OpenChallenge("solo-dial"));
        await using var other = _table.Enter(one.Room, one.Who);
        await one.SendAsync(ControlBits.Syn, 1000);
        _table.Play(0.1);
        var synAck = (await other.HearsAsync("server", ControlBits.SynAck)).Segment;
        await other.SendAsync(ControlBits.Ack, 1001, synAck.Seq + 1);
        await one.SendAsync(ControlBits.Ack, 1001, synAck.Seq + 1);
        _table.Play(0.1);
        await one.SeesAsync(view => view.Attempt!.IsSolved);
        await other.SeesAsync(view => view.Attempt!.IsSolved);
        Assert.Equal(["1"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Attempts"));
        Assert.Equal(["100"], await Database.QueryAsync(_table.Database, "SELECT Points FROM Attempts"));
        Assert.Equal(["3"], await Database.QueryAsync(_table.Database, "SELECT Sends FROM Attempts"));
    }

    [Fact]
    public async Task Hundreds_of_attempts_at_once_are_refused_after_the_first_few_and_make_no_points()
    {
        var who = Table.Anybody();
        var replies = new List<OpenReply>();
        for (var i = 0; i < 300; i++) replies.Add(await _table.TryOpenAsync(new OpenChallenge("plus-one"), who));
        Assert.InRange(replies.Count(reply => reply.Refusal is null), 1, 60);
        Assert.All(replies.Where(reply => reply.Refusal is not null), reply => Assert.Equal(RefusalKind.TooFast, reply.Refusal!.Kind));
        Assert.Equal(["0"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Attempts WHERE Points IS NOT NULL"));
    }

    [Fact]
    public async Task What_was_turned_back_meets_no_goal_any_more()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("half-a-goodbye"));
        var fin = (await me.HearsAsync("client", ControlBits.FinAck)).Segment;
        await me.DoAsync(new SendSegment(new SegmentDraft { Flags = "FIN, ACK", Seq = $"{fin.Ack}", Ack = $"{fin.Seq + 1}" }));
        _table.Play(0.1);
        Assert.Contains((await me.SeesAsync(view => view.Attempt!.Goals[1].IsMet)).Attempt!.Goals, goal => goal.IsMet);
        await me.DoAsync(new Rewind());
        Assert.DoesNotContain((await me.SeesAsync(view => view.Attempt!.Rewinds == 1)).Attempt!.Goals, goal => goal.IsMet);
    }

    [Fact]
    public async Task Questions_take_answers_and_nothing_else_and_each_answer_counts()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("bit-flip"));
        await using var stranger = _table.Enter(me.Room);
        foreach (var (question, answer) in ((int, string)[])[(-1, "1"), (3, "1"), (0, "5"), (0, ""), (1, "-1x"), (1, "4294967296"), (1, new string('1', 10_000)), (2, "Answers with a letter")])
            Assert.Equal(RefusalKind.BadField, (await me.AskAsync(new AnswerQuestion(question, answer))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotSeated, (await stranger.AskAsync(new AnswerQuestion(0, "1"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new SendSegment(new SegmentDraft { Flags = "SYN", Seq = "1" }))).Refusal?.Kind);
        await me.DoAsync(new AnswerQuestion(2, "Answers with RST"));
        var view = await me.SeesAsync(view => view.Attempt!.Sends == 1);
        Assert.Contains("thrown away", view.Attempt!.Questions[2].Says!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["bad-checksum-reset"], await Database.QueryAsync(_table.Database, "SELECT Name FROM AttemptMisconceptions"));
        await me.DoAsync(new AnswerQuestion(2, "Throws it away without a word"));
        Assert.True((await me.SeesAsync(view => view.Attempt!.Sends == 2)).Attempt!.Questions[2].IsRight);
        Assert.Equal(RefusalKind.NotSeated, (await stranger.AskAsync(new TakeHint())).Refusal?.Kind);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task An_attempt_ends_under_the_version_of_its_challenge_that_it_began_with()
    {
        using var folder = new DataFolder();
        var (file, text) = (Path.Combine(folder.Path, "solo-dial.yaml"), await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "challenges", "solo-dial.yaml"), Patience));
        await File.WriteAllTextAsync(file, text, Patience);
        await using var server = await ServerProcess.StartAsync("--Challenges:Path", folder.Path);
        using var visitor = new Visitor(server.Address);
        string old;
        await using (var hub = await ConnectAsync(visitor)) old = await OpenAsync(hub);
        await server.KillAsync();
        await File.WriteAllTextAsync(file, text.Replace("par: 2", "par: 9", StringComparison.Ordinal), Patience);
        await server.RestartAsync();
        await using var again = await ConnectAsync(visitor);
        Assert.Equal((2, 9), (await ParAsync(again, old), await ParAsync(again, await OpenAsync(again))));
    }

    private static async Task<HubConnection> ConnectAsync(Visitor visitor)
    {
        var hub = visitor.RoomHub();
        await hub.StartAsync(Patience);
        return hub;
    }

    private static async Task<string> OpenAsync(HubConnection hub) =>
        (await hub.InvokeAsync<OpenReply>("Open", new { open = "challenge", challenge = "solo-dial" }, Patience)).Room.ToString();

    private static async Task<int> ParAsync(HubConnection hub, string room)
    {
        await foreach (var view in hub.StreamAsync<RoomView>("Watch", room, Patience)) return view.Attempt!.Challenge.Par;
        throw new InvalidOperationException("There is no such room.");
    }
}
