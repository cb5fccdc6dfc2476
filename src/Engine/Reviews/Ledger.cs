using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>
/// What a person's own sends and receptions amount to: the TCB that they would hold if they kept one. Nothing in it comes
/// from anywhere but the segments that they sent and that were delivered to them.
/// </summary>
/// <remarks>
/// A person answers a segment later than a TCP would: between the two, the state is still the one before, while
/// <see cref="HasHeardSyn"/> and SND.UNA already know what arrived. The state moves when the answer is sent.
/// </remarks>
public sealed class Ledger(bool listens)
{
    private readonly ReassemblyQueue _early = new();
    private SeqNumber? _fin;
    private uint _maxSndWnd;
    private bool _isPassive;

    /// <summary>The variables.</summary>
    public Tcb Tcb { get; private set; } = Start(listens);

    /// <summary>True once the other side's SYN was delivered.</summary>
    public bool HasHeardSyn { get; private set; }

    /// <summary>True once the other side's FIN was delivered, and everything before it.</summary>
    public bool HasHeardFin { get; private set; }

    /// <summary>True once this side has sent a SYN.</summary>
    public bool HasSentSyn { get; private set; }

    /// <summary>True once this side's SYN was acknowledged.</summary>
    public bool SynIsAcknowledged => HasSentSyn && Tcb.Iss.IsBefore(Tcb.SndUna);

    /// <summary>True once this side has acknowledged what it has received so far.</summary>
    public bool HasAcknowledged { get; private set; }

    /// <summary>The last segment sent; none before the first.</summary>
    public Segment? LastSent { get; private set; }

    /// <summary>The last segment delivered; none before the first.</summary>
    public Segment? LastHeard { get; private set; }

    private bool FinIsAcknowledged => _fin is { } fin && fin.IsBefore(Tcb.SndUna);

    /// <summary>Takes down a segment that the person sends.</summary>
    public void OnSent(in Segment segment)
    {
        LastSent = segment;
        if (segment.IsRst)
        {
            if (!RejectsStranger(segment)) Reset();
            return;
        }

        if (segment.IsSyn) OnSynSent(segment);
        else if (HasSentSyn) OnOtherSent(segment);
        if (segment.IsAck && HasHeardSyn && segment.Ack == Tcb.RcvNxt) HasAcknowledged = true;
        Tcb = Tcb with { RcvWnd = segment.Window };
    }

    /// <summary>Takes down a segment that was delivered, as far as a TCP in this position would.</summary>
    public void OnHeard(in Segment segment)
    {
        if (segment.Checksum is not null) return;
        LastHeard = segment;
        if (Tcb.State == TcpState.Closed) return;
        if (!HasHeardSyn)
        {
            OnFirstHeard(segment);
            return;
        }

        if (segment.IsRst)
        {
            if (segment.Seq == Tcb.RcvNxt) Reset();
            return;
        }

        // What arrives before the SYN is answered is judged as after it: the person's answer is only late. And a window typed
        // too small is a slip, not a wish to hear nothing.
        var tcb = Tcb with { RcvWnd = Math.Max(Tcb.RcvWnd, Connection.DefaultWindow) };
        var crossed = IsSynAckOfSimultaneousOpen(segment);
        if (!crossed && !tcb.Accepts(segment.Seq, segment.Length)) return;
        if (!crossed && segment.IsSyn)
        {
            if (_isPassive && Tcb.State == TcpState.SynReceived && tcb.Accepts(segment.Seq, 1)) Reset();
            return;
        }

        if (!segment.IsAck || !Believes(segment.Ack)) return;
        OnAckHeard(segment);
        OnTextHeard(segment, tcb);
    }

    private static Tcb Start(bool listens) => new() { State = listens ? TcpState.Listen : TcpState.Closed };

    private void Reset()
    {
        Tcb = Start(listens);
        HasHeardSyn = HasHeardFin = HasSentSyn = HasAcknowledged = _isPassive = false;
        _fin = null;
        _maxSndWnd = 0;
        _early.Clear();
    }

    /// <summary>
    /// A reset that refuses a segment of no connection here, before ours is open: "the connection remains in the same state"
    /// (RFC 9293 §3.5.2, group 2). Any other reset ends the connection of who sends it (§3.10.5).
    /// </summary>
    private bool RejectsStranger(in Segment reset) =>
        HasSentSyn && !Tcb.State.IsSynchronized() && reset.Seq != Tcb.SndNxt && ResetReview.IsAnswer(LastHeard, reset);

    /// <summary>The SYN-ACK that crosses ours (RFC 9293 §3.5, figure 7) begins with the SYN that was heard before.</summary>
    private bool IsSynAckOfSimultaneousOpen(in Segment segment) =>
        !_isPassive && !SynIsAcknowledged && Tcb.State is TcpState.SynSent or TcpState.SynReceived
        && segment.Bits.Has(ControlBits.SynAck) && segment.Seq == Tcb.Irs;

    /// <summary>RFC 9293 §3.10.7.4, fifth: our SYN is acknowledged first of all, later values lie in the range of RFC 5961 §5.</summary>
    private bool Believes(SeqNumber ack) => SynIsAcknowledged
        ? !Tcb.SndNxt.IsBefore(ack) && !ack.IsBefore(Tcb.SndUna - _maxSndWnd)
        : ack.IsNewAck(Tcb.SndUna, Tcb.SndNxt);

    private void OnSynSent(in Segment segment)
    {
        // A second SYN moves nothing once the first has been acknowledged.
        if (SynIsAcknowledged || Tcb.State.IsSynchronized()) return;
        var isAnswer = HasHeardSyn && segment.IsAck && segment.Ack == Tcb.RcvNxt;
        var isAgain = HasSentSyn && segment.Seq == Tcb.Iss;
        if (Tcb.State == TcpState.Listen) _isPassive = HasHeardSyn && segment.IsAck;
        HasSentSyn = true;
        Tcb = Tcb with
        {
            State = isAnswer || Tcb.State == TcpState.SynReceived ? TcpState.SynReceived : TcpState.SynSent,
            Iss = segment.Seq,
            SndUna = segment.Seq,
            SndNxt = isAgain ? SeqNumber.Latest(Tcb.SndNxt, segment.End) : segment.End,
        };
    }

    private void OnOtherSent(in Segment segment)
    {
        var isNext = segment.Seq.IsAtOrBefore(Tcb.SndNxt) && Tcb.SndUna.IsAtOrBefore(segment.Seq);
        if (!isNext || !segment.IsAck) return;
        if (Tcb.State == TcpState.SynSent && SynIsAcknowledged && HasHeardSyn && segment.Ack == Tcb.RcvNxt)
            Tcb = Tcb with { State = HasHeardFin ? TcpState.CloseWait : TcpState.Established };
        if (Tcb.State is not TcpState.SynReceived && !Tcb.State.IsSynchronized()) return;

        // The FIN is the last number of this direction: what is typed after it takes none.
        if (_fin is null) Tcb = Tcb with { SndNxt = SeqNumber.Latest(Tcb.SndNxt, segment.End) };
        if (!segment.IsFin) return;
        _fin ??= segment.End - 1;
        Tcb = Tcb with
        {
            State = Tcb.State switch
            {
                TcpState.SynReceived or TcpState.Established => TcpState.FinWait1,
                TcpState.CloseWait => TcpState.LastAck,
                var same => same,
            },
        };
    }

    private void OnFirstHeard(in Segment segment)
    {
        if (Tcb.State == TcpState.Listen)
        {
            if (segment.IsSyn && !segment.IsAck && !segment.IsRst) HearSyn(segment);
            return;
        }

        // SYN-SENT, in the order of §3.10.7.3.
        if (segment.IsAck && !segment.Ack.IsNewAck(Tcb.Iss, Tcb.SndNxt)) return;
        if (segment.IsRst)
        {
            if (segment.IsAck) Reset();
            return;
        }

        if (!segment.IsSyn) return;
        HearSyn(segment);
        if (!segment.IsAck) return;
        Tcb = Tcb with { SndUna = segment.Ack };
        TakeEarly();
    }

    private void HearSyn(in Segment segment)
    {
        HasHeardSyn = true;
        Tcb = Tcb with { Irs = segment.Seq, RcvNxt = segment.Seq + 1 };
        UpdateSendWindow(segment);
        Hold(segment, segment.Seq + 1);
    }

    private void OnAckHeard(in Segment segment)
    {
        var opens = !SynIsAcknowledged;
        var isNew = segment.Ack.IsNewAck(Tcb.SndUna, Tcb.SndNxt);
        if (isNew) Tcb = Tcb with { SndUna = segment.Ack };
        if (opens || (Tcb.SndUna.IsAtOrBefore(segment.Ack) && OtherStates.IsNewerWindow(Tcb, segment))) UpdateSendWindow(segment);
        if (!isNew) return;
        if (Tcb.State == TcpState.LastAck && FinIsAcknowledged)
        {
            Reset();
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

    private void UpdateSendWindow(in Segment segment)
    {
        Tcb = Tcb with { SndWnd = segment.Window, SndWl1 = segment.Seq, SndWl2 = segment.Ack };
        _maxSndWnd = Math.Max(_maxSndWnd, segment.Window);
    }

    private void OnTextHeard(in Segment segment, in Tcb tcb)
    {
        if (HasHeardFin || !HasHeardSyn) return;
        var start = segment.IsSyn ? segment.Seq + 1 : segment.Seq;
        Hold(OtherStates.CutToWindow(segment, start, tcb), start);
        TakeEarly();
    }

    private void Hold(in Segment segment, SeqNumber start)
    {
        if (segment.Payload.Length > 0 || segment.IsFin) _early.Hold(start, segment.Payload, segment.IsFin, Tcb.RcvNxt);
    }

    /// <summary>Text waits for its turn, and for the connection to be open (RFC 9293 §3.10.7.2, third).</summary>
    private void TakeEarly()
    {
        while (SynIsAcknowledged && _early.TryTake(Tcb.RcvNxt, out var text, out var fin))
        {
            HasAcknowledged = false;
            Tcb = Tcb with { RcvNxt = Tcb.RcvNxt + (uint)text.Length + (fin ? 1u : 0u) };
            if (fin) OnFinHeard();
        }
    }

    private void OnFinHeard()
    {
        HasHeardFin = true;
        _early.Clear();
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
