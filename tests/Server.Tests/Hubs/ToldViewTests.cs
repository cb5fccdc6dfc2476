using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR.Client;
using Playground.Contracts;
using Playground.Server.Hubs;
using Playground.Server.Rooms;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Hubs;

/// <summary>What programs are told: one text for all who watch, but for what is about themselves.</summary>
public sealed class ToldViewTests : IAsyncLifetime
{
    private readonly Table _table = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_watch_share_one_view_and_its_text_is_written_once_for_those_with_the_same_rows()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await me.SendAsync(ControlBits.Syn, 1);
        var room = await RoomOfAsync(me);
        using var one = (await room.FollowAsync(Table.Anybody()))!;
        using var other = (await room.FollowAsync(Table.Anybody()))!;
        await SettleAsync(room, me);
        var before = one.Take()!.Common.View.Rows;
        await me.SendAsync(ControlBits.Syn, 2);
        await SettleAsync(room, me);
        var (ones, others) = (one.Take()!, other.Take()!);
        Assert.Same(ones.Common, others.Common);
        Assert.NotEqual(ones.Own.Me, others.Own.Me);

        var written = new List<RoomView>();
        var text = ones.Common.TextSince(before, Write);
        Assert.Same(text, others.Common.TextSince(before, Write));
        Assert.NotSame(text, others.Common.TextSince([], Write));
        Assert.Equal([(before.Count, 1), (0, before.Count + 1)], written.Select(view => (view.RowsFrom, view.Rows.Count)));

        byte[] Write(RoomView view)
        {
            written.Add(view);
            return new byte[written.Count];
        }
    }

    [Fact]
    public async Task The_text_of_a_telling_is_that_of_its_readers_own_whole_view()
    {
        await using var me = await _table.OpenAsync(new OpenSandbox(WithFriend: true));
        await me.SendAsync(ControlBits.Syn, 1, payload: "<é>");
        var room = await RoomOfAsync(me);
        using var watcher = (await room.FollowAsync(Table.Anybody()))!;
        using var owner = (await room.FollowAsync(me.Who))!;
        var hub = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
        foreach (var telling in (Telling[])[watcher.Take()!, owner.Take()!])
        {
            var rows = telling.View.Rows;
            Assert.Equal(JsonSerializer.Serialize(telling.View, hub), JsonSerializer.Serialize(new ToldView(telling, []), hub));
            Assert.Equal(
                JsonSerializer.Serialize(telling.View with { RowsFrom = 1, Rows = rows.RemoveAt(0) }, hub),
                JsonSerializer.Serialize(new ToldView(telling, rows.GetRange(0, 1)), hub));
        }
    }

    [Fact]
    public async Task A_program_that_is_woken_late_misses_views_and_no_rows()
    {
        var gallery = new HeldGallery();
        await using var app = new PlaygroundApp(gallery.Replace);
        using var player = app.NewVisitor();
        using var onlooker = app.NewVisitor();
        await using var sender = player.RoomHub();
        await using var watcher = onlooker.RoomHub();
        await Task.WhenAll(sender.StartAsync(Patience), watcher.StartAsync(Patience));
        var room = (await sender.InvokeAsync<OpenReply>("Open", new { open = "sandbox", withFriend = true }, Patience)).Room.ToString();
        await SendAsync(1);
        await using var views = watcher.StreamAsync<RoomView>("Watch", room, Patience).GetAsyncEnumerator(Patience);
        Assert.True(await views.MoveNextAsync());
        var first = views.Current;
        for (var seq = 2; seq <= 4; seq++) await SendAsync(seq);
        gallery.TurnAll();
        Assert.True(await views.MoveNextAsync());
        var rows = first.Rows.Take(views.Current.RowsFrom).Concat(views.Current.Rows);
        Assert.Equal([1u, 2u, 3u, 4u], rows.OfType<SegmentRow>().Select(row => row.Segment.Seq));

        async Task SendAsync(int seq)
        {
            Assert.Null((await sender.InvokeAsync<Reply>("Ask", room, new { ask = "send", draft = new { flags = "SYN", seq } }, Patience)).Refusal);

            // The room answers again when it has told everybody.
            Assert.NotNull((await sender.InvokeAsync<Reply>("Ask", room, new { ask = "takeSeat", host = "nowhere" }, Patience)).Refusal);
        }
    }

    private async Task<Room> RoomOfAsync(Place place) => (await _table.Registry.FindAsync(place.Room))!;

    /// <summary>Waits until the room has told everybody what was asked so far: it has when it answers again.</summary>
    private static Task<Reply?> SettleAsync(Room room, Place place) => room.AskAsync(place.Who, new TakeSeat("nowhere"));
}
