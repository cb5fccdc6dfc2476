using System.Text;
using Playground.Engine.Endpoint;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>What a stand did with a segment: the verdict, and the segments that went out.</summary>
internal sealed record Arrival(Verdict Verdict, Segment[] Answers)
{
    public Segment Answer => Assert.Single(Answers);
}

/// <summary>
/// An engine host under test, brought into a state by real transitions. Its numbers are those of the RFC's figures: ours start at
/// 300, the peer's at 100, unless the test says otherwise.
/// </summary>
internal sealed class Stand
{
    public const uint DefaultIss = 300;
    public const uint DefaultIrs = 100;
    public const ushort PeerWindow = 1000;

    public static readonly SocketAddress Us = new(HostAddress.Parse("192.0.2.1"), new Port(80));
    public static readonly SocketAddress Peer = new(HostAddress.Parse("192.0.2.2"), new Port(49152));
    public static readonly FourTuple Tuple = new(Us, Peer);

    private readonly Outbox _outbox = new();
    private readonly SeqNumber _irs;
    private readonly SegmentOptions _options;
    private readonly ushort _window;
    private uint _heardTicks;

    private Stand(SeqNumber iss, SeqNumber irs, HostProfile? profile = null, SegmentOptions options = default, ushort window = PeerWindow)
    {
        var secret = new SipHash(1, 2);

        // An ISN is a clock plus a hash: waiting for the right moment gives the number that the test wants.
        Began = new Instant(4L * new IsnGenerator(secret).Next(Tuple, Instant.Zero).DistanceTo(iss));
        Now = Began;
        Host = new Host(Us.Host, secret, profile ?? HostProfile.Plain);
        (_irs, _options, _window) = (irs, options, window);
    }

    public Host Host { get; }

    public Recorder Application { get; } = new();

    /// <summary>The ledger that a person would have who heard and sent the same.</summary>
    public Ledger Ledger { get; private set; } = new(listens: false);

    /// <summary>What was sent, each with what would have been said if a person had made it.</summary>
    public List<(Segment Segment, Review Review, bool AgreesOnRepeat)> Reviews { get; } = [];

    public Instant Began { get; }

    public Instant Now { get; set; }

    public Connection? Connection => Host.Connections.GetValueOrDefault(Tuple);

    public Tcb Tcb => Connection?.Tcb ?? throw new InvalidOperationException("There is no connection.");

    /// <summary>The state of the connection, or of what stands where it was.</summary>
    public TcpState State => Connection?.Tcb.State ?? (_listens ? TcpState.Listen : TcpState.Closed);

    private bool _listens;
    private bool _isPassive;

    /// <summary>Milliseconds since the beginning: the peer's timestamp clock, which starts at one.</summary>
    public uint PeerTicks => 1 + (uint)(Now - Began).TotalMilliseconds;

    /// <summary>A segment from the peer with nothing special in it; tests say with <c>with</c> what is.</summary>
    public Segment FromPeer => new() { Source = Peer, Destination = Us, Window = _window, Seq = _irs, Bits = ControlBits.Ack };

    public Segment Syn => FromPeer with { Bits = ControlBits.Syn, Options = _options };

    public Segment SynAck => FromPeer with { Bits = ControlBits.SynAck, Ack = Tcb.SndNxt, Options = _options };

    /// <summary>The peer's next segment: an ACK of all we have sent, with its timestamp where these are in use.</summary>
    public Segment Next => FromPeer with { Seq = Tcb.RcvNxt, Ack = Tcb.SndNxt, Options = PeerOptions() };

    public Segment Fin => Next with { Bits = ControlBits.FinAck };

    /// <summary>What we answer a segment with that can't be taken: <c>&lt;SEQ=SND.NXT&gt;&lt;ACK=RCV.NXT&gt;&lt;CTL=ACK&gt;</c>.</summary>
    public Segment OurAck => new()
    {
        Source = Us, Destination = Peer, Bits = ControlBits.Ack, Seq = Tcb.SndNxt, Ack = Tcb.RcvNxt, Window = (ushort)Tcb.RcvWnd,
    };

    public Segment OurFin => OurAck with { Bits = ControlBits.FinAck };

    /// <summary>A reset from us: <c>&lt;SEQ=SEG.ACK&gt;&lt;CTL=RST&gt;</c>.</summary>
    public static Segment OurReset(SeqNumber seq) => new() { Source = Us, Destination = Peer, Bits = ControlBits.Rst, Seq = seq };

    public static ReadOnlyMemory<byte> Text(string text) => Encoding.ASCII.GetBytes(text);

    public static Stand Closed() => new(new(DefaultIss), new(DefaultIrs));

    /// <summary>A stand in a state; SYN-RECEIVED is reached from LISTEN, and all after it by an active open.</summary>
    /// <param name="options">The options of the peer's SYN.</param>
    /// <param name="window">The window of all that the peer sends.</param>
    public static Stand In(
        TcpState state, uint iss = DefaultIss, uint irs = DefaultIrs, HostProfile? profile = null, SegmentOptions options = default,
        ushort window = PeerWindow)
    {
        var stand = new Stand(new(iss), new(irs), profile, options, window);
        stand.Reach(state);
        Assert.Equal(state, stand.State);
        return stand;
    }

    /// <summary>A stand in a synchronized state after a passive open.</summary>
    public static Stand InThroughListen(TcpState state)
    {
        var stand = new Stand(new(DefaultIss), new(DefaultIrs)) { _isPassive = true };
        stand.Reach(state);
        Assert.Equal(state, stand.State);
        Assert.True(stand.Connection!.IsPassive);
        return stand;
    }

    /// <summary>SYN-RECEIVED after a simultaneous open.</summary>
    public static Stand InSynReceivedFromSynSent(uint iss = DefaultIss, uint irs = DefaultIrs)
    {
        var stand = In(TcpState.SynSent, iss, irs);
        stand.Receive(stand.Syn);
        Assert.Equal(TcpState.SynReceived, stand.State);
        return stand;
    }

    /// <summary>ESTABLISHED after a passive open.</summary>
    public static Stand InEstablishedFromListen()
    {
        var stand = In(TcpState.SynReceived);
        stand.Receive(stand.Next);
        return stand;
    }

    public Segment[] Listen()
    {
        _listens = true;
        Ledger = new(listens: true);
        Host.Listen(Us.Port, Application);
        return [];
    }

    public Segment[] Open()
    {
        Host.Open(Us.Port, Peer, Application, Now, _outbox);
        return Drain();
    }

    public Segment[] Close()
    {
        Host.Close(Connection!, Now, _outbox);
        return Drain();
    }

    public Segment[] Abort()
    {
        Host.Abort(Connection!, Now, _outbox);
        return Drain();
    }

    /// <summary>SEND of so many octets, each of which tells its place.</summary>
    public Segment[] Send(int octets, bool isUrgent = false) => Send(Enumerable.Range(0, octets).Select(i => (byte)i).ToArray(), isUrgent);

    public Segment[] Send(ReadOnlyMemory<byte> text, bool isUrgent = false)
    {
        Host.Send(Connection!, text, Now, _outbox, isUrgent);
        return Drain();
    }

    /// <summary>RECEIVE of so many octets at most.</summary>
    public Segment[] Read(int octets)
    {
        Host.Receive(Connection!, new byte[octets], Now, _outbox);
        return Drain();
    }

    /// <summary>Sets the connection up in another way than its host.</summary>
    public Segment[] Configure(HostProfile profile)
    {
        Host.Adjust(Connection!, profile, Now, _outbox);
        return Drain();
    }

    /// <summary>An ICMP error about the segment with this number.</summary>
    public Segment[] Icmp(IcmpKind kind, SeqNumber seq, ushort mtu = 0)
    {
        Host.OnIcmp(new IcmpError(kind, Tuple, seq, mtu), Now, _outbox);
        return Drain();
    }

    public Arrival Receive(Segment segment)
    {
        Ledger.OnHeard(segment, Now);
        var verdict = Host.OnSegment(segment, Now, _outbox);
        return new Arrival(verdict, Drain());
    }

    /// <summary>Lets time come to a moment after the beginning.</summary>
    /// <returns>What was sent, and how many seconds after the beginning.</returns>
    public List<(double At, Segment Segment)> WaitUntil(double seconds)
    {
        var sent = new List<(double, Segment)>();
        var end = Began + TimeSpan.FromSeconds(seconds);
        while (Host.PollAt is { } due && due <= end)
        {
            Assert.True(due >= Now, "a timer of the past");
            Now = due;
            Host.Poll(Now, _outbox);
            Assert.False(Host.PollAt <= Now, "a timer that is due and was not done");
            sent.AddRange(Drain().Select(segment => ((Now - Began).TotalSeconds, segment)));
        }

        Now = end;
        return sent;
    }

    /// <summary>Lets so much time pass.</summary>
    public List<(double At, Segment Segment)> Wait(double seconds) => WaitUntil((Now - Began).TotalSeconds + seconds);

    /// <summary>Each segment as <c>[bits] first+count</c>, the first number counted from our ISN; <c>ack=</c> from the peer's where asked for.</summary>
    public string Brief(IEnumerable<Segment> segments, bool withAck = false) => string.Join(
        ", ", segments.Select(s => $"[{s.Bits.ToNames()}] {Tcb.Iss.DistanceTo(s.Seq)}+{s.Payload.Length}{(withAck ? $" ack={Tcb.Irs.DistanceTo(s.Ack)}" : "")}"));

    public string Brief(IEnumerable<(double At, Segment Segment)> segments) =>
        string.Join("; ", segments.Select(s => $"@{s.At.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)} {Brief([s.Segment])}"));

    private SegmentOptions PeerOptions() =>
        Connection is { UsesTimestamps: true } ? new() { Timestamps = new(PeerTicks, _heardTicks) } : default;

    private void Reach(TcpState state)
    {
        switch (state)
        {
            case TcpState.Closed:
                break;
            case TcpState.Listen:
                Listen();
                break;
            case TcpState.SynSent:
                Open();
                break;
            case TcpState.SynReceived:
                Listen();
                Receive(Syn);
                break;
            case TcpState.Established when _isPassive:
                Reach(TcpState.SynReceived);
                Receive(Next);
                break;
            case TcpState.Established:
                Open();
                Receive(SynAck);
                break;
            case TcpState.FinWait1:
                Reach(TcpState.Established);
                Close();
                break;
            case TcpState.FinWait2:
                Reach(TcpState.FinWait1);
                Receive(Next);
                break;
            case TcpState.CloseWait:
                Reach(TcpState.Established);
                Receive(Fin);
                break;
            case TcpState.Closing:
                Reach(TcpState.FinWait1);
                Receive(Fin with { Ack = Tcb.SndUna });
                break;
            case TcpState.LastAck:
                Reach(TcpState.CloseWait);
                Close();
                break;
            case TcpState.TimeWait:
                Reach(TcpState.FinWait2);
                Receive(Fin);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state));
        }
    }

    private Segment[] Drain()
    {
        var segments = Enumerable.Range(0, _outbox.Count).Select(i => _outbox[i].Segment).ToArray();
        for (var i = 0; i < _outbox.Count; i++)
        {
            Reviews.Add((_outbox[i].Segment, Reviewer.Review(Ledger, _outbox[i].Segment), _outbox[i].IsRepeat == Reviewer.IsRepeat(Ledger, _outbox[i].Segment)));
            Ledger.OnSent(_outbox[i].Segment, Now);
            if (_outbox[i].Segment.Options.Timestamps is { } timestamps) _heardTicks = timestamps.Value;
        }

        _outbox.Clear();
        return segments;
    }
}
