using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>RFC 9293 §3.10.7.3, SYN-SENT STATE.</summary>
internal static class SynSent
{
    public static (Outcome Outcome, RfcRule Rule) OnSegment(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        ref readonly var tcb = ref connection.Tcb;

        // First, check the ACK bit: "If SEG.ACK =< ISS or SEG.ACK > SND.NXT, send a reset (unless the RST bit is set)".
        if (segment.IsAck && !segment.Ack.IsNewAck(tcb.Iss, tcb.SndNxt))
        {
            if (segment.IsRst) return (Outcome.Dropped, RfcRule.SynSentDropsReset);
            Connection.SendReset(segment, outbox);
            return (Outcome.Reset, RfcRule.SynSentResetsAck);
        }

        // Second, check the RST bit. RFC 5961's exact match has nothing to compare with: no RCV.NXT is known yet.
        if (segment.IsRst)
        {
            if (!segment.IsAck) return (Outcome.Dropped, RfcRule.SynSentIgnoresReset);
            connection.Delete(TcpState.Closed, Ending.Refused);
            return (Outcome.Accepted, RfcRule.SynSentRefused);
        }

        // Third, check the security: not modelled.

        // Fourth, check the SYN bit.
        if (segment.IsSyn)
        {
            connection.TakeSyn(segment, now);
            return segment.IsAck ? Establish(connection, segment, now) : MeetSyn(connection, now, outbox);
        }

        // Fifth, "if neither of the SYN or RST bits is set, then drop the segment and return".
        return (Outcome.Dropped, RfcRule.SynSentDropsOther);
    }

    /// <summary>"If SND.UNA > ISS (our SYN has been ACKed), change the connection state to ESTABLISHED".</summary>
    private static (Outcome Outcome, RfcRule Rule) Establish(Connection connection, in Segment segment, Instant now)
    {
        connection.Acknowledge(segment, now);
        connection.Establish();
        if (segment.IsUrg) connection.NoteUrgent(segment);
        connection.TakeEarly(now);
        connection.AcknowledgeNow();
        return (Outcome.Accepted, RfcRule.SynSentEstablishes);
    }

    /// <summary>"Otherwise, enter SYN-RECEIVED, form a SYN,ACK segment [...] queue them for processing after the ESTABLISHED state".</summary>
    private static (Outcome Outcome, RfcRule Rule) MeetSyn(Connection connection, Instant now, Outbox outbox)
    {
        connection.Variables.State = TcpState.SynReceived;
        connection.AnswerSyn(now, outbox);
        return (Outcome.Accepted, RfcRule.SynSentMeetsSyn);
    }
}
