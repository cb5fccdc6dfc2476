using System.Buffers.Binary;
using Playground.Engine.Endpoint;
using Playground.Engine.Packets;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Packets;

/// <summary>ICMP errors as packets (RFC 792, RFC 4443), and what a connection makes of them (RFC 9293 §3.9.2.2).</summary>
public class IcmpTests
{
    private const string V4 = "192.0.2.1";
    private const string V6 = "2001:db8::1";

    [Theory]
    [InlineData(V4, 3, 0, null, Trouble.SoftError)]
    [InlineData(V4, 3, 1, null, Trouble.SoftError)]
    [InlineData(V4, 3, 2, Ending.Refused, null)]
    [InlineData(V4, 3, 3, Ending.Refused, null)]
    [InlineData(V4, 3, 5, null, Trouble.SoftError)]
    [InlineData(V4, 3, 13, null, Trouble.SoftError)]
    [InlineData(V4, 4, 0, null, null)]
    [InlineData(V4, 11, 0, null, Trouble.SoftError)]
    [InlineData(V4, 12, 0, null, Trouble.SoftError)]
    [InlineData(V6, 1, 0, null, Trouble.SoftError)]
    [InlineData(V6, 1, 1, Ending.Refused, null)]
    [InlineData(V6, 1, 3, null, Trouble.SoftError)]
    [InlineData(V6, 1, 4, Ending.Refused, null)]
    [InlineData(V6, 3, 0, null, Trouble.SoftError)]
    [InlineData(V6, 4, 1, null, Trouble.SoftError)]
    public void A_hard_error_ends_what_is_opening_and_a_soft_one_is_told(string us, byte type, byte code, Ending? ending, Trouble? trouble)
    {
        var (host, socket, syn) = Connecting(us);

        Assert.Equal(PacketFate.IcmpError, host.Receive(Error(syn, type, code), Instant.Zero).Fate);

        Assert.Equal((ending, trouble), (socket.Ending, socket.Trouble));
    }

    [Theory]
    [InlineData(V4, 3, 4, 576, 536)]
    [InlineData(V6, 2, 0, 1300, 1240)]
    [InlineData(V6, 2, 0, 100_000, 1440)]
    public void Too_big_makes_segments_smaller(string us, byte type, byte code, uint mtu, int text)
    {
        var (host, socket, syn) = Connecting(us);
        Answer(host, syn);
        socket.Send(new byte[1440], Instant.Zero);

        host.Receive(Error(Next(host), type, code, mtu), Instant.Zero);

        Assert.Equal((uint)text, Assert.Single(host.Connections.Values).SendMss);
    }

    [Fact]
    public void An_error_about_a_number_that_is_not_in_flight_is_not_believed()
    {
        var (host, socket, syn) = Connecting(V4);

        host.Receive(Error(Forged(syn), 3, 3), Instant.Zero);

        Assert.Null(socket.Ending);

        static byte[] Forged(byte[] packet)
        {
            var forged = (byte[])packet.Clone();
            forged[24] ^= 1;
            return forged;
        }
    }

    [Theory]
    [InlineData(V4)]
    [InlineData(V6)]
    public void One_wrong_bit_in_an_error_and_it_is_not_read(string us)
    {
        var (host, socket, syn) = Connecting(us);
        var (type, code, header) = us == V4 ? ((byte)3, (byte)3, 20) : ((byte)1, (byte)4, 40);
        var error = Error(syn, type, code);
        for (var bit = header * 8; bit < error.Length * 8; bit++)
        {
            error[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(new Reception(PacketFate.Unreadable, WireProblem.NotTcp), host.Receive(error, Instant.Zero));
            error[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Null(socket.Ending);
        host.Receive(error, Instant.Zero);
        Assert.Equal(Ending.Refused, socket.Ending);
    }

    [Theory]
    [InlineData(V4)]
    [InlineData(V6)]
    public void An_error_cut_short_anywhere_is_not_read(string us)
    {
        var (host, socket, syn) = Connecting(us);
        var header = us == V4 ? 20 : 40;
        var quoteEnds = header + 8 + header + 8;
        for (var kept = 0; kept < quoteEnds; kept++)
        {
            var cut = Error(syn, us == V4 ? (byte)3 : (byte)1, us == V4 ? (byte)3 : (byte)4, kept: kept);
            Assert.Equal(PacketFate.Unreadable, host.Receive(cut, Instant.Zero).Fate);
        }

        Assert.Null(socket.Ending);
    }

    [Fact]
    public void An_error_about_another_host_s_segment_is_not_for_us()
    {
        var (_, _, syn) = Connecting(V4);
        var other = new PacketHost(HostAddress.Parse("192.0.2.9"), 1);

        Assert.Equal(PacketFate.NotForUs, other.Receive(Error(syn, 3, 3), Instant.Zero).Fate);
    }

    [Theory]
    [InlineData(V4, 8, 0)]
    [InlineData(V4, 0, 0)]
    [InlineData(V6, 128, 0)]
    public void What_is_no_error_is_not_read(string us, byte type, byte code)
    {
        var (host, _, syn) = Connecting(us);

        Assert.Equal(PacketFate.Unreadable, host.Receive(Error(syn, type, code), Instant.Zero).Fate);
    }

    private static (PacketHost Host, Socket Socket, byte[] Syn) Connecting(string us)
    {
        var host = new PacketHost(HostAddress.Parse(us), 1, HostProfile.Plain);
        var socket = new Socket(host);
        Assert.Equal(CallError.None, socket.Connect(new(HostAddress.Parse(us == V4 ? "192.0.2.2" : "2001:db8::2"), new(80)), Instant.Zero).Error);
        return (host, socket, Next(host));
    }

    private static byte[] Next(PacketHost host)
    {
        var buffer = new byte[1500];
        Assert.True(host.TryDequeue(buffer, out var length));
        return buffer[..length];
    }

    private static void Answer(PacketHost host, byte[] syn)
    {
        Assert.True(IpCodec.TryDecode(syn, out var heard, out _));
        var answer = new Segment
        {
            Source = heard.Destination, Destination = heard.Source, Bits = ControlBits.SynAck, Seq = new(7), Ack = heard.Seq + 1, Window = 65535,
            Options = new() { MaximumSegmentSize = 1460 },
        };
        host.Receive(IpCodec.Encode(answer), Instant.Zero);
        Next(host);
    }

    /// <summary>The error that a router would send about a packet.</summary>
    private static byte[] Error(byte[] about, byte type, byte code, uint mtu = 0, int? kept = null)
    {
        var isV4 = about[0] >> 4 == 4;
        var quote = about.AsSpan(0, Math.Min(about.Length, (isV4 ? 20 : 40) + 8));
        byte[] message = [type, code, 0, 0, 0, 0, 0, 0, .. quote];
        if (isV4) BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)mtu);
        else BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), mtu);

        // From 203.0.113.1 or 2001:db8::ff to whoever had sent it.
        byte[] source = isV4 ? [203, 0, 113, 1] : Convert.FromHexString("20010DB80000000000000000000000FF");
        byte[] addresses = [.. source, .. isV4 ? about[12..16] : about[8..24]];
        byte[] pseudo = isV4 ? [] : [.. addresses, 0, 0, 0, (byte)message.Length, 0, 0, 0, 58];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Of([.. pseudo, .. message]));
        byte[] packet = isV4
            ? [0x45, 0, 0, (byte)(20 + message.Length), 0, 0, 0, 0, 64, 1, 0, 0, .. addresses, .. message]
            : [0x60, 0, 0, 0, 0, (byte)message.Length, 58, 64, .. addresses, .. message];
        if (kept is { } some) packet = packet[..some];
        if (isV4 && packet.Length >= 20)
        {
            packet[3] = (byte)packet.Length;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, 20)));
        }

        return packet;
    }
}
