using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>The one retransmission timer of a connection (RFC 6298), as data: when it is due and how far it has backed off.</summary>
public struct RetransmissionTimer
{
    /// <summary>The RTO before any round trip was measured (RFC 6298 §2.1).</summary>
    public static readonly TimeSpan InitialRto = TimeSpan.FromSeconds(1);

    /// <summary>The RTO is not doubled beyond this (RFC 6298 §2.5 allows a bound of 60 s or more).</summary>
    public static readonly TimeSpan MaxRto = TimeSpan.FromSeconds(60);

    /// <summary>R2 for a SYN: "large enough to provide retransmission of the segment for at least 3 minutes" (RFC 9293 §3.8.3, MUST-23).</summary>
    public static readonly TimeSpan SynR2 = TimeSpan.FromMinutes(3);

    /// <summary>R2 for everything else: at least 100 seconds (RFC 9293 §3.8.3, SHLD-11).</summary>
    public static readonly TimeSpan DataR2 = TimeSpan.FromSeconds(100);

    private Instant _firstSent;

    /// <summary>When the timer goes off; none while nothing is unacknowledged.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>The time the timer runs for: RTO, doubled at each retransmission (RFC 6298 §5.5).</summary>
    public TimeSpan Rto { get; private set; }

    /// <summary>Starts the timer for something just sent for the first time.</summary>
    public void Start(Instant now)
    {
        _firstSent = now;
        Rto = InitialRto;
        DueAt = now + Rto;
    }

    /// <summary>Stops the timer: all is acknowledged.</summary>
    public void Stop() => DueAt = null;

    /// <summary>True when the wait has been longer than <paramref name="r2"/>: time to give up.</summary>
    public readonly bool HasPassed(TimeSpan r2, Instant now) => now - _firstSent >= r2;

    /// <summary>Doubles the RTO and starts again.</summary>
    public void BackOff(Instant now)
    {
        Rto = Rto * 2 < MaxRto ? Rto * 2 : MaxRto;
        DueAt = now + Rto;
    }
}
