using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// The throttle of RFC 5961 §7 on ACKs that answer what can't be taken. Two TCPs that have lost each other's numbers answer every ACK
/// with an ACK; without a bound that never ends, and on a link without delay not even time would pass.
/// </summary>
/// <remarks>The bound is the RFC's own idea (10 in 5 seconds) times ten: no hand is that fast, so a learner always hears an answer.</remarks>
internal struct AckThrottle
{
    /// <summary>The most answers in <see cref="Span"/>.</summary>
    public const int Most = 100;

    /// <summary>The time over which answers are counted.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    private Instant _began;
    private int _count;

    /// <summary>Counts an answer.</summary>
    /// <returns>False when it must not be sent.</returns>
    public bool TryTake(Instant now)
    {
        if (now - _began >= Span) (_began, _count) = (now, 0);
        return _count++ < Most;
    }
}
