using Playground.Engine.Applications;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Benchmarks;

/// <summary>
/// Two engine hosts that hand each other their segments without a link or a trace between them: as values, or through IP packets
/// that are encoded, checksummed and decoded.
/// </summary>
internal sealed class Duo
{
    private const ushort FirstEphemeral = 49152;

    // Four minutes of TIME-WAIT: so that about a thousand connections wait at a time.
    private static readonly TimeSpan s_step = HostProfile.Plain.MaximumSegmentLifetime * 2 / 1000;
    private static readonly HostAddress s_client = HostAddress.Parse("192.0.2.1");
    private static readonly SocketAddress s_server = new(HostAddress.Parse("192.0.2.80"), new Port(80));

    private readonly Discard _discard = new();
    private readonly Host _client;
    private readonly Host _server;
    private readonly Outbox _fromClient = new();
    private readonly Outbox _fromServer = new();
    private readonly byte[]? _packet;
    private ushort _port = FirstEphemeral;
    private Instant _now;

    public Duo(bool throughPackets = false, HostProfile? profile = null)
    {
        _packet = throughPackets ? new byte[IpCodec.MaxLength] : null;
        _client = new(s_client, new SipHash(1, 2), profile ?? HostProfile.Plain);
        _server = new(s_server.Host, new SipHash(3, 4), profile ?? HostProfile.Plain);
        _server.Listen(s_server.Port, _discard);
    }

    /// <summary>How many segments have been handed over.</summary>
    public long Segments { get; private set; }

    /// <summary>The other end of a connection of the client's.</summary>
    public Connection Peer(Connection connection) => _server.Connections[connection.Tuple.Reversed];

    /// <summary>SYN, SYN-ACK, ACK; a little later than the last one.</summary>
    public Connection Handshake()
    {
        _now += s_step;
        _client.Poll(_now, _fromClient);
        _server.Poll(_now, _fromServer);
        if (_port < FirstEphemeral) _port = FirstEphemeral;
        var connection = _client.Open(new Port(_port++), s_server, _discard, _now, _fromClient).Connection!;
        Exchange();
        return connection;
    }

    /// <summary>Many connections to the server at once, by as many client addresses as that takes.</summary>
    /// <returns>An ACK for each of them, as its client would send it again.</returns>
    public Segment[] HandshakeMany(int count)
    {
        var acks = new Segment[count];
        for (var i = 0; i < count; i++)
        {
            var remote = new SocketAddress(HostAddress.FromV4(0x0A00_0000u + (uint)(i >> 14)), new Port((ushort)(FirstEphemeral + (i & 0x3FFF))));
            var syn = new Segment { Source = remote, Destination = s_server, Bits = ControlBits.Syn, Seq = new((uint)i), Window = 65535 };
            _server.OnSegment(syn, _now, _fromServer);
            var synAck = _fromServer[0].Segment;
            _fromServer.Clear();
            acks[i] = syn with { Bits = ControlBits.Ack, Seq = syn.Seq + 1, Ack = synAck.Seq + 1 };
            _server.OnSegment(acks[i], _now, _fromServer);
        }

        return acks;
    }

    /// <summary>FIN, FIN with ACK, ACK; the client stays in TIME-WAIT.</summary>
    public void Close(Connection connection)
    {
        _client.Close(connection, _now, _fromClient);
        Exchange();
    }

    /// <summary>Sends text from the client; the server reads it at once.</summary>
    public void SendText(Connection connection, ReadOnlyMemory<byte> text)
    {
        _client.Send(connection, text, _now, _fromClient);
        Exchange();
    }

    /// <summary>Hands a segment to the server as if the client had sent it; the answers go no further, for the client would object.</summary>
    public void Send(in Segment segment)
    {
        _server.OnSegment(segment, _now, _fromServer);
        Segments += 1 + _fromServer.Count;
        _fromServer.Clear();
    }

    private void Exchange()
    {
        while (_fromClient.Count + _fromServer.Count > 0)
        {
            Hand(_fromClient, _server, _fromServer);
            Hand(_fromServer, _client, _fromClient);
        }
    }

    private void Hand(Outbox from, Host to, Outbox answers)
    {
        for (var i = 0; i < from.Count; i++)
        {
            if (_packet is null) to.OnSegment(from[i].Segment, _now, answers);
            else HandPacket(from[i].Segment, to, answers);
        }

        Segments += from.Count;
        from.Clear();
    }

    private void HandPacket(in Segment segment, Host to, Outbox answers)
    {
        if (!IpCodec.Encode(segment, _packet, out var length)) throw new InvalidOperationException("No packet holds this segment.");
        if (!IpCodec.TryDecode(_packet.AsMemory(0, length), out var heard, out var problem))
            throw new InvalidOperationException($"The codec refuses its own packet: {problem}.");
        to.OnSegment(heard, _now, answers);
    }
}
