namespace Playground.Server;

/// <summary>
/// The server's only way to the time, so that a test can stand in for all of it with one <see cref="TimeProvider"/>.
/// </summary>
public sealed class ServerClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>The wall's date and time, for rows that people may look at later; it can jump, so nothing is measured with it.</summary>
    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>The time since this clock was made, which never goes back: what rooms live by.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Makes a timer that sleeps until its <see cref="ITimer.Change"/> is called.</summary>
    /// <param name="wake">What it does when it goes off.</param>
    public ITimer CreateTimer(Action wake)
    {
        ArgumentNullException.ThrowIfNull(wake);
        return time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Goes on after a while.</summary>
    /// <param name="span">How long.</param>
    /// <param name="cancel">Ends the wait early.</param>
    public Task WaitAsync(TimeSpan span, CancellationToken cancel = default) => Task.Delay(span, time, cancel);
}
