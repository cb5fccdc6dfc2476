using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>How a connection begins: the SYNs and what they agree on.</summary>
public sealed partial class Connection
{
    private const byte MaxShift = 14;

    private byte _sndShift;
    private byte _rcvShift;
    private bool _usesSack;
    private bool _scales;
    private bool _usesTimestamps;
    private ushort _ownMss;
    private ushort? _peerMss;
    private uint _tsRecent;
    private Instant _tsRecentAt;
    private uint _ticksAhead;
    private SeqNumber _lastAckSent;

    /// <summary>True when both sides have agreed on selective acknowledgments (RFC 2018 §2).</summary>
    public bool UsesSack => _usesSack;

    /// <summary>True when both sides have agreed on timestamps (RFC 7323 §3.2).</summary>
    public bool UsesTimestamps => _usesTimestamps;

    /// <summary>
    /// Eff.snd.MSS: the octets of text in a full segment (RFC 9293 §3.7.1, MUST-16): what the other side takes (536 or 1220 where it
    /// does not say, MUST-15) and the path carries, less the options of every segment.
    /// </summary>
    public uint SendMss { get; private set; }

    /// <summary>The listener whose backlog counts this connection, while it is in SYN-RECEIVED.</summary>
    internal Listener? Listener { get; set; }

    /// <summary>True when this connection goes back to LISTEN if it fails now; not where nobody listens any more.</summary>
    internal bool ReturnsToListen => _tcb.State == TcpState.SynReceived && Listener is { IsOpen: true };

    /// <summary>OPEN, active (RFC 9293 §3.10.1): sends the SYN and waits in SYN-SENT.</summary>
    /// <param name="text">The first text to send; with the SYN where Fast Open allows it.</param>
    /// <param name="server">What is remembered of the server for Fast Open.</param>
    /// <returns>How much of the text was taken.</returns>
    internal CallResult OpenActive(SeqNumber iss, ReadOnlyMemory<byte> text, FastOpenEntry? server, Instant now, Outbox outbox)
    {
        Begin(TcpState.SynSent, iss, now);
        var queued = text.IsEmpty ? default : Send(text, now, outbox);
        PrepareFastOpen(server, now);
        SendSyn(now, outbox);
        return queued;
    }

    /// <summary>A listener takes a SYN (RFC 9293 §3.10.7.2, third): answers with a SYN-ACK and waits in SYN-RECEIVED.</summary>
    /// <returns>The TCB before the application acts on what it is told.</returns>
    internal Tcb OpenPassive(SeqNumber iss, in Segment syn, in ListenDecision how, Instant now, Outbox outbox)
    {
        IsPassive = true;
        Begin(TcpState.SynReceived, iss, now);
        TakeSyn(syn, now);
        AnswerFastOpen(how, now);
        SendSyn(now, outbox);
        var after = _tcb;
        Settle(now, outbox);
        return after;
    }

    /// <summary>
    /// A SYN cookie comes back (RFC 4987 §3.6): SYN-RECEIVED as it would have been, as far as the cookie tells, and then the ACK that ends it.
    /// </summary>
    /// <param name="mss">The send MSS that the cookie holds.</param>
    /// <param name="ack">The ACK, perhaps with text.</param>
    internal Verdict OpenFromCookie(ushort mss, in Segment ack, Instant now, Outbox outbox)
    {
        IsPassive = true;
        Begin(TcpState.SynReceived, ack.Ack - 1, now);
        TakeSyn(new Segment { Bits = ControlBits.Syn, Seq = ack.Seq - 1, Options = new SegmentOptions { MaximumSegmentSize = mss } }, now);
        return OnSegment(ack, now, outbox);
    }

    /// <summary>Takes the other side's SYN in: its number, its window, its options; text that came with it waits.</summary>
    internal void TakeSyn(in Segment syn, Instant now)
    {
        _tcb.Irs = syn.Seq;
        _tcb.RcvNxt = _lastAckSent = syn.Seq + 1;
        Agree(syn.Options, now);
        UpdateSendWindow(syn);
        Hold(syn.Seq + 1, syn.Payload, syn.IsFin);
    }

    /// <summary>
    /// Our SYN again, now with an ACK (simultaneous open, RFC 9293 §3.10.7.3, fourth). It is not timed: what acknowledges it may have
    /// been sent for the SYN before it (Karn's rule).
    /// </summary>
    internal void AnswerSyn(Instant now, Outbox outbox)
    {
        AddSyn(now, outbox);
        _retransmission.Start(now);
    }

    /// <summary>RFC 7323 §5.3, R3: TS.Recent follows segments that begin at or before the last acknowledgment sent.</summary>
    internal void NoteTimestamp(in Segment segment, Instant now)
    {
        if (!_usesTimestamps || segment.Options.Timestamps is not { } timestamps || !segment.Seq.IsAtOrBefore(_lastAckSent)) return;
        (_tsRecent, _tsRecentAt) = (timestamps.Value, now);
    }

    /// <summary>True for a timestamp older than the last one, unless that one is so old that the clock may have gone round (RFC 7323 §5.5).</summary>
    internal bool IsStale(Timestamps timestamps, Instant now) =>
        unchecked((int)(timestamps.Value - _tsRecent)) < 0 && now - _tsRecentAt < TimeSpan.FromDays(24);

    private void Begin(TcpState state, SeqNumber iss, Instant now)
    {
        _tcb = new Tcb
        {
            State = state, Iss = iss, SndUna = iss, SndNxt = iss + 1, RcvWnd = (uint)Math.Min(Profile.ReceiveBuffer, ushort.MaxValue),
        };
        _pathMtu = Profile.Mtu;
        _ownMss = Endpoint.SendMss.ToOffer(Tuple, Profile.Mtu);
        _loss.Begin(iss);
        _repeatedBefore = iss;
        _lastHeard = now;
        SetSendMss();
    }

    private void Agree(in SegmentOptions options, Instant now)
    {
        _peerMss = options.MaximumSegmentSize;
        _usesSack = Profile.Sack && options.SackPermitted;
        _scales = Profile.ScalesWindow && options.WindowScale is not null;
        if (_scales) (_sndShift, _rcvShift) = (Math.Min(options.WindowScale!.Value, MaxShift), OwnShift);
        _usesTimestamps = Profile.Timestamps && options.Timestamps is not null;
        if (_usesTimestamps) (_tsRecent, _tsRecentAt) = (options.Timestamps!.Value.Value, now);
        SetSendMss();
    }

    /// <summary>The shift with which the whole buffer can be offered, or that was offered already.</summary>
    private byte OwnShift
    {
        get
        {
            if (Profile.WindowShift is { } chosen) return chosen;
            byte shift = 0;
            while (Profile.ReceiveBuffer >> shift > ushort.MaxValue) shift++;
            return shift;
        }
    }

    private void SetSendMss()
    {
        const int timestamps = 12;
        SendMss = (uint)Endpoint.SendMss.Effective(Tuple, _peerMss, _pathMtu, _usesTimestamps ? timestamps : 0);
    }

    private void SendSyn(Instant now, Outbox outbox)
    {
        AddSyn(now, outbox);
        _retransmission.Start(now);
        Time(_tcb.Iss + 1, now);
    }

    private void AddSyn(Instant now, Outbox outbox, bool isRepeat = false)
    {
        ref var syn = ref outbox.Add(isRepeat);
        (syn.Source, syn.Destination, syn.Seq) = (_local, _remote, _tcb.Iss);
        (syn.Bits, syn.Ack) = _tcb.State == TcpState.SynSent ? (ControlBits.Syn, default) : (ControlBits.SynAck, _tcb.RcvNxt);
        syn.Window = (ushort)Math.Min(_tcb.RcvWnd, ushort.MaxValue);
        syn.Options = SynOptions(now);
        syn.Payload = SynText;
    }

    private SegmentOptions SynOptions(Instant now)
    {
        var answers = _tcb.State != TcpState.SynSent;
        return new SegmentOptions
        {
            MaximumSegmentSize = _ownMss,
            SackPermitted = answers ? _usesSack : Profile.Sack,
            WindowScale = (answers ? _scales : Profile.ScalesWindow) ? OwnShift : null,
            Timestamps = (answers ? _usesTimestamps : Profile.Timestamps) ? new Timestamps(Ticks(now), answers ? _tsRecent : 0) : null,
            FastOpen = SynFastOpen,
        };
    }

    /// <summary>The timestamp clock: milliseconds (RFC 7323 §5.4 allows 1 ms to 1 s), ahead of the room's where an earlier hand's clock was.</summary>
    private uint Ticks(Instant now) => unchecked((uint)(now.Microseconds / 1000) + _ticksAhead);
}
