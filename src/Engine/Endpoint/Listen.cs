using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>RFC 9293 §3.10.7.2, LISTEN STATE: a segment to a listening port that belongs to no connection.</summary>
internal static class Listen
{
    /// <summary>The TCB of a listener.</summary>
    public static readonly Tcb Tcb = new() { State = TcpState.Listen };

    /// <summary>Decides about the segment. For <see cref="RfcRule.ListenTakesSyn"/> the host makes the connection.</summary>
    public static (Outcome Outcome, RfcRule Rule) OnSegment(in Segment segment, Outbox outbox)
    {
        // First, check for a RST: "An incoming RST should be ignored."
        if (segment.IsRst) return (Outcome.Dropped, RfcRule.ListenIgnoresReset);

        // Second, check for an ACK: "Any acknowledgment is bad", <SEQ=SEG.ACK><CTL=RST>.
        if (segment.IsAck)
        {
            outbox.Add(Resets.For(segment));
            return (Outcome.Reset, RfcRule.ListenResetsAck);
        }

        // Third, check for a SYN. Security and compartment are not modelled: every segment matches.
        if (segment.IsSyn) return (Outcome.Accepted, RfcRule.ListenTakesSyn);

        // Fourth, other data or control: "Drop the segment and return."
        return (Outcome.Dropped, RfcRule.ListenDropsOther);
    }
}
