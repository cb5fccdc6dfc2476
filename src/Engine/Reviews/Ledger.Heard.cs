using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <content>The half that hears: what was delivered, as far as a TCP in this position would take it.</content>
public sealed partial class Ledger
{
    private uint _maxSndWnd;
    private (FourTuple? Connection, SeqNumber Seq, SeqNumber Ack)? _last;

    /// <summary>A segment that was delivered with a wrong checksum, while nothing else has happened since.</summary>
    internal Segment? Corrupt { get; private set; }

    /// <summary>
    /// True for one more ACK of the other side's FIN after a connection that seems closed. A CLOSE that waits for text to be sent enters
    /// FIN-WAIT-1 before its FIN is seen (RFC 9293 §3.10.4), and so ends in TIME-WAIT where the wire shows LAST-ACK.
    /// </summary>
    internal bool AcknowledgesFinAgain(in Segment segment) =>
        segment is { Bits: ControlBits.Ack, Length: 0 } && _last == (segment.Connection, segment.Seq, segment.Ack);

    /// <summary>Takes down a segment that was delivered, as far as a TCP in this position would.</summary>
    /// <param name="now">When it was delivered.</param>
    public void OnHeard(in Segment segment, Instant now)
    {
        var (before, hadSyn, hadFin) = (Tcb, HasHeardSyn, HasHeardFin);
        TakeDownHeard(segment);
        var fin = HasHeardFin && !hadFin ? 1u : 0u;
        var isText = hadSyn && HasHeardSyn && before.RcvNxt.DistanceTo(Tcb.RcvNxt) > fin;
        Timers.OnHeard(segment, before, this, isText, now);
    }

    private void TakeDownHeard(in Segment segment)
    {
        if (segment.Checksum is not null)
        {
            Corrupt = segment;
            return;
        }

        Corrupt = null;
        if (Connection is { } tuple && segment.Connection.Reversed != tuple)
        {
            NoteStray(segment);
            return;
        }

        (LastHeard, HasNews) = (segment, true);

        // In TIME-WAIT a reset may be ignored (RFC 1337), and nothing is lost by it.
        if (Tcb.State == TcpState.Closed) NoteStray(segment);
        else if (!HasHeardSyn) OnFirstHeard(segment);
        else if (!segment.IsRst) OnNextHeard(segment);
        else if (segment.Seq == Tcb.RcvNxt && Tcb.State != TcpState.TimeWait) Reset();
    }

    /// <summary>RFC 9293 §3.10.7.4, in its order. What arrives before the SYN is answered is judged as after it: the person's answer is only late.</summary>
    private void OnNextHeard(in Segment segment)
    {
        var tcb = Tcb with { RcvWnd = Room };
        var crossed = IsSynAckOfSimultaneousOpen(segment);

        // With a closed window "special allowance should be made to accept valid ACKs".
        var isAccepted = crossed || tcb.Accepts(segment.Seq, segment.Length) || (tcb.RcvWnd == 0 && segment.Seq == tcb.RcvNxt);
        if (!isAccepted || _agreement.MayBeThrownAway(segment.Options))
        {
            HoldBeyond(segment);
            return;
        }

        if (!crossed && segment.IsSyn)
        {
            if (IsPassive && Tcb.State == TcpState.SynReceived && tcb.Accepts(segment.Seq, 1)) Reset();
            return;
        }

        if (!segment.IsAck) return;
        if (!Believes(segment.Ack))
        {
            if (!SynIsAcknowledged) NoteStray(segment);
            return;
        }

        _agreement.OnHeard(segment.Options, segment.Seq.IsAtOrBefore(_lastAck));
        OnAckHeard(segment);
        if (!HasHeardFin && HasHeardSyn) Hold(segment, isCertain: true);
    }

    /// <summary>The SYN-ACK that crosses ours (RFC 9293 §3.5, figure 7) begins with the SYN that was heard before.</summary>
    private bool IsSynAckOfSimultaneousOpen(in Segment segment) =>
        !IsPassive && !SynIsAcknowledged && Tcb.State is TcpState.SynSent or TcpState.SynReceived
        && segment.Bits.Has(ControlBits.SynAck) && segment.Seq == Tcb.Irs;

    /// <summary>RFC 9293 §3.10.7.4, fifth: our SYN is acknowledged first of all, later values lie in the range of RFC 5961 §5.</summary>
    private bool Believes(SeqNumber ack) => SynIsAcknowledged
        ? !Tcb.SndNxt.IsBefore(ack) && !ack.IsBefore(Tcb.SndUna - _maxSndWnd)
        : ack.IsNewAck(Tcb.SndUna, Tcb.SndNxt);

    private void OnFirstHeard(in Segment segment)
    {
        if (Tcb.State == TcpState.Listen)
        {
            NoteStray(segment);
            if (segment.IsSyn && !segment.IsAck && !segment.IsRst) HearSyn(segment);
            return;
        }

        // SYN-SENT, in the order of §3.10.7.3.
        if (segment.IsAck && !segment.Ack.IsNewAck(Tcb.Iss, Tcb.SndNxt))
        {
            NoteStray(segment);
            return;
        }

        if (segment.IsRst)
        {
            if (segment.IsAck) Reset();
            return;
        }

        if (!segment.IsSyn) return;
        HearSyn(segment);
        if (!segment.IsAck) return;
        _strays.Clear();
        Acknowledge(segment.Ack);
        TakeHeld();
    }

    private void HearSyn(in Segment segment)
    {
        _last = null;
        HasHeardSyn = true;
        Connection ??= segment.Connection.Reversed;
        Tcb = Tcb with { Irs = segment.Seq, RcvNxt = segment.Seq + 1 };
        _lastAck = segment.Seq;
        _certain = segment.Seq + 1;
        _edge = Tcb.RcvNxt + (HasSentSyn ? Tcb.RcvWnd : ushort.MaxValue);
        if (HasSentSyn) OfferedEdge = _edge;
        _agreement.OnSynHeard(segment.Options, segment.Source.Host.IsV4);
        UpdateSendWindow(segment);

        // "Queue them for processing after the ESTABLISHED state has been reached": many TCPs leave a SYN's text to be sent again.
        Hold(segment, isCertain: false);
    }

    private void Acknowledge(SeqNumber ack)
    {
        Tcb = Tcb with { SndUna = ack };
        _text.ForgetBefore(ack);
    }

    private void OnAckHeard(in Segment segment)
    {
        var opens = !SynIsAcknowledged;
        var isNew = segment.Ack.IsNewAck(Tcb.SndUna, Tcb.SndNxt);
        if (isNew) Acknowledge(segment.Ack);
        if (opens) _strays.Clear();
        if (opens || (Tcb.SndUna.IsAtOrBefore(segment.Ack) && IsNewerWindow(segment))) UpdateSendWindow(segment);
        if (!isNew) return;
        if (Tcb.State == TcpState.LastAck && FinIsAcknowledged)
        {
            var last = (Connection, Tcb.SndNxt, Tcb.RcvNxt);
            Reset();
            _last = last;
            return;
        }

        Tcb = Tcb with
        {
            State = Tcb.State switch
            {
                TcpState.SynReceived => TcpState.Established,
                TcpState.FinWait1 when FinIsAcknowledged => TcpState.FinWait2,
                TcpState.Closing when FinIsAcknowledged => TcpState.TimeWait,
                var same => same,
            },
        };
    }

    /// <summary>"If (SND.WL1 &lt; SEG.SEQ or (SND.WL1 = SEG.SEQ and SND.WL2 =&lt; SEG.ACK))" (RFC 9293 §3.10.7.4, fifth).</summary>
    private bool IsNewerWindow(in Segment segment) =>
        Tcb.SndWl1.IsBefore(segment.Seq) || (Tcb.SndWl1 == segment.Seq && Tcb.SndWl2.IsAtOrBefore(segment.Ack));

    private void UpdateSendWindow(in Segment segment)
    {
        var window = (uint)segment.Window << (segment.IsSyn ? 0 : _agreement.SendShift);
        Tcb = Tcb with { SndWnd = window, SndWl1 = segment.Seq, SndWl2 = segment.Ack };
        _maxSndWnd = Math.Max(_maxSndWnd, window);
        IsWindowOfSyn = segment.IsSyn;
    }

    private void OnFinHeard()
    {
        HasHeardFin = true;
        ForgetHeld();
        Tcb = Tcb with
        {
            State = Tcb.State switch
            {
                TcpState.Established => TcpState.CloseWait,
                TcpState.FinWait1 => TcpState.Closing,
                TcpState.FinWait2 => TcpState.TimeWait,
                var same => same,
            },
        };
    }
}
