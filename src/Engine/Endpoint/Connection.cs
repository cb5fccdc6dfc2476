using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// One end of a connection as RFC 9293 makes it act. It reads no clock and sends nothing by itself: segments and time go in,
/// a verdict comes out, and what is to be sent stands in the outbox.
/// </summary>
public sealed class Connection
{
    /// <summary>The window every host offers: the most that needs no scaling.</summary>
    public const ushort DefaultWindow = ushort.MaxValue;

    /// <summary>The maximum segment lifetime (RFC 9293 §3.4.2): two minutes.</summary>
    public static readonly TimeSpan MaximumSegmentLifetime = TimeSpan.FromMinutes(2);

    private readonly IApplication _application;
    private readonly SegmentOptions _synOptions;
    private RetransmissionTimer _retransmission;
    private Instant? _timeWaitEnds;
    private AckThrottle _throttle;
    private uint _maxSndWnd;
    private SeqNumber? _fin;

    internal Connection(in FourTuple tuple, IApplication application, ushort maximumSegmentSize)
    {
        Tuple = tuple;
        _application = application;
        _synOptions = new SegmentOptions { MaximumSegmentSize = maximumSegmentSize };
    }

    /// <summary>The two sockets, this end first.</summary>
    public FourTuple Tuple { get; }

    /// <summary>The variables that the RFC names.</summary>
    public Tcb Tcb { get; internal set; }

    /// <summary>True when this connection came from LISTEN, so that it goes back there when it fails (RFC 9293 §3.10.7.4).</summary>
    public bool IsPassive { get; private set; }

    /// <summary>True when nothing is left of the connection: its TCB can be deleted.</summary>
    public bool IsGone => Tcb.State is TcpState.Closed or TcpState.Listen;

    /// <summary>When this connection next wants <see cref="Poll"/>; none while it waits for nothing.</summary>
    public Instant? PollAt => Instant.Earliest(_retransmission.DueAt, _timeWaitEnds);

    /// <summary>The moment for which the host's list of timers holds this connection.</summary>
    internal Instant? WatchedFor { get; set; }

    internal ReassemblyQueue Early { get; } = new();

    /// <summary>True when the other side has acknowledged our FIN.</summary>
    internal bool FinIsAcknowledged => _fin is { } fin && fin.IsBefore(Tcb.SndUna);

    /// <summary>True while our SYN is the front of the retransmission queue; a FIN sent from SYN-RECEIVED stands behind it.</summary>
    internal bool SynIsOutstanding => Tcb.HasIss && Tcb.SndUna == Tcb.Iss;

    /// <summary>
    /// True when the ACK value is older than any window offered (RFC 5961 §5). After a CLOSE in SYN-RECEIVED that is all that does
    /// not cover our SYN: what proves no knowledge of it must not bring text (RFC 9293 §3.5).
    /// </summary>
    internal bool IsTooOld(SeqNumber ack) => SynIsOutstanding ? ack.IsAtOrBefore(Tcb.Iss) : ack.IsBefore(Tcb.SndUna - _maxSndWnd);

    /// <summary>OPEN, active (RFC 9293 §3.10.1): sends the SYN and waits in SYN-SENT.</summary>
    internal void OpenActive(SeqNumber iss, Instant now, Outbox outbox)
    {
        Tcb = new Tcb { State = TcpState.SynSent, Iss = iss, SndUna = iss, SndNxt = iss + 1, RcvWnd = DefaultWindow };
        SendSyn(now, outbox, isRepeat: false);
    }

    /// <summary>A listener takes a SYN (RFC 9293 §3.10.7.2, third): answers with a SYN-ACK and waits in SYN-RECEIVED.</summary>
    internal void OpenPassive(SeqNumber iss, in Segment syn, Instant now, Outbox outbox)
    {
        IsPassive = true;
        Tcb = new Tcb
        {
            State = TcpState.SynReceived, Iss = iss, SndUna = iss, SndNxt = iss + 1,
            Irs = syn.Seq, RcvNxt = syn.Seq + 1, RcvWnd = DefaultWindow,
        };
        UpdateSendWindow(syn);
        HoldEarly(syn, syn.Seq + 1);
        SendSyn(now, outbox, isRepeat: false);
    }

    /// <summary>CLOSE (RFC 9293 §3.10.4): no more to send. Received text goes on until the other side closes too.</summary>
    /// <remarks>For an application's answer to what it is told; at any other moment, <see cref="Host.Close"/>.</remarks>
    public void Close(Instant now, Outbox outbox)
    {
        switch (Tcb.State)
        {
            case TcpState.SynReceived or TcpState.Established:
                SendFin(TcpState.FinWait1, now, outbox);
                break;
            case TcpState.CloseWait:
                SendFin(TcpState.LastAck, now, outbox);
                break;
            case TcpState.Listen or TcpState.SynSent:
                Delete(TcpState.Closed);
                break;
            case TcpState.Closed or TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait:
                break;
        }
    }

    /// <summary>A segment of this connection arrives (RFC 9293 §3.10.7.3 and §3.10.7.4).</summary>
    /// <returns>What was done and why; always.</returns>
    public Verdict OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        var before = Tcb;
        var (outcome, rule) = before.State == TcpState.SynSent
            ? SynSent.OnSegment(this, segment, now, outbox)
            : OtherStates.OnSegment(this, segment, now, outbox);
        var after = Tcb;
        if (PeerHasClosed(after.State) && !PeerHasClosed(before.State)) _application.OnPeerClosed(this, now, outbox);
        return new Verdict(outcome, rule, before, after);
    }

    /// <summary>Does what is due at <paramref name="now"/> (RFC 9293 §3.10.8).</summary>
    public void Poll(Instant now, Outbox outbox)
    {
        if (_timeWaitEnds <= now)
        {
            Delete(TcpState.Closed);
            return;
        }

        if (!(_retransmission.DueAt <= now)) return;
        var isSyn = SynIsOutstanding;
        if (_retransmission.HasPassed(isSyn ? RetransmissionTimer.SynR2 : RetransmissionTimer.DataR2, now))
        {
            Delete(IsPassive && Tcb.State == TcpState.SynReceived ? TcpState.Listen : TcpState.Closed);
            return;
        }

        _retransmission.BackOff(now);
        outbox.Add(isSyn ? Syn() : Fin(), isRepeat: true);
    }

    /// <summary>Sends <c>&lt;SEQ=SND.NXT&gt;&lt;ACK=RCV.NXT&gt;&lt;CTL=ACK&gt;</c>.</summary>
    internal void SendAck(Outbox outbox) => outbox.Add(Make(ControlBits.Ack, Tcb.SndNxt, Tcb.RcvNxt));

    /// <summary>Answers a segment that can't be taken with an ACK, unless there were too many of them lately (RFC 5961 §7).</summary>
    internal bool TrySendAnswer(Instant now, Outbox outbox)
    {
        if (!_throttle.TryTake(now)) return false;
        SendAck(outbox);
        return true;
    }

    /// <summary>Answers a segment with the reset that its sender will believe (RFC 9293 §3.5.2, group 2).</summary>
    internal static void SendReset(in Segment to, Outbox outbox) => outbox.Add(Resets.For(to));

    /// <summary>Simultaneous open (RFC 9293 §3.10.7.3, fourth): our SYN again, now with an ACK.</summary>
    internal void AnswerSyn(Instant now, Outbox outbox) => SendSyn(now, outbox, isRepeat: false);

    /// <summary>
    /// Takes SEG.ACK as the new SND.UNA. The timer stops when all is acknowledged (RFC 6298 §5.2), else it starts again (§5.3).
    /// </summary>
    internal void Acknowledge(SeqNumber ack, Instant now)
    {
        Tcb = Tcb with { SndUna = ack };
        if (Tcb.SndUna == Tcb.SndNxt) _retransmission.Stop();
        else _retransmission.Start(now);
    }

    /// <summary>Takes the window of a segment (RFC 9293 §3.10.7.4, fifth).</summary>
    internal void UpdateSendWindow(in Segment segment)
    {
        Tcb = Tcb with { SndWnd = segment.Window, SndWl1 = segment.Seq, SndWl2 = segment.Ack };
        _maxSndWnd = Math.Max(_maxSndWnd, segment.Window);
    }

    /// <summary>Hands text to the application.</summary>
    internal void Deliver(ReadOnlyMemory<byte> text) => _application.OnText(this, text);

    /// <summary>Holds a segment's text and FIN until their turn.</summary>
    internal void HoldEarly(in Segment segment, SeqNumber start)
    {
        if (segment.Payload.Length > 0 || segment.IsFin) Early.Hold(start, segment.Payload, segment.IsFin, Tcb.RcvNxt);
    }

    /// <summary>Enters TIME-WAIT, or starts its 2 MSL again (RFC 9293 §3.10.7.4, eighth).</summary>
    internal void WaitTwoLifetimes(Instant now)
    {
        _retransmission.Stop();
        _timeWaitEnds = now + (MaximumSegmentLifetime * 2);
        Tcb = Tcb with { State = TcpState.TimeWait };
    }

    /// <summary>Deletes the TCB: CLOSED, or LISTEN for a connection that came from there.</summary>
    internal void Delete(TcpState state)
    {
        _retransmission.Stop();
        _timeWaitEnds = null;
        Early.Clear();
        Tcb = new Tcb { State = state };
    }

    private static bool PeerHasClosed(TcpState state) =>
        state is TcpState.CloseWait or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait;

    private void SendSyn(Instant now, Outbox outbox, bool isRepeat)
    {
        outbox.Add(Syn(), isRepeat);
        _retransmission.Start(now);
    }

    private Segment Syn()
    {
        var bits = Tcb.State == TcpState.SynSent ? ControlBits.Syn : ControlBits.SynAck;
        return Make(bits, Tcb.Iss, Tcb.State == TcpState.SynSent ? default : Tcb.RcvNxt) with { Options = _synOptions };
    }

    private void SendFin(TcpState next, Instant now, Outbox outbox)
    {
        _fin = Tcb.SndNxt;
        Tcb = Tcb with { State = next, SndNxt = Tcb.SndNxt + 1 };
        outbox.Add(Fin());

        // A FIN sent from SYN-RECEIVED queues behind the SYN, whose timer runs on (RFC 6298 §5.1).
        if (_retransmission.DueAt is null) _retransmission.Start(now);
    }

    private Segment Fin() => Make(ControlBits.FinAck, _fin!.Value, Tcb.RcvNxt);

    private Segment Make(ControlBits bits, SeqNumber seq, SeqNumber ack) => new()
    {
        Source = Tuple.Local, Destination = Tuple.Remote, Bits = bits, Seq = seq, Ack = ack, Window = (ushort)Tcb.RcvWnd,
    };
}
