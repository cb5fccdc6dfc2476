using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>
/// What a person's own sends and receptions amount to: the TCB that they would hold if they kept one. Nothing in it comes
/// from anywhere but the segments that they sent and that were delivered to them. It is the ledger of one connection at a time.
/// </summary>
/// <remarks>
/// A person answers a segment later than a TCP would: between the two, the state is still the one before, while
/// <see cref="HasHeardSyn"/> and SND.UNA already know what arrived. The state moves when the answer is sent.
/// </remarks>
public sealed partial class Ledger(bool listens)
{
    private readonly SentText _text = new();
    private Agreement _agreement = new();

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

    /// <summary>True when a segment was delivered after the last one was sent.</summary>
    internal bool HasNews { get; private set; }

    /// <summary>The connection, seen from here; none before the first SYN.</summary>
    internal FourTuple? Connection { get; private set; }

    /// <summary>True when this side's SYN answers another.</summary>
    internal bool IsPassive { get; private set; }

    /// <summary>The number of this side's FIN; none before it.</summary>
    internal SeqNumber? Fin { get; private set; }

    /// <summary>The number after the window that was offered furthest; none before the first offer.</summary>
    internal SeqNumber? OfferedEdge { get; private set; }

    /// <summary>What the SYNs' options amount to.</summary>
    internal Agreement Agreement => _agreement;

    /// <summary>The text that waits for its acknowledgment.</summary>
    internal SentText Text => _text;

    private bool FinIsAcknowledged => Fin is { } fin && fin.IsBefore(Tcb.SndUna);

    /// <summary>The timers that a TCP in this position would have running.</summary>
    public LedgerTimers Timers { get; private set; } = new();

    /// <summary>Takes down a segment that the person sends.</summary>
    /// <param name="now">When it is sent.</param>
    public void OnSent(in Segment segment, Instant now)
    {
        var before = Tcb;
        TakeDownSent(segment);
        Timers.OnSent(segment, before, this, now);
    }

    private void TakeDownSent(in Segment segment)
    {
        if (segment.IsRst)
        {
            OnResetSent(segment);
            (LastSent, HasNews, Corrupt) = (segment, false, null);
            return;
        }

        if (IsForeign(segment))
        {
            // A SYN between other sockets begins another connection, and the ledger goes with it.
            if (!segment.IsSyn || segment.IsAck) return;
            Reset();
        }

        if (segment.IsSyn) OnSynSent(segment);
        else if (HasSentSyn) OnOtherSent(segment);
        (LastSent, HasNews, Corrupt) = (segment, false, null);
        _agreement.OnSent(segment.Options);
        Tcb = Tcb with { RcvWnd = OfferOf(segment) };
        if (segment.IsAck && HasHeardSyn) OnAckSent(segment);
    }

    /// <summary>The window that a segment offers, in octets; a SYN's own is never scaled (RFC 7323 §2.2).</summary>
    internal uint OfferOf(in Segment segment) => (uint)segment.Window << (segment.IsSyn ? 0 : _agreement.ReceiveShift);

    /// <summary>True for a segment of this side that belongs to another connection than the ledger's.</summary>
    internal bool IsForeign(in Segment segment) => Connection is { } tuple && segment.Connection != tuple;

    private static Tcb Start(bool listens) => new() { State = listens ? TcpState.Listen : TcpState.Closed };

    private void Reset()
    {
        Tcb = Start(listens);
        HasHeardSyn = HasHeardFin = HasSentSyn = HasAcknowledged = IsPassive = false;
        (Fin, Connection, OfferedEdge, _last) = (null, null, null, null);
        _maxSndWnd = 0;
        _agreement = new();
        Timers = new();
        _text.Clear();
        ForgetHeard();
    }

    /// <summary>
    /// A reset that refuses a segment of no connection here: "the connection remains in the same state" (RFC 9293 §3.5.2, group 2). Any
    /// other reset ends the connection of who sends it (§3.10.5).
    /// </summary>
    private void OnResetSent(in Segment reset)
    {
        var refuses = TakeStray(reset);
        if (IsForeign(reset) || (refuses && HasSentSyn && !Tcb.State.IsSynchronized() && reset.Seq != Tcb.SndNxt)) return;
        Reset();
    }

    private void OnSynSent(in Segment segment)
    {
        if (Tcb.State == TcpState.TimeWait) Reopen(segment);

        // A second SYN moves nothing once the first has been acknowledged.
        if (SynIsAcknowledged || Tcb.State.IsSynchronized()) return;
        var isAnswer = segment.IsAck && FitOf(segment.Ack) == AckFit.Right;
        var isAgain = HasSentSyn && segment.Seq == Tcb.Iss;
        if (Tcb.State == TcpState.Listen) IsPassive = HasHeardSyn && segment.IsAck;
        HasSentSyn = true;
        _last = null;
        Connection ??= segment.Connection;
        _agreement.OnSynSent(segment.Options);
        if (!isAgain) _text.Clear();
        if (!isAgain || Tcb.SndNxt.IsBefore(segment.End)) _text.Add(segment.Seq + 1, segment.Payload);
        Tcb = Tcb with
        {
            State = isAnswer || Tcb.State == TcpState.SynReceived ? TcpState.SynReceived : TcpState.SynSent,
            Iss = segment.Seq,
            SndUna = segment.Seq,
            SndNxt = isAgain ? SeqNumber.Latest(Tcb.SndNxt, segment.End) : segment.End,
        };
    }

    /// <summary>A new connection between the same sockets after TIME-WAIT: a SYN of ours, or the answer to a newer one (RFC 9293 §3.6.1, MAY-2).</summary>
    private void Reopen(in Segment segment)
    {
        var reopens = OpenReview.Reopens(this, segment);
        if (!reopens && segment.IsAck) return;
        Reset();
        if (!reopens) return;
        Tcb = Start(listens: true);
        HearSyn(LastHeard!.Value);
    }

    private void OnOtherSent(in Segment segment)
    {
        var isNext = segment.Seq.IsAtOrBefore(Tcb.SndNxt) && Tcb.Iss.IsBefore(segment.Seq)
            && (Tcb.SndUna.IsAtOrBefore(segment.Seq) || Tcb.SndUna.IsBefore(segment.End));
        if (!isNext || !segment.IsAck) return;
        if (Tcb.State == TcpState.SynSent && SynIsAcknowledged && HasHeardSyn && FitOf(segment.Ack) != AckFit.Wrong)
            Tcb = Tcb with { State = HasHeardFin ? TcpState.CloseWait : TcpState.Established };
        if (Tcb.State is not TcpState.SynReceived && !Tcb.State.IsSynchronized()) return;

        // The FIN is the last number of this direction: what is typed after it takes none.
        if (Fin is null && Tcb.SndNxt.IsBefore(segment.End))
        {
            _text.Add(segment.Seq, segment.Payload);
            Tcb = Tcb with { SndNxt = segment.End };
            if (segment.IsFin) OnFinSent(segment.End - 1);
        }
    }

    private void OnFinSent(SeqNumber number)
    {
        Fin = number;
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
}
