using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Recognises a wrong number as one of the misconceptions that have a name.</summary>
internal static class Mistakes
{
    /// <summary>What a wrong acknowledgment looks like.</summary>
    public static Misconception? OfAck(Ledger ledger, SeqNumber ack)
    {
        if (ledger.LastHeard is not { } heard) return null;
        if (ack == heard.Seq) return Misconception.AckCopiesSeq;
        if (heard.IsSyn) return ack == heard.Seq + 4 ? Misconception.AckPlusFour : null;
        return heard.Payload.Length > 0 && ack == ledger.Tcb.RcvNxt + 1 ? Misconception.AckPlusLenPlusOne : null;
    }

    /// <summary>What a wrong sequence number looks like.</summary>
    public static Misconception? OfSeq(Ledger ledger, SeqNumber seq)
    {
        if (ledger.LastSent is not { } sent) return null;
        if (seq == ledger.Tcb.Iss && ledger.Tcb.SndNxt == ledger.Tcb.Iss + 1) return Misconception.SeqStaysAtIsn;
        if (seq == ledger.Tcb.SndNxt + 1 && sent.Length == 0) return Misconception.PureAckConsumes;
        return sent.Payload.Length > 1 && seq == sent.Seq + 1 ? Misconception.SeqCountsPackets : null;
    }
}
