using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>RFC 9293 §3.10.7.3, SYN-SENT STATE.</summary>
internal static class SynSent
{
    public static (Outcome Outcome, RfcRule Rule) OnSegment(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        var tcb = connection.Tcb;

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
            connection.Delete(TcpState.Closed);
            return (Outcome.Accepted, RfcRule.SynSentRefused);
        }

        // Third, check the security: not modelled.

        // Fourth, check the SYN bit.
        if (segment.IsSyn)
        {
            connection.Tcb = tcb with { Irs = segment.Seq, RcvNxt = segment.Seq + 1 };
            return segment.IsAck ? Establish(connection, segment, now, outbox) : MeetSyn(connection, segment, now, outbox);
        }

        // Fifth, "if neither of the SYN or RST bits is set, then drop the segment and return".
        return (Outcome.Dropped, RfcRule.SynSentDropsOther);
    }

    /// <summary>"If SND.UNA > ISS (our SYN has been ACKed), change the connection state to ESTABLISHED".</summary>
    private static (Outcome Outcome, RfcRule Rule) Establish(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        connection.Acknowledge(segment.Ack, now);
        connection.Tcb = connection.Tcb with { State = TcpState.Established };
        connection.UpdateSendWindow(segment);
        connection.HoldEarly(segment, segment.Seq + 1);
        OtherStates.TakeEarly(connection, now);
        connection.SendAck(outbox);
        return (Outcome.Accepted, RfcRule.SynSentEstablishes);
    }

    /// <summary>"Otherwise, enter SYN-RECEIVED, form a SYN,ACK segment [...] queue them for processing after the ESTABLISHED state".</summary>
    private static (Outcome Outcome, RfcRule Rule) MeetSyn(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        connection.Tcb = connection.Tcb with { State = TcpState.SynReceived };
        connection.UpdateSendWindow(segment);
        connection.HoldEarly(segment, segment.Seq + 1);
        connection.AnswerSyn(now, outbox);
        return (Outcome.Accepted, RfcRule.SynSentMeetsSyn);
    }
}
