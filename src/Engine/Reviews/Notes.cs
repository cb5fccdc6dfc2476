using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>What is legal and yet worth a word: a learner should know that it is unusual, or that nobody will read it.</summary>
internal static class Notes
{
    public static void Add(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (!segment.IsAck && segment.Ack != default) findings.Note(RfcRule.SendAckFieldUnused, SegmentField.Ack);
        if (!segment.IsUrg && segment.UrgentPointer != 0) findings.Note(RfcRule.SendUrgentUnused);
        if (findings.HasFault || segment.IsRst) return;
        if (segment.IsSyn && segment.Seq == default && !ledger.HasSentSyn)
            findings.Note(RfcRule.SendIsnZero, SegmentField.Seq, null, Misconception.IsnMustBeZero);
        if (segment.IsUrg) findings.Note(RfcRule.SendUrgentOld);
        Window(ledger, segment, findings);
        if (ledger is { HasGap: true, Agreement.CanSack: true } && segment is { IsSyn: false, Options.Sack.IsDefaultOrEmpty: true })
            findings.Note(RfcRule.SendSackMissing, SegmentField.Options);
        Asides(ledger, segment, findings);
    }

    /// <summary>A receiver "SHOULD NOT shrink the window, i.e., move the right window edge to the left" (RFC 9293 §3.8.6, SHLD-14).</summary>
    private static void Window(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment.Window == 0) findings.Note(RfcRule.SendWindowZero, SegmentField.Window);
        if (ledger.OfferedEdge is not { } edge || !segment.IsAck || ledger.IsForeign(segment)) return;

        // A scaled window is offered in steps, and rounding down is no shrinking (RFC 7323 §2.4).
        var step = segment.IsSyn ? 0 : (1u << ledger.Agreement.ReceiveShift) - 1;
        if ((segment.Ack + ledger.OfferOf(segment) + step).IsBefore(edge)) findings.Note(RfcRule.SendWindowShrinks, SegmentField.Window);
    }

    private static void Asides(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment.Payload.Length == 0) return;
        if (!segment.Bits.Has(ControlBits.Psh)) findings.Aside(RfcRule.SendNoPush);
        if (segment.Payload.Length == 1 && ledger.Tcb.SndWnd > 0) findings.Aside(RfcRule.SendOneOctet, SegmentField.Payload);
    }
}
