using System.Diagnostics;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>The room's time between two views, run on by the page's own clock: a view tells the time only when something has happened.</summary>
internal sealed class RunningClock : IDisposable
{
    /// <summary>A timer of the system may ring a little early: so much later the moment has come for certain.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(20);

    private CancellationTokenSource? _waiting;
    private ClockView? _told;
    private long _toldAt;

    /// <summary>The room's time now.</summary>
    public Instant Now => _told is not { } told ? Instant.Zero
        : told.IsPaused ? told.Now : told.Now + (Stopwatch.GetElapsedTime(_toldAt) * told.Speed);

    /// <summary>Takes over what a view says. The same clock again is the same view again, and says nothing new.</summary>
    public void Set(ClockView clock)
    {
        if (clock != _told) (_told, _toldAt) = (clock, Stopwatch.GetTimestamp());
    }

    /// <summary>Calls back once when the room's time has come to a moment, instead of at the one that was asked for before; never while time stands.</summary>
    /// <param name="moment">The moment; none to wait for nothing.</param>
    /// <param name="wake">What is done; its token says whether another moment has been asked for meanwhile.</param>
    public void WakeAt(Instant? moment, Func<CancellationToken, Task> wake)
    {
        Dispose();
        if (moment is not { } at || _told is not { IsPaused: false, Speed: > 0 } told) return;
        _waiting = new CancellationTokenSource();
        _ = WakeAsync((at - Now) / told.Speed, wake, _waiting.Token);
    }

    /// <summary>Waits no longer.</summary>
    public void Dispose()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = null;
    }

    private static async Task WakeAsync(TimeSpan wait, Func<CancellationToken, Task> wake, CancellationToken stop)
    {
        try
        {
            await Task.Delay(wait + s_late, stop);
            await wake(stop);
        }
        catch (OperationCanceledException)
        {
            // Another moment is waited for by now, or the page is gone.
        }
    }
}
