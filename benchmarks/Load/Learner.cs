using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;
using Playground.Contracts;
using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>A learner without a page: a program at the hub that sends and watches.</summary>
internal sealed class Learner : IAsyncDisposable
{
    private readonly Visitor _visitor;
    private readonly HubConnection _hub;
    private readonly CancellationTokenSource _gone = new();
    private readonly TaskCompletionSource _isIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<long>> _waiting = new();
    private Task _reading = Task.CompletedTask;
    private uint _seq;

    private Learner(Uri server)
    {
        _visitor = new Visitor(server);
        _hub = _visitor.RoomHub();
    }

    /// <summary>The room they are in.</summary>
    public string Room { get; private set; } = "";

    /// <summary>Connects.</summary>
    public static async Task<Learner> AtAsync(Uri server)
    {
        var learner = new Learner(server);
        await learner._hub.StartAsync();
        return learner;
    }

    /// <summary>Opens a room for several and sits at its client.</summary>
    public async Task OpenAsync()
    {
        Room = (await _hub.InvokeAsync<OpenReply>("Open", new { open = "sandbox", withFriend = true })).Room.ToString();
        await WatchAsync();
    }

    /// <summary>Comes into a room.</summary>
    /// <param name="host">The seat to take; none to watch.</param>
    public async Task JoinAsync(string room, string? host)
    {
        Room = room;
        if (host is not null) await AskAsync(new { ask = "takeSeat", host });
        await WatchAsync();
    }

    /// <summary>Asks something of the room.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task AskAsync(object ask)
    {
        var reply = await _hub.InvokeAsync<Reply>("Ask", Room, ask);
        if (reply.Refusal is { } refusal) throw new InvalidOperationException($"Refused: {refusal.Says}");
    }

    /// <summary>Sends a segment.</summary>
    /// <returns>How long it took until it stood in the sender's own view.</returns>
    public async Task<TimeSpan> SendAsync()
    {
        var seq = ++_seq;
        var shown = _waiting[seq] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = Stopwatch.GetTimestamp();
        await AskAsync(new { ask = "send", draft = new { flags = "SYN", seq } });
        return Stopwatch.GetElapsedTime(began, await shown.Task);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _hub.DisposeAsync();
        await _reading;
        _visitor.Dispose();
        _gone.Dispose();
    }

    private Task WatchAsync()
    {
        _reading = ReadAsync();
        return _isIn.Task;
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var view in _hub.StreamAsync<RoomView>("Watch", Room, _gone.Token))
            {
                var now = Stopwatch.GetTimestamp();
                _isIn.TrySetResult();
                foreach (var row in view.Rows.OfType<SegmentRow>().Where(row => row.IsMine))
                {
                    if (_waiting.TryRemove(row.Segment.Seq, out var shown)) shown.SetResult(now);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // They have left.
        }
    }
}
