using System.Collections.Immutable;
using System.Text.Json;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Fingers on the ladder: seen where the reader has a row, and telling nobody what their own rows don't.</summary>
public sealed class PointingTests : IAsyncLifetime
{
    private readonly Table _table = new();
    private Place _client = null!;
    private Place _server = null!;
    private Place _watcher = null!;

    public async ValueTask InitializeAsync()
    {
        _client = await _table.OpenAsync(new OpenSandbox(WithFriend: true), Table.Anybody("Calm Fox"));
        _server = _table.Enter(_client.Room, Table.Anybody("Kind Otter"));
        _watcher = _table.Enter(_client.Room, Table.Anybody("Brave Lynx"));
        await _server.DoAsync(new TakeSeat("server"));
        await _watcher.SeesAsync(view => view.Hosts[1].Person is not null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var place in (Place[])[_client, _server, _watcher]) await place.DisposeAsync();
        await _table.DisposeAsync();
    }

    [Fact]
    public async Task A_segment_that_arrived_is_shown_to_both_ends_and_the_wire_each_in_their_own_row()
    {
        await _server.SendAsync(ControlBits.Ack, 7);
        await _client.SendAsync(ControlBits.Syn, 900);
        _table.Play(0.05);
        await _server.HearsAsync("client", ControlBits.Syn);
        foreach (var place in (Place[])[_server, _client, _watcher])
        {
            _table.Time.Advance(TimeSpan.FromSeconds(10));
            await PointAsync(place, 900);
            foreach (var reader in (Place[])[_client, _server, _watcher])
            {
                var view = await reader.SeesAsync(view => Fingers(view).Any(finger => finger.Name == place.Who.Name));
                Assert.Equal(RowOf(view, 900), Assert.Single(Fingers(view)).Row);
            }
        }

        _table.Time.Advance(TimeSpan.FromSeconds(8));
        await _client.SeesAsync(view => view.Together!.Pointers.IsEmpty);
    }

    [Fact]
    public async Task Who_has_no_row_for_a_lost_segment_sees_nothing_at_all()
    {
        await _client.DoAsync(new TouchNext(LinkTouch.Lose));
        await _client.SendAsync(ControlBits.Syn, 900);
        _table.Play(0.1);
        var before = Told(await _server.NowAsync());
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await PointAsync(_watcher, 900);
        await PointAsync(_client, 900);
        Assert.Equal(before, Told(await _server.NowAsync()));
        Assert.Equal(2, Fingers(await _client.NowAsync()).Length);
    }

    [Fact]
    public async Task A_spoilt_segments_receiver_who_points_at_it_does_not_tell_its_sender_that_it_arrived()
    {
        await _client.DoAsync(new TouchNext(LinkTouch.Corrupt));
        await _client.SendAsync(ControlBits.Syn, 900, payload: "Hello, this is a payload long enough to be hit");
        _table.Play(0.1);
        var row = (await _server.SeesAsync(view => view.Rows.Any(row => row is SegmentRow { IsCorrupt: true }))).Rows.FindIndex(row => row is SegmentRow { IsCorrupt: true });
        await _client.NowAsync();
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await _server.DoAsync(new PointAt(row, _server.Last!.Rows[row].At));
        LetTell();
        Assert.Single(Fingers(await _server.NowAsync()));
        Assert.Single(Fingers(await _watcher.NowAsync()));
        Assert.Empty(Fingers(await _client.NowAsync()));
    }

    [Fact]
    public async Task Of_a_segment_that_arrived_twice_its_receiver_is_shown_the_first_row_whichever_was_meant()
    {
        await _client.DoAsync(new TouchNext(LinkTouch.Duplicate));
        await _client.SendAsync(ControlBits.Syn, 900);
        _table.Play(0.1);
        await _server.SeesAsync(view => view.Rows.OfType<SegmentRow>().Count() == 2);
        var wire = await _watcher.SeesAsync(view => view.Rows.OfType<SegmentRow>().Count() == 2);
        var copy = wire.Rows.FindIndex(row => row is SegmentRow { IsCopy: true });
        _table.Time.Advance(TimeSpan.FromSeconds(1));
        await _watcher.DoAsync(new PointAt(copy, wire.Rows[copy].At));
        LetTell();
        Assert.Equal(copy, Assert.Single(Fingers(await _watcher.NowAsync())).Row);
        foreach (var reader in (Place[])[_server, _client])
        {
            var view = await reader.NowAsync();
            Assert.Equal(RowOf(view, 900), Assert.Single(Fingers(view)).Row);
        }
    }

    [Fact]
    public async Task A_row_that_is_no_arrow_or_another_by_now_can_not_be_pointed_at()
    {
        await _client.SendAsync(ControlBits.Syn, 900);
        var view = await _client.SeesAsync(view => RowOf(view, 900) >= 0);
        var row = RowOf(view, 900);
        Assert.Equal(RefusalKind.Nothing, (await _client.AskAsync(new PointAt(row, new Instant(77_777_777)))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await _client.AskAsync(new PointAt(view.Rows.Count, Instant.Zero))).Refusal?.Kind);
        Assert.Equal(RefusalKind.Nothing, (await _client.AskAsync(new PointAt(-1, Instant.Zero))).Refusal?.Kind);
        var note = view.Rows.FindIndex(one => one is not SegmentRow);
        Assert.Equal(RefusalKind.Nothing, (await _client.AskAsync(new PointAt(note, view.Rows[note].At))).Refusal?.Kind);
    }

    [Fact]
    public async Task When_time_is_turned_back_nothing_is_left_to_point_at()
    {
        await _client.SendAsync(ControlBits.Syn, 900);
        await PointAsync(_client, 900);
        await _client.SeesAsync(view => !Fingers(view).IsEmpty);
        await _client.DoAsync(new Rewind());
        Assert.Empty(Fingers(await _client.NowAsync()));
        Assert.Empty(Fingers(await _watcher.NowAsync()));
    }

    private async Task PointAsync(Place place, uint seq)
    {
        var view = await place.SeesAsync(view => RowOf(view, seq) >= 0);
        await place.DoAsync(new PointAt(RowOf(view, seq), view.Rows[RowOf(view, seq)].At));
        LetTell();
    }

    /// <summary>What is not in the log is told after a calm moment.</summary>
    private void LetTell() => _table.Time.Advance(TimeSpan.FromSeconds(0.21));

    private static int RowOf(RoomView view, uint seq) => view.Rows.FindIndex(row => row is SegmentRow { Segment.Seq: var sent } && sent == seq);

    private static ImmutableArray<PointerView> Fingers(RoomView view) => view.Together!.Pointers;

    private static string Told(RoomView view) =>
        JsonSerializer.Serialize(view with { Version = 0, Clock = view.Clock with { Now = Instant.Zero }, Watchers = 0, Together = view.Together! with { People = [] } });
}
