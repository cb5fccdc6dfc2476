using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Recognises a wrong number as one of the misconceptions that have a name.</summary>
internal static class Mistakes
{
    /// <summary>What a wrong acknowledgment looks like.</summary>
    public static Misconception? OfAck(Ledger ledger, in Segment segment)
    {
        if (SaysItWithBlocks(segment)) return Misconception.SackReplacesAck;
        var (ack, next) = (segment.Ack, ledger.Tcb.RcvNxt);
        if (ledger.LastHeard is not { } heard) return null;
        if (ledger.HasHeardFin && ack + 1 == next) return Misconception.FinIsFree;
        if (OfAckOf(heard, ack) is { } copied) return copied;
        if (ledger.IsEndBeyondGap(ack)) return Misconception.AckTheLatest;
        if (ack == next + 1) return OfOneMore(heard);
        if (DoesNotWrap(heard.Seq, next, ack)) return Misconception.SeqMustGrow;
        if (heard.Payload.Length > 1 && ack == heard.Seq + 1) return Misconception.SeqCountsPackets;
        return IsRelative(ledger.Tcb.Irs, next, ack) ? Misconception.RelativeIsOnTheWire : null;
    }

    /// <summary>What a wrong acknowledgment of one segment looks like, whatever came before it.</summary>
    public static Misconception? OfAckOf(in Segment heard, SeqNumber ack)
    {
        if (ack == heard.Seq) return Misconception.AckCopiesSeq;
        return heard.IsSyn && ack == heard.Seq + 4 ? Misconception.AckPlusFour : null;
    }

    /// <summary>What a wrong sequence number looks like.</summary>
    public static Misconception? OfSeq(Ledger ledger, SeqNumber seq)
    {
        if (ledger.LastSent is not { } sent) return null;
        var (iss, next) = (ledger.Tcb.Iss, ledger.Tcb.SndNxt);
        if (seq == iss && next == iss + 1) return Misconception.SeqStaysAtIsn;
        if (ledger.Fin is { } fin && seq == fin) return Misconception.FinIsFree;
        if (seq == next + 1) return OfOneMore(sent);
        if (DoesNotWrap(sent.Seq, next, seq)) return Misconception.SeqMustGrow;
        if (sent.Payload.Length > 1 && seq == sent.Seq + 1) return Misconception.SeqCountsPackets;
        return IsRelative(iss, next, seq) ? Misconception.RelativeIsOnTheWire : null;
    }

    /// <summary>What a segment without ACK looks like where each carries one.</summary>
    public static Misconception? OfNoAck(Ledger ledger, in Segment segment)
    {
        if (!segment.Options.Sack.IsDefaultOrEmpty) return Misconception.SackReplacesAck;
        return ledger.HasGap && segment.Length == 0 ? Misconception.NackExists : null;
    }

    /// <summary>A block says what arrived, and the acknowledgment only repeats an edge of it, or says nothing.</summary>
    private static bool SaysItWithBlocks(in Segment segment)
    {
        if (segment.Options.Sack.IsDefaultOrEmpty) return false;
        var ack = segment.Ack;
        if (ack == default) return true;
        foreach (var block in segment.Options.Sack)
        {
            if (block.Left == ack || block.Right == ack) return true;
        }

        return false;
    }

    /// <summary>One too many: after text, one added to its length; after a pure ACK, one for the segment.</summary>
    private static Misconception? OfOneMore(in Segment last) => last switch
    {
        { Payload.Length: > 0, IsFin: false } => Misconception.AckPlusLenPlusOne,
        { Length: 0, IsRst: false } => Misconception.PureAckConsumes,
        _ => null,
    };

    /// <summary>The right number has come round the circle, and the wrong one stays at its top or begins again at 0.</summary>
    private static bool DoesNotWrap(SeqNumber last, SeqNumber next, SeqNumber wrong) =>
        next.Value < last.Value && (wrong.Value > last.Value || wrong == default);

    /// <summary>The number as capture tools show it, counted from the ISN: it is on no wire.</summary>
    private static bool IsRelative(SeqNumber isn, SeqNumber next, SeqNumber wrong) => wrong.Value == isn.DistanceTo(next);
}
