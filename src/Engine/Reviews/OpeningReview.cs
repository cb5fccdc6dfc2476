using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Reviews a segment made by hand before its sender's SYN is acknowledged, one method for each position.</summary>
internal static class OpeningReview
{
    /// <summary>CLOSED, or LISTEN before anybody called: a connection begins with a SYN, and any ISN will do (§3.4.1).</summary>
    public static void FirstSyn(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment is { IsSyn: true, IsAck: false } || ledger.AcknowledgesFinAgain(segment)) return;
        if (ledger.Stray is { } stray)
            findings.Fault(RfcRule.SendNeedsReset, SegmentField.Bits, stray.IsAck ? stray.Ack : stray.End);
        else if (segment.IsSyn)
            findings.Fault(RfcRule.SendAckOfNothing, SegmentField.Bits, null, Misconception.SynCarriesAck);
        else
            findings.Fault(RfcRule.SendNeedsSyn);
    }

    /// <summary>LISTEN, and a SYN has arrived: one segment with SYN and ACK (§3.10.7.2, third).</summary>
    public static void SynAck(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (!segment.Bits.Has(ControlBits.SynAck))
        {
            Misconception? apart = (segment.Bits & ControlBits.SynAck) != 0 ? Misconception.SynAndAckApart : null;
            findings.Fault(RfcRule.SendNeedsSynAck, SegmentField.Bits, null, apart);
            return;
        }

        AckOfSyn(ledger, segment, findings);
        if (segment.Seq == ledger.Tcb.Irs) findings.Note(RfcRule.SendIsnOfPeer, SegmentField.Seq, null, Misconception.ServerReusesIsn);
    }

    /// <summary>SYN-SENT, no SYN heard: nothing but the same SYN again (§3.8.1), or a reset for what acknowledges another one (§3.10.7.3, first).</summary>
    public static void SynAgain(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (segment is { IsSyn: true, IsAck: false })
            SameIss(ledger, segment, findings, Misconception.RetryNewIsn);
        else if (ledger is { HasNews: true, Stray: { IsAck: true } stray } && stray == ledger.LastHeard)
            findings.Fault(RfcRule.SendNeedsReset, SegmentField.Bits, stray.Ack, stray.IsSyn ? Misconception.TwoWayIsEnough : null);
        else if (segment.IsSyn)
            findings.Fault(RfcRule.SendAckOfNothing, SegmentField.Bits, null, Misconception.SynCarriesAck);
        else
            findings.Fault(RfcRule.SendNeedsAnswer);
    }

    /// <summary>Our SYN is out and not acknowledged, theirs has arrived: SYN-RECEIVED, or a simultaneous open about to be (figure 7).</summary>
    public static void AnswerToSyn(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (ledger.Tcb.State != TcpState.SynSent && !segment.IsSyn)
        {
            OpenReview.Judge(ledger, segment, findings);
            return;
        }

        if (!segment.Bits.Has(ControlBits.SynAck))
        {
            findings.Fault(RfcRule.SendNeedsSynAck, SegmentField.Bits, null, OfHalfAnAnswer(ledger, segment));
            return;
        }

        var second = ledger is { IsPassive: true, HasNews: true, LastHeard.IsSyn: true };
        if (SameIss(ledger, segment, findings, second ? Misconception.SecondSynSecondConnection : Misconception.RetryNewIsn))
            AckOfSyn(ledger, segment, findings);
    }

    /// <summary>A lone SYN waits for a server to answer it; a lone ACK leaves out that the two go together.</summary>
    private static Misconception? OfHalfAnAnswer(Ledger ledger, in Segment segment)
    {
        if (segment.IsSyn) return ledger.IsPassive ? Misconception.SynAndAckApart : Misconception.ServerRequired;
        return segment.IsAck ? Misconception.SynAndAckApart : null;
    }

    private static bool SameIss(Ledger ledger, in Segment segment, FindingList findings, Misconception misconception) =>
        segment.Seq == ledger.Tcb.Iss || findings.Fault(RfcRule.SendSynKeepsIss, SegmentField.Seq, ledger.Tcb.Iss, misconception);

    private static void AckOfSyn(Ledger ledger, in Segment segment, FindingList findings)
    {
        if (ledger.FitOf(segment.Ack) != AckFit.Right)
            findings.Fault(RfcRule.SendAckWrong, SegmentField.Ack, ledger.Tcb.RcvNxt, Mistakes.OfAck(ledger, segment));
    }
}
