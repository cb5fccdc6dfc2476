using System.Buffers.Binary;
using System.Collections.Immutable;
using Playground.Captures;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Filters;

/// <content>The table.</content>
public static partial class FilterFields
{
    // Null itself would be taken for no octets, which are a value too.
    private static ReadOnlyMemory<byte>? Nothing => null;

    private static IEnumerable<FilterField> FrameFields() =>
    [
        Number("frame.number", "No.", p => p.Number),
        Time("frame.time_relative", "Seconds, as the column Time shows them", p => p.At?.Seconds),
        Number("frame.len", "Octets that the frame had", p => p.OriginalLength),
        Number("frame.cap_len", "Octets of the frame that are there", p => p.Octets.Length),
        Text("frame.interface_name", "Where it was captured", p => p.Tap),
        Text("frame.comment", "What is said about it", p => p.Comment),
        Octets("frame", "The whole frame", p => p.Octets),
    ];

    private static IEnumerable<FilterField> IpFields() =>
    [
        Octets("ip", "The IPv4 packet", p => p.IsV4 ? p.Octets[p.PacketAt..p.PacketEnd] : Nothing),
        Number("ip.version", "IP version of an IPv4 packet", p => p.IsV4 ? 4 : null),
        Number("ip.hdr_len", "Octets of the IPv4 header", p => p.IsV4 ? (Ip(p)[0] & 0xF) * 4 : null),
        Number("ip.len", "Octets of the IPv4 packet", p => p.IsV4 ? U16(Ip(p), 2) : null, most: ushort.MaxValue),
        Number("ip.id", "Identification", p => p.IsV4 ? U16(Ip(p), 4) : null, most: ushort.MaxValue),
        Number("ip.flags.df", "Don't fragment", p => p.IsV4 ? (Ip(p)[6] >> 6) & 1 : null, FieldKind.Flag),
        Number("ip.ttl", "Time to live", p => p.IsV4 ? Ip(p)[8] : null, most: byte.MaxValue),
        Number("ip.proto", "Protocol; TCP is 6", p => p.IsV4 ? Ip(p)[9] : null, most: byte.MaxValue),
        Number("ip.checksum", "IPv4 header checksum", p => p.IsV4 ? U16(Ip(p), 10) : null, most: ushort.MaxValue),
        Address("ip.src", "IPv4 source", FieldKind.V4Address, p => p.IsV4 ? [p.Segment.Source.Host] : []),
        Address("ip.dst", "IPv4 destination", FieldKind.V4Address, p => p.IsV4 ? [p.Segment.Destination.Host] : []),
        Address("ip.addr", "IPv4 source or destination", FieldKind.V4Address, p => p.IsV4 ? [p.Segment.Source.Host, p.Segment.Destination.Host] : []),
        Octets("ipv6", "The IPv6 packet", p => p.IsV4 ? Nothing : p.Octets[p.PacketAt..p.PacketEnd]),
        Number("ipv6.plen", "IPv6 payload length", p => p.IsV4 ? null : U16(Ip(p), 4), most: ushort.MaxValue),
        Number("ipv6.nxt", "IPv6 next header; TCP is 6", p => p.IsV4 ? null : Ip(p)[6], most: byte.MaxValue),
        Number("ipv6.hlim", "IPv6 hop limit", p => p.IsV4 ? null : Ip(p)[7], most: byte.MaxValue),
        Address("ipv6.src", "IPv6 source", FieldKind.V6Address, p => p.IsV4 ? [] : [p.Segment.Source.Host]),
        Address("ipv6.dst", "IPv6 destination", FieldKind.V6Address, p => p.IsV4 ? [] : [p.Segment.Destination.Host]),
        Address("ipv6.addr", "IPv6 source or destination", FieldKind.V6Address, p => p.IsV4 ? [] : [p.Segment.Source.Host, p.Segment.Destination.Host]),
    ];

    private static IEnumerable<FilterField> TcpFields() =>
    [
        Octets("tcp", "The segment", p => p.Octets[p.TcpAt..p.PacketEnd]),
        Number("tcp.srcport", "Source port", p => p.Segment.Source.Port.Number, most: ushort.MaxValue),
        Number("tcp.dstport", "Destination port", p => p.Segment.Destination.Port.Number, most: ushort.MaxValue),
        Many("tcp.port", "Source or destination port", p => [p.Segment.Source.Port.Number, p.Segment.Destination.Port.Number], most: ushort.MaxValue),
        Number("tcp.stream", "The connection, from 0", p => p.Analysis.Stream),
        Number("tcp.len", "Octets of text", p => p.Segment.Payload.Length),
        Number("tcp.seq", "Sequence number, relative", p => p.RelativeSeq),
        Number("tcp.seq_raw", "Sequence number on the wire", p => p.Segment.Seq.Value),
        Number("tcp.nxtseq", "The sequence number after this segment, relative", p => unchecked(p.RelativeSeq + p.Segment.Length)),
        Number("tcp.ack", "Acknowledgment number, relative", p => p.RelativeAck),
        Number("tcp.ack_raw", "Acknowledgment number on the wire", p => p.Segment.Ack.Value),
        Number("tcp.hdr_len", "Octets of the TCP header", p => p.HeaderLength),
        Number("tcp.flags", "All control bits as a number", p => (int)p.Segment.Bits, most: 0xFFF),
        Number("tcp.flags.res", "Reserved bits", p => ((int)p.Segment.Bits >> 9) & 7, most: 7),
        Bit("tcp.flags.ae", "Accurate ECN", (ControlBits)0x100),
        Bit("tcp.flags.cwr", "Congestion Window Reduced", ControlBits.Cwr),
        Bit("tcp.flags.ece", "ECN-Echo", ControlBits.Ece),
        Bit("tcp.flags.urg", "Urgent", ControlBits.Urg),
        Bit("tcp.flags.ack", "Acknowledgment", ControlBits.Ack),
        Bit("tcp.flags.push", "Push", ControlBits.Psh),
        Bit("tcp.flags.reset", "Reset", ControlBits.Rst),
        Bit("tcp.flags.syn", "Syn", ControlBits.Syn),
        Bit("tcp.flags.fin", "Fin", ControlBits.Fin),
        Number("tcp.window_size_value", "Window as it stands in the header", p => p.Segment.Window, most: ushort.MaxValue),
        Number("tcp.window_size", "Window in octets, scaled", p => p.Window),
        Number("tcp.checksum", "Checksum", p => U16(Tcp(p), 16), most: ushort.MaxValue),
        Number("tcp.checksum.status", "Checksum status: Good or Bad", p => p.IsCut ? null : p.Segment.Checksum is null ? 1 : 0, words: new() { ["Good"] = 1, ["Bad"] = 0 }),
        Mark("tcp.checksum.bad", "The checksum is wrong", p => p.Segment.Checksum is not null),
        Number("tcp.urgent_pointer", "Urgent pointer", p => p.Segment.UrgentPointer, most: ushort.MaxValue),
        Time("tcp.time_relative", "Seconds since the connection's first segment", p => p.SinceFirst.TotalSeconds),
        Time("tcp.time_delta", "Seconds since the connection's last segment", p => p.SinceLast.TotalSeconds),
        Octets("tcp.payload", "The text", p => p.Text.IsEmpty ? Nothing : p.Text),
        Octets("data", "The text", p => p.Text.IsEmpty ? Nothing : p.Text),
    ];

    private static IEnumerable<FilterField> OptionFields() =>
    [
        Octets("tcp.options", "All options", p => p.HeaderLength > TcpCodec.MinHeaderLength ? p.Octets[(p.TcpAt + TcpCodec.MinHeaderLength)..p.TextAt] : Nothing),
        Many("tcp.option_kind", "Kinds of option", p => PacketOptions.Of(p).Select(option => (double)option.Kind), most: byte.MaxValue),
        Mark("tcp.options.mss", "Has a maximum segment size", p => p.Segment.Options.MaximumSegmentSize is not null),
        Number("tcp.options.mss_val", "Maximum segment size", p => p.Segment.Options.MaximumSegmentSize, most: ushort.MaxValue),
        Mark("tcp.options.wscale", "Has a window scale", p => p.Segment.Options.WindowScale is not null),
        Number("tcp.options.wscale.shift", "Window scale, bits to shift", p => p.Segment.Options.WindowScale, most: byte.MaxValue),
        Number("tcp.options.wscale.multiplier", "Window scale, multiplier", p => p.Segment.Options.WindowScale is { } shift ? 1 << Math.Min((int)shift, 14) : null),
        Mark("tcp.options.sack_perm", "SACK permitted", p => p.Segment.Options.SackPermitted),
        Mark("tcp.options.sack", "Has selective acknowledgments", p => !p.Segment.Options.Sack.IsDefaultOrEmpty),
        Many("tcp.options.sack_le", "Left edges of SACK blocks, relative", p => Blocks(p).Select(block => Edge(p, block.Left))),
        Many("tcp.options.sack_re", "Right edges of SACK blocks, relative", p => Blocks(p).Select(block => Edge(p, block.Right))),
        Mark("tcp.options.timestamp", "Has timestamps", p => p.Segment.Options.Timestamps is not null),
        Number("tcp.options.timestamp.tsval", "Timestamp value", p => p.Segment.Options.Timestamps?.Value),
        Number("tcp.options.timestamp.tsecr", "Timestamp echo reply", p => p.Segment.Options.Timestamps?.EchoReply),
        Mark("tcp.options.tfo", "Fast Open", p => !p.Segment.Options.FastOpen.IsDefault),
    ];

    private static IEnumerable<FilterField> AnalysisFields() =>
    [
        Mark("tcp.analysis.flags", "Anything remarkable", p => p.Analysis.Marks != SegmentMarks.None),
        Mark("tcp.analysis.retransmission", "Retransmission", p => (p.Analysis.Marks & SegmentMarks.SentBefore & ~SegmentMarks.OutOfOrder) != 0),
        Mark("tcp.analysis.fast_retransmission", "Fast retransmission", SegmentMarks.FastRetransmission),
        Mark("tcp.analysis.spurious_retransmission", "Spurious retransmission", SegmentMarks.SpuriousRetransmission),
        Mark("tcp.analysis.out_of_order", "Out of order", SegmentMarks.OutOfOrder),
        Mark("tcp.analysis.duplicate_ack", "Duplicate ACK", SegmentMarks.DuplicateAck),
        Number("tcp.analysis.duplicate_ack_num", "Which duplicate it is", p => p.Analysis.DuplicateNumber is > 0 and var number ? number : null),
        Number("tcp.analysis.duplicate_ack_frame", "The frame whose ACK it repeats", p => p.Analysis.DuplicateOf is > 0 and var frame ? frame : null),
        Mark("tcp.analysis.lost_segment", "Previous segment not captured", SegmentMarks.PreviousNotCaptured),
        Mark("tcp.analysis.ack_lost_segment", "ACKs a segment that wasn't captured", SegmentMarks.AckedUnseen),
        Mark("tcp.analysis.zero_window", "Zero window", SegmentMarks.ZeroWindow),
        Mark("tcp.analysis.zero_window_probe", "Zero window probe", SegmentMarks.ZeroWindowProbe),
        Mark("tcp.analysis.zero_window_probe_ack", "Answer to a zero window probe", SegmentMarks.ZeroWindowProbeAck),
        Mark("tcp.analysis.window_update", "Window update", SegmentMarks.WindowUpdate),
        Mark("tcp.analysis.window_full", "Window full", SegmentMarks.WindowFull),
        Mark("tcp.analysis.keep_alive", "Keep-alive", SegmentMarks.KeepAlive),
        Mark("tcp.analysis.keep_alive_ack", "Answer to a keep-alive", SegmentMarks.KeepAliveAck),
        Mark("tcp.analysis.reused_ports", "Port numbers reused", SegmentMarks.PortsReused),
    ];

    private static FilterField Number(
        string name, string says, Func<Packet, double?> value, FieldKind kind = FieldKind.Number, Dictionary<string, double>? words = null, uint most = uint.MaxValue) =>
        new(name, kind, says, p => value(p) is { } number ? [FieldValue.Of(number)] : []) { Words = words, Most = most };

    private static FilterField Many(string name, string says, Func<Packet, IEnumerable<double>> values, uint most = uint.MaxValue) =>
        new(name, FieldKind.Number, says, p => values(p).Select(FieldValue.Of)) { Most = most };

    private static FilterField Time(string name, string says, Func<Packet, double?> value) => Number(name, says, value, FieldKind.Time);

    private static FilterField Bit(string name, string says, ControlBits bit) => Number(name, says, p => p.Segment.Bits.Has(bit) ? 1 : 0, FieldKind.Flag);

    private static FilterField Mark(string name, string says, Func<Packet, bool> isThere) =>
        new(name, FieldKind.Mark, says, p => isThere(p) ? [default] : []);

    private static FilterField Mark(string name, string says, SegmentMarks mark) => Mark(name, says, p => (p.Analysis.Marks & mark) != 0);

    private static FilterField Text(string name, string says, Func<Packet, string> value) =>
        new(name, FieldKind.Text, says, p => value(p) is { Length: > 0 } text ? [FieldValue.Of(text)] : []);

    private static FilterField Octets(string name, string says, Func<Packet, ReadOnlyMemory<byte>?> value) =>
        new(name, FieldKind.Octets, says, p => value(p) is { } octets ? [FieldValue.Of(octets)] : []);

    private static FilterField Address(string name, string says, FieldKind kind, Func<Packet, IEnumerable<HostAddress>> values) =>
        new(name, kind, says, p => values(p).Select(FieldValue.Of));

    private static ReadOnlySpan<byte> Ip(Packet packet) => packet.Octets.Span[packet.PacketAt..];

    private static ReadOnlySpan<byte> Tcp(Packet packet) => packet.Octets.Span[packet.TcpAt..];

    private static int U16(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt16BigEndian(header[at..]);

    private static ImmutableArray<SackBlock> Blocks(Packet packet) => packet.Segment.Options.Sack.IsDefault ? [] : packet.Segment.Options.Sack;

    private static double Edge(Packet packet, SeqNumber number) => unchecked(number.Value - packet.AckBase.Value);
}
