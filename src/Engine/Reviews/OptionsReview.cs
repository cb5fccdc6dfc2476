using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Reviews the options of a segment made by hand: what was agreed with the SYNs, and what was not.</summary>
internal static class OptionsReview
{
    private const int MaxShift = 14;

    public static void Judge(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment.IsSyn) OfSyn(ledger, segment, findings);
        else OfOther(ledger, segment, findings);
        if (segment.Options.Timestamps is { } times) Times(ledger, segment, times, findings);
        if (!segment.Options.Sack.IsDefaultOrEmpty) Sack(ledger, segment, findings);
    }

    /// <summary>A SYN-ACK takes up what the SYN offered (RFC 7323 §2.2 and §3.2); the MSS and SACK-permitted go with any SYN.</summary>
    private static void OfSyn(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment.Options.WindowScale > MaxShift) findings.Fault(RfcRule.SendShiftTooLarge, SegmentField.Options);
        if (!segment.IsAck || !ledger.HasHeardSyn || (ledger.HasSentSyn && !ledger.IsPassive)) return;
        var scales = segment.Options.WindowScale is not null && !ledger.Agreement.IsScalingOffered;
        var times = segment.Options.Timestamps is not null && !ledger.Agreement.AreTimestampsOffered;
        if (scales || times) findings.Fault(RfcRule.SendOptionNotOffered, SegmentField.Options);
    }

    private static void OfOther(Ledger ledger, in Segment segment, FindingList findings)
    {
        var options = segment.Options;
        if (options.MaximumSegmentSize is not null) findings.Fault(RfcRule.SendOptionOnSynOnly, SegmentField.Options, null, Misconception.MssNegotiated);
        else if (options.WindowScale is not null || options.SackPermitted || !options.FastOpen.IsDefault) findings.Fault(RfcRule.SendOptionOnSynOnly, SegmentField.Options);
        if (!ledger.HasHeardSyn || !ledger.HasSentSyn || ledger.Agreement.HasTimestamps == options.Timestamps is not null) return;
        findings.Fault(ledger.Agreement.HasTimestamps ? RfcRule.SendNeedsTimestamps : RfcRule.SendTimestampsNotAgreed, SegmentField.Options);
    }

    private static void Times(Ledger ledger, in Segment segment, Timestamps times, FindingList findings)
    {
        if (ledger.Agreement.GoesBack(times.Value)) findings.Fault(RfcRule.SendTimestampBack, SegmentField.Options);
        var mustEcho = segment.IsAck && ledger.HasHeardSyn && ledger.Agreement.AreTimestampsOffered;
        if (mustEcho && !ledger.Agreement.IsEcho(times.EchoReply)) findings.Fault(RfcRule.SendEchoWrong, SegmentField.Options);
    }

    /// <summary>
    /// Each block was really delivered and lies beyond RCV.NXT (RFC 2018 §3 and §4). Only the first may tell of something older: what has just
    /// arrived once more (D-SACK, RFC 2883 §4).
    /// </summary>
    private static void Sack(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (!ledger.Agreement.CanSack)
        {
            findings.Fault(RfcRule.SendSackNotAgreed, SegmentField.Options);
            return;
        }

        var blocks = segment.Options.Sack;
        for (var i = 0; i < blocks.Length; i++)
        {
            var isNew = ledger.Tcb.RcvNxt.IsAtOrBefore(blocks[i].Left);
            if (ledger.WasDelivered(blocks[i]) && (isNew || (i == 0 && IsTwice(ledger, blocks[0])))) continue;
            findings.Fault(RfcRule.SendSackWrong, SegmentField.Options);
            return;
        }
    }

    private static bool IsTwice(Ledger ledger, SackBlock block) =>
        ledger.LastHeard is { } heard && heard.Seq.IsAtOrBefore(block.Left) && block.Right.IsAtOrBefore(heard.End);
}
