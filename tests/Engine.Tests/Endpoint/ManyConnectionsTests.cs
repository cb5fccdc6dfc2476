using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>A host with many connections: both sockets name one, and no two of them mix (RFC 9293 §3.4.2).</summary>
public class ManyConnectionsTests
{
    private static readonly Port s_port = new(80);
    private static readonly HostAddress s_v4 = HostAddress.Parse("192.0.2.1");
    private static readonly HostAddress s_v6 = HostAddress.Parse("2001:db8::1");

    private readonly Host _host = new([s_v4, s_v6], new SipHash(1, 2), HostProfile.Plain);
    private readonly Recorder _application = new();
    private readonly Outbox _outbox = new();

    /// <summary>One port of one host, the same port of two others, two ports of one, and both families.</summary>
    public static TheoryData<string, int, string, int> Pairs() => new()
    {
        { "192.0.2.2", 49152, "192.0.2.2", 49153 },
        { "192.0.2.2", 49152, "192.0.2.3", 49152 },
        { "2001:db8::2", 49152, "2001:db8::3", 49152 },
        { "192.0.2.2", 49152, "2001:db8::2", 49152 },
        { "192.0.2.2", 49152, "::192.0.2.2", 49152 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_connections_of_one_port_have_their_own_numbers_text_and_end(string one, int onePort, string other, int otherPort)
    {
        _host.Listen(s_port, _application);
        var first = Connect(Socket(one, onePort), 100);
        var second = Connect(Socket(other, otherPort), 5000);

        Say(first, "first");
        Say(second, "second");
        Assert.Equal("firstsecond", _application.Text);
        Assert.Equal((new SeqNumber(106), new SeqNumber(5007)), (first.Tcb.RcvNxt, second.Tcb.RcvNxt));
        Assert.NotEqual(first.Tcb.Iss, second.Tcb.Iss);

        Hear(first, ControlBits.Rst);
        Assert.True(first.IsGone);
        Assert.Equal([second], _host.Connections.Values);
        Say(second, " goes on");
        Assert.EndsWith(" goes on", _application.Text, StringComparison.Ordinal);
        Assert.All(Sent, segment => Assert.Contains(segment.Destination, new[] { first.Tuple.Remote, second.Tuple.Remote }));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void One_port_calls_two_servers_at_once(string one, int onePort, string other, int otherPort)
    {
        var first = _host.Open(s_port, Socket(one, onePort), _application, Instant.Zero, _outbox).Connection!;
        var second = _host.Open(s_port, Socket(other, otherPort), _application, Instant.Zero, _outbox).Connection!;

        Hear(first, ControlBits.RstAck);

        Assert.Equal((true, TcpState.SynSent), (first.IsGone, second.Tcb.State));
        Assert.Equal(["Refused"], _application.Heard);
    }

    [Fact]
    public void A_thousand_connections_keep_their_own_timers()
    {
        var servers = Enumerable.Range(0, 1000).Select(i => Socket("192.0.2.2", 1000 + i)).ToArray();
        for (var i = 0; i < servers.Length; i++) _host.Open(s_port, servers[i], _application, At(i), _outbox);
        Assert.Equal(servers, Sent.Select(segment => segment.Destination));
        _outbox.Clear();

        for (var i = 0; i < servers.Length; i++)
        {
            Assert.Equal(At(i) + RetransmissionTimer.InitialRto, _host.PollAt);
            _host.Poll(_host.PollAt!.Value, _outbox);
            Assert.Equal((i + 1, servers[i]), (_outbox.Count, _outbox[i].Segment.Destination));
        }

        static Instant At(int i) => new(i * 500L);
    }

    [Fact]
    public void Text_for_one_connection_never_reaches_a_stranger_who_knows_its_numbers()
    {
        _host.Listen(s_port, _application);
        var connection = Connect(Socket("192.0.2.2", 49152), 100);
        var forged = Next(connection) with { Source = Socket("192.0.2.3", 49152), Payload = Stand.Text("forged") };

        Assert.Equal(RfcRule.ListenResetsAck, _host.OnSegment(forged, Instant.Zero, _outbox).Rule);
        Assert.Equal(("", new SeqNumber(101)), (_application.Text, connection.Tcb.RcvNxt));
    }

    private Segment[] Sent => [.. Enumerable.Range(0, _outbox.Count).Select(i => _outbox[i].Segment)];

    private static SocketAddress Socket(string address, int port) => new(HostAddress.Parse(address), new((ushort)port));

    private static Segment Next(Connection connection) => new()
    {
        Source = connection.Tuple.Remote, Destination = connection.Tuple.Local, Bits = ControlBits.Ack, Seq = connection.Tcb.RcvNxt,
        Ack = connection.Tcb.SndNxt, Window = 1000,
    };

    private Connection Connect(SocketAddress caller, uint irs)
    {
        var called = new SocketAddress(caller.Host.IsV4 ? s_v4 : s_v6, s_port);
        _host.OnSegment(new Segment { Source = caller, Destination = called, Bits = ControlBits.Syn, Seq = new(irs), Window = 1000 }, Instant.Zero, _outbox);
        var connection = _host.Connections[new FourTuple(called, caller)];
        Hear(connection, ControlBits.Ack);
        Assert.Equal(TcpState.Established, connection.Tcb.State);
        return connection;
    }

    private void Hear(Connection connection, ControlBits bits) => _host.OnSegment(Next(connection) with { Bits = bits }, Instant.Zero, _outbox);

    private void Say(Connection connection, string text) =>
        _host.OnSegment(Next(connection) with { Payload = Stand.Text(text) }, Instant.Zero, _outbox);
}
