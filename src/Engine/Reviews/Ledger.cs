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
    /// <summary>The variables.</summary>
    public Tcb Tcb { get; private set; } = Start(listens);

    /// <summary>True once the other side's SYN was delivered.</summary>
    public bool HasHeardSyn { get; private set; }

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

    /// <summary>Takes down a segment that the person sends.</summary>
    public void OnSent(in Segment segment)
    {
        LastSent = segment;
        if (segment.IsRst)
        {
            Reset();
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

        // What arrives before the SYN is answered is judged as after it: the person's answer is only late.
        var tcb = Tcb with { RcvWnd = Math.Max(Tcb.RcvWnd, ushort.MaxValue) };
        if (!tcb.Accepts(segment.Seq, segment.Length)) return;
        if (segment.IsRst)
        {
            if (segment.Seq == tcb.RcvNxt) Reset();
            return;
        }

        if (segment.IsSyn || !segment.IsAck || Tcb.SndNxt.IsBefore(segment.Ack)) return;
        OnAckHeard(segment);
        OnTextHeard(segment);
    }

    private static Tcb Start(bool listens) => new() { State = listens ? TcpState.Listen : TcpState.Closed };

    private void Reset()
    {
        Tcb = Start(listens);
        HasHeardSyn = HasSentSyn = HasAcknowledged = false;
    }

    private void OnSynSent(in Segment segment)
    {
        // A second SYN moves nothing once the first has been acknowledged.
        if (SynIsAcknowledged || Tcb.State.IsSynchronized()) return;
        var isAnswer = HasHeardSyn && segment.IsAck && segment.Ack == Tcb.RcvNxt;
        HasSentSyn = true;
        Tcb = Tcb with
        {
            State = isAnswer ? TcpState.SynReceived : Tcb.State == TcpState.SynReceived ? TcpState.SynReceived : TcpState.SynSent,
            Iss = segment.Seq,
            SndUna = segment.Seq,
            SndNxt = segment.End,
        };
    }

    private void OnOtherSent(in Segment segment)
    {
        var isNext = segment.Seq.IsAtOrBefore(Tcb.SndNxt) && Tcb.SndUna.IsAtOrBefore(segment.Seq);
        if (!isNext || !segment.IsAck) return;
        if (Tcb.State == TcpState.SynSent && SynIsAcknowledged && HasHeardSyn && segment.Ack == Tcb.RcvNxt)
            Tcb = Tcb with { State = TcpState.Established };
        if (!Tcb.State.IsSynchronized()) return;
        Tcb = Tcb with { SndNxt = SeqNumber.Latest(Tcb.SndNxt, segment.End) };
        if (!segment.IsFin) return;
        Tcb = Tcb with { State = Tcb.State switch { TcpState.Established => TcpState.FinWait1, TcpState.CloseWait => TcpState.LastAck, var same => same } };
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
        if (segment.IsAck) Tcb = Tcb with { SndUna = segment.Ack };
    }

    private void HearSyn(in Segment segment)
    {
        HasHeardSyn = true;
        Tcb = Tcb with { Irs = segment.Seq, RcvNxt = segment.Seq + 1, SndWnd = segment.Window, SndWl1 = segment.Seq, SndWl2 = segment.Ack };
    }

    private void OnAckHeard(in Segment segment)
    {
        var isNew = segment.Ack.IsNewAck(Tcb.SndUna, Tcb.SndNxt);
        if (isNew) Tcb = Tcb with { SndUna = segment.Ack };
        Tcb = Tcb with { SndWnd = segment.Window };
        if (!isNew) return;
        var all = Tcb.SndUna == Tcb.SndNxt;
        Tcb = Tcb with
        {
            State = Tcb.State switch
            {
                TcpState.SynReceived => TcpState.Established,
                TcpState.FinWait1 when all => TcpState.FinWait2,
                TcpState.Closing when all => TcpState.TimeWait,
                TcpState.LastAck when all => TcpState.Closed,
                var same => same,
            },
        };
    }

    private void OnTextHeard(in Segment segment)
    {
        if (Tcb.RcvNxt.IsBefore(segment.Seq) || segment.Length == 0) return;
        Tcb = Tcb with { RcvNxt = SeqNumber.Latest(Tcb.RcvNxt, segment.End) };
        HasAcknowledged = false;
        if (!segment.IsFin || Tcb.RcvNxt != segment.End) return;
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
