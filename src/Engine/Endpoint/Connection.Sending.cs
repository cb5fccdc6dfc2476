using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>What goes out and when: the windows, the Nagle algorithm, repairs, acknowledgments.</summary>
public sealed partial class Connection
{
    private LossRecovery _loss;
    private CongestionControl _congestion;
    private bool _ackNow;

    /// <summary>The octets that the user has given and that were not sent once.</summary>
    internal int Unsent => _queue is { Length: > 0 } ? Math.Max(0, unchecked((int)_tcb.SndNxt.DistanceTo(TextEnd))) : 0;

    /// <summary>The number after the last octet of text that the user has given; the FIN's number once it is sent.</summary>
    private SeqNumber TextEnd => TextStart + (uint)(_queue?.Length ?? 0);

    /// <summary>The number of the queue's first octet: SND.UNA, but never that of our SYN or FIN.</summary>
    private SeqNumber TextStart => SynIsOutstanding ? _tcb.Iss + 1 : _finIsSent && _queue is null or { Length: 0 } ? _finNumber : _tcb.SndUna;

    /// <summary>Takes a new SEG.ACK as SND.UNA; the repair, the congestion window and the timer follow (RFC 6298 §5.2, §5.3).</summary>
    internal void Acknowledge(in Segment segment, Instant now)
    {
        var isSyn = SynIsOutstanding;
        var acknowledged = _tcb.SndUna.DistanceTo(segment.Ack);
        Measure(segment, now);
        Release(segment.Ack);
        if (_usesSack && !isSyn) _loss.OnSack(segment.Options.Sack, _tcb);
        if (isSyn) Open();
        else _loss.OnAdvance(_tcb, acknowledged, SendMss, ref _congestion);
        if (_tcb.SndUna == _tcb.SndNxt) _retransmission.Stop();
        else _retransmission.Start(now);
    }

    /// <summary>An acceptable ACK that acknowledges nothing new: perhaps a duplicate by RFC 5681 §2 or RFC 6675 §2.</summary>
    internal void NoteDuplicate(in Segment segment, bool isWindowSame, Instant now)
    {
        // A closed window may stay so as long as its owner answers (MUST-37).
        if (_tcb.SndWnd == 0) _retransmission.Excuse(now);
        if (_tcb.SndUna == _tcb.SndNxt || SynIsOutstanding || segment.Ack != _tcb.SndUna) return;
        var isDuplicate = _usesSack
            ? _loss.OnSack(segment.Options.Sack, _tcb)
            : segment.Length == 0 && isWindowSame && _tcb.SndWnd > 0;
        if (isDuplicate) _loss.OnDuplicate(_tcb, SendMss, ref _congestion);
    }

    /// <summary>Answers a segment with the reset that its sender will believe (RFC 9293 §3.5.2, group 2).</summary>
    internal static void SendReset(in Segment to, Outbox outbox) => outbox.Add(Resets.For(to));

    /// <summary>Sends <c>&lt;SEQ=SND.NXT&gt;&lt;ACK=RCV.NXT&gt;&lt;CTL=ACK&gt;</c>.</summary>
    internal void SendAck(Instant now, Outbox outbox)
    {
        ref var ack = ref Make(ControlBits.Ack, _tcb.SndNxt, now, outbox);
        if (_usesSack && _received is { Early.Count: > 0 }) ack.Options = ack.Options with { Sack = SackBlocks() };
    }

    /// <summary>Sends all that may be sent now: repairs, new text, the FIN, and an ACK where none of these carried it.</summary>
    private void Transmit(Instant now, Outbox outbox)
    {
        // A gap is told of in a segment of its own: with text it would be no duplicate acknowledgment (RFC 5681 §2) and without SACK blocks.
        if (_ackNow && HasEarly && _tcb.State.IsSynchronized()) SendAck(now, outbox);

        // Most segments find nothing to send again and nothing that waits for its turn.
        var hasWork = _queue is { Length: > 0 } || (_closeIsQueued && !FinIsAcknowledged);
        if (hasWork && _tcb.State is (TcpState.Established or TcpState.CloseWait or TcpState.FinWait1 or TcpState.LastAck or TcpState.Closing))
        {
            while (SendLost(now, outbox) || SendNext(now, outbox) || SendDoubtful(now, outbox))
            {
            }
        }

        if (_ackNow && _tcb.State.IsSynchronized()) SendAck(now, outbox);
    }

    private bool SendLost(Instant now, Outbox outbox)
    {
        if (!_loss.TryNext(_tcb, out var start, out var end) || SynIsOutstanding) return false;
        return (_loss.IsUrgent || _congestion.Window >= _loss.InFlight(_tcb) + SendMss) && SendAgain(start, end, isRescue: false, now, outbox);
    }

    /// <summary>Nothing lost and nothing new can go, but the network has room: what may be lost goes again (RFC 6675 §4).</summary>
    private bool SendDoubtful(Instant now, Outbox outbox) =>
        _usesSack && _loss.IsFast && !SynIsOutstanding && _congestion.Window >= _loss.InFlight(_tcb) + SendMss
        && _loss.TryDoubtful(_tcb, SendMss, _finIsSent ? 1u : 0u, out var start, out var end, out var isRescue) && SendAgain(start, end, isRescue, now, outbox);

    private bool SendAgain(SeqNumber start, SeqNumber end, bool isRescue, Instant now, Outbox outbox)
    {
        // Beyond a window that has shrunk nothing is sent again (SHLD-16); where it is closed, time will ask.
        var before = _tcb.SndUna.DistanceTo(start);
        if (_tcb.SndWnd <= before) return false;

        // Cut anew: what was never sent may fill the last segment up, as after a probe of one octet.
        var length = Math.Min(SendMss, end == _tcb.SndNxt && !_finIsSent ? start.DistanceTo(TextEnd) : start.DistanceTo(end));
        var text = Math.Min(Math.Min(length, start.DistanceTo(TextEnd)), _tcb.SndWnd - before);
        var fin = _finIsSent ? start + text == _finNumber && text < start.DistanceTo(end) : _closeIsQueued && start + text == TextEnd;
        if (isRescue) _loss.OnRescued();
        else _loss.OnResent(start + text + (fin ? 1u : 0u));
        Put(start, text, fin, isRepeat: true, now, outbox);
        return true;
    }

    private bool SendNext(Instant now, Outbox outbox)
    {
        if (_finIsSent) return false;
        var unsent = _tcb.SndNxt.DistanceTo(TextEnd);
        var room = Math.Min(WindowRoom, CongestionRoom(now));
        var length = Math.Min(Math.Min(unsent, SendMss), room);
        var fin = _closeIsQueued && length == unsent;
        if (length == 0 && !fin)
        {
            if (unsent > 0) AwaitWindow(now);
            return false;
        }

        if (!fin && !IsWorthASegment(length, unsent, now)) return false;
        Put(_tcb.SndNxt, length, fin, isRepeat: false, now, outbox);
        return true;
    }

    /// <summary>The sender's side of silly window avoidance (RFC 9293 §3.8.6.2.1, MUST-38) with the Nagle algorithm (§3.7.4, SHLD-7).</summary>
    private bool IsWorthASegment(uint length, uint unsent, Instant now)
    {
        var isIdle = _tcb.SndUna == _tcb.SndNxt;
        var mayBeSmall = isIdle || !Profile.Nagle;
        if (length == SendMss || (mayBeSmall && (length == unsent || length >= _maxSndWnd / 2)) || _overrideDue <= now) return true;

        // While something is out its acknowledgment brings the next chance; else only time does.
        if (isIdle && _overrideDue == Instant.Never) _overrideDue = now + s_override;
        return false;
    }

    private uint WindowRoom
    {
        get
        {
            var used = _tcb.SndUna.DistanceTo(_tcb.SndNxt);
            return _tcb.SndWnd > used ? _tcb.SndWnd - used : 0;
        }
    }

    private uint CongestionRoom(Instant now)
    {
        if (_tcb.SndUna == _tcb.SndNxt && now - _lastSent > _retransmission.Rto) _congestion.AfterIdle(SendMss);
        var flight = _loss.InFlight(_tcb);
        return _congestion.Window > flight ? _congestion.Window - flight : 0;
    }

    /// <summary>Puts text, and perhaps the FIN, on its way.</summary>
    private void Put(SeqNumber seq, uint length, bool fin, bool isRepeat, Instant now, Outbox outbox)
    {
        var end = seq + length;
        var bits = ControlBits.Ack;
        if (fin) bits |= ControlBits.Fin;
        if (length > 0 && end == TextEnd) bits |= ControlBits.Psh;
        ref var segment = ref Make(bits, seq, now, outbox, isRepeat);
        if (length > 0) segment.Payload = _queue!.Slice((int)TextStart.DistanceTo(seq), (int)length);
        if (fin && !_finIsSent)
        {
            (_finIsSent, _finNumber) = (true, end);
            if (_tcb.State == TcpState.CloseWait) _tcb.State = TcpState.LastAck;
        }

        if (fin) end += 1;
        if (isRepeat) (_timed, _repeatedBefore, _repeatedAt) = (null, SeqNumber.Latest(_repeatedBefore, end), now);
        else Time(end, now);
        _tcb.SndNxt = SeqNumber.Latest(_tcb.SndNxt, end);
        _lastSent = now;
        _overrideDue = Instant.Never;
        if (!_retransmission.IsRunning) _retransmission.Start(now);
    }

    /// <summary>
    /// Adds a segment with what every one of them carries: the acknowledgment, the window, the timestamps, and how far urgent text goes
    /// (RFC 9293 §3.8.5), even before the window lets that text follow.
    /// </summary>
    private ref Segment Make(ControlBits bits, SeqNumber seq, Instant now, Outbox outbox, bool isRepeat = false)
    {
        WidenWindow();
        (_ackNow, _ackDue, _unacknowledgedOctets, _lastAckSent) = (false, Instant.Never, 0, _tcb.RcvNxt);
        var urgent = _tcb.SndUp is { } end && seq.IsBefore(end) ? (ushort)Math.Min(seq.DistanceTo(end), ushort.MaxValue) : (ushort)0;
        if (urgent > 0) bits |= ControlBits.Urg;
        ref var segment = ref outbox.Add(isRepeat);
        (segment.Source, segment.Destination) = (_local, _remote);
        (segment.Bits, segment.Seq, segment.Ack) = (bits, seq, _tcb.RcvNxt);
        (segment.Window, segment.UrgentPointer) = ((ushort)Math.Min(_tcb.RcvWnd >> _rcvShift, ushort.MaxValue), urgent);
        if (_usesTimestamps) segment.Options = new SegmentOptions { Timestamps = new Timestamps(Ticks(now), _tsRecent) };
        return ref segment;
    }

    private ImmutableArray<SackBlock> SackBlocks()
    {
        var early = _received!.Early;
        var count = Math.Min(early.Count, _usesTimestamps ? 3 : 4);
        var blocks = ImmutableArray.CreateBuilder<SackBlock>(count);
        for (var i = 0; i < count; i++) blocks.Add(early[i]);
        return blocks.MoveToImmutable();
    }

    private void Release(SeqNumber ack)
    {
        // Neither the SYN nor the FIN is in the queue.
        var end = TextEnd.IsBefore(ack) ? TextEnd : ack;
        var octets = TextStart.IsBefore(end) ? (int)TextStart.DistanceTo(end) : 0;
        if (octets > 0) _queue!.Release(octets);
        _tcb.SndUna = ack;
        if (_tcb.SndUp?.IsAtOrBefore(ack) == true) _tcb.SndUp = null;
        if (!_wantsRoom || octets == 0) return;
        _wantsRoom = false;
        _news |= News.Writable;
    }

    /// <summary>Our SYN is acknowledged: text may go. What went with it and was not taken goes again (RFC 7413 §4.2.2).</summary>
    private void Open()
    {
        var wasLost = _synWasRepeated;
        _loss.Begin(_tcb.SndUna);
        _congestion.Begin(SendMss, wasLost, Profile.ControlsCongestion);
        if (HasTextInSyn && _tcb.SndUna != _tcb.SndNxt) _loss.OnTimeout(_tcb);
        if (wasLost && !_retransmission.HasMeasured) _retransmission.Reset(RetransmissionTimer.RtoAfterSynLoss);
    }
}
