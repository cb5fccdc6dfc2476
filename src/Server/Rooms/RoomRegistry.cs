using System.Collections.Concurrent;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>The rooms that are in memory, each at most once.</summary>
internal sealed class RoomRegistry(RoomServices services)
{
    private readonly ConcurrentDictionary<RoomCode, Lazy<Task<Room?>>> _rooms = new();

    /// <summary>How many rooms are in memory.</summary>
    public int Count => _rooms.Count;

    /// <summary>True while the room is in memory.</summary>
    public bool Holds(RoomCode code) => _rooms.ContainsKey(code);

    /// <summary>The room of that code, opened from the database where it isn't in memory; none where there is no such room.</summary>
    public async Task<Room?> FindAsync(RoomCode code)
    {
        var opening = _rooms.GetOrAdd(code, key => new Lazy<Task<Room?>>(() => Task.Run(() => OpenAsync(key))));
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
            _rooms.TryRemove(room.Code, out _);
        }
    }

    private void Forget(RoomCode code, Lazy<Task<Room?>> opening) =>
        _rooms.TryRemove(new KeyValuePair<RoomCode, Lazy<Task<Room?>>>(code, opening));
}
