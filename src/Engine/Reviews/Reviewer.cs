using System.Collections.Immutable;
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
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var isRight = Judge(ledger, segment, findings);
        if (segment.Checksum is not null)
        {
            findings.Insert(0, new Finding(RfcRule.SendChecksumWrong, SegmentField.Checksum));
            isRight = false;
        }

        // Legal, but worth a word: the field is filled in and nobody will read it.
        if (!segment.IsAck && segment.Ack != default) findings.Add(new Finding(RfcRule.SendAckFieldUnused, SegmentField.Ack));
        if (findings.Count == 0) findings.Add(new Finding(IsRepeat(ledger, segment) ? RfcRule.SendIsRepeat : RfcRule.SendIsRight, SegmentField.Bits));
        return new Review(isRight, findings.DrainToImmutable());
    }

    /// <summary>True when the sender has sent the same numbers before: a retransmission.</summary>
    public static bool IsRepeat(Ledger ledger, in Segment segment)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return segment.Length > 0 && ledger.HasSentSyn && !segment.IsRst
            && (segment.IsSyn ? IsSynAgain(ledger, segment) : OpenReview.IsRepeat(ledger, segment));
    }

    /// <summary>A SYN-ACK after a plain SYN, in a simultaneous open, is the same number and not the same segment.</summary>
    private static bool IsSynAgain(Ledger ledger, in Segment segment) =>
        segment.Seq == ledger.Tcb.Iss && segment.IsAck == (ledger.Tcb.State != TcpState.SynSent);

    private static bool Judge(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (Contradicts(segment.Bits)) return Wrong(findings, RfcRule.SendBitsTogether);
        if (segment.IsRst) return ResetReview.Judge(ledger, segment, findings);
        return (ledger.HasSentSyn, ledger.HasHeardSyn) switch
        {
            (false, false) => FirstSyn(segment, findings),
            (false, true) => SynAck(ledger, segment, findings),
            (true, false) => SynAgain(ledger, segment, findings),
            (true, true) when !ledger.SynIsAcknowledged => AnswerToSyn(ledger, segment, findings),
            (true, true) => OpenReview.Judge(ledger, segment, findings),
        };
    }

    private static bool Contradicts(ControlBits bits) =>
        bits.Has(ControlBits.Syn | ControlBits.Fin) || bits.Has(ControlBits.Syn | ControlBits.Rst) || bits.Has(ControlBits.Fin | ControlBits.Rst);

    /// <summary>CLOSED, or LISTEN before anybody called: a connection begins with a SYN, and any ISN will do (§3.4.1).</summary>
    private static bool FirstSyn(in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (!segment.IsSyn) return Wrong(findings, RfcRule.SendNeedsSyn);
        return !segment.IsAck || Wrong(findings, RfcRule.SendAckOfNothing, SegmentField.Bits, null, Misconception.SynCarriesAck);
    }

    /// <summary>LISTEN, and a SYN has arrived: one segment with SYN and ACK (§3.10.7.2, third).</summary>
    private static bool SynAck(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (!segment.Bits.Has(ControlBits.SynAck))
        {
            Misconception? apart = (segment.Bits & ControlBits.SynAck) != 0 ? Misconception.SynAndAckApart : null;
            return Wrong(findings, RfcRule.SendNeedsSynAck, SegmentField.Bits, null, apart);
        }

        var right = AckOfSyn(ledger, segment, findings);

        // Any ISN is legal, the client's own number too: a warning, not a fault.
        if (segment.Seq == ledger.Tcb.Irs)
            findings.Add(new Finding(RfcRule.SendIsRight, SegmentField.Seq, null, Misconception.ServerReusesIsn));
        return right;
    }

    /// <summary>SYN-SENT, nothing heard: nothing but the same SYN again (§3.8.1).</summary>
    private static bool SynAgain(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (segment.IsAck) return Wrong(findings, RfcRule.SendAckOfNothing, SegmentField.Bits, null, segment.IsSyn ? Misconception.SynCarriesAck : null);
        if (!segment.IsSyn) return Wrong(findings, RfcRule.SendNeedsAnswer);
        return segment.Seq == ledger.Tcb.Iss || Wrong(findings, RfcRule.SendSynKeepsIss, SegmentField.Seq, ledger.Tcb.Iss, Misconception.RetryNewIsn);
    }

    /// <summary>Our SYN is out and not acknowledged, theirs has arrived: SYN-RECEIVED, or a simultaneous open about to be (figure 7).</summary>
    private static bool AnswerToSyn(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (ledger.Tcb.State != TcpState.SynSent && !segment.IsSyn) return OpenReview.Judge(ledger, segment, findings);
        if (!segment.Bits.Has(ControlBits.SynAck)) return Wrong(findings, RfcRule.SendNeedsSynAck);
        if (segment.Seq != ledger.Tcb.Iss) return Wrong(findings, RfcRule.SendSynKeepsIss, SegmentField.Seq, ledger.Tcb.Iss, Misconception.RetryNewIsn);
        return AckOfSyn(ledger, segment, findings);
    }

    private static bool AckOfSyn(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings) =>
        segment.Ack == ledger.Tcb.RcvNxt
        || Wrong(findings, RfcRule.SendAckWrong, SegmentField.Ack, ledger.Tcb.RcvNxt, Mistakes.OfAck(ledger, segment.Ack));

    /// <summary>Adds a finding that makes the segment one that no RFC 9293 endpoint could send here.</summary>
    /// <returns>False, always: the answer to "could it be sent".</returns>
    internal static bool Wrong(
        ImmutableArray<Finding>.Builder findings, RfcRule rule, SegmentField field = SegmentField.Bits,
        SeqNumber? expected = null, Misconception? misconception = null)
    {
        findings.Add(new Finding(rule, field, expected, misconception));
        return false;
    }
}
