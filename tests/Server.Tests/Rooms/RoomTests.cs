using System.Text.Json;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

public sealed class RoomTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task A_segment_takes_the_links_delay_to_arrive_and_its_answer_the_same_again()
    {
        await using var me = await _table.OpenAsync();
        await me.SeesAsync(view => view.Ledger?.State == TcpState.Closed);
        await me.SendAsync(ControlBits.Syn, 1000);
        var sent = await me.HearsAsync("client", ControlBits.Syn);
        Assert.Equal((SegmentFate.OnTheWay, null), (sent.Fate, sent.Verdict));

        _table.Play(0.0399);
        Assert.Equal(SegmentFate.OnTheWay, ((SegmentRow)(await me.NowAsync()).Rows[^2]).Fate);
        _table.Play(0.0002);
        var view = await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Single().Verdict is not null);
        var verdict = view.Rows.OfType<SegmentRow>().Single().Verdict!;
        Assert.Equal((Outcome.Accepted, RfcRule.ListenTakesSyn, TcpState.SynReceived), (verdict.Outcome, verdict.Rule, verdict.StateAfter));

        _table.Play(0.040);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        Assert.Equal(1001u, synAck.Segment.Ack);
        Assert.Equal(0.080, synAck.Arrival.Seconds, 3);
    }

    [Fact]
    public async Task What_happened_is_in_the_database_by_the_time_anybody_hears_of_it()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 77);
        await me.HearsAsync("client", ControlBits.Syn);
        Assert.Equal(["1"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs WHERE Kind = 'SegmentMade'"));
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.SynAck);
        Assert.NotEqual(["0"], await Database.QueryAsync(_table.Database, "SELECT COUNT(*) FROM Inputs WHERE Kind = 'TimePassed'"));
    }

    [Fact]
    public async Task A_room_that_nobody_is_in_leaves_memory_and_is_the_same_when_somebody_opens_it()
    {
        string before;
        long version;
        RoomCode room;
        Participant who;
        await using (var me = await _table.OpenAsync())
        {
            (room, who) = (me.Room, me.Who);
            await me.SendAsync(ControlBits.Syn, 5);
            _table.Play(0.1);
            var synAck = await me.HearsAsync("server", ControlBits.SynAck);
            await me.SendAsync(ControlBits.Ack, 6, synAck.Segment.Seq);
            _table.Play(0.1);
            await me.HearsAsync("server", ControlBits.Rst);
            await me.DoAsync(new KeepDraft(new SegmentDraft { Flags = "FIN", Seq = "half-typ" }));
            await me.DoAsync(new PauseClock());
            var last = await me.NowAsync();
            (before, version) = (Told(last), last.Version);
        }

        Assert.Equal(1, _table.Registry.Count);
        await UntilAsync(() => { _table.Time.Advance(TimeSpan.FromSeconds(31)); return _table.Registry.Count == 0; });
        await using var again = _table.Enter(room, who);
        var view = await again.SeesAsync(_ => true);
        Assert.Equal(before, Told(view));
        Assert.Equal("half-typ", view.Draft!.Seq);
        Assert.Equal("client", view.Seat);
        Assert.True(view.Version > version);
    }

    [Fact]
    public async Task A_match_played_under_another_engine_is_never_folded_by_this_one_and_its_people_are_told_why_it_begins_anew()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DoAsync(new PauseClock());
        await me.DisposeAsync();
        await UntilAsync(() => { _table.Time.Advance(TimeSpan.FromSeconds(31)); return _table.Registry.Count == 0; });
        await Database.ChangeAsync(
            _table.Database, $"UPDATE Inputs SET Body = replace(Body, '\"EngineVersion\":{World.BehaviourVersion}', '\"EngineVersion\":0') WHERE Kind = 'MatchBegan'");

        await using var again = _table.Enter(me.Room, me.Who);
        var view = await again.SeesAsync(_ => true);
        Assert.Equal("client", view.Seat);
        Assert.Contains("upgraded", Assert.IsType<NoteRow>(Assert.Single(view.Rows)).Says.ToString(), StringComparison.Ordinal);
        Assert.Equal(TcpState.Closed, view.Ledger!.State);
        await again.DoAsync(new ResumeClock());
        await again.SendAsync(ControlBits.Syn, 6);
        _table.Play(0.1);
        await again.HearsAsync("server", ControlBits.SynAck);
    }

    [Fact]
    public async Task While_nobody_is_in_a_room_its_time_stands()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.SynAck);
        await me.DisposeAsync();
        await UntilAsync(() => { _table.Time.Advance(TimeSpan.FromSeconds(31)); return _table.Registry.Count == 0; });
        _table.Time.Advance(TimeSpan.FromHours(8));
        await using var again = _table.Enter(me.Room, me.Who);
        var view = await again.SeesAsync(_ => true);
        Assert.True(view.Clock.Now.Seconds < 10, $"The room's time is {view.Clock.Now}.");
    }

    [Fact]
    public async Task A_rewind_takes_back_the_last_segment_and_all_that_came_of_it_and_gives_it_back_as_a_draft()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.1);
        var synAck = await me.HearsAsync("server", ControlBits.SynAck);
        await me.SendAsync(ControlBits.Ack, 6, synAck.Segment.Seq);
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.Rst);
        await me.DoAsync(new Rewind());
        var view = await me.SeesAsync(view => view.Rows[^1] is NoteRow);
        Assert.Equal(JsonSerializer.Serialize(synAck), JsonSerializer.Serialize(view.Rows.OfType<SegmentRow>().Last()));
        Assert.Equal(new SegmentDraft { Flags = "ACK", Seq = "6", Ack = $"{synAck.Segment.Seq}" }, view.Draft);
        Assert.Equal(TcpState.SynReceived, view.Hosts[1].State);

        await me.SendAsync(ControlBits.Ack, 6, synAck.Segment.Seq + 1);
        _table.Play(0.1);
        await me.SeesAsync(view => view.Hosts[1].State == TcpState.Established);
    }

    [Fact]
    public async Task An_unanswered_syn_ack_is_sent_again_after_one_second_and_then_after_two_more()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(4);
        var view = await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Count(row => row.From == "server") == 3);
        var arrivals = view.Rows.OfType<SegmentRow>().Where(row => row.From == "server").ToList();
        Assert.Equal([0.08, 1.08, 3.08], arrivals.Select(row => Math.Round(row.Arrival.Seconds, 2)));
        Assert.Equal([false, true, true], arrivals.Select(row => row.IsRepeat));
    }

    [Fact]
    public async Task Paused_time_stands_and_resumed_time_goes_on_from_there()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await me.DoAsync(new PauseClock());
        _table.Play(100);
        var view = await me.NowAsync();
        Assert.True(view.Clock.IsPaused);
        Assert.Equal(SegmentFate.OnTheWay, view.Rows.OfType<SegmentRow>().Single().Fate);
        await me.DoAsync(new ResumeClock());
        _table.Play(0.1);
        await me.HearsAsync("server", ControlBits.SynAck);
    }

    [Fact]
    public async Task A_friend_who_takes_the_engines_seat_begins_the_match_anew_and_a_third_watches_both()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        await using var friend = _table.Enter(me.Room, Table.Anybody("Kind Otter"));
        await using var third = _table.Enter(me.Room);
        await friend.DoAsync(new TakeSeat("server"));
        var begun = await me.SeesAsync(view => view.Hosts[1].Person == "Kind Otter");
        Assert.DoesNotContain(begun.Rows, row => row is SegmentRow);
        await me.SendAsync(ControlBits.Syn, 900);
        _table.Play(0.05);
        await friend.HearsAsync("client", ControlBits.Syn);
        await friend.SendAsync(ControlBits.SynAck, 300, 901);
        _table.Play(0.05);
        await me.HearsAsync("server", ControlBits.SynAck);
        await me.SendAsync(ControlBits.Ack, 901, 301);
        _table.Play(0.05);
        Assert.Equal(TcpState.Established, (await friend.SeesAsync(view => view.Ledger?.State == TcpState.Established)).Ledger!.State);
        var seen = await third.SeesAsync(view => view.Rows.OfType<SegmentRow>().Count() == 3);
        Assert.Null(seen.Ledger);
        Assert.All(seen.Hosts, host => Assert.Equal(TcpState.Established, host.State));
    }

    [Fact]
    public async Task A_seats_view_holds_no_number_that_is_still_on_the_link()
    {
        const uint secret = 3_141_592_653;
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room);
        await friend.DoAsync(new TakeSeat("server"));
        await me.SendAsync(ControlBits.Syn, 900);
        _table.Play(0.05);
        await friend.SendAsync(ControlBits.SynAck, secret, 901);
        await friend.DoAsync(new KeepDraft(new SegmentDraft { Seq = $"{secret}" }));
        Assert.DoesNotContain($"{secret}", JsonSerializer.Serialize(await me.NowAsync()), StringComparison.Ordinal);
        Assert.Contains($"{secret}", JsonSerializer.Serialize(await friend.NowAsync()), StringComparison.Ordinal);
        _table.Play(0.05);
        await me.HearsAsync("server", ControlBits.SynAck);
        Assert.Contains($"{secret}", JsonSerializer.Serialize(me.Last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_tells_the_sender_nothing_of_the_engines_number_before_its_syn_ack_is_there()
    {
        await using var me = await _table.OpenAsync();
        await me.SendAsync(ControlBits.Syn, 5);
        _table.Play(0.05);
        var early = JsonSerializer.Serialize(await me.SeesAsync(view => view.Rows.OfType<SegmentRow>().Any(row => row.Verdict is not null)));
        _table.Play(0.05);
        var iss = (await me.HearsAsync("server", ControlBits.SynAck)).Segment.Seq;
        Assert.DoesNotContain($"{iss}", early, StringComparison.Ordinal);
        Assert.DoesNotContain($"{iss + 1}", early, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_falls_behind_gets_the_latest_view_and_not_a_queue()
    {
        await using var me = await _table.OpenAsync();
        await using var slow = _table.Enter(me.Room);
        await slow.SeesAsync(_ => true);
        for (var i = 0; i < 30; i++) await me.SendAsync(ControlBits.Psh, (uint)i);
        var views = 0;
        await slow.SeesAsync(view => { views++; return view.Rows.OfType<SegmentRow>().Count() == 30; });
        Assert.InRange(views, 1, 3);
    }

    private static string Told(RoomView view) => JsonSerializer.Serialize(new { view.Rows, view.Ledger, view.Seat, Hosts = view.Hosts.Select(h => (h with { IsAway = false }).ToString()) });

    /// <summary>Moves time until it is so; the room works in its own thread.</summary>
    private static async Task UntilAsync(Func<bool> so)
    {
        for (var i = 0; i < 400 && !so(); i++) await Task.Delay(5);
        Assert.True(so());
    }
}
