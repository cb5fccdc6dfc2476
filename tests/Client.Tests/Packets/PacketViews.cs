using Playground.Captures;
using Playground.Client.Numbers;
using Playground.Client.Play.Packets;
using Playground.Contracts;
using Playground.Filters;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Packets;

/// <summary>Views whose segments have the octets that a room gives them.</summary>
internal static class PacketViews
{
    private static readonly SocketAddress s_client = new(HostAddress.Parse("192.0.2.10"), new(54846));
    private static readonly SocketAddress s_server = new(HostAddress.Parse("192.0.2.80"), new(80));

    public static Segment Syn => new()
    {
        Source = s_client, Destination = s_server, Bits = ControlBits.Syn, Seq = new(Views.X), Window = 65535,
        Options = new() { MaximumSegmentSize = 1460, SackPermitted = true, WindowScale = 7, Timestamps = new(1, 0) },
    };

    public static Segment SynAck => new()
    {
        Source = s_server, Destination = s_client, Bits = ControlBits.SynAck, Seq = new(Views.Y), Ack = new(Views.X + 1), Window = 65535, Options = new() { MaximumSegmentSize = 1400 },
    };

    public static Segment Text => new()
    {
        Source = s_client, Destination = s_server, Bits = ControlBits.Psh | ControlBits.Ack, Seq = new(Views.X + 1), Ack = new(Views.Y + 1), Window = 512,
        Payload = "hello"u8.ToArray(),
    };

    /// <summary>A SYN, its answer, text and the same text again, as the client sees them.</summary>
    public static RoomView View { get; } = Views.Answered with
    {
        Rows =
        [
            new StateRow(Views.At(0), "client", TcpState.Closed, TcpState.SynSent),
            Sent(0, Syn) with { Verdict = Views.Heard },
            Heard(41, SynAck),
            Sent(1000, Text),
            Sent(2000, Text),
        ],
    };

    public static SegmentRow Sent(int at, Segment segment) =>
        new(Views.At(at), "client", "server", Said(segment), Views.At(at + 40), SegmentFate.Arrived, true, false,
            new ReviewView(true, SegmentField.Bits, new("A TCP could send this."), "RFC 9293 §3.10.7", null));

    public static SegmentRow Heard(int at, Segment segment) => new(Views.At(at), "server", "client", Said(segment), Views.At(at + 40), SegmentFate.Arrived, false, false);

    public static ListedPacket Listed(Segment segment, params string[] remarks) =>
        new(new PacketTrack().Next(segment, Instant.Zero), Side.Client) { Remarks = [.. remarks.Select(remark => new PacketRemark(new(remark)))] };

    /// <summary>A capture of as many segments of text.</summary>
    public static byte[] File(int count) => PcapngWriter.Write(new(
        [new CaptureTap("eth0")],
        [.. Enumerable.Range(0, count).Select(i => new CapturedFrame(0, new(i * 1000L), IpCodec.Encode(Text with { Seq = new((uint)(5 * i)) })))]));

    private static SegmentView Said(Segment segment) => new(
        segment.Source.Port.Number, segment.Destination.Port.Number, segment.Bits.ToNames(), segment.Seq.Value, segment.Ack.Value, segment.Window,
        segment.Payload.ToArray(), OptionsText.Print(segment.Options), TcpCodec.Encode(segment));
}
