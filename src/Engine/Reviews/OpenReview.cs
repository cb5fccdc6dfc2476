using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Reviews;

/// <summary>Reviews a segment made by hand once both SYNs have done their work, or while the third segment is still to come.</summary>
internal static class OpenReview
{
    public static void Judge(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment.IsSyn)
        {
            Syn(ledger, segment, findings);
            return;
        }

        if (!segment.IsAck)
        {
            findings.Fault(RfcRule.SendNeedsAck, SegmentField.Bits, null, Mistakes.OfNoAck(ledger, segment));
            return;
        }

        if (!(Seq(ledger, segment, findings) & Ack(ledger, segment, findings)) || segment.Payload.Length == 0) return;
        Text(ledger, segment, findings);
    }

    /// <summary>True for numbers that were all used before, after the SYN's own, and for the same; text may be cut anew (§3.8.6).</summary>
    public static bool IsRepeat(Ledger ledger, in Segment segment) =>
        segment.Length > 0 && ledger.Tcb.Iss.IsBefore(segment.Seq) && segment.End.IsAtOrBefore(ledger.Tcb.SndNxt) && !SaysOtherwise(ledger, segment);

    /// <summary>The answer to a SYN between the same sockets that is newer by its number or its timestamp: it may end TIME-WAIT at once (§3.6.1, MAY-2).</summary>
    public static bool Reopens(Ledger ledger, in Segment segment) =>
        ledger is { Tcb.State: TcpState.TimeWait, LastHeard: { IsSyn: true, IsAck: false } syn } && segment.Bits.Has(ControlBits.SynAck)
        && (ledger.Tcb.RcvNxt.IsAtOrBefore(syn.Seq) || ledger.Agreement.IsNewer(syn.Options)) && segment.Ack == syn.Seq + 1 && ledger.Tcb.SndNxt.IsAtOrBefore(segment.Seq);

    /// <summary>One SYN in each direction; a new connection between the same sockets waits for the end of TIME-WAIT.</summary>
    private static void Syn(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (Reopens(ledger, segment)) return;
        if (ledger.Tcb.State == TcpState.TimeWait && !segment.IsAck)
        {
            findings.Note(RfcRule.SendSynAfterTimeWait);
            return;
        }

        Misconception? misconception = (ledger.HasNews ? ledger.LastHeard : null) switch
        {
            { IsRst: true } when !segment.IsAck => Misconception.AnyRstKills,
            { IsSyn: true, IsAck: false } when segment.IsAck => Misconception.SecondSynSecondConnection,
            _ => null,
        };
        SeqNumber? expected = misconception == Misconception.SecondSynSecondConnection ? ledger.Tcb.Iss : null;
        findings.Fault(RfcRule.SendSynAgain, SegmentField.Bits, expected, misconception);
    }

    /// <summary>What comes next has SEG.SEQ = SND.NXT; what is sent again begins before it, and is not acknowledged to its end (§3.4).</summary>
    private static bool Seq(Ledger ledger, in Segment segment, FindingList findings)
    {
        var tcb = ledger.Tcb;
        var next = segment.Seq == tcb.SndNxt;
        if (next && segment.Length > 0 && ledger.Fin is { } fin)
        {
            var isFinAnew = segment is { IsFin: true, Payload.Length: 0 };
            return isFinAnew
                ? findings.Fault(RfcRule.SendAfterFin, SegmentField.Seq, fin, Misconception.RetransmitNewSeq)
                : findings.Fault(RfcRule.SendAfterFin, SegmentField.Payload);
        }

        if (next || ResendsPart(ledger, segment)) return true;
        if (Misquotes(ledger, segment)) return findings.Fault(RfcRule.SendOtherOctets, SegmentField.Payload, tcb.SndNxt);
        return IsKeepAlive(ledger, segment)
            ? findings.Note(RfcRule.SendKeepAlive, SegmentField.Seq, tcb.SndNxt, segment.Seq == tcb.Iss ? Misconception.SeqStaysAtIsn : null)
            : findings.Fault(RfcRule.SendSeqWrong, SegmentField.Seq, tcb.SndNxt, Mistakes.OfSeq(ledger, segment.Seq));
    }

    /// <summary>Begins with what is not acknowledged yet, and may go on with new text while there is no FIN.</summary>
    private static bool ResendsPart(Ledger ledger, in Segment segment)
    {
        var tcb = ledger.Tcb;
        var waits = tcb.SndUna.IsAtOrBefore(segment.Seq) || tcb.SndUna.IsBefore(segment.End);
        return segment.Length > 0 && tcb.Iss.IsBefore(segment.Seq) && segment.Seq.IsBefore(tcb.SndNxt) && waits && !SaysOtherwise(ledger, segment);
    }

    /// <summary>True for other text under numbers that still wait for their acknowledgment, where no slip of the number explains it.</summary>
    private static bool Misquotes(Ledger ledger, in Segment segment) =>
        ledger.Text.Contradicts(segment.Seq, segment.Payload) && ledger.Tcb.SndUna.IsAtOrBefore(segment.Seq) && Mistakes.OfSeq(ledger, segment.Seq) is null;

    /// <summary>True when a segment uses a number for something else than before: other text, or text here and a FIN there.</summary>
    private static bool SaysOtherwise(Ledger ledger, in Segment segment)
    {
        var endOfText = segment.Seq + (uint)segment.Payload.Length;
        if (ledger.Fin is { } fin ? fin.IsBefore(endOfText) || (segment.IsFin && endOfText != fin) : segment.IsFin && endOfText.IsBefore(ledger.Tcb.SndNxt))
            return true;
        return ledger.Text.Contradicts(segment.Seq, segment.Payload);
    }

    /// <summary>SEG.SEQ = SND.NXT−1 with no octet or one of garbage, while nothing waits on either side (§3.8.4).</summary>
    private static bool IsKeepAlive(Ledger ledger, in Segment segment) =>
        ledger.Tcb.State is TcpState.Established or TcpState.CloseWait or TcpState.FinWait2
        && segment.Seq + 1 == ledger.Tcb.SndNxt && ledger.Tcb.SndUna == ledger.Tcb.SndNxt
        && segment is { IsFin: false, Payload.Length: <= 1 } && ledger.HasAcknowledged;

    private static bool Ack(Ledger ledger, in Segment segment, FindingList findings)
    {
        switch (ledger.FitOf(segment.Ack))
        {
            case AckFit.Late:
                return findings.Note(RfcRule.SendAckLate, SegmentField.Ack, ledger.Tcb.RcvNxt);
            case AckFit.Less:
                var fillsGap = ledger.LastHeard is { IsSyn: false } heard && heard.End == segment.Ack;
                return findings.Note(RfcRule.SendAckLess, SegmentField.Ack, ledger.Tcb.RcvNxt, fillsGap ? Misconception.OutOfOrderResend : null);
            case AckFit.Wrong:
                return findings.Fault(RfcRule.SendAckWrong, SegmentField.Ack, ledger.Tcb.RcvNxt, Mistakes.OfAck(ledger, segment));
            case AckFit.Right:
            default:
                return true;
        }
    }

    private static void Text(Ledger ledger, in Segment segment, FindingList findings)
    {
        var isRepeat = IsRepeat(ledger, segment);

        // SEND in SYN-RECEIVED: "Queue the data for transmission after entering ESTABLISHED state." What went with the SYN may go
        // again; and with Fast Open nothing waits (RFC 7413 §4.2).
        if (ledger is { Tcb.State: TcpState.SynReceived, Agreement.HasFastOpenCookie: false } && !isRepeat)
            findings.Fault(RfcRule.SendTextBeforeOpen, SegmentField.Payload, null, Misconception.TwoWayIsEnough);
        Size(ledger, segment, findings);
        if (!isRepeat) Room(ledger, segment, findings);
        if (segment.Seq == ledger.Tcb.SndNxt && segment.Payload.Length > 1 && ledger.Text.IsAllThatWaits(segment.Payload))
            findings.Note(RfcRule.SendSameTextAnew, SegmentField.Seq, ledger.Tcb.SndUna, Misconception.RetransmitNewSeq);
    }

    /// <summary>No more than the other side's MSS, which the options of this segment take their share of (§3.7.1, MUST-16).</summary>
    private static void Size(Ledger ledger, in Segment segment, FindingList findings)
    {
        var size = segment.Payload.Length + OptionsCodec.Length(segment.Options);
        if (size <= ledger.Agreement.TheirMss) return;
        Misconception? misconception = size <= ledger.Agreement.OwnMss ? Misconception.MssNegotiated : null;
        findings.Fault(RfcRule.SendOverMss, SegmentField.Payload, null, misconception);
    }

    /// <summary>
    /// No new octet beyond SND.UNA + SND.WND (§3.8.6); one octet may probe a closed window (§3.8.6.1), and what was sent before the
    /// window shrank may be sent again (MAY-7).
    /// </summary>
    private static void Room(Ledger ledger, in Segment segment, FindingList findings)
    {
        var tcb = ledger.Tcb;
        var end = segment.Seq + (uint)segment.Payload.Length;
        if (end.IsAtOrBefore(tcb.SndUna + tcb.SndWnd)) return;
        if (tcb.SndWnd == 0 && end == tcb.SndUna + 1)
        {
            findings.Note(RfcRule.SendProbe, SegmentField.Payload);
            return;
        }

        var scaled = ledger.IsWindowOfSyn && end.IsAtOrBefore(tcb.SndUna + (tcb.SndWnd << ledger.Agreement.OfferedShift));
        findings.Fault(RfcRule.SendOverWindow, SegmentField.Payload, null, scaled ? Misconception.WindowScaledInSyn : null);
    }
}
