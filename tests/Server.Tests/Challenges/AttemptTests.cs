using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Participants;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Challenges;

public sealed class AttemptTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_solution_at_par_makes_its_points_in_the_database_and_on_the_scoreboard()
    {
        var who = await EnterAsync("Bold Wren");
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who);
        await SolveAsync(me);
        Assert.Equal(["120"], await Database.QueryAsync(_table.Database, "SELECT Points FROM Attempts"));
        Assert.Equal([new ScoreLine("Bold Wren", 120, 1, 1)], await _table.ScoresAsync());
        Assert.Contains("client → server  [ACK]", (await Database.QueryAsync(_table.Database, "SELECT Trace FROM Attempts"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_cost_ten_percent_each_once_it_is_solved_and_a_rewind_costs_nothing()
    {
        var who = await EnterAsync("Bold Wren");
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who);
        await me.DoAsync(new TakeHint());
        await me.DoAsync(new TakeHint());
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await me.SendAsync(ControlBits.Ack, synAck.Ack, synAck.Seq);
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.Rst);
        await me.DoAsync(new Rewind());
        await SolveAsync(me);
        Assert.Equal(["100"], await Database.QueryAsync(_table.Database, "SELECT Points FROM Attempts"));
        Assert.Equal(["1"], await Database.QueryAsync(_table.Database, "SELECT Rewinds FROM Attempts"));
        Assert.Equal(["2"], await Database.QueryAsync(_table.Database, "SELECT Hints FROM Attempts"));
        Assert.Equal(["ack-copies-seq"], await Database.QueryAsync(_table.Database, "SELECT Name FROM AttemptMisconceptions"));
    }

    [Fact]
    public async Task Nothing_is_told_of_the_hints_that_were_not_asked_for()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"));
        var view = await me.SeesAsync(view => view.Attempt is not null);
        Assert.Empty(view.Attempt!.Hints);
        Assert.Null(view.Attempt.Debrief);
        Assert.Equal(3, view.Attempt.HintsLeft);
        await me.DoAsync(new TakeHint());
        Assert.Single((await me.SeesAsync(view => view.Attempt!.HintsLeft == 2)).Attempt!.Hints);
        await me.DoAsync(new TakeHint());
        await me.DoAsync(new TakeHint());
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new TakeHint())).Refusal?.Kind);
    }

    [Fact]
    public async Task After_the_solution_nothing_counts_any_more()
    {
        var who = await EnterAsync("Bold Wren");
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"), who);
        await SolveAsync(me);
        await me.SendAsync(ControlBits.Ack, 1, 1);
        await me.SendAsync(ControlBits.Rst, 1);
        await me.DoAsync(new Rewind());
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new TakeHint())).Refusal?.Kind);
        Assert.Equal(["120"], await Database.QueryAsync(_table.Database, "SELECT Points FROM Attempts"));
        Assert.Equal(["1"], await Database.QueryAsync(_table.Database, "SELECT Sends FROM Attempts"));
        Assert.Equal(120, (await me.NowAsync()).Attempt!.Points);
    }

    [Fact]
    public async Task Of_several_attempts_the_best_counts()
    {
        var who = await EnterAsync("Bold Wren");
        await using (var first = await _table.OpenAsync(new OpenChallenge("plus-one"), who))
        {
            await first.DoAsync(new TakeHint());
            await SolveAsync(first);
        }

        await using (var second = await _table.OpenAsync(new OpenChallenge("plus-one"), who)) await SolveAsync(second);
        Assert.Equal([new ScoreLine("Bold Wren", 120, 1, 1)], await _table.ScoresAsync());
    }

    [Fact]
    public async Task Nobody_can_sit_down_in_anothers_attempt_or_begin_it_anew()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"));
        await using var stranger = _table.Enter(me.Room);
        Assert.Equal(RefusalKind.NotHere, (await stranger.AskAsync(new TakeSeat("server"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.SeatTaken, (await stranger.AskAsync(new TakeSeat("client"))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new StartOver())).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new LeaveSeat())).Refusal?.Kind);
    }

    [Fact]
    public async Task Who_watches_an_attempt_sees_no_more_of_the_link_than_its_learner_until_it_is_solved()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("lost-syn"));
        await using var stranger = _table.Enter(me.Room);
        await me.SendAsync(ControlBits.Syn, 1000);
        _table.Play(0.1);
        var watched = await stranger.SeesAsync(view => view.Rows.OfType<SegmentRow>().Any());
        var mine = await me.NowAsync();
        Assert.DoesNotContain(watched.Rows.OfType<SegmentRow>(), row => row.Fate == SegmentFate.Lost);
        Assert.Equal(mine.Rows.Select(row => row.ToString()), watched.Rows.Select(row => row.ToString()));
        _table.Play(1.1);
        await me.SendAsync(ControlBits.Syn, 1000);
        _table.Play(0.1);
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await me.SendAsync(ControlBits.Ack, 1001, synAck.Seq + 1);
        _table.Play(0.1);
        var solved = await stranger.SeesAsync(view => view.Attempt!.IsSolved);
        Assert.Contains(solved.Rows.OfType<SegmentRow>(), row => row.Fate == SegmentFate.Lost);
    }

    [Fact]
    public async Task A_challenge_that_is_none_is_refused() =>
        Assert.Equal(RefusalKind.NoSuchChallenge, (await _table.TryOpenAsync(new OpenChallenge("nothing"))).Refusal?.Kind);

    private async Task SolveAsync(Place me)
    {
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await me.SendAsync(ControlBits.Ack, synAck.Ack, synAck.Seq + 1);
        _table.Play(0.1);
        await me.SeesAsync(view => view.Attempt!.IsSolved);
    }

    /// <summary>Somebody who is in the register, so that the scoreboard knows their name.</summary>
    private async Task<Participant> EnterAsync(string name)
    {
        var who = new Participant(Guid.NewGuid(), name);
        var user = new System.Security.Claims.ClaimsPrincipal(ParticipantIdentity.Of(who));
        return await _table.Services.GetRequiredService<ParticipantRegister>().OfAsync(user, TestContext.Current.CancellationToken);
    }
}
