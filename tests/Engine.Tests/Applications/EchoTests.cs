using System.Text;
using Playground.Engine.Applications;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Applications;

/// <summary>RFC 862 over the engine's own TCP.</summary>
public class EchoTests
{
    private static readonly Weather s_bad = new(Loss: 0.1, Duplication: 0.1, Reordering: 0.2);

    [Fact]
    public void What_is_said_comes_back_and_then_the_connection_closes()
    {
        var client = new Typist("Is there anybody?", closesAtOnce: true);

        new Transfer(new Weather(), 1).Run(client, new Echo());

        Assert.Equal("Is there anybody?", client.Heard);
        Assert.Equal(Ending.Closed, client.Ending);
    }

    [Theory]
    [InlineData(100, 65535)]
    [InlineData(65535, 100)]
    [InlineData(700, 900)]
    public void Much_text_comes_back_whole_through_small_buffers_and_bad_weather(int sendBuffer, int receiveBuffer)
    {
        for (var seed = 1ul; seed <= 4; seed++)
        {
            var said = string.Concat(Enumerable.Range(0, 4000).Select(i => $"{i} "));
            var client = new Typist(said, closesAtOnce: true);
            var server = HostProfile.Rfc9293 with { SendBuffer = sendBuffer, ReceiveBuffer = receiveBuffer };

            new Transfer(s_bad, seed, HostProfile.Rfc9293, server).Run(client, new Echo());

            Assert.Equal(said, client.Heard);
            Assert.Equal(Ending.Closed, client.Ending);
        }
    }

    [Fact]
    public void Who_talks_without_listening_finds_the_window_closed()
    {
        var client = HostProfile.Plain with { SendBuffer = 1500, ReceiveBuffer = 1000 };
        var server = HostProfile.Plain with { SendBuffer = 3000, ReceiveBuffer = 2000 };
        var transfer = new Transfer(new Weather(), 1, client, server);
        var talker = new Deaf(50_000);

        transfer.Run(talker, new Echo(), limitSeconds: 600);

        // What fits in the end: the buffers of both, and the piece that the echo has in its hand.
        Assert.Equal(0u, Assert.Single(transfer.Client.Connections.Values).Tcb.SndWnd);
        Assert.InRange(talker.Taken, 1500 + 1000 + 3000 + 2000, 1500 + 1000 + 3000 + 2000 + 4096);
    }

    [Fact]
    public void Each_connection_gets_back_its_own_text()
    {
        var host = new Host(Stand.Us.Host, new SipHash(1, 2), HostProfile.Plain with { SendBuffer = 2 });
        host.Listen(new Port(7), new Echo());
        var one = new Peer(host, 50_001);
        var other = new Peer(host, 50_002);

        Assert.Equal("ab", one.Say("abcd"));
        Assert.Equal("wx", other.Say("wxyz"));
        Assert.Equal("cd", one.Say(""));
        Assert.Equal("yz", other.Say(""));
    }

    /// <summary>Sends and never reads.</summary>
    private sealed class Deaf(int length) : IApplication
    {
        private ReadOnlyMemory<byte> _rest = new byte[length];

        public int Taken => length - _rest.Length;

        public void OnOpened(Connection connection, Instant now, Outbox outbox) => OnWritable(connection, now, outbox);

        public void OnWritable(Connection connection, Instant now, Outbox outbox) =>
            _rest = _rest[connection.Send(_rest, now, outbox).Octets..];
    }

    /// <summary>A client made by hand, whose every segment acknowledges all it has heard.</summary>
    private sealed class Peer
    {
        private readonly Host _host;
        private readonly Outbox _outbox = new();
        private Segment _next;

        public Peer(Host host, ushort port)
        {
            _host = host;
            _next = new Segment { Source = new(Stand.Peer.Host, new(port)), Destination = new(host.Address, new(7)), Bits = ControlBits.Syn, Window = 1000 };
            Say("");
            _next = _next with { Bits = ControlBits.Ack };
            Say("");
        }

        public string Say(string text)
        {
            _host.OnSegment(_next with { Payload = Stand.Text(text) }, Instant.Zero, _outbox);
            _next = _next with { Seq = (_next with { Payload = Stand.Text(text) }).End };
            var heard = "";
            for (var i = 0; i < _outbox.Count; i++)
            {
                heard += Encoding.ASCII.GetString(_outbox[i].Segment.Payload.Span);
                _next = _next with { Ack = _outbox[i].Segment.End };
            }

            _outbox.Clear();
            return heard;
        }
    }
}
