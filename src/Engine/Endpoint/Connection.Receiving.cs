using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>Text that arrives: its order, the window it may fill, and when it is acknowledged.</summary>
public sealed partial class Connection
{
    private const uint QuarterTurn = 1u << 30;

    private SeqNumber? _peerFin;
    private uint _unacknowledgedOctets;
    private uint _largestHeard;

    /// <summary>True when text or a FIN waits for the gap before it to be filled.</summary>
    internal bool HasEarly => _received is { Early.Count: > 0 } || _peerFin is not null;

    /// <summary>The octets the buffer has room for, as far as the window field can say it.</summary>
    private uint Room => Math.Min((uint)Math.Max(0, Profile.ReceiveBuffer - Unread), (uint)ushort.MaxValue << _rcvShift);

    /// <summary>Seventh, process the segment text: takes what is new of it and keeps what is early.</summary>
    /// <returns>The rule that decided; none where it brought nothing.</returns>
    internal RfcRule? TakeText(in Segment segment, Instant now)
    {
        var hadGap = HasEarly;
        Hold(segment.IsSyn ? segment.Seq + 1 : segment.Seq, segment.Payload, segment.IsFin);
        var took = TakeEarly(now);
        if (took is null && segment.Payload.Length == 0 && !segment.IsFin) return null;

        // What lies beyond a gap, and what fills one, is acknowledged at once (RFC 5681 §4.2).
        if (took is null || hadGap || took == RfcRule.FinTaken) _ackNow = true;
        else AcknowledgeSoon((uint)segment.Payload.Length, now);
        return took ?? RfcRule.TextQueued;
    }

    /// <summary>An ACK is to go out now, alone if nothing else does.</summary>
    internal void AcknowledgeNow() => _ackNow = true;

    /// <summary>Keeps text and a FIN; what lies before RCV.NXT or beyond the window is cut off (first: "trimming off").</summary>
    internal void Hold(SeqNumber start, ReadOnlyMemory<byte> payload, bool fin)
    {
        var text = payload.Span;
        if (start.IsBefore(_tcb.RcvNxt))
        {
            var old = start.DistanceTo(_tcb.RcvNxt);
            if (old > text.Length) return;
            text = text[(int)old..];
            start = _tcb.RcvNxt;
        }

        var offset = _tcb.RcvNxt.DistanceTo(start);
        if (offset > _tcb.RcvWnd) return;
        var room = _tcb.RcvWnd - offset;
        if (text.Length >= room)
        {
            text = text[..(int)Math.Min(room, (uint)text.Length)];
            fin = false;
        }

        if (text.Length > 0)
        {
            _received ??= new ReceiveBuffer();
            if (!_received.Early.Add(start, start + (uint)text.Length))
            {
                // What can't be kept counts as lost; but what fills the first gap always finds room, or it would never close.
                if (offset > 0) return;
                _received.Early.ForgetOldest();
                _received.Early.Add(start, start + (uint)text.Length);
            }

            _received.Write(offset, text);
        }

        if (fin) _peerFin ??= start + (uint)text.Length;
    }

    /// <summary>Takes everything whose turn it is: text for the user, then the FIN.</summary>
    /// <returns>The most telling thing taken; none when there is still a gap.</returns>
    internal RfcRule? TakeEarly(Instant now)
    {
        RfcRule? took = null;
        if (_received is { Early.Count: > 0 })
        {
            var end = _received.Early.EndFrom(_tcb.RcvNxt);
            if (_peerFin is { } last && last.IsBefore(end) && !last.IsBefore(_tcb.RcvNxt)) end = last;
            var count = _tcb.RcvNxt.DistanceTo(end);
            if (count > 0)
            {
                Deliver(end, count);
                took = RfcRule.TextTaken;
            }
        }

        if (_peerFin != _tcb.RcvNxt) return took;
        OtherStates.Eighth(this, now);
        return RfcRule.FinTaken;
    }

    /// <summary>The FIN was taken: nothing more can come.</summary>
    internal void ForgetEarly()
    {
        _received?.Early.Clear();
        _peerFin = null;
    }

    private void Deliver(SeqNumber end, uint count)
    {
        _received!.Advance(count);
        _received.Early.CutBefore(end);
        _tcb.RcvNxt = end;

        // Urgent text of long ago is forgotten before its number comes to mean text that is still to come.
        if (_tcb.RcvUp is { } urgent && urgent.IsBefore(end - QuarterTurn)) _tcb.RcvUp = null;

        // "The total of RCV.NXT and RCV.WND should not be reduced": the right edge stays until the user has read.
        _tcb.RcvWnd -= Math.Min(count, _tcb.RcvWnd);
        _news |= News.Text;
    }

    /// <summary>The receiver's side of silly window avoidance (RFC 9293 §3.8.6.2.2, MUST-39): the right edge moves in steps worth telling.</summary>
    private void WidenWindow()
    {
        if (!_tcb.HasIrs) return;
        var room = Room;
        if (room <= _tcb.RcvWnd) return;
        var step = Math.Min((uint)Math.Max(1, Profile.ReceiveBuffer / 2), _ownMss);
        if (room - _tcb.RcvWnd >= step) _tcb.RcvWnd = room;
    }

    /// <summary>Delayed acknowledgment (RFC 9293 §3.8.6.3): at the latest for every second full segment (SHLD-19), and within the delay (MUST-40).</summary>
    private void AcknowledgeSoon(uint octets, Instant now)
    {
        _unacknowledgedOctets += octets;
        _largestHeard = Math.Max(_largestHeard, octets);
        if (Profile.AckDelay == TimeSpan.Zero || _unacknowledgedOctets >= 2 * Math.Min(_largestHeard, _ownMss) && _unacknowledgedOctets > octets) _ackNow = true;
        else if (_ackDue == Instant.Never) _ackDue = now + Profile.AckDelay;
    }
}
