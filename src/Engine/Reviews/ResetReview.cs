using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Reviews a reset made by hand: will the other side believe its numbers (RFC 9293 §3.5.2), and was there a reason to send it?</summary>
internal static class ResetReview
{
    public static void Judge(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (ledger.AnswersStray(segment)) findings.Note(RfcRule.SendResetRight);
        else if (IsAbort(ledger, segment)) Abort(ledger, segment, findings);
        else Fault(ledger, segment, findings);
    }

    /// <summary>The reset of §3.10.7.1: its numbers are taken from the segment that it answers.</summary>
    public static bool IsAnswer(in Segment cause, in Segment reset) =>
        !cause.IsRst && reset.Connection == cause.Connection.Reversed
        && (cause.IsAck ? reset.Seq == cause.Ack : reset.IsAck && reset.Seq == default && reset.Ack == cause.End);

    /// <summary>
    /// ABORT (§3.10.5): <c>&lt;SEQ=SND.NXT&gt;&lt;CTL=RST&gt;</c>, once the other side knows of the connection. From CLOSING on there is nothing left
    /// to abort, and no reset is sent.
    /// </summary>
    private static bool IsAbort(Ledger ledger, in Segment reset) =>
        ledger is { HasSentSyn: true, HasHeardSyn: true } && reset.Seq == ledger.Tcb.SndNxt && !IsOver(ledger.Tcb.State);

    private static bool IsOver(TcpState state) => state is TcpState.Closing or TcpState.LastAck or TcpState.TimeWait;

    private static void Abort(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment.IsAck && ledger.FitOf(segment.Ack) == AckFit.Wrong)
            findings.Fault(RfcRule.SendAckWrong, SegmentField.Ack, ledger.Tcb.RcvNxt, Mistakes.OfAck(ledger, segment));
        findings.Note(RfcRule.SendResetRight, SegmentField.Bits, null, OfAbort(ledger, segment));
    }

    /// <summary>An abort is legal at any time; what it answers may still show why it was sent.</summary>
    private static Misconception? OfAbort(Ledger ledger, in Segment reset)
    {
        if (ledger.Corrupt is { } corrupt && IsAnswer(corrupt, reset)) return Misconception.BadChecksumReset;
        if (ledger is not { HasNews: true, LastHeard: { } heard }) return null;
        return ledger.Tcb.State switch
        {
            _ when heard.IsRst => Misconception.RstAnswersRst,
            TcpState.SynSent when !ledger.SynIsAcknowledged && heard.IsSyn => Misconception.ServerRequired,
            TcpState.CloseWait when heard.IsFin => Misconception.FinClosesBoth,
            TcpState.FinWait1 or TcpState.FinWait2 when heard.Payload.Length > 0 => Misconception.FinClosesBoth,
            _ => null,
        };
    }

    private static void Fault(Ledger ledger, in Segment segment, FindingList findings)
    {
        var tcb = ledger.Tcb;
        if (ledger.Corrupt is { } corrupt && IsAnswer(corrupt, segment))
            findings.Fault(RfcRule.SendNothingForCorrupt, SegmentField.Bits, null, Misconception.BadChecksumReset);
        else if (ledger is { HasNews: true, LastHeard.IsRst: true })
            findings.Fault(RfcRule.SendResetForReset, SegmentField.Bits, null, Misconception.RstAnswersRst);
        else if (IsOver(tcb.State))
            findings.Fault(RfcRule.SendResetTooLate, SegmentField.Bits, null, tcb.State == TcpState.TimeWait ? Misconception.TimeWaitLeak : null);
        else if (ledger.Stray is { IsAck: false } cause)
            Numbers(cause, segment, findings);
        else if (ledger.Stray is { } stray)
            findings.Fault(RfcRule.SendResetWrong, SegmentField.Seq, stray.Ack);
        else if (!ledger.HasSentSyn)
            findings.Fault(RfcRule.SendResetWrong, SegmentField.Seq);
        else
            findings.Fault(RfcRule.SendResetWrong, SegmentField.Seq, tcb.SndNxt, Mistakes.OfSeq(ledger, segment.Seq) ?? OfNearMiss(tcb, segment.Seq));
    }

    /// <summary>"Sequence number zero is used, &lt;SEQ=0&gt;&lt;ACK=SEG.SEQ+SEG.LEN&gt;&lt;CTL=RST,ACK&gt;" (§3.10.7.1).</summary>
    private static void Numbers(in Segment cause, in Segment reset, FindingList findings)
    {
        if (!reset.IsAck)
            findings.Fault(RfcRule.SendResetNeedsAck, SegmentField.Ack, cause.End, cause.IsSyn ? Misconception.RstWithoutAckToSyn : null);
        else if (reset.Ack != cause.End)
            findings.Fault(RfcRule.SendAckWrong, SegmentField.Ack, cause.End, Mistakes.OfAckOf(cause, reset.Ack));
        else
            findings.Fault(RfcRule.SendResetSeqZero, SegmentField.Seq, default(SeqNumber));
    }

    /// <summary>A number somewhere near the right one, on an open connection: inside the window, where only a challenge ACK is to be had.</summary>
    private static Misconception? OfNearMiss(in Tcb tcb, SeqNumber seq) =>
        tcb.State.IsSynchronized() && seq.IsInWindow(tcb.SndUna - ushort.MaxValue, 2 * (uint)ushort.MaxValue) ? Misconception.AnyRstKills : null;
}
