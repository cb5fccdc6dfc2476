using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>How a connection is taken over in its middle: the one place where one comes to be without its own OPEN.</summary>
public sealed partial class Connection
{
    /// <summary>
    /// Goes on with a connection. What is owed is sent at once; what waits for an acknowledgment waits on, and is sent again when the
    /// timer says so.
    /// </summary>
    internal void TakeOver(Takeover from, Instant now, Outbox outbox)
    {
        IsPassive = from.IsPassive;
        Profile = Profile with
        {
            Sack = from.OwnOptions.SackPermitted,
            Timestamps = from.OwnOptions.Timestamps is not null,
            ScalesWindow = from.OwnOptions.WindowScale is not null,
            WindowShift = Math.Min(from.OwnOptions.WindowScale ?? 0, MaxShift),
            FastOpen = false,
        };
        Begin(from.Tcb.State, from.Tcb.Iss, now);

        // A window that promised more than the buffer holds ends where the buffer does: the promise was rash, and memory is not endless.
        _tcb = from.Tcb with { RcvWnd = Math.Min(from.Tcb.RcvWnd, ushort.MaxValue) };
        _ownMss = from.OwnOptions.MaximumSegmentSize ?? Endpoint.SendMss.Default(Tuple);
        _maxSndWnd = from.MaxSndWnd;
        if (from.PeerOptions is { } theirs) Agree(theirs, now);
        if (from.LastTimestamp is { } last && unchecked((int)(Ticks(now) - last)) < 0) _ticksAhead = unchecked(last - Ticks(now));
        (_tsRecent, _lastAckSent, _lastSent) = (from.TsRecent, from.LastAckSent, now);
        TakeOverText(from);
        TakeOverTime(now);
        if (from.OwesSynAck) AnswerSyn(now, outbox);
        else _ackNow = from.OwesAck;
        OfferWindow(now, outbox);
        Settle(now, outbox);
    }

    private void TakeOverText(Takeover from)
    {
        foreach (var piece in from.Unacknowledged) (_queue ??= new SendQueue()).Append(piece);
        if (from.Fin is { } fin) (_closeIsQueued, _finIsSent, _finNumber) = (true, true, fin);
        if (SynIsOutstanding) _textInSyn = _queue?.Length ?? 0;
        foreach (var (start, text) in from.Early) Hold(start, text, fin: false);
        _peerFin = from.EarlyFin;
    }

    private void TakeOverTime(Instant now)
    {
        _loss.Begin(_tcb.SndUna);

        // Nobody knows when it was sent: no round trip is learned from what is out (Karn's rule).
        (_repeatedBefore, _repeatedAt) = (_tcb.SndNxt, now);
        if (_tcb.SndUna != _tcb.SndNxt) _retransmission.Start(now);
        if (_tcb.State == TcpState.TimeWait) WaitTwoLifetimes(now);
        if (SynIsOutstanding) return;
        _wasOpen = true;
        _congestion.Begin(SendMss, synWasLost: false, Profile.ControlsCongestion);
        if (_tcb.State is TcpState.Established or TcpState.CloseWait) _news |= News.Opened;
        if (_tcb.State == TcpState.CloseWait) _news |= News.PeerClosed;
    }
}
