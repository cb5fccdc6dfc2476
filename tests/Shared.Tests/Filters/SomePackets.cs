using System.Text;
using Playground.Captures;
using Playground.Filters;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Filters;

/// <summary>A short trace with something of everything, numbered from 1.</summary>
internal static class SomePackets
{
    private static readonly SocketAddress s_client = At("192.0.2.10", 54846);
    private static readonly SocketAddress s_server = At("192.0.2.80", 80);

    /// <summary>
    /// 1 SYN, 2 SYN-ACK, 3 ACK, 4 text, 5 the same again, 6 ACK, 7 the same again, 8 with a wrong checksum and a zero window,
    /// 9 and 10 a connection over IPv6 that is refused, 11 urgent text after a gap.
    /// </summary>
    public static IReadOnlyList<Segment> Segments { get; } =
    [
        Out(ControlBits.Syn, uint.MaxValue, 0) with { Options = new() { MaximumSegmentSize = 1460, SackPermitted = true, Timestamps = new(7, 0), WindowScale = 7 } },
        Back(ControlBits.SynAck, 5000, 0) with { Options = new() { MaximumSegmentSize = 1400, SackPermitted = true, Timestamps = new(9, 7), WindowScale = 2 } },
        Out(ControlBits.Ack, 0, 5001) with { Window = 512 },
        Out(ControlBits.Psh | ControlBits.Ack, 0, 5001, "GET / HTTP/1.1\r\n") with { Window = 512 },
        Out(ControlBits.Psh | ControlBits.Ack, 0, 5001, "GET / HTTP/1.1\r\n") with { Window = 512 },
        Back(ControlBits.Ack, 5001, 16),
        Back(ControlBits.Ack, 5001, 16) with { Options = new() { Sack = [new(new(20), new(30))] } },
        Back(ControlBits.Ack, 5001, 16) with { Window = 0, Checksum = 0x1234 },
        new() { Source = At("2001:db8::1", 1024), Destination = At("2001:db8::2", 443), Seq = new(100), Bits = ControlBits.Syn, Window = 1024 },
        new() { Source = At("2001:db8::2", 443), Destination = At("2001:db8::1", 1024), Ack = new(101), Bits = ControlBits.RstAck },
        Out(ControlBits.Urg | ControlBits.Ack, 116, 5001, "!") with { UrgentPointer = 1, Window = 512 },
    ];

    public static IReadOnlyList<Packet> Packets { get; } = Listed();

    /// <summary>The numbers of the packets that a filter lets through.</summary>
    public static int[] Matching(string text)
    {
        Assert.True(DisplayFilter.TryParse(text, out var filter, out var mistake), $"{text}: {mistake?.Says} at {mistake?.Column}");
        return [.. Packets.Where(filter.Matches).Select(packet => packet.Number)];
    }

    private static SocketAddress At(string host, ushort port) => new(HostAddress.Parse(host), new(port));

    private static Segment Out(ControlBits bits, uint seq, uint ack, string text = "") => new()
    {
        Source = s_client, Destination = s_server, Bits = bits, Seq = new(seq), Ack = new(ack), Window = 65535, Payload = Encoding.ASCII.GetBytes(text),
    };

    private static Segment Back(ControlBits bits, uint seq, uint ack) => new()
    {
        Source = s_server, Destination = s_client, Bits = bits, Seq = new(seq), Ack = new(ack), Window = 65535,
    };

    /// <summary>Read back from a file, as a page reads it.</summary>
    private static IReadOnlyList<Packet> Listed() => PacketTrack.Of(CaptureReader.Read(PcapngWriter.Write(Capture)));

    public static Capture Capture => new(
        [new CaptureTap("client", LinkType.Raw)],
        [.. Segments.Select((segment, i) => new CapturedFrame(0, new(i * 250_000L), IpCodec.Encode(segment)) { Comment = i == 9 ? "nobody listens" : "" })]);
}
