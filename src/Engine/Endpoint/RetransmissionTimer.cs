using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// The one retransmission timer of a connection and the RTO that it runs for (RFC 6298), as data. It serves zero-window probes
/// too, with waits of their own: a closed window says nothing about the network.
/// </summary>
public struct RetransmissionTimer
{
    /// <summary>The RTO before any round trip was measured (RFC 6298 §2.1).</summary>
    public static readonly TimeSpan InitialRto = TimeSpan.FromSeconds(1);

    /// <summary>The RTO is never shorter (RFC 6298 §2.4).</summary>
    public static readonly TimeSpan MinRto = TimeSpan.FromSeconds(1);

    /// <summary>The RTO is not doubled beyond this (RFC 6298 §2.5 allows a bound of 60 s or more).</summary>
    public static readonly TimeSpan MaxRto = TimeSpan.FromSeconds(60);

    /// <summary>The RTO for text whose SYN had to be sent again (RFC 6298 §5.7).</summary>
    public static readonly TimeSpan RtoAfterSynLoss = TimeSpan.FromSeconds(3);

    /// <summary>R2 for a SYN: "large enough to provide retransmission of the segment for at least 3 minutes" (RFC 9293 §3.8.3, MUST-23).</summary>
    public static readonly TimeSpan SynR2 = TimeSpan.FromMinutes(3);

    /// <summary>R2 for everything else: at least 100 seconds (RFC 9293 §3.8.3, SHLD-11).</summary>
    public static readonly TimeSpan DataR2 = TimeSpan.FromSeconds(100);

    /// <summary>R1: after so many retransmissions of one segment the user hears of it: at least 3 (RFC 9293 §3.8.3, SHLD-10).</summary>
    public const int R1 = 3;

    /// <summary>R2 as a count: on a slow path a hundred seconds are over after one or two losses.</summary>
    private const int LeastRetries = 6;

    private long _smoothed;
    private long _variation;
    private TimeSpan _rto;
    private TimeSpan _probeWait;
    private Instant _since;
    private Instant _due;

    /// <summary>True while something is waited for.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>When the timer goes off; <see cref="Instant.Never"/> while nothing is waited for.</summary>
    public readonly Instant DueAt => IsRunning ? _due : Instant.Never;

    /// <summary>Since when an acknowledgment is waited for, while <see cref="IsRunning"/>.</summary>
    public readonly Instant WaitsSince => _since;

    /// <summary>How often it has gone off in a row.</summary>
    public int Retries { get; private set; }

    /// <summary>True once a round trip was measured.</summary>
    public bool HasMeasured { get; private set; }

    /// <summary>The time the timer runs for: RTO, doubled at each retransmission (RFC 6298 §5.5).</summary>
    public readonly TimeSpan Rto => _rto == default ? InitialRto : _rto;

    /// <summary>SRTT: the smoothed round-trip time; zero before the first measurement.</summary>
    public readonly TimeSpan SmoothedRoundTrip => new(_smoothed);

    /// <summary>True once a closed window was probed, until the timer is started for something else.</summary>
    public readonly bool IsProbing => _probeWait != default;

    /// <summary>Starts the timer for something just sent for the first time, or for what is still out when an acknowledgment advances.</summary>
    public void Start(Instant now)
    {
        _since = now;
        Retries = 0;
        _probeWait = default;
        RunUntil(now + Rto);
    }

    /// <summary>Stops the timer: all is acknowledged.</summary>
    public void Stop()
    {
        IsRunning = false;
        Retries = 0;
        _probeWait = default;
    }

    /// <summary>
    /// True when the wait has been longer than <paramref name="r2"/>, and filled with retries as from the shortest RTO: time to give up.
    /// </summary>
    public readonly bool HasPassed(TimeSpan r2, Instant now) => now - _since >= r2 && Retries >= LeastRetries;

    /// <summary>A probe was answered, though it acknowledged nothing new: a closed window may stay so for ever (MUST-37).</summary>
    public void Excuse(Instant now) => (_since, Retries) = (now, 0);

    /// <summary>A closed window was probed: the next probe waits twice as long (SHLD-30), and the RTO stays what it is.</summary>
    public void AwaitProbe(Instant now)
    {
        Retries++;
        var wait = 2 * (_probeWait == default ? Rto : _probeWait);
        _probeWait = wait < MaxRto ? wait : MaxRto;
        RunUntil(now + _probeWait);
    }

    /// <summary>Doubles the RTO and starts again.</summary>
    public void BackOff(Instant now)
    {
        Retries++;
        _rto = Rto * 2 < MaxRto ? Rto * 2 : MaxRto;
        RunUntil(now + _rto);
    }

    /// <summary>Begins again at <paramref name="rto"/>: what was learned was about another segment.</summary>
    public void Reset(TimeSpan rto) => _rto = rto;

    /// <summary>Takes a measured round trip in (RFC 6298 §2.2 and §2.3); by Karn's rule never one of a segment sent twice.</summary>
    public void Measure(TimeSpan roundTrip)
    {
        // In whole ticks with the RFC's quarters and eighths: the same on every machine.
        var sample = roundTrip.Ticks;
        if (HasMeasured)
        {
            _variation += (Math.Abs(_smoothed - sample) - _variation) / 4;
            _smoothed += (sample - _smoothed) / 8;
        }
        else
        {
            (_smoothed, _variation, HasMeasured) = (sample, sample / 2, true);
        }

        var rto = _smoothed + Math.Max(TimeSpan.TicksPerMillisecond, _variation * 4);
        _rto = new TimeSpan(Math.Clamp(rto, MinRto.Ticks, MaxRto.Ticks));
    }

    private void RunUntil(Instant due) => (_due, IsRunning) = (due, true);
}
