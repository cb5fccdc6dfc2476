using System.Collections.Concurrent;

namespace Playground.Server.Rooms;

/// <summary>
/// Those who watch, in all rooms together. They are woken in turn, one at a time, each behind whatever else the server has to do by then:
/// however many they are, who plays waits for no more than one or two of them. Who falls behind is told the newest when their turn comes.
/// </summary>
/// <param name="callLater">Runs the next turn when what waits already has been done.</param>
internal sealed class Gallery(Action<IThreadPoolWorkItem> callLater) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Follower> _waiting = new();
    private int _isCalling;

    /// <summary>Lets somebody wait for their turn; once, whatever they are told until then.</summary>
    public void Call(Follower follower)
    {
        if (!follower.TryWait()) return;
        _waiting.Enqueue(follower);
        if (Interlocked.Exchange(ref _isCalling, 1) == 0) callLater(this);
    }

    /// <summary>Wakes the next one.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        if (_waiting.TryDequeue(out var next)) next.Wake();
        if (_waiting.IsEmpty)
        {
            Volatile.Write(ref _isCalling, 0);

            // Somebody may have come between the two.
            if (_waiting.IsEmpty || Interlocked.Exchange(ref _isCalling, 1) == 1) return;
        }

        callLater(this);
    }
}
