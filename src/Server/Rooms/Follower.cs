using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>
/// One who follows a room. The latest telling waits for them; older ones they missed are gone. What is told and when they are woken to
/// read it are two things: whoever wakes them late shows them the newest, and never one after a newer.
/// </summary>
internal sealed class Follower(Participant who, Action<Follower> leave) : IDisposable
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Telling? _latest;
    private int _waits;

    /// <summary>Who it is.</summary>
    public Participant Who => who;

    /// <summary>Puts a telling there for them, in place of one that was not taken yet. Only the room does.</summary>
    public void Show(Telling telling) => Interlocked.Exchange(ref _latest, telling);

    /// <summary>Lets them read what is there.</summary>
    public void Wake()
    {
        Volatile.Write(ref _waits, 0);
        _bell.Writer.TryWrite(true);
    }

    /// <summary>Notes that they wait for their turn to be woken.</summary>
    /// <returns>False when they did already.</returns>
    public bool TryWait() => Interlocked.Exchange(ref _waits, 1) == 0;

    /// <summary>What they are told, until cancelled. One reader at a time.</summary>
    public async IAsyncEnumerable<Telling> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var _ in _bell.Reader.ReadAllAsync(cancel))
        {
            if (Take() is { } latest) yield return latest;
        }
    }

    /// <summary>What is there for them and was not taken yet.</summary>
    public Telling? Take() => Interlocked.Exchange(ref _latest, null);

    /// <summary>Ends what they are told. Only the room does.</summary>
    public void End() => _bell.Writer.TryComplete();

    /// <summary>Stops following.</summary>
    public void Dispose() => leave(this);
}
