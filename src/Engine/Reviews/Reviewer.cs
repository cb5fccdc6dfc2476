using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>
/// Says of a segment made by hand, from its sender's own ledger, whether an RFC 9293 endpoint in that position could send it;
/// if not, which field is wrong, what it should have been, and which misconception it looks like.
/// </summary>
public static class Reviewer
{
    /// <summary>Reviews a segment before the ledger takes it down.</summary>
    public static Review Review(Ledger ledger, in Segment segment)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var findings = new FindingList();
        if (segment.Checksum is not null) findings.Fault(RfcRule.SendChecksumWrong, SegmentField.Checksum);
        Judge(ledger, segment, findings);
        Notes.Add(ledger, segment, findings);
        return findings.ToReview(Claims.Of(ledger, segment));
    }

    /// <summary>True when the sender has sent the same numbers before: a retransmission.</summary>
    public static bool IsRepeat(Ledger ledger, in Segment segment)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return segment.Length > 0 && ledger.HasSentSyn && !segment.IsRst && !ledger.IsForeign(segment)
            && (segment.IsSyn ? IsSynAgain(ledger, segment) : OpenReview.IsRepeat(ledger, segment));
    }

    /// <summary>A SYN-ACK after a plain SYN, in a simultaneous open, is the same number and not the same segment.</summary>
    private static bool IsSynAgain(Ledger ledger, in Segment segment) =>
        segment.Seq == ledger.Tcb.Iss && segment.IsAck == (ledger.Tcb.State != TcpState.SynSent);

    private static void Judge(Ledger ledger, in Segment segment, FindingList findings)
    {
        if ((segment.Bits & ControlBits.Reserved) != 0)
            findings.Fault(RfcRule.SendReservedBits, SegmentField.Bits, null, ledger.HasGap ? Misconception.NackExists : null);
        if (Contradicts(segment.Bits)) findings.Fault(RfcRule.SendBitsTogether);
        else if (ledger.IsForeign(segment)) JudgeForeign(ledger, segment, findings);
        else if (segment.IsRst) ResetReview.Judge(ledger, segment, findings);
        else JudgeByPosition(ledger, segment, findings);
    }

    private static void JudgeByPosition(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (ledger.HasSentSyn && ledger is { HasHeardSyn: true, SynIsAcknowledged: true }) OpenReview.Judge(ledger, segment, findings);
        else if (ledger.HasSentSyn && ledger.HasHeardSyn) OpeningReview.AnswerToSyn(ledger, segment, findings);
        else if (ledger.HasSentSyn) OpeningReview.SynAgain(ledger, segment, findings);
        else if (ledger.HasHeardSyn) OpeningReview.SynAck(ledger, segment, findings);
        else OpeningReview.FirstSyn(ledger, segment, findings);
        OptionsReview.Judge(ledger, segment, findings);
    }

    /// <summary>
    /// Sockets that are not the connection's: a SYN may begin another one, a reset or a listener's SYN-ACK may answer a stranger. "A connection is
    /// defined by a pair of sockets" (RFC 9293 §3.4.1).
    /// </summary>
    private static void JudgeForeign(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment is { IsSyn: true, IsAck: false } || ledger.AnswersStrangersSyn(segment)) return;
        if (segment.IsRst && ledger.AnswersStray(segment))
        {
            findings.Note(RfcRule.SendResetRight);
            return;
        }

        var asOurs = new FindingList();
        var ours = ledger.Connection!.Value;
        Judge(ledger, segment with { Source = ours.Local, Destination = ours.Remote }, asOurs);
        findings.Fault(
            RfcRule.SendOtherConnection, SegmentField.Bits, null, asOurs.HasFault || segment.IsRst ? null : Misconception.PortIsTheConnection);
    }

    private static bool Contradicts(ControlBits bits) =>
        bits.Has(ControlBits.Syn | ControlBits.Fin) || bits.Has(ControlBits.Syn | ControlBits.Rst) || bits.Has(ControlBits.Fin | ControlBits.Rst);
}
