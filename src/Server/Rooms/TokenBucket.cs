namespace Playground.Server.Rooms;

/// <summary>Lets a burst through and then so many a second: what keeps one seat's flood to itself. Time is an argument.</summary>
/// <param name="burst">The size of the bucket.</param>
/// <param name="perSecond">How fast it fills.</param>
internal sealed class TokenBucket(double burst, double perSecond)
{
    private double _taken;
    private TimeSpan _filledAt;
    private bool _wasEmpty;

    /// <summary>True once the bucket has filled up again: whoever it was for has been quiet.</summary>
    public bool IsFullAt(TimeSpan now) => _taken <= (now - _filledAt).TotalSeconds * perSecond;

    /// <summary>Takes a token; false when there is none.</summary>
    /// <param name="now">The server's time, which never goes back.</param>
    /// <param name="isNews">True when there is none and there was one the last time.</param>
    public bool TryTake(TimeSpan now, out bool isNews)
    {
        _taken = Math.Max(0, _taken - ((now - _filledAt).TotalSeconds * perSecond));
        _filledAt = now;
        var isEmpty = _taken + 1 > burst;
        isNews = isEmpty && !_wasEmpty;
        _wasEmpty = isEmpty;
        if (!isEmpty) _taken++;
        return !isEmpty;
    }
}
