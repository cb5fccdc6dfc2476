using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>The room's time and its link in the hands of its people.</summary>
public sealed class TimeAndLinkTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Theory]
    [InlineData(0.25)]
    [InlineData(8)]
    public async Task Time_runs_slower_and_faster_and_keeps_its_pace_over_a_pause(double pace)
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SetPace(pace));
        await me.DoAsync(new PauseClock());
        await me.DoAsync(new ResumeClock());
        var before = (await me.NowAsync()).Clock;
        _table.Play(1);
        await me.SendAsync(ControlBits.Syn, 5);
        var sent = await me.HearsAsync("client", ControlBits.Syn);

        Assert.Equal(pace, before.Pace);
        Assert.Equal(pace, (sent.At - before.Now).TotalSeconds, 3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public async Task A_pace_that_there_is_not_is_refused(double pace)
    {
        await using var me = await _table.OpenAsync();
        Assert.Equal(RefusalKind.BadField, (await me.AskAsync(new SetPace(pace))).Refusal?.Kind);
        Assert.Equal(1, (await me.NowAsync()).Clock.Pace);
    }

    [Fact]
    public async Task Step_by_step_time_stands_at_each_thing_that_happens()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        var sent = await me.HearsAsync("client", ControlBits.Syn);

        await me.DoAsync(new StepClock());
        var arrived = await me.NowAsync();
        await me.DoAsync(new StepClock());
        var answered = await me.NowAsync();

        Assert.True(arrived.Clock.IsPaused);
        Assert.Equal(SegmentFate.Arrived, arrived.Rows.OfType<SegmentRow>().Single().Fate);
        Assert.Equal(0.04, (arrived.Clock.Now - sent.At).TotalSeconds, 6);
        Assert.Equal("SYN, ACK", answered.Rows.OfType<SegmentRow>().Last().Segment.Flags);
        Assert.Equal(0.08, (answered.Clock.Now - sent.At).TotalSeconds, 6);
    }

    [Fact]
    public async Task Where_nothing_is_to_come_there_is_no_step()
    {
        await using var me = await _table.OpenAsync();
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new StepClock())).Refusal?.Kind);
        Assert.False((await me.NowAsync()).Clock.IsPaused);
    }

    [Fact]
    public async Task Time_goes_back_to_before_any_segment_and_gives_the_first_own_one_back_as_a_draft()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.1);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        await me.SendAsync(ControlBits.Ack, 6, synAck.Segment.Seq + 1);
        _table.Play(0.1);
        await me.SendAsync(ControlBits.Ack, 6, synAck.Segment.Seq + 1, "Hello");
        var ack = (await me.NowAsync()).Rows.OfType<SegmentRow>().First(row => row.IsMine && row.Segment.Flags == "ACK");

        await me.DoAsync(new RewindTo(ack.At));
        var view = await me.NowAsync();

        Assert.Equal(["SYN", "SYN, ACK"], view.Rows.OfType<SegmentRow>().Select(row => row.Segment.Flags));
        Assert.Equal(new SegmentDraft { Flags = "ACK", Seq = "6", Ack = $"{synAck.Segment.Seq + 1}" }, view.Draft);
        Assert.True(view.Clock.Now < ack.At);
        Assert.Equal(TcpState.SynReceived, view.Hosts[1].State);
    }

    [Fact]
    public async Task Time_goes_back_to_before_the_engines_answer_too()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.1);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);

        await me.DoAsync(new RewindTo(synAck.At));
        await me.DoAsync(new PauseClock());
        Assert.Equal("SYN", Assert.Single((await me.NowAsync()).Rows.OfType<SegmentRow>()).Segment.Flags);
        await me.DoAsync(new StepClock());
        await me.DoAsync(new StepClock());
        Assert.Equal(synAck.Segment.Seq, (await me.NowAsync()).Rows.OfType<SegmentRow>().Last().Segment.Seq);
    }

    [Fact]
    public async Task Over_again_is_on_the_same_link_and_the_ladder_says_what_it_does()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SetLink(new LinkSettings { DelayMs = 200, LossPercent = 3 }));
        await me.DoAsync(new SetLink(new LinkSettings { DelayMs = 500 }, "server"));
        var before = (await me.NowAsync()).Link!;
        await me.DoAsync(new StartOver());

        var view = await me.NowAsync();
        Assert.Equal((before.All, before.ByHost["server"]), (view.Link!.All, view.Link.ByHost["server"]));
        Assert.Equal(
            ["The link takes 200 ms now", "3 % of segments are lost now", "From the server the link takes 500 ms now", "0 % of segments from the server are lost now"],
            view.Rows.OfType<NoteRow>().Select(note => note.Says.ToString()));

        // Nor does it forget with another host on it, or with one taken off.
        await me.DoAsync(new AddHost(SeatRole.Client, IsEngine: true));
        await me.DoAsync(new SetLink(new LinkSettings { DelayMs = 70 }, "client-2"));
        await me.DoAsync(new RemoveHost("client-2"));
        var after = (await me.NowAsync()).Link!;
        Assert.Equal(before.All, after.All);
        Assert.Equal(["server"], after.ByHost.Keys);
    }

    [Fact]
    public async Task A_link_as_it_usually_is_says_nothing_when_the_match_begins_anew()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new StartOver());
        Assert.Empty((await me.NowAsync()).Rows.OfType<NoteRow>());
    }

    [Fact]
    public async Task Time_goes_back_to_nothing_before_the_match_and_not_forward()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new RewindTo(Instant.Zero))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new RewindTo(new Instant(-5)))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await me.AskAsync(new RewindTo(Instant.FromSeconds(1e9)))).Refusal?.Kind);
    }

    [Fact]
    public async Task The_next_segment_from_the_server_is_lost_once_and_the_one_after_it_arrives()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new TouchNext(LinkTouch.Lose, "server"));
        await me.SendAsync(ControlBits.Syn, 5);
        Assert.Equal([new TouchNext(LinkTouch.Lose, "server")], (await me.NowAsync()).Link!.Touches);
        _table.Play(0.5);
        Assert.Equal("SYN", Assert.Single((await me.NowAsync()).Rows.OfType<SegmentRow>()).Segment.Flags);
        Assert.Empty((await me.NowAsync()).Link!.Touches);
        _table.Play(1);
        await me.HearsAsync("server", ControlBits.SynAck);
        Assert.Contains((await me.NowAsync()).Rows.OfType<NoteRow>(), note => note.Says.ToString() == "The next segment from the server will be lost");
    }

    [Fact]
    public async Task The_same_can_be_asked_for_again_once_it_was_done()
    {
        await using var me = await _table.OpenAsync();
        for (var i = 0; i < 2; i++)
        {
            await me.DoAsync(new TouchNext(LinkTouch.Lose));
            await me.SendAsync(ControlBits.Syn, 5);
        }

        _table.Play(1);
        Assert.All((await me.NowAsync()).Rows.OfType<SegmentRow>(), row => Assert.Equal(SegmentFate.OnTheWay, row.Fate));
    }

    [Fact]
    public async Task A_link_that_was_changed_carries_what_is_sent_from_then_on_and_turning_time_back_keeps_it()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SetLink(new LinkSettings { DelayMs = 200 }));
        await me.SendAsync(ControlBits.Syn, 5);
        await me.SendAsync(ControlBits.Ack, 6);
        await me.DoAsync(new Rewind());
        var view = await me.NowAsync();

        var row = Assert.Single(view.Rows.OfType<SegmentRow>());
        Assert.Equal(200, (row.Arrival - row.At).TotalMilliseconds);
        Assert.Equal(200, view.Link!.All.DelayMs);
        Assert.Contains(view.Rows.OfType<NoteRow>(), note => note.Says.ToString() == "The link takes 200 ms now");
    }

    [Fact]
    public async Task One_direction_can_be_changed_alone()
    {
        await using var me = await _table.OpenAsync();
        await me.DoAsync(new SetLink(new LinkSettings { LossPercent = 100 }, "server"));
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(5);
        var view = await me.NowAsync();

        Assert.Equal(SegmentFate.Arrived, Assert.Single(view.Rows.OfType<SegmentRow>()).Fate);
        Assert.Equal((0.0, 100.0), (view.Link!.All.LossPercent, view.Link.ByHost["server"].LossPercent));
    }

    public static TheoryData<string, RoomAsk, RefusalKind> Nonsense => new()
    {
        { "no link", new SetLink(null!), RefusalKind.BadField },
        { "less than no delay", new SetLink(new LinkSettings { DelayMs = -1 }), RefusalKind.BadField },
        { "a delay of a day", new SetLink(new LinkSettings { DelayMs = 86_400_000 }), RefusalKind.BadField },
        { "more than all lost", new SetLink(new LinkSettings { LossPercent = 101 }), RefusalKind.BadField },
        { "no number", new SetLink(new LinkSettings { JitterMs = double.NaN }), RefusalKind.BadField },
        { "nobody's link", new SetLink(new LinkSettings(), "nobody"), RefusalKind.NoSuchSeat },
        { "an unknown touch", new TouchNext((LinkTouch)77), RefusalKind.BadField },
        { "nobody's next", new TouchNext(LinkTouch.Lose, "nobody"), RefusalKind.NoSuchSeat },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_no_link_can_do_is_refused(string what, RoomAsk ask, RefusalKind kind)
    {
        await using var me = await _table.OpenAsync();
        Assert.True((await me.AskAsync(ask)).Refusal?.Kind == kind, what);
    }

    [Fact]
    public async Task In_a_challenge_the_link_is_neither_shown_nor_changed()
    {
        await using var me = await _table.OpenAsync(new OpenChallenge("plus-one"));
        Assert.Null((await me.NowAsync()).Link);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new SetLink(new LinkSettings()))).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotHere, (await me.AskAsync(new TouchNext(LinkTouch.Lose))).Refusal?.Kind);
    }

    [Fact]
    public async Task The_link_remembers_sixteen_touches_and_no_more()
    {
        await using var me = await _table.OpenAsync();
        for (var i = 0; i < 16; i++) await me.DoAsync(new TouchNext(LinkTouch.Hold));
        Assert.Equal(RefusalKind.TooFast, (await me.AskAsync(new TouchNext(LinkTouch.Hold))).Refusal?.Kind);
    }

    [Theory]
    [InlineData(1, 400)]
    [InlineData(0.25, 100)]
    [InlineData(8, 600)]
    public async Task A_held_segment_comes_late_by_about_six_seconds_of_whoever_looks_on(double pace, double heldMs)
    {
        await using var me = await _table.OpenAsync();
        if (pace != 1) await me.DoAsync(new SetPace(pace));
        await me.DoAsync(new TouchNext(LinkTouch.Hold));
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(3);
        var view = await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Any(row => row is { IsMine: true, Fate: SegmentFate.Arrived }));

        var syn = view.Rows.OfType<SegmentRow>().First(row => row.IsMine);
        Assert.Equal(40 + heldMs, (syn.Arrival - syn.At).TotalMilliseconds);
        Assert.Contains(view.Rows.OfType<NoteRow>(), note => note.Says.ToString() == $"The next segment will be held for {heldMs} ms of the link's time");
    }

    [Fact]
    public void On_a_slow_link_a_held_segment_takes_two_trips_more_and_in_an_older_log_two_seconds()
    {
        Assert.Equal(1600, LinkTouches.HoldMs(RoomSetup.Speed, 800));
        Assert.Equal(TimeSpan.FromSeconds(2), new LinkTouchSet("client", LinkTouch.Hold, null).For);
        Assert.Equal(TimeSpan.Zero, new LinkTouchSet("client", LinkTouch.Lose, null).For);
    }
}
