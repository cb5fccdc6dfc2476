using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>RFC 9293 §3.10.7.1, CLOSED STATE: no TCB exists for the segment.</summary>
internal static class Closed
{
    public static Verdict OnSegment(in Segment segment, Outbox outbox)
    {
        var (outcome, rule) = Decide(segment);
        if (outcome == Outcome.Reset) outbox.Add(Resets.For(segment));
        return new Verdict(outcome, rule, default, default);
    }

    private static (Outcome Outcome, RfcRule Rule) Decide(in Segment segment)
    {
        // "An incoming segment containing a RST is discarded."
        if (segment.IsRst) return (Outcome.Dropped, RfcRule.ClosedIgnoresReset);

        // "If the ACK bit is off, sequence number zero is used, <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>.
        //  If the ACK bit is on, <SEQ=SEG.ACK><CTL=RST>."
        return (Outcome.Reset, segment.IsAck ? RfcRule.ClosedResetsAck : RfcRule.ClosedResets);
    }
}
