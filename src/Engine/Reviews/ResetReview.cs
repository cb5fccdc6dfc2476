using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Reviews a reset made by hand: will the other side believe its numbers (RFC 9293 §3.5.2)?</summary>
internal static class ResetReview
{
    public static bool Judge(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (IsAnswer(ledger.LastHeard, segment) || IsNext(ledger, segment))
        {
            findings.Add(new Finding(RfcRule.SendResetRight, SegmentField.Bits));
            return true;
        }

        return Reviewer.Wrong(findings, RfcRule.SendResetWrong, SegmentField.Seq, ledger.HasSentSyn ? ledger.Tcb.SndNxt : null);
    }

    /// <summary>The reset of §3.10.7.1: its numbers are taken from the segment that it answers.</summary>
    public static bool IsAnswer(Segment? heard, in Segment reset) =>
        heard is { IsRst: false } cause
        && (cause.IsAck ? reset.Seq == cause.Ack : reset.IsAck && reset.Seq == default && reset.Ack == cause.End);

    /// <summary>ABORT (§3.10.5): <c>&lt;SEQ=SND.NXT&gt;&lt;CTL=RST&gt;</c>, once the other side knows of the connection.</summary>
    private static bool IsNext(Ledger ledger, in Segment reset) =>
        ledger.HasSentSyn && ledger.HasHeardSyn && reset.Seq == ledger.Tcb.SndNxt;
}
