using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>Many who watch, and what they may not cost those who play.</summary>
public sealed class WatchingTests : IAsyncLifetime
{
    private readonly HeldGallery _gallery = new();
    private readonly Table _table;

    public WatchingTests() => _table = new Table(_gallery.Replace);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_sends_has_their_answer_and_their_view_before_any_who_watch_and_these_come_one_by_one()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room);
        await friend.DoAsync(new TakeSeat("server"));
        await friend.SeesAsync(view => view.Seat == "server");
        var room = await RoomOfAsync(me);
        using var one = (await room.FollowAsync(Table.Anybody()))!;
        using var other = (await room.FollowAsync(Table.Anybody()))!;
        await using var ones = one.ReadAsync(Patience).GetAsyncEnumerator(Patience);
        await using var others = other.ReadAsync(Patience).GetAsyncEnumerator(Patience);
        await SettleAsync(room, me);
        Assert.True(await ones.MoveNextAsync() && await others.MoveNextAsync());
        var (first, second) = (ones.MoveNextAsync().AsTask(), others.MoveNextAsync().AsTask());

        await me.SendAsync(ControlBits.Syn, 1);
        await me.HearsAsync("client", ControlBits.Syn);
        _table.Play(0.1);
        await friend.HearsAsync("client", ControlBits.Syn);
        Assert.Equal(1, _gallery.Count);
        Assert.False(first.IsCompleted || second.IsCompleted);
        _gallery.Turn();
        Assert.True(await first);
        Assert.False(second.IsCompleted);
        _gallery.Turn();
        Assert.True(await second);
        Assert.Equal(0, _gallery.Count);
    }

    [Fact]
    public async Task Who_is_woken_late_is_shown_the_newest_view_once_with_all_rows()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var watcher = _table.Enter(me.Room);
        await watcher.SeesAsync(_ => true);
        for (var seq = 1u; seq <= 3; seq++) await me.SendAsync(ControlBits.Syn, seq);
        await SettleAsync(await RoomOfAsync(me), me);
        _gallery.TurnAll();
        var told = 0;
        var view = await watcher.SeesAsync(view => told++ == 1);
        Assert.Equal([1u, 2u, 3u], view.Rows.OfType<SegmentRow>().Select(row => row.Segment.Seq));
    }

    [Fact]
    public async Task Who_never_reads_holds_nobody_and_the_newest_view_waits_for_them()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        var room = await RoomOfAsync(me);
        using var asleep = (await room.FollowAsync(Table.Anybody()))!;
        await using var watcher = _table.Enter(me.Room);
        await watcher.SeesAsync(_ => true);
        for (var seq = 1u; seq <= 30; seq++)
        {
            await me.SendAsync(ControlBits.Syn, seq);
            await SettleAsync(room, me);
            _gallery.TurnAll();
            var last = seq;
            await watcher.SeesAsync(view => view.Rows.OfType<SegmentRow>().LastOrDefault()?.Segment.Seq == last);
        }

        Assert.Equal(30, asleep.Take()!.View.Rows.OfType<SegmentRow>().Count());
        Assert.Null(asleep.Take());
    }

    [Fact]
    public async Task Who_sits_down_while_they_wait_for_their_turn_reads_nothing_of_the_wire_any_more()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await using var friend = _table.Enter(me.Room);
        var first = await friend.SeesAsync(_ => true);
        await me.SendAsync(ControlBits.Syn, 1);
        await SettleAsync(await RoomOfAsync(me), me);
        Assert.Equal(1, _gallery.Count);

        await friend.DoAsync(new TakeSeat("server"));
        var seated = await friend.SeesAsync(view => view.Version > first.Version);
        _gallery.TurnAll();
        Assert.Equal("server", seated.Seat);
        Assert.DoesNotContain(seated.Rows, row => row is SegmentRow);
        await me.DoAsync(new PauseClock());
        Assert.Equal("server", (await friend.SeesAsync(view => view.Version > seated.Version)).Seat);
    }

    private async Task<Room> RoomOfAsync(Place place) => (await _table.Registry.FindAsync(place.Room))!;

    /// <summary>Waits until the room has told everybody what was asked so far: it has when it answers again.</summary>
    private static Task<Reply?> SettleAsync(Room room, Place place) => room.AskAsync(place.Who, new TakeSeat("nowhere"));
}
