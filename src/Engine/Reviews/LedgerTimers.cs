using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>A timer that a TCP would have running: since when, and when it goes off.</summary>
public readonly record struct LedgerTimer(Instant Began, Instant Ends);

/// <summary>
/// The timers that a TCP in a person's place would have running. They follow from what the person sent and what was delivered to them, and do
/// nothing: when one goes off, what to do is the person's to decide.
/// </summary>
public sealed class LedgerTimers
{
    /// <summary>"An excessive delay" of an acknowledgment: "the delay MUST be less than 0.5 seconds" (RFC 9293 §3.8.6.3, MUST-40).</summary>
    public static readonly TimeSpan MostAckDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>How long TIME-WAIT lasts: twice the maximum segment lifetime (RFC 9293 §3.4.2, §3.6.1).</summary>
    public static readonly TimeSpan TimeWaitTime = 2 * HostProfile.Rfc9293.MaximumSegmentLifetime;

    private RetransmissionTimer _retransmission, _persist;
    private (SeqNumber End, Instant At)? _timed;
    private Instant _began, _probeBegan;
    private Instant? _owedSince, _waitsSince;
    private bool _synWasRepeated;

    /// <summary>The retransmission timeout (RFC 6298): 1 s until a round trip was measured, and never less.</summary>
    public TimeSpan Rto => _retransmission.Rto;

    /// <summary>SRTT, the smoothed round-trip time (RFC 6298 §2); none before the first measurement.</summary>
    public TimeSpan? SmoothedRoundTrip => _retransmission.HasMeasured ? _retransmission.SmoothedRoundTrip : null;

    /// <summary>Until what is out is sent again (RFC 6298 §5); none while nothing is.</summary>
    public LedgerTimer? Retransmission => _retransmission.IsRunning ? new(_began, _retransmission.DueAt) : null;

    /// <summary>Until a closed window is probed (RFC 9293 §3.8.6.1); none while it is open.</summary>
    public LedgerTimer? Persist => _persist.IsRunning ? new(_probeBegan, _persist.DueAt) : null;

    /// <summary>Until the oldest text that was heard has waited too long for its acknowledgment; none while none waits.</summary>
    public LedgerTimer? Acknowledgment => _owedSince is { } since ? new(since, since + MostAckDelay) : null;

    /// <summary>Until TIME-WAIT is over; none in any other state.</summary>
    public LedgerTimer? TimeWait => _waitsSince is { } since ? new(since, since + TimeWaitTime) : null;

    /// <summary>Takes down a segment that was sent.</summary>
    /// <param name="before">The TCB before it.</param>
    /// <param name="ledger">The ledger after it.</param>
    internal void OnSent(in Segment segment, in Tcb before, Ledger ledger, Instant now)
    {
        var tcb = ledger.Tcb;
        if (ledger.HasAcknowledged) _owedSince = null;
        if (!ledger.HasSentSyn || segment.Length == 0 || segment.IsRst) return;
        var isNew = before.SndNxt != tcb.SndNxt || !WasOut(before);
        if (!isNew && !IsOut(segment, tcb)) return;
        if (_persist.IsRunning) Probe(now);
        else if (isNew) Begin(tcb.SndNxt, isFirst: !WasOut(before) || before.Iss != tcb.Iss, now);
        else Repeat(segment.IsSyn, now);
    }

    /// <summary>Takes down a segment that was delivered.</summary>
    /// <param name="before">The TCB before it.</param>
    /// <param name="ledger">The ledger after it.</param>
    /// <param name="isText">True when it brought text that can be acknowledged now.</param>
    internal void OnHeard(in Segment segment, in Tcb before, Ledger ledger, bool isText, Instant now)
    {
        var tcb = ledger.Tcb;
        if (ledger.HasSentSyn && before.SndUna.IsBefore(tcb.SndUna)) OnAcknowledged(tcb, now);
        WatchWindow(tcb, now);
        if (isText) _owedSince ??= now;
        if (tcb.State == TcpState.TimeWait && (before.State != TcpState.TimeWait || segment.IsFin))
        {
            _waitsSince = now;
            _retransmission.Stop();
            _persist.Stop();
        }
    }

    private void Begin(SeqNumber end, bool isFirst, Instant now)
    {
        // Another SYN than before begins again; whatever was timed is void.
        if (isFirst) (_timed, _synWasRepeated) = (null, false);
        _timed ??= (end, now);
        if (_retransmission.IsRunning && !isFirst) return;
        _retransmission.Start(now);
        _began = now;
    }

    /// <summary>
    /// "When the timer expires … RTO ← RTO * 2" (RFC 6298 §5.5). Who sends it again sooner leaves the timer as it runs; by Karn's rule nothing is
    /// learned of it either way (§3).
    /// </summary>
    private void Repeat(bool isSyn, Instant now)
    {
        _timed = null;
        _synWasRepeated |= isSyn;
        if (!_retransmission.IsRunning || now < _retransmission.DueAt) return;
        _retransmission.BackOff(now);
        _began = now;
    }

    /// <summary>Text into a closed window asks whether it is open; the next time waits twice as long (SHLD-30).</summary>
    private void Probe(Instant now)
    {
        _timed = null;
        _persist.AwaitProbe(now);
        _probeBegan = now;
    }

    private void OnAcknowledged(in Tcb tcb, Instant now)
    {
        if (_timed is { } timed && timed.End.IsAtOrBefore(tcb.SndUna))
        {
            _timed = null;
            _retransmission.Measure(now - timed.At);
        }

        // RFC 6298 §5.7: what the SYN's timeout has taught is not about text.
        if (_synWasRepeated) _retransmission.Reset(RetransmissionTimer.RtoAfterSynLoss);
        _synWasRepeated = false;
        if (tcb.SndUna == tcb.SndNxt)
        {
            _retransmission.Stop();
            return;
        }

        _retransmission.Start(now);
        _began = now;
    }

    /// <summary>"The first zero-window probe when a zero window has existed for the retransmission timeout period" (SHLD-29).</summary>
    private void WatchWindow(in Tcb tcb, Instant now)
    {
        var isClosed = tcb is { SndWnd: 0, State: TcpState.Established or TcpState.CloseWait } && (_persist.IsRunning || tcb.SndUna == tcb.SndNxt);
        if (isClosed == _persist.IsRunning) return;
        if (isClosed)
        {
            _persist.Reset(Rto);
            _persist.Start(now);
            _probeBegan = now;
            return;
        }

        _persist.Stop();
        if (tcb.SndUna == tcb.SndNxt) return;
        _retransmission.Start(now);
        _began = now;
    }

    private static bool WasOut(in Tcb before) => before.State is not (TcpState.Closed or TcpState.Listen);

    private static bool IsOut(in Segment segment, in Tcb tcb) => tcb.SndUna.IsBefore(segment.End) && segment.Seq.IsBefore(tcb.SndNxt);
}
