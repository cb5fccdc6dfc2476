using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>Two engine hosts that hand each other their segments as values, without a link or a trace between them.</summary>
internal sealed class Duo
{
    private const ushort FirstEphemeral = 49152;

    private static readonly HostAddress s_client = HostAddress.Parse("192.0.2.1");
    private static readonly SocketAddress s_server = new(HostAddress.Parse("192.0.2.80"), new Port(80));

    private readonly Discard _discard = new();
    private readonly Host _client = new(s_client, new IsnGenerator(new SipHash(1, 2)));
    private readonly Host _server = new(s_server.Host, new IsnGenerator(new SipHash(3, 4)));
    private readonly Outbox _fromClient = new();
    private readonly Outbox _fromServer = new();
    private ushort _port = FirstEphemeral;
    private Instant _now;

    public Duo() => _server.Listen(s_server.Port, _discard);

    /// <summary>How many segments have been handed over.</summary>
    public long Segments { get; private set; }

    /// <summary>SYN, SYN-ACK, ACK.</summary>
    public Connection Handshake()
    {
        _now += TimeSpan.FromMilliseconds(1);
        var connection = _client.Open(new Port(_port++), s_server, _discard, _now, _fromClient);
        Exchange();
        return connection;
    }

    /// <summary>FIN, ACK, FIN, ACK; the client stays in TIME-WAIT.</summary>
    public void Close(Connection connection)
    {
        _client.Close(connection, _now, _fromClient);
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
        for (var i = 0; i < from.Count; i++) to.OnSegment(from[i].Segment, _now, answers);
        Segments += from.Count;
        from.Clear();
    }
}
