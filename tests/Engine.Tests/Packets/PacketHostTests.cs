using Playground.Engine.Packets;
using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;

namespace Playground.Tests.Packets;

/// <summary>What a host does with packets at its edge.</summary>
public class PacketHostTests
{
    private static readonly HostAddress s_us = Stand.Us.Host;

    private readonly PacketHost _host = new(s_us, seed: 1);
    private readonly byte[] _buffer = new byte[1500];

    private static Segment Syn => new() { Source = Stand.Peer, Destination = Stand.Us, Bits = ControlBits.Syn, Seq = new(100), Window = 1000 };

    [Fact]
    public void A_SYN_as_bytes_is_answered_with_a_SYN_ACK_as_bytes()
    {
        Listen();

        var reception = _host.Receive(IpCodec.Encode(Syn), Instant.Zero);

        Assert.Equal((PacketFate.Segment, RfcRule.ListenTakesSyn), (reception.Fate, reception.Verdict!.Value.Rule));
        Assert.True(_host.TryDequeue(_buffer, out var length));
        Assert.True(IpCodec.TryDecode(_buffer.AsMemory(0, length), out var answer, out _));
        Assert.Equal((ControlBits.SynAck, new SeqNumber(101), null), (answer.Bits, answer.Ack, answer.Checksum));
        Assert.False(_host.TryDequeue(_buffer, out length));
        Assert.Equal((0, 1), (length, _host.Counts.Sent));
    }

    [Fact]
    public void A_packet_waits_for_a_buffer_that_holds_it()
    {
        _host.Receive(IpCodec.Encode(Syn), Instant.Zero);

        Assert.False(_host.TryDequeue(_buffer.AsSpan(0, 39), out var length));
        Assert.Equal(40, length);
        Assert.True(_host.TryDequeue(_buffer.AsSpan(0, 40), out length));
    }

    [Fact]
    public void The_buffer_of_a_packet_is_free_after_the_call()
    {
        var listener = Listen();
        var connection = Open();
        var packet = IpCodec.Encode(connection with { Payload = Stand.Text("hello") });
        _host.Receive(packet, Instant.Zero);
        packet.AsSpan().Clear();
        _host.Receive(IpCodec.Encode(connection with { Seq = connection.Seq + 5, Payload = Stand.Text("again") }), Instant.Zero);

        Assert.True(listener.TryAccept(out var socket));
        var text = new byte[20];
        Assert.Equal("helloagain", System.Text.Encoding.ASCII.GetString(text[..socket.Receive(text, Instant.Zero).Octets]));
    }

    [Theory]
    [InlineData("192.0.2.2", "192.0.2.3", PacketFate.NotForUs)]
    [InlineData("192.0.2.2", "255.255.255.255", PacketFate.NotForUs)]
    [InlineData("192.0.2.2", "224.0.0.1", PacketFate.NotForUs)]
    [InlineData("2001:db8::2", "2001:db8::1", PacketFate.NotForUs)]
    [InlineData("2001:db8::2", "192.0.2.1", PacketFate.NotForUs)]
    [InlineData("224.0.0.1", "192.0.2.1", PacketFate.Segment)]
    [InlineData("0.0.0.0", "192.0.2.1", PacketFate.Segment)]
    [InlineData("127.0.0.1", "192.0.2.1", PacketFate.Segment)]
    public void What_comes_from_nowhere_or_goes_elsewhere_is_ignored(string source, string destination, PacketFate expected)
    {
        Listen();
        var syn = Syn with { Source = new(HostAddress.Parse(source), new(5000)), Destination = new(HostAddress.Parse(destination), Stand.Us.Port) };

        var reception = _host.Receive(IpCodec.Encode(syn), Instant.Zero);

        Assert.Equal((expected, expected == PacketFate.Segment ? RfcRule.AddressOfNobody : null), (reception.Fate, reception.Verdict?.Rule));
        Assert.Equal(1, _host.Counts[expected]);
        Assert.Empty(_host.Connections);
        Assert.False(_host.TryDequeue(_buffer, out _));
    }

    [Fact]
    public void What_cannot_be_read_is_counted_by_its_reason()
    {
        var packet = IpCodec.Encode(Syn);
        packet[8] ^= 1;

        Assert.Equal(new Reception(PacketFate.Unreadable, WireProblem.HeaderChecksumWrong), _host.Receive(packet, Instant.Zero));
        Assert.Equal(new Reception(PacketFate.Unreadable, WireProblem.TooShort), _host.Receive([], Instant.Zero));
        Assert.Equal(new Reception(PacketFate.Unreadable, WireProblem.TooShort), _host.Receive(packet.AsSpan(0, 19), Instant.Zero));

        Assert.Equal((3, 1, 2), (_host.Counts[PacketFate.Unreadable], _host.Counts[WireProblem.HeaderChecksumWrong], _host.Counts[WireProblem.TooShort]));
    }

    [Fact]
    public void A_wrong_checksum_is_dropped_by_TCP_without_a_word()
    {
        var packet = IpCodec.Encode(Syn);
        packet[^1] ^= 1;

        Assert.Equal(RfcRule.ChecksumWrong, _host.Receive(packet, Instant.Zero).Verdict!.Value.Rule);
        Assert.False(_host.TryDequeue(_buffer, out _));
    }

    [Fact]
    public void Any_number_of_octets_can_arrive_at_once() =>
        Assert.Equal(PacketFate.Segment, _host.Receive([.. IpCodec.Encode(Syn), .. new byte[200_000]], Instant.Zero).Fate);

    [Fact]
    public void The_same_seed_and_calls_give_the_same_packets()
    {
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));

        static string First(ulong seed)
        {
            var host = new PacketHost(s_us, seed);
            new Socket(host).Connect(Stand.Peer, Instant.Zero);
            var packet = new byte[100];
            Assert.True(host.TryDequeue(packet, out _));
            return Convert.ToHexString(packet);
        }
    }

    [Fact]
    public void A_packet_without_text_costs_the_heap_nothing_in_or_out()
    {
        Listen();
        var ack = IpCodec.Encode(Open());
        var old = IpCodec.Encode(Open(5000) with { Seq = new(100) });
        Exchange(rounds: 2000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var answers = Exchange(rounds: 2000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2000, answers);
        Assert.InRange(allocated, 0, 1000);

        // An ACK that is taken, and one from before the window, which is answered with an ACK; far enough apart for the throttle.
        int Exchange(int rounds)
        {
            var sent = _host.Counts.Sent;
            for (var round = 0; round < rounds; round++)
            {
                var now = new Instant(_host.Counts.Sent * 100_000);
                _host.Receive(ack, now);
                _host.Receive(old, now);
                while (_host.TryDequeue(_buffer, out _))
                {
                }
            }

            return (int)(_host.Counts.Sent - sent);
        }
    }

    private ListeningSocket Listen()
    {
        var listener = new ListeningSocket(_host);
        listener.Listen(Stand.Us.Port);
        return listener;
    }

    /// <summary>Opens a connection from the peer.</summary>
    /// <returns>The peer's next segment.</returns>
    private Segment Open(ushort port = 49152)
    {
        var syn = Syn with { Source = new(Stand.Peer.Host, new(port)) };
        _host.Receive(IpCodec.Encode(syn), Instant.Zero);
        Assert.True(_host.TryDequeue(_buffer, out var length));
        Assert.True(IpCodec.TryDecode(_buffer.AsMemory(0, length), out var answer, out _));
        var ack = syn with { Bits = ControlBits.Ack, Seq = syn.Seq + 1, Ack = answer.Seq + 1 };
        Assert.Equal(RfcRule.SynReceivedEstablishes, _host.Receive(IpCodec.Encode(ack), Instant.Zero).Verdict!.Value.Rule);
        return ack;
    }
}
