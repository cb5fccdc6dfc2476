using System.Text.Json;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>A person hands their host to the engine and takes it back.</summary>
public sealed class AutopilotTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task The_engine_opens_what_a_person_has_begun_and_they_go_on_by_hand()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DoAsync(new HandToEngine());
        _table.Play(0.5);
        var open = await me.SeesAsync(view => view.Hosts[1].State == TcpState.Established);
        Assert.Equal((HostDriver.Engine, "Quiet Heron", true), (open.Hosts[0].Driver, open.Hosts[0].Person, open.Hosts[0].IsOnAutopilot));
        Assert.Equal((TcpState.Established, "client"), (open.Ledger!.State, open.Seat));
        var ack = open.Rows.OfType<SegmentRow>().Single(row => row.IsMine && row.Segment.Flags == "ACK");
        Assert.Equal(open.Ledger, open.Ledger with { SndNxt = ack.Segment.Seq, RcvNxt = ack.Segment.Ack });
        Assert.Null(ack.Review);

        await me.DoAsync(new TakeBack());
        await me.SendAsync(ControlBits.Ack | ControlBits.Psh, ack.Segment.Seq, ack.Segment.Ack, "Hello");
        _table.Play(0.1);
        var view = await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Any(row => row is { IsMine: true, Verdict: not null, Segment.Payload.Length: 5 }));
        var text = view.Rows.OfType<SegmentRow>().Single(row => row.Segment.Payload.Length == 5);
        Assert.Equal((true, Outcome.Accepted), (text.Review!.CouldBeSent, text.Verdict!.Outcome));
        Assert.Equal(HostDriver.Person, view.Hosts[0].Driver);
        Assert.Equal(
            ["Quiet Heron's host is on autopilot", "Quiet Heron has taken their host back"],
            view.Rows.OfType<NoteRow>().Select(row => row.Says.ToString()));
    }

    [Fact]
    public async Task While_the_engine_drives_nothing_is_sent_by_hand_and_the_draft_stays()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new KeepDraft(new SegmentDraft { Flags = "SYN", Seq = "half typed" }));
        await me.DoAsync(new HandToEngine());
        var draft = new SegmentDraft { Flags = "SYN", Seq = "1" };
        foreach (var ask in (RoomAsk[])[new SendSegment(draft), new CheckDraft(draft)])
        {
            var reply = await me.AskAsync(ask);
            Assert.Equal((RefusalKind.NotHere, "The engine drives your host. Take it back first."), (reply.Refusal!.Kind, reply.Refusal.Says.ToString()));
        }

        Assert.Equal("half typed", (await me.NowAsync()).Draft!.Seq);
    }

    [Fact]
    public async Task What_is_so_already_is_refused_and_in_a_challenge_all_of_it()
    {
        await using var me = await _table.OpenAsync();
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new TakeBack())).Refusal?.Kind);
        await me.DoAsync(new HandToEngine());
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new HandToEngine())).Refusal?.Kind);

        await using var attempt = await _table.OpenAsync(new OpenChallenge("plus-one"));
        Assert.Equal(RefusalKind.NotHere, (await attempt.AskAsync(new HandToEngine())).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await attempt.AskAsync(new TakeBack())).Refusal?.Kind);
    }

    [Fact]
    public void Who_takes_back_a_host_whose_application_had_more_to_send_is_told_that_it_is_gone()
    {
        Assert.Equal("Kind Otter has taken their host back", HandoverRemark.Of(new HandedOver(Instant.Zero, "server", ToEngine: false), "Kind Otter").ToString());
        Assert.Equal(
            "Kind Otter has taken their host back; what its application had not sent yet is gone",
            HandoverRemark.Of(new HandedOver(Instant.Zero, "server", ToEngine: false, Unsent: 7), "Kind Otter").ToString());
    }

    [Fact]
    public async Task Turning_time_back_before_it_undoes_it()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DoAsync(new HandToEngine());
        _table.Play(0.5);
        await me.SeesAsync(view => view.Hosts[1].State == TcpState.Established);
        await me.DoAsync(new Rewind());

        var view = await me.NowAsync();
        Assert.Equal((HostDriver.Person, TcpState.Closed), (view.Hosts[0].Driver, view.Hosts[0].State));
        Assert.DoesNotContain(view.Rows, row => row is NoteRow note && note.Says.Text.Contains("autopilot", StringComparison.Ordinal));
        await me.SendAsync(ControlBits.Syn, 6);
    }

    [Fact]
    public async Task A_new_match_is_played_by_hand_again()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new HandToEngine());
        await me.DoAsync(new StartOver());
        Assert.False((await me.NowAsync()).Hosts[0].IsOnAutopilot);
    }

    [Fact]
    public async Task The_other_seat_learns_who_drives_and_nothing_that_the_person_would_not_tell()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room, Table.Anybody("Kind Otter"));
        await friend.SeesAsync(_ => true);
        await friend.DoAsync(new TakeSeat("server"));
        await me.DoAsync(new HandToEngine());
        _table.Play(0.1);
        var syn = await friend.HearsAsync("client", ControlBits.Syn);
        await friend.SendAsync(ControlBits.SynAck, 300, syn.Segment.Seq + 1);
        _table.Play(0.1);
        await friend.HearsAsync("client", ControlBits.Ack);

        var theirs = await friend.NowAsync();
        Assert.True(theirs.Hosts[0].IsOnAutopilot);
        Assert.Null(theirs.Hosts[0].State);
        Assert.All(theirs.Rows.OfType<SegmentRow>(), row => Assert.Null(row.Verdict));
        Assert.DoesNotContain(theirs.Rows, row => row is StateRow { Host: "client" });

        var mine = await me.NowAsync();
        Assert.Equal(Outcome.Accepted, mine.Rows.OfType<SegmentRow>().Single(row => row.From == "server").Verdict!.Outcome);
        Assert.Equal(TcpState.Established, mine.Rows.OfType<StateRow>().Last(row => row.Host == "client").To);
    }

    [Fact]
    public async Task A_replay_shows_it_and_a_branch_plays_on_from_the_middle_of_it()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DoAsync(new HandToEngine());
        _table.Play(0.5);
        await me.SeesAsync(view => view.Hosts[1].State == TcpState.Established);
        await me.DoAsync(new PauseClock());
        var live = await me.NowAsync();

        var replay = (await _table.ReplayAsync(me.Who, me.Room)).Replay!;
        Assert.Equal(Told(live), Told(replay.At(0, replay.Matches[0].End)));

        await using var branch = await _table.OpenAsync(new OpenBranch(me.Room, 0, replay.Matches[0].End), me.Who);
        var on = await branch.NowAsync();
        Assert.True(on.Hosts[0].IsOnAutopilot);
        Assert.Equal(live.Ledger, on.Ledger);
        await branch.DoAsync(new TakeBack());
        await branch.SendAsync(ControlBits.FinAck, on.Ledger!.SndNxt!.Value, on.Ledger.RcvNxt!.Value);
    }

    private static string Told(RoomView view) => JsonSerializer.Serialize(view.Rows.Select(row => (object)row));
}
