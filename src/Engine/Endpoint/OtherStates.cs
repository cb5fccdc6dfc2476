using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// RFC 9293 §3.10.7.4, Other States: SYN-RECEIVED and all after it. One method for each numbered step, in the RFC's order; a step
/// that ends the processing gives a decision. Third, the security check, has nothing to do: security is not modelled.
/// </summary>
internal static class OtherStates
{
    public static (Outcome Outcome, RfcRule Rule) OnSegment(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (First(connection, segment, now, outbox) is { } sequence) return sequence;
        if (Second(connection, segment, now, outbox) is { } reset) return reset;
        if (Fourth(connection, segment, now, outbox) is { } syn) return syn;
        var ack = Fifth(connection, segment, now, outbox, out var goesOn);
        if (!goesOn) return ack;
        if (segment.Payload.Length == 0 && !segment.IsFin && connection.Early.Count == 0) return ack;
        var text = SeventhAndEighth(connection, segment, now, outbox);
        return ack.Rule == RfcRule.SynReceivedEstablishes ? ack : text ?? ack;
    }

    /// <summary>First, check sequence number (Table 6).</summary>
    private static (Outcome, RfcRule)? First(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        // A reset is judged by SEG.SEQ alone (RFC 5961 §3), even if text that it carries reaches into the window (SHLD-2).
        if (segment.IsRst) return connection.Tcb.Accepts(segment.Seq, 0) ? null : (Outcome.Dropped, RfcRule.SequenceOutsideReset);
        if (connection.Tcb.Accepts(segment.Seq, segment.Length) || IsSynAckOfSimultaneousOpen(connection, segment)) return null;

        // "If an incoming segment is not acceptable, an acknowledgment should be sent in reply (unless the RST bit is set)".
        // A repeated FIN lies before RCV.NXT, so it ends here; the fifth step wants 2 MSL restarted for it, once its ACK bit is seen.
        var isFinAgain = segment is { IsFin: true, IsAck: true, IsSyn: false } && segment.End == connection.Tcb.RcvNxt;
        if (connection.Tcb.State != TcpState.TimeWait || !isFinAgain)
            return Refuse(connection, Outcome.Acknowledged, RfcRule.SequenceOutside, now, outbox);
        connection.SendAck(outbox);
        connection.WaitTwoLifetimes(now);
        return (Outcome.Accepted, RfcRule.FinAgain);
    }

    /// <summary>Drops a segment and answers it with an ACK; without a word when the throttle says so.</summary>
    private static (Outcome, RfcRule) Refuse(Connection connection, Outcome outcome, RfcRule rule, Instant now, Outbox outbox) =>
        (connection.TrySendAnswer(now, outbox) ? outcome : Outcome.Dropped, rule);

    /// <summary>
    /// The SYN-ACK that crosses ours in a simultaneous open (figure 7, MUST-10) begins one number before RCV.NXT. The first step
    /// allows to trim "portions that lie outside the window (including SYN and FIN)": without its SYN it is acceptable.
    /// </summary>
    private static bool IsSynAckOfSimultaneousOpen(Connection connection, in Segment segment) =>
        connection is { IsPassive: false, Tcb.State: TcpState.SynReceived } && !segment.IsRst
        && segment.Bits.Has(ControlBits.SynAck) && segment.Seq == connection.Tcb.Irs;

    /// <summary>Second, check the RST bit, with the three checks of RFC 5961 §3.</summary>
    private static (Outcome, RfcRule)? Second(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (!segment.IsRst) return null;
        if (segment.Seq != connection.Tcb.RcvNxt) return Refuse(connection, Outcome.Challenged, RfcRule.ResetChallenged, now, outbox);

        var half = connection.Tcb.State == TcpState.SynReceived;
        var toListen = half && connection.IsPassive;
        connection.Delete(toListen ? TcpState.Listen : TcpState.Closed);
        return (Outcome.Accepted, toListen ? RfcRule.ResetReturnsToListen : half ? RfcRule.ResetRefuses : RfcRule.ResetExact);
    }

    /// <summary>Fourth, check the SYN bit, with the challenge ACK of RFC 5961 §4.</summary>
    private static (Outcome, RfcRule)? Fourth(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (!segment.IsSyn || IsSynAckOfSimultaneousOpen(connection, segment)) return null;
        if (connection is not { IsPassive: true, Tcb.State: TcpState.SynReceived })
            return Refuse(connection, Outcome.Challenged, RfcRule.SynChallenged, now, outbox);

        // The SYN that was taken, sent again with text: its text reaches into the window, the SYN itself does not, and the first
        // step trims what lies outside, "including SYN and FIN". What remains has no ACK; the text will come again.
        if (!connection.Tcb.Accepts(segment.Seq, 1))
            return Refuse(connection, Outcome.Acknowledged, RfcRule.SequenceOutside, now, outbox);
        connection.Delete(TcpState.Listen);
        return (Outcome.Accepted, RfcRule.SynReturnsToListen);
    }

    /// <summary>Fifth, check the ACK field.</summary>
    private static (Outcome Outcome, RfcRule Rule) Fifth(Connection connection, in Segment segment, Instant now, Outbox outbox, out bool goesOn)
    {
        goesOn = false;
        if (!segment.IsAck) return (Outcome.Dropped, RfcRule.AckMissing);
        var isNew = segment.Ack.IsNewAck(connection.Tcb.SndUna, connection.Tcb.SndNxt);
        if (connection.Tcb.State == TcpState.SynReceived)
        {
            // RFC 5961's range check guards synchronized states; before that, §3.5.2 group 2 asks for the reset.
            if (!isNew)
            {
                Connection.SendReset(segment, outbox);
                return (Outcome.Reset, RfcRule.SynReceivedResetsAck);
            }

            goesOn = true;
            connection.Tcb = connection.Tcb with { State = TcpState.Established };
            connection.UpdateSendWindow(segment);
            connection.Acknowledge(segment.Ack, now);
            return (Outcome.Accepted, RfcRule.SynReceivedEstablishes);
        }

        var unsent = connection.Tcb.SndNxt.IsBefore(segment.Ack);
        if (unsent || connection.IsTooOld(segment.Ack))
            return Refuse(connection, Outcome.Acknowledged, unsent ? RfcRule.AckOfUnsent : RfcRule.AckTooOld, now, outbox);

        goesOn = true;
        var opens = connection.SynIsOutstanding;
        if (isNew) connection.Acknowledge(segment.Ack, now);
        var isNewer = opens || IsNewerWindow(connection.Tcb, segment);
        if (isNewer && connection.Tcb.SndUna.IsAtOrBefore(segment.Ack)) connection.UpdateSendWindow(segment);
        return FifthByState(connection, isNew, now, ref goesOn);
    }

    /// <summary>What an acknowledgment of our FIN brings about, state by state.</summary>
    private static (Outcome, RfcRule) FifthByState(Connection connection, bool isNew, Instant now, ref bool goesOn)
    {
        var usual = (Outcome.Accepted, isNew ? RfcRule.AckAdvances : RfcRule.AckDuplicate);
        if (!isNew || !connection.FinIsAcknowledged) return usual;
        switch (connection.Tcb.State)
        {
            case TcpState.FinWait1:
                connection.Tcb = connection.Tcb with { State = TcpState.FinWait2 };
                return (Outcome.Accepted, RfcRule.AckOfFin);
            case TcpState.Closing:
                connection.WaitTwoLifetimes(now);
                return (Outcome.Accepted, RfcRule.AckOfFin);
            case TcpState.LastAck:
                goesOn = false;
                connection.Delete(TcpState.Closed);
                return (Outcome.Accepted, RfcRule.LastAckCloses);
            default:
                return usual;
        }
    }

    /// <summary>"If (SND.WL1 &lt; SEG.SEQ or (SND.WL1 = SEG.SEQ and SND.WL2 =&lt; SEG.ACK))".</summary>
    internal static bool IsNewerWindow(in Tcb tcb, in Segment segment) =>
        tcb.SndWl1.IsBefore(segment.Seq) || (tcb.SndWl1 == segment.Seq && tcb.SndWl2.IsAtOrBefore(segment.Ack));

    /// <summary>Seventh, process the segment text, and eighth, check the FIN bit: both in the order of their numbers.</summary>
    private static (Outcome, RfcRule)? SeventhAndEighth(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        var tcb = connection.Tcb;
        if (tcb.State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2))
        {
            // "This should not occur since a FIN has been received from the remote side."
            return segment.IsFin ? FinAfterFin(connection, now, outbox) : (Outcome.Dropped, RfcRule.TextAfterFin);
        }

        var start = segment.IsSyn ? segment.Seq + 1 : segment.Seq;
        connection.HoldEarly(CutToWindow(segment, start, tcb), start);
        var took = TakeEarly(connection, now);
        if (segment.Payload.Length == 0 && !segment.IsFin && took is null) return null;
        connection.SendAck(outbox);
        return took is { } rule ? (Outcome.Accepted, rule) : (Outcome.Queued, RfcRule.TextQueued);
    }

    /// <summary>
    /// Eighth, after the first FIN: "send an acknowledgment", remain in the state, and in TIME-WAIT "restart the 2 MSL". The RFC's
    /// "advance RCV.NXT over the FIN" is left out: what lies beyond the first FIN is no number of this connection.
    /// </summary>
    private static (Outcome, RfcRule) FinAfterFin(Connection connection, Instant now, Outbox outbox)
    {
        connection.SendAck(outbox);
        if (connection.Tcb.State != TcpState.TimeWait) return (Outcome.Acknowledged, RfcRule.FinAgain);
        connection.WaitTwoLifetimes(now);
        return (Outcome.Accepted, RfcRule.FinAgain);
    }

    /// <summary>Takes everything whose turn it is: delivers text, then acts on a FIN.</summary>
    /// <returns>The most telling thing taken; none when there is still a gap.</returns>
    public static RfcRule? TakeEarly(Connection connection, Instant now)
    {
        RfcRule? took = null;
        while (connection.Early.TryTake(connection.Tcb.RcvNxt, out var text, out var fin))
        {
            if (text.Length > 0) connection.Deliver(text);
            connection.Tcb = connection.Tcb with { RcvNxt = connection.Tcb.RcvNxt + (uint)text.Length };
            took = RfcRule.TextTaken;
            if (!fin) continue;
            Eighth(connection, now);
            return RfcRule.FinTaken;
        }

        return took;
    }

    /// <summary>Eighth, check the FIN bit: "advance RCV.NXT over the FIN".</summary>
    private static void Eighth(Connection connection, Instant now)
    {
        var tcb = connection.Tcb with { RcvNxt = connection.Tcb.RcvNxt + 1 };
        connection.Early.Clear();
        connection.Tcb = tcb.State switch
        {
            TcpState.SynReceived or TcpState.Established => tcb with { State = TcpState.CloseWait },
            TcpState.FinWait1 => tcb with { State = TcpState.Closing },
            TcpState.FinWait2 => tcb with { State = TcpState.TimeWait },
            TcpState.Closed or TcpState.Listen or TcpState.SynSent or TcpState.CloseWait or TcpState.Closing or TcpState.LastAck
                or TcpState.TimeWait => tcb,
        };
        if (connection.Tcb.State == TcpState.TimeWait) connection.WaitTwoLifetimes(now);
    }

    /// <summary>Cuts off what reaches over the right edge of the window, a FIN included (first: "trimming off").</summary>
    internal static Segment CutToWindow(in Segment segment, SeqNumber start, in Tcb tcb)
    {
        var room = start.DistanceTo(tcb.RcvNxt + tcb.RcvWnd);
        return segment.Payload.Length < room
            ? segment
            : segment with { Payload = segment.Payload[..(int)Math.Min(room, (uint)segment.Payload.Length)], Bits = segment.Bits & ~ControlBits.Fin };
    }
}
