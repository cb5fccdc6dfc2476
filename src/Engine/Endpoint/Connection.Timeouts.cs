using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>Timeouts (RFC 9293 §3.10.8), and the measuring of round trips.</summary>
public sealed partial class Connection
{
    private const int KeepAliveProbes = 9;

    private static readonly TimeSpan s_override = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_betweenKeepAlives = TimeSpan.FromSeconds(75);

    private RetransmissionTimer _retransmission;
    private Instant _timeWaitEnds = Instant.Never;
    private Instant _ackDue = Instant.Never;
    private Instant _overrideDue = Instant.Never;
    private (SeqNumber End, Instant At)? _timed;
    private SeqNumber _repeatedBefore;
    private Instant _repeatedAt;
    private SeqNumber _finNumber;
    private Instant _lastHeard;
    private Instant _lastSent;
    private Instant _lastAsked;
    private AckThrottle _throttle;
    private int _keepAlivesUnanswered;
    private bool _synWasRepeated;

    /// <summary>When this connection next wants <see cref="Poll"/>; none while it waits for nothing.</summary>
    public Instant? PollAt => Due == Instant.Never ? null : Due;

    /// <summary>The same, for a host that asks after every segment.</summary>
    internal Instant Due
    {
        get
        {
            var due = Instant.Earliest(Instant.Earliest(_retransmission.DueAt, _timeWaitEnds), Instant.Earliest(_ackDue, _overrideDue));
            if (Profile.UserTimeout is not null) due = Instant.Earliest(due, UserTimeoutAt);
            return Profile.KeepAlive is null ? due : Instant.Earliest(due, KeepAliveAt);
        }
    }

    private Instant UserTimeoutAt =>
        _retransmission.IsRunning && Profile.UserTimeout is { } most && most > TimeSpan.Zero ? _retransmission.WaitsSince + most : Instant.Never;

    private Instant KeepAliveAt => _tcb.State is not (TcpState.Established or TcpState.CloseWait) || _retransmission.IsRunning ? Instant.Never
        : _keepAlivesUnanswered == 0 ? Later(_lastHeard, _lastSent) + Profile.KeepAlive!.Value : _lastAsked + s_betweenKeepAlives;

    /// <summary>Does what is due at <paramref name="now"/> (RFC 9293 §3.10.8).</summary>
    public void Poll(Instant now, Outbox outbox)
    {
        if (_timeWaitEnds <= now) Delete(TcpState.Closed, Ending.Closed);
        if (Profile.UserTimeout is not null && UserTimeoutAt <= now) GiveUp();
        if (_retransmission.DueAt <= now) OnRetransmissionTimeout(now, outbox);
        if (_ackDue <= now) _ackNow = true;
        if (Profile.KeepAlive is not null && KeepAliveAt <= now) KeepAlive(now, outbox);
        Settle(now, outbox);
        if (_overrideDue <= now) _overrideDue = Instant.Never;
    }

    /// <summary>Answers a segment that can't be taken with an ACK, unless there were too many of them lately (RFC 5961 §7).</summary>
    internal bool TrySendAnswer(Instant now, Outbox outbox)
    {
        if (!_throttle.TryTake(now)) return false;
        SendAck(now, outbox);
        return true;
    }

    private void OnRetransmissionTimeout(Instant now, Outbox outbox)
    {
        var isSyn = SynIsOutstanding;
        if (Profile.UserTimeout is null && _retransmission.HasPassed(isSyn ? RetransmissionTimer.SynR2 : RetransmissionTimer.DataR2, now))
        {
            GiveUp();
            return;
        }

        _timed = null;
        if (!isSyn && _tcb.SndWnd == 0)
        {
            ProbeWindow(now, outbox);
            return;
        }

        var isFirst = _retransmission.Retries == 0;
        _retransmission.BackOff(now);
        if (isSyn)
        {
            _synWasRepeated = true;
            (_repeatedBefore, _repeatedAt) = (_tcb.Iss + 1, now);
            AddSyn(now, outbox, isRepeat: true);
        }
        else
        {
            _congestion.OnTimeout(_loss.InFlight(_tcb), SendMss, isFirst);
            _loss.OnTimeout(_tcb);
        }

        // Of a connection that came from LISTEN and was never open, nobody above has heard.
        if (_retransmission.Retries == RetransmissionTimer.R1 && (_wasOpen || !IsPassive)) _news |= News.Unanswered;
    }

    /// <summary>USER TIMEOUT (RFC 9293 §3.10.8), or R2.</summary>
    private void GiveUp() => Delete(ReturnsToListen ? TcpState.Listen : TcpState.Closed, Ending.TimedOut);

    /// <summary>One octet, or the FIN, asks whether the window is still closed (RFC 9293 §3.8.6.1, MUST-35, MUST-36).</summary>
    private void ProbeWindow(Instant now, Outbox outbox)
    {
        _retransmission.AwaitProbe(now);
        var octets = TextStart == TextEnd ? 0u : 1u;
        Put(_tcb.SndUna, octets, fin: octets == 0, isRepeat: _tcb.SndUna != _tcb.SndNxt, now, outbox);
    }

    /// <summary>
    /// The window has opened. What is out beyond SND.UNA was refused for want of room, and goes again at once without blame for the
    /// network; what goes for the first time begins with a timer of its own.
    /// </summary>
    private void EndProbing()
    {
        var isOut = _tcb.SndUna != _tcb.SndNxt;
        if (isOut && !_retransmission.IsProbing) return;
        if (isOut) _loss.OnTimeout(_tcb);
        _retransmission.Stop();
    }

    /// <summary>Text waits and the window is closed, with nothing out whose acknowledgment could open it: time will ask (SHLD-29).</summary>
    private void AwaitWindow(Instant now)
    {
        if (_tcb.SndUna == _tcb.SndNxt && !_retransmission.IsRunning) _retransmission.Start(now);
    }

    /// <summary>A segment that lies before the window must be answered with an ACK (RFC 9293 §3.8.4, MUST-24 to MUST-29, SHLD-12).</summary>
    private void KeepAlive(Instant now, Outbox outbox)
    {
        if (_keepAlivesUnanswered++ == KeepAliveProbes)
        {
            Delete(TcpState.Closed, Ending.TimedOut);
            return;
        }

        _lastAsked = now;
        Make(ControlBits.Ack, _tcb.SndNxt - 1, now, outbox);
    }

    /// <summary>Times a round trip, one at a time (RFC 6298 §3).</summary>
    private void Time(SeqNumber end, Instant now) => _timed ??= (end, now);

    /// <summary>
    /// Takes the round trip that an acknowledgment ends: by its timestamp (RFC 7323 §4), else by the one segment that is timed. By
    /// Karn's rule nothing is learned from what was sent twice, unless the timestamp is that of the second time or later: an old one
    /// may have come back because only the acknowledgment was lost, and would count the wait for the timer as a round trip.
    /// </summary>
    private void Measure(in Segment segment, Instant now)
    {
        var wasRepeated = _tcb.SndUna.IsBefore(_repeatedBefore);
        if (_timed is { } timed && timed.End.IsAtOrBefore(segment.Ack))
        {
            _timed = null;
            if (!_usesTimestamps) _retransmission.Measure(now - timed.At);
        }

        if (!_usesTimestamps || segment.Options.Timestamps is not { EchoReply: > 0 and var echo }) return;
        if (wasRepeated && unchecked((int)(echo - Ticks(_repeatedAt))) < 0) return;
        var ticks = unchecked(Ticks(now) - echo);
        if (ticks < int.MaxValue) _retransmission.Measure(TimeSpan.FromMilliseconds(ticks));
    }

    private static Instant Later(Instant one, Instant other) => one < other ? other : one;
}
