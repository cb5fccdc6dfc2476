using System.Collections.Concurrent;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>The rooms that are in memory, each at most once.</summary>
internal sealed class RoomRegistry(RoomServices services) : IDisposable
{
    private readonly ConcurrentDictionary<RoomCode, Lazy<Task<Room?>>> _rooms = new();
    private readonly SemaphoreSlim _oneRewrite = new(1);
    private readonly Lock _gate = new();
    private (HashSet<RoomCode> Rooms, Task Done)? _rewrite;

    /// <summary>How many rooms are in memory.</summary>
    public int Count => _rooms.Count;

    /// <summary>True while the room is in memory.</summary>
    public bool Holds(RoomCode code) => _rooms.ContainsKey(code);

    /// <summary>The room of that code, opened from the database where it isn't in memory; none where there is no such room.</summary>
    public async Task<Room?> FindAsync(RoomCode code)
    {
        var opening = await EnterAsync(code);
        try
        {
            if (await opening.Value is { } room) return room;
        }
        catch
        {
            Forget(code, opening);
            throw;
        }

        Forget(code, opening);
        return null;
    }

    /// <summary>
    /// Writes the logs of rooms anew. Those in memory leave it before, and none of them is opened until it is done: whoever asks for one
    /// meanwhile waits.
    /// </summary>
    public async Task RewriteAsync(IReadOnlyCollection<RoomCode> codes, Func<Task> rewrite)
    {
        await _oneRewrite.WaitAsync();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            lock (_gate) _rewrite = ([.. codes], done.Task);
            foreach (var code in codes) await CloseAsync(code);
            await rewrite();
        }
        finally
        {
            lock (_gate) _rewrite = null;
            done.SetResult();
            _oneRewrite.Release();
        }
    }

    /// <summary>The opening of a room, as soon as its log is not just being written anew.</summary>
    private async Task<Lazy<Task<Room?>>> EnterAsync(RoomCode code)
    {
        while (true)
        {
            Task done;
            lock (_gate)
            {
                if (_rewrite is not { } now || !now.Rooms.Contains(code)) return _rooms.GetOrAdd(code, key => new Lazy<Task<Room?>>(() => Task.Run(() => OpenAsync(key))));
                done = now.Done;
            }

            await done;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneRewrite.Dispose();

    private async Task CloseAsync(RoomCode code)
    {
        if (!_rooms.TryGetValue(code, out var opening) || await opening.Value is not { } room) return;
        await room.CloseAsync();
        Forget(code, opening);
    }

    private async Task<Room?> OpenAsync(RoomCode code)
    {
        if (await services.Store.LoadAsync(code) is not { } stored) return null;
        if (CurrentLog.Missing(stored.Log) is { Length: > 0 } missing)
        {
            List<LogEntry> entries = [.. missing.Select((input, place) => new LogEntry(stored.Log[^1].Index + 1 + place, Instant.Zero, input))];
            await services.Writer.AppendAsync([.. entries.Select(entry => RoomStore.RowOf(code, entry, null))]);
            stored = stored with { Log = [.. stored.Log, .. entries] };
        }

        var room = new Room(code, stored, services);
        _ = ForgetWhenEndedAsync(room);
        return room;
    }

    private async Task ForgetWhenEndedAsync(Room room)
    {
        try
        {
            await room.Ended;
        }
        finally
        {
            // Its own opening alone: the next one's may be there already.
            if (_rooms.TryGetValue(room.Code, out var opening) && await opening.Value == room) Forget(room.Code, opening);
        }
    }

    private void Forget(RoomCode code, Lazy<Task<Room?>> opening) =>
        _rooms.TryRemove(new KeyValuePair<RoomCode, Lazy<Task<Room?>>>(code, opening));
}
