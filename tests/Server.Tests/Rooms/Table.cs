using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>A server whose time the test moves, and people at its rooms.</summary>
internal sealed class Table : IAsyncDisposable
{
    private readonly PlaygroundApp _app;

    /// <summary>A server as it is but for its time, and for what else the test stands in for.</summary>
    public Table(Action<IServiceCollection>? replace = null)
    {
        _app = new PlaygroundApp(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            replace?.Invoke(services);
        });
        _ = _app.Address;
    }

    public ManualTime Time { get; } = new();

    public IRoomGateway Gateway => _app.Services.GetRequiredService<IRoomGateway>();

    public RoomRegistry Registry => _app.Services.GetRequiredService<RoomRegistry>();

    public Uri Address => _app.Address;

    public string Database => _app.Database;

    public IServiceProvider Services => _app.Services;

    /// <summary>Somebody new.</summary>
    public static Participant Anybody(string name = "Quiet Heron") => new(Guid.NewGuid(), name);

    /// <summary>Opens a room and follows it.</summary>
    public async Task<Place> OpenAsync(OpenRoom? what = null, Participant? who = null)
    {
        who ??= Anybody();
        var reply = await Gateway.OpenAsync(who, what ?? new OpenSandbox());
        Assert.Null(reply.Refusal);
        var place = Enter(reply.Room, who);
        await place.SeesAsync(_ => true);
        return place;
    }

    /// <summary>Tries to open a room.</summary>
    public Task<OpenReply> TryOpenAsync(OpenRoom what, Participant? who = null) => Gateway.OpenAsync(who ?? Anybody(), what).AsTask();

    /// <summary>Opens what happened in a room.</summary>
    public Task<ReplayReply> ReplayAsync(Participant who, RoomCode room) => Gateway.ReplayAsync(who, room).AsTask();

    /// <summary>The scoreboard.</summary>
    public Task<IReadOnlyList<ScoreLine>> ScoresAsync() => Gateway.ScoresAsync().AsTask();

    /// <summary>Follows a room.</summary>
    public Place Enter(RoomCode room, Participant? who = null) => new(this, room, who ?? Anybody());

    /// <summary>Lets the room's time run: a link of 40 ms takes 600 ms on the wall.</summary>
    public void Play(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds / RoomSetup.Speed));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>Somebody who follows a room.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly CancellationTokenSource _leave = new();
    private readonly IAsyncEnumerator<RoomView> _views;
    private readonly Table _table;
    private bool _hasLeft;

    public Place(Table table, RoomCode room, Participant who)
    {
        (_table, Room, Who) = (table, room, who);
        _views = table.Gateway.WatchAsync(who, room, _leave.Token).GetAsyncEnumerator(_leave.Token);
    }

    public RoomCode Room { get; }

    public Participant Who { get; }

    public RoomView? Last { get; private set; }

    /// <summary>Waits for a view that is as described.</summary>
    public async Task<RoomView> SeesAsync(Func<RoomView, bool> described)
    {
        if (Last is not null && described(Last)) return Last;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var _ = patience.Token.Register(_leave.Cancel);
        try
        {
            while (await _views.MoveNextAsync())
            {
                Last = _views.Current;
                if (described(Last)) return Last;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Said below, with what was seen last.
        }

        throw new InvalidOperationException($"It did not come to that. At {Last?.Clock.Now}:\n{string.Join('\n', Last?.Rows ?? [])}");
    }

    /// <summary>Waits for a segment of that host with these control bits.</summary>
    public async Task<SegmentRow> HearsAsync(string from, ControlBits bits)
    {
        var view = await SeesAsync(view => Find(view, from, bits) is not null);
        return Find(view, from, bits)!;
    }

    /// <summary>The view as it is after everything that was asked so far.</summary>
    public async Task<RoomView> NowAsync()
    {
        // An ask that changes nothing waits for its turn like any other; a paused and resumed clock makes a view after it.
        await using var witness = _table.Enter(Room);
        var mark = await witness.SeesAsync(_ => true);
        return await SeesAsync(view => view.Version >= mark.Version);
    }

    public Task<Reply> AskAsync(RoomAsk ask) => _table.Gateway.AskAsync(Who, Room, ask).AsTask();

    public async Task DoAsync(RoomAsk ask)
    {
        var reply = await AskAsync(ask);
        Assert.True(reply.IsDone, reply.Refusal?.Says.ToString());
    }

    public Task SendAsync(ControlBits bits, uint seq, uint ack = 0, string payload = "") =>
        DoAsync(new SendSegment(new SegmentDraft { Flags = bits.ToNames(), Seq = $"{seq}", Ack = $"{ack}", Payload = payload }));

    public async ValueTask DisposeAsync()
    {
        if (_hasLeft) return;
        _hasLeft = true;
        await _leave.CancelAsync();
        try
        {
            await _views.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // That is how one leaves.
        }

        _leave.Dispose();
    }

    private static SegmentRow? Find(RoomView view, string from, ControlBits bits) =>
        view.Rows.OfType<SegmentRow>().FirstOrDefault(row => row.From == from && row.Segment.Flags == bits.ToNames());
}
