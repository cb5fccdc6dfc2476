using System.Diagnostics;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>The room's time between two views, run on by the page's own clock: a view tells the time only when something has happened.</summary>
internal sealed class RunningClock
{
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
}
