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
        if (segment.IsUrg) Sixth(connection, segment);
        if (segment.Payload.Length == 0 && !segment.IsFin && !connection.HasEarly) return ack;
        var text = SeventhAndEighth(connection, segment, now);
        return ack.Rule == RfcRule.SynReceivedEstablishes ? ack : text ?? ack;
    }

    /// <summary>First, check sequence number (Table 6), behind the check of timestamps where they are in use (RFC 7323 §5.3, R1).</summary>
    private static (Outcome, RfcRule)? First(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (connection.UsesTimestamps && CheckTimestamps(connection, segment, now, outbox) is { } stale) return stale;

        // A reset is judged by SEG.SEQ alone (RFC 5961 §3), even if text that it carries reaches into the window (SHLD-2).
        if (segment.IsRst) return connection.Tcb.Accepts(segment.Seq, 0) ? null : (Outcome.Dropped, RfcRule.SequenceOutsideReset);
        if (connection.Tcb.Accepts(segment.Seq, segment.Length) || IsSynAckOfSimultaneousOpen(connection, segment) || IsBehindProbe(connection.Tcb, segment))
        {
            connection.NoteTimestamp(segment, now);
            return null;
        }

        // "If the RCV.WND is zero, no segments will be acceptable, but special allowance should be made to accept valid ACKs, URGs and RSTs":
        // the text of such a segment is not taken, and an ACK is sent in reply (MUST-66).
        var isProbe = connection.Tcb.RcvWnd == 0 && segment.Seq == connection.Tcb.RcvNxt && segment is { IsAck: true, IsSyn: false };
        if (isProbe && connection.Tcb.State != TcpState.SynReceived) return TakeWithoutText(connection, segment, now, outbox);

        // "If an incoming segment is not acceptable, an acknowledgment should be sent in reply (unless the RST bit is set)".
        // A repeated FIN lies before RCV.NXT, so it ends here; the fifth step wants 2 MSL restarted for it, once its ACK bit is seen.
        var isFinAgain = segment is { IsFin: true, IsAck: true, IsSyn: false } && segment.End == connection.Tcb.RcvNxt;
        if (connection.Tcb.State != TcpState.TimeWait || !isFinAgain)
            return Refuse(connection, Outcome.Acknowledged, RfcRule.SequenceOutside, now, outbox);
        connection.SendAck(now, outbox);
        connection.WaitTwoLifetimes(now);
        return (Outcome.Accepted, RfcRule.FinAgain);
    }

    /// <summary>
    /// The "special allowance [...] to accept valid ACKs": who probes a closed window has SND.NXT one beyond it, and its ACKs say so.
    /// Two sides that probe each other would else refuse all that could open their windows, and answer each refusal with an ACK.
    /// </summary>
    private static bool IsBehindProbe(in Tcb tcb, in Segment segment) =>
        tcb.RcvWnd == 0 && segment is { IsAck: true, Length: 0 } && segment.Seq == tcb.RcvNxt + 1;

    /// <summary>PAWS: a segment older than what was heard last is a duplicate from a former turn of the numbers (RFC 7323 §5).</summary>
    private static (Outcome, RfcRule)? CheckTimestamps(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (segment.IsRst) return null;
        if (segment.Options.Timestamps is not { } timestamps)
            return segment.IsSyn ? null : (Outcome.Dropped, RfcRule.TimestampMissing);
        return connection.IsStale(timestamps, now) ? Refuse(connection, Outcome.Acknowledged, RfcRule.TimestampTooOld, now, outbox) : null;
    }

    /// <summary>A closed window: the acknowledgment and the urgent pointer count, the text does not.</summary>
    private static (Outcome, RfcRule) TakeWithoutText(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        var fifth = Fifth(connection, segment, now, outbox, out var goesOn);
        if (!goesOn) return fifth;
        if (segment.IsUrg) connection.NoteUrgent(segment);
        connection.AcknowledgeNow();
        return (Outcome.Acknowledged, RfcRule.WindowClosed);
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
        var state = connection.Tcb.State;
        if (state == TcpState.TimeWait && connection.Profile.GuardsTimeWait) return (Outcome.Dropped, RfcRule.TimeWaitIgnoresReset);
        var isExact = segment.Seq == connection.Tcb.RcvNxt;
        if (!isExact && connection.Profile.ResistsBlindAttacks) return Refuse(connection, Outcome.Challenged, RfcRule.ResetChallenged, now, outbox);

        var half = state == TcpState.SynReceived;
        var toListen = connection.ReturnsToListen;
        var isQuiet = state is TcpState.Closing or TcpState.LastAck or TcpState.TimeWait;
        connection.Delete(toListen ? TcpState.Listen : TcpState.Closed, half ? Ending.Refused : isQuiet ? Ending.Closed : Ending.Reset);
        return (Outcome.Accepted, toListen ? RfcRule.ResetReturnsToListen : half ? RfcRule.ResetRefuses : isExact ? RfcRule.ResetExact : RfcRule.ResetInWindow);
    }

    /// <summary>Fourth, check the SYN bit, with the challenge ACK of RFC 5961 §4.</summary>
    private static (Outcome, RfcRule)? Fourth(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (!segment.IsSyn || IsSynAckOfSimultaneousOpen(connection, segment)) return null;
        if (!connection.ReturnsToListen)
        {
            if (connection.Profile.ResistsBlindAttacks) return Refuse(connection, Outcome.Challenged, RfcRule.SynChallenged, now, outbox);

            // RFC 793: "it is an error, send a reset, any outstanding RECEIVEs and SENDs should receive "reset" responses".
            Connection.SendReset(segment, outbox);
            connection.Delete(TcpState.Closed, Ending.Reset);
            return (Outcome.Reset, RfcRule.SynInWindow);
        }

        // The SYN that was taken, sent again with text: its text reaches into the window, the SYN itself does not, and the first
        // step trims what lies outside, "including SYN and FIN". What remains has no ACK; the text will come again.
        if (!connection.Tcb.Accepts(segment.Seq, 1))
            return Refuse(connection, Outcome.Acknowledged, RfcRule.SequenceOutside, now, outbox);
        connection.Delete(TcpState.Listen, Ending.Refused);
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
            connection.UpdateSendWindow(segment);
            connection.Acknowledge(segment, now);
            connection.Establish();
            return (Outcome.Accepted, RfcRule.SynReceivedEstablishes);
        }

        var unsent = connection.Tcb.SndNxt.IsBefore(segment.Ack);
        if (unsent || connection.IsTooOld(segment.Ack))
            return Refuse(connection, Outcome.Acknowledged, unsent ? RfcRule.AckOfUnsent : RfcRule.AckTooOld, now, outbox);

        goesOn = true;
        var opens = connection.SynIsOutstanding;
        var window = connection.Tcb.SndWnd;
        if (isNew) connection.Acknowledge(segment, now);
        var isNewer = opens || IsNewerWindow(connection.Tcb, segment);
        if (isNewer && connection.Tcb.SndUna.IsAtOrBefore(segment.Ack)) connection.UpdateSendWindow(segment);
        if (!isNew) connection.NoteDuplicate(segment, window == connection.Tcb.SndWnd, now);
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
                connection.Variables.State = TcpState.FinWait2;
                return (Outcome.Accepted, RfcRule.AckOfFin);
            case TcpState.Closing:
                connection.WaitTwoLifetimes(now);
                return (Outcome.Accepted, RfcRule.AckOfFin);
            case TcpState.LastAck:
                goesOn = false;
                connection.Delete(TcpState.Closed, Ending.Closed);
                return (Outcome.Accepted, RfcRule.LastAckCloses);
            default:
                return usual;
        }
    }

    /// <summary>"If (SND.WL1 &lt; SEG.SEQ or (SND.WL1 = SEG.SEQ and SND.WL2 =&lt; SEG.ACK))".</summary>
    internal static bool IsNewerWindow(in Tcb tcb, in Segment segment) =>
        tcb.SndWl1.IsBefore(segment.Seq) || (tcb.SndWl1 == segment.Seq && tcb.SndWl2.IsAtOrBefore(segment.Ack));

    /// <summary>Sixth, check the URG bit: "in the ESTABLISHED, FIN-WAIT-1 and FIN-WAIT-2 states".</summary>
    private static void Sixth(Connection connection, in Segment segment)
    {
        if (connection.Tcb.State is TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2) connection.NoteUrgent(segment);
    }

    /// <summary>Seventh, process the segment text, and eighth, check the FIN bit: both in the order of their numbers.</summary>
    private static (Outcome, RfcRule)? SeventhAndEighth(Connection connection, in Segment segment, Instant now)
    {
        if (connection.Tcb.State is not (TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2))
        {
            // "This should not occur since a FIN has been received from the remote side."
            return segment.IsFin ? FinAfterFin(connection, now) : (Outcome.Dropped, RfcRule.TextAfterFin);
        }

        return connection.TakeText(segment, now) is { } rule ? (rule == RfcRule.TextQueued ? Outcome.Queued : Outcome.Accepted, rule) : null;
    }

    /// <summary>
    /// Eighth, after the first FIN: "send an acknowledgment", remain in the state, and in TIME-WAIT "restart the 2 MSL". The RFC's
    /// "advance RCV.NXT over the FIN" is left out: what lies beyond the first FIN is no number of this connection.
    /// </summary>
    private static (Outcome, RfcRule) FinAfterFin(Connection connection, Instant now)
    {
        connection.AcknowledgeNow();
        if (connection.Tcb.State != TcpState.TimeWait) return (Outcome.Acknowledged, RfcRule.FinAgain);
        connection.WaitTwoLifetimes(now);
        return (Outcome.Accepted, RfcRule.FinAgain);
    }

    /// <summary>Cuts off what reaches over the right edge of the window, a FIN included (first: "trimming off").</summary>
    internal static Segment CutToWindow(in Segment segment, SeqNumber start, in Tcb tcb)
    {
        var room = start.DistanceTo(tcb.RcvNxt + tcb.RcvWnd);
        return segment.Payload.Length < room
            ? segment
            : segment with { Payload = segment.Payload[..(int)Math.Min(room, (uint)segment.Payload.Length)], Bits = segment.Bits & ~ControlBits.Fin };
    }

    /// <summary>Eighth, check the FIN bit: "advance RCV.NXT over the FIN".</summary>
    internal static void Eighth(Connection connection, Instant now)
    {
        connection.ForgetEarly();
        ref var tcb = ref connection.Variables;
        tcb.RcvNxt += 1;
        connection.NotePeerClosed();
        tcb.State = tcb.State switch
        {
            TcpState.SynReceived or TcpState.Established => TcpState.CloseWait,
            TcpState.FinWait1 => TcpState.Closing,
            TcpState.FinWait2 => TcpState.TimeWait,
            var same => same,
        };
        if (tcb.State == TcpState.TimeWait) connection.WaitTwoLifetimes(now);
    }
}
