namespace Playground.Server.Rooms;

/// <summary>Lets a burst through and then so many a second: what keeps one seat's flood to itself. Time is an argument.</summary>
/// <param name="burst">The size of the bucket.</param>
/// <param name="perSecond">How fast it fills.</param>
internal sealed class TokenBucket(double burst, double perSecond)
{
    private double _taken;
    private TimeSpan _filledAt;

    /// <summary>True once the bucket has filled up again: whoever it was for has been quiet.</summary>
    public bool IsFullAt(TimeSpan now) => _taken <= (now - _filledAt).TotalSeconds * perSecond;

    /// <summary>Takes a token; false when there is none.</summary>
    /// <param name="now">The server's time, which never goes back.</param>
    public bool TryTake(TimeSpan now)
    {
        _taken = Math.Max(0, _taken - ((now - _filledAt).TotalSeconds * perSecond));
        _filledAt = now;
        if (_taken + 1 > burst) return false;
        _taken++;
        return true;
    }
}
