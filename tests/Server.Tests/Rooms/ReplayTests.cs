using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>What happened in a room can be looked at again, by those whose it is, and played on from.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task At_its_end_the_replay_of_a_played_room_equals_the_room()
    {
        await using var me = await _table.OpenAsync();
        await ShakeAsync(me);
        await me.DoAsync(new Rewind());
        await me.DoAsync(new TouchNext(LinkTouch.Duplicate));
        await me.SendAsync(ControlBits.Ack | ControlBits.Psh, 6, await ServersIsnAsync(me) + 1, "Hello");
        _table.Play(0.5);
        await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Any(row => row.From == "server" && row.Segment.Flags == "ACK"));
        await me.DoAsync(new PauseClock());
        var live = await me.NowAsync();

        var replay = await ReplayAsync(me);
        var told = replay.At(0, replay.Matches[0].End);
        Assert.Equal(Told(live), Told(told));
        Assert.Equal(live.Ledger, told.Ledger);
    }

    [Fact]
    public async Task That_time_was_turned_back_stands_in_it_as_it_stood_in_the_room()
    {
        await using var me = await _table.OpenAsync();
        await ShakeAsync(me);
        await me.DoAsync(new Rewind());
        _table.Play(0.2);
        await me.SendAsync(ControlBits.Ack, 6, await ServersIsnAsync(me));
        _table.Play(0.2);
        await me.HearsAsync("server", ControlBits.Rst);
        await me.DoAsync(new Rewind());
        await me.SendAsync(ControlBits.Ack, 6, await ServersIsnAsync(me) + 1);
        await me.DoAsync(new PauseClock());
        var live = (await me.NowAsync()).Rows;
        Assert.Equal(2, TurnedBack(live).Count());

        var replay = await ReplayAsync(me);
        Assert.Equal(TurnedBack(live), TurnedBack(replay.At(0, replay.Matches[0].End).Rows));
        Assert.Empty(TurnedBack(replay.At(0, Instant.Zero).Rows));
    }

    [Fact]
    public async Task What_was_told_of_a_moment_before_which_time_was_turned_back_is_not_told_in_it_nor_what_came_after_held_up()
    {
        await using var me = await _table.OpenAsync();
        _table.Play(0.5);
        await ShakeAsync(me);
        await me.DoAsync(new Rewind());
        _table.Play(3);
        await me.DoAsync(new ShareReplay(true));
        await me.DoAsync(new RewindTo((await me.NowAsync()).Rows.OfType<SegmentRow>().First().At));
        await me.SendAsync(ControlBits.Syn, 9);
        _table.Play(0.2);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        await me.DoAsync(new PauseClock());

        var replay = await ReplayAsync(me);
        Assert.Single(TurnedBack(replay.At(0, replay.Matches[0].End).Rows));
        Assert.Equal(10u, replay.At(0, synAck.Arrival).Rows.OfType<SegmentRow>().Last().Segment.Ack);
    }

    [Fact]
    public async Task At_each_moment_it_shows_what_the_seat_saw_then_and_goes_back_as_well_as_forward()
    {
        await using var me = await _table.OpenAsync();
        _table.Play(0.5);
        await ShakeAsync(me);
        var rows = (await me.NowAsync()).Rows.OfType<SegmentRow>().ToList();
        var replay = await ReplayAsync(me);

        for (var round = 0; round < 2; round++)
        {
            Assert.Empty(replay.At(0, Instant.Zero).Rows.OfType<SegmentRow>());
            var sent = replay.At(0, rows[0].At);
            Assert.Equal((SegmentFate.OnTheWay, TcpState.SynSent), (sent.Rows.OfType<SegmentRow>().Single().Fate, sent.Ledger!.State));
            var heard = replay.At(0, rows[1].Arrival);
            Assert.Equal(["SYN", "SYN, ACK"], heard.Rows.OfType<SegmentRow>().Select(row => row.Segment.Flags));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => replay.At(1, Instant.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay.At(-1, Instant.Zero));
    }

    [Fact]
    public async Task It_holds_no_number_that_the_seat_does_not_know()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new TouchNext(LinkTouch.Lose, "server"));
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.5);
        await me.DoAsync(new PauseClock());
        var replay = await ReplayAsync(me);
        var rows = replay.At(0, replay.Matches[0].End).Rows.OfType<SegmentRow>();
        Assert.Equal("client", Assert.Single(rows).From);
    }

    [Fact]
    public async Task A_stranger_sees_it_once_its_owner_has_shared_it_and_then_as_the_wire_heard_it()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new TouchNext(LinkTouch.Lose, "server"));
        await ShakeAsync(me);
        var stranger = Table.Anybody();
        Assert.Equal(RefusalKind.NotHere, (await _table.ReplayAsync(stranger, me.Room)).Refusal?.Kind);
        await using (var watching = _table.Enter(me.Room, stranger))
        {
            await watching.SeesAsync(_ => true);
            Assert.Equal(RefusalKind.NotHere, (await watching.AskAsync(new ShareReplay(true))).Refusal?.Kind);
        }

        await me.DoAsync(new ShareReplay(true));
        Assert.True((await me.NowAsync()).IsShared);
        var replay = (await _table.ReplayAsync(stranger, me.Room)).Replay!;
        Assert.Equal((false, true), (replay.IsOwner, replay.IsShared));
        Assert.Contains(replay.At(0, replay.Matches[0].End).Rows.OfType<SegmentRow>(), row => row.Fate == SegmentFate.Lost);

        await me.DoAsync(new ShareReplay(false));
        Assert.NotNull((await _table.ReplayAsync(stranger, me.Room)).Refusal);
    }

    [Fact]
    public async Task Each_match_is_there_and_who_did_not_play_in_one_does_not_see_it()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await me.SendAsync(ControlBits.Syn, 5);
        await using var friend = _table.Enter(me.Room);
        await friend.SeesAsync(_ => true);
        await me.DoAsync(new StartOver());
        await friend.DoAsync(new TakeSeat("server"));
        await me.SendAsync(ControlBits.Syn, 7);

        var mine = await ReplayAsync(me);
        var theirs = await ReplayAsync(friend);
        Assert.Equal((2, 1), (mine.Matches.Length, theirs.Matches.Length));
        Assert.Equal((true, "client", "server"), (mine.IsOwner, mine.Matches[1].Seat, theirs.Matches[0].Seat));
    }

    [Fact]
    public async Task It_is_played_on_from_any_moment_in_a_room_of_its_own()
    {
        await using var me = await _table.OpenAsync();
        await ShakeAsync(me);
        var synAck = (await me.NowAsync()).Rows.OfType<SegmentRow>().First(row => row.From == "server");
        await me.DoAsync(new PauseClock());

        await using var branch = await _table.OpenAsync(new OpenBranch(me.Room, 0, synAck.Arrival), me.Who);
        var view = await branch.NowAsync();
        Assert.Equal(("client", TcpState.SynSent), (view.Seat, view.Ledger!.State));
        Assert.Equal(synAck.Segment.Seq, view.Rows.OfType<SegmentRow>().Last().Segment.Seq);
        Assert.NotEqual(me.Room, branch.Room);

        await branch.SendAsync(ControlBits.Ack, 6, synAck.Segment.Seq);
        _table.Play(0.1);
        await branch.HearsAsync("server", ControlBits.Rst);
        Assert.Equal(TcpState.Established, (await me.NowAsync()).Ledger!.State);
    }

    [Fact]
    public async Task Nobody_looks_ahead_in_a_match_that_two_people_play_or_in_an_attempt()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room);
        await friend.SeesAsync(_ => true);
        await friend.DoAsync(new TakeSeat("server"));
        await me.SendAsync(ControlBits.Syn, 5);
        await using var attempt = await _table.OpenAsync(new OpenChallenge("plus-one"));

        Assert.Equal(RefusalKind.NotHere, (await _table.TryOpenAsync(new OpenBranch(me.Room, 0, Instant.Zero), friend.Who)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await _table.TryOpenAsync(new OpenBranch(attempt.Room, 0, Instant.Zero), attempt.Who)).Refusal?.Kind);

        await me.DoAsync(new StartOver());
        Assert.Null((await _table.TryOpenAsync(new OpenBranch(me.Room, 0, Instant.Zero), friend.Who)).Refusal);
    }

    [Fact]
    public async Task What_is_no_replay_is_refused_in_a_sentence()
    {
        await using var me = await _table.OpenAsync();
        Assert.True(RoomCode.TryParse("ABCDEF", out var nowhere));
        Assert.Equal(RefusalKind.NoSuchRoom, (await _table.ReplayAsync(me.Who, nowhere)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NoSuchRoom, (await _table.TryOpenAsync(new OpenBranch(nowhere, 0, Instant.Zero), me.Who)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await _table.TryOpenAsync(new OpenBranch(me.Room, 7, Instant.Zero), me.Who)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await _table.TryOpenAsync(new OpenBranch(me.Room, -1, Instant.Zero), me.Who)).Refusal?.Kind);
    }

    private async Task<IReplay> ReplayAsync(Place place)
    {
        var reply = await _table.ReplayAsync(place.Who, place.Room);
        Assert.Null(reply.Refusal);
        return reply.Replay!;
    }

    private async Task ShakeAsync(Place me)
    {
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(2);
        await me.SendAsync(ControlBits.Ack, 6, await ServersIsnAsync(me) + 1);
        _table.Play(0.1);
        await me.SeesAsync(view => view.Hosts[1].State == TcpState.Established);
    }

    private static async Task<uint> ServersIsnAsync(Place me) => (await me.HearsAsync("server", ControlBits.SynAck)).Segment.Seq;

    private static IEnumerable<Instant> TurnedBack(IEnumerable<LadderRow> rows) => rows.OfType<NoteRow>().Where(note => note.Says.Text == "Time was turned back").Select(note => note.At);

    /// <summary>The segments and states; who sat down before the match is told live alone.</summary>
    private static string Told(RoomView view) => JsonSerializer.Serialize(view.Rows.Where(row => row is not NoteRow).Select(row => (object)row));
}
