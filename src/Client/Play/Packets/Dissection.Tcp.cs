using System.Collections.Immutable;
using Playground.Captures;
using Playground.Contracts;
using Playground.Filters;
using Playground.Wire;

namespace Playground.Client.Play.Packets;

/// <content>The segment.</content>
public static partial class Dissection
{
    private static readonly (string Id, string Name)[] s_bits =
    [
        ("ae", "Accurate ECN"), ("cwr", "Congestion Window Reduced"), ("ece", "ECN-Echo"), ("urg", "Urgent"), ("ack", "Acknowledgment"),
        ("push", "Push"), ("reset", "Reset"), ("syn", "Syn"), ("fin", "Fin"),
    ];

    private static DetailNode Tcp(Packet packet)
    {
        var (segment, at) = (packet.Segment, packet.TcpAt);
        var tcp = packet.Octets.Span[at..];
        var header = packet.HeaderLength;
        var parts = ImmutableArray.CreateBuilder<DetailNode>();
        parts.Add(new("tcp.srcport", new("Source Port: {0}", $"{segment.Source.Port}"), at, 2) { Number = segment.Source.Port.Number });
        parts.Add(new("tcp.dstport", new("Destination Port: {0}", $"{segment.Destination.Port}"), at + 2, 2) { Number = segment.Destination.Port.Number });
        parts.Add(new("tcp.stream", new("[Stream index: {0}]", $"{packet.Analysis.Stream}")));
        parts.Add(new("tcp.len", new("[TCP Segment Len: {0}]", $"{segment.Payload.Length}")));
        parts.Add(new("tcp.seq", new("Sequence Number: {0}    (relative sequence number)", $"{packet.RelativeSeq}"), at + 4, 4));
        parts.Add(new("tcp.seq_raw", new("Sequence Number (raw): {0}", $"{segment.Seq}"), at + 4, 4) { Number = segment.Seq.Value });
        parts.Add(new("tcp.nxtseq", new("[Next Sequence Number: {0}    (relative sequence number)]", $"{unchecked(packet.RelativeSeq + segment.Length)}")));
        parts.Add(new("tcp.ack", segment.IsAck
            ? new("Acknowledgment Number: {0}    (relative ack number)", $"{packet.RelativeAck}")
            : new("Acknowledgment Number: {0}    (means nothing without ACK)", $"{packet.RelativeAck}"), at + 8, 4));
        parts.Add(new("tcp.ack_raw", new("Acknowledgment Number (raw): {0}", $"{segment.Ack}"), at + 8, 4) { Number = segment.Ack.Value });
        parts.Add(new("tcp.hdr_len", new("{0} = Header Length: {1} octets ({2})", $"{header / 4:b4} ....", $"{header}", $"{header / 4}"), at + 12, 1));
        parts.Add(Flags((int)segment.Bits, at));
        parts.Add(new("tcp.window_size_value", new("Window: {0}", $"{segment.Window}"), at + 14, 2) { Number = segment.Window });
        parts.Add(new("tcp.window_size", new("[Calculated window size: {0}]", $"{packet.Window}"), at + 14, 2));
        parts.Add(Checksum(packet, $"0x{U16(tcp[16..]):x4}"));
        parts.Add(new("tcp.urgent_pointer", new("Urgent Pointer: {0}", $"{segment.UrgentPointer}"), at + 18, 2));
        if (header > TcpCodec.MinHeaderLength) parts.Add(Options(packet));
        parts.Add(Times(packet));
        if (packet.Analysis.Marks != SegmentMarks.None) parts.Add(Analysis(packet.Analysis));
        if (!segment.Payload.IsEmpty) parts.Add(new("tcp.payload", new("TCP payload ({0} octets)", $"{segment.Payload.Length}"), packet.TextAt, packet.Text.Length));
        var says = segment.IsAck
            ? new Sentence("Transmission Control Protocol, Src Port: {0}, Dst Port: {1}, Seq: {2}, Ack: {3}, Len: {4}",
                $"{segment.Source.Port}", $"{segment.Destination.Port}", $"{packet.RelativeSeq}", $"{packet.RelativeAck}", $"{segment.Payload.Length}")
            : new Sentence("Transmission Control Protocol, Src Port: {0}, Dst Port: {1}, Seq: {2}, Len: {3}",
                $"{segment.Source.Port}", $"{segment.Destination.Port}", $"{packet.RelativeSeq}", $"{segment.Payload.Length}");
        return new("tcp", says, at, header) { Parts = parts.DrainToImmutable() };
    }

    private static DetailNode Flags(int bits, int at)
    {
        var reserved = new DetailNode(
            "tcp.flags.res", new((bits >> 9 & 7) == 0 ? "{0} = Reserved: Not set" : "{0} = Reserved: Set", $"{bits >> 9 & 7:b3}. .... ...."), at + 12, 1);
        var each = s_bits.Select((bit, i) => Bit($"tcp.flags.{bit.Id}", bit.Name, bits, 12, 8 - i, at + (i == 0 ? 12 : 13), 1, 12));
        return new("tcp.flags", new("Flags: {0} ({1})", $"0x{bits & 0xFFF:x3}", PacketInfo.Flags((Playground.Tcp.ControlBits)bits)), at + 12, 2)
        {
            Parts = [reserved, .. each],
        };
    }

    private static DetailNode Checksum(Packet packet, string field)
    {
        var at = packet.TcpAt + 16;
        if (packet.IsCut) return new("tcp.checksum", new("Checksum: {0} [unverified: the capture has cut the text]", field), at, 2);
        if (packet.Segment.Checksum is null) return new("tcp.checksum", new("Checksum: {0} [correct]", field), at, 2);
        var right = TcpCodec.RightChecksum(packet.Octets.Span[packet.TcpAt..packet.PacketEnd], packet.Segment.Source.Host, packet.Segment.Destination.Host);
        return new("tcp.checksum", new("Checksum: {0} [incorrect, should be {1}]", field, $"0x{right:x4}"), at, 2);
    }

    private static DetailNode Options(Packet packet)
    {
        var (at, length) = (packet.TcpAt + TcpCodec.MinHeaderLength, packet.HeaderLength - TcpCodec.MinHeaderLength);
        return new("tcp.options", new("Options: ({0} octets)", $"{length}"), at, length)
        {
            Parts = [.. PacketOptions.Of(packet).Select((option, i) => new DetailNode($"tcp.options.{i}", SaysOf(packet, option), option.At, option.Length))],
        };
    }

    private static Sentence SaysOf(Packet packet, in PacketOption option)
    {
        if (option.IsBroken) return new("TCP Option - kind {0}, whose length can't be", $"{option.Kind}");
        var value = packet.Octets.Span.Slice(option.At, option.Length)[Math.Min(2, option.Length)..];
        return (option.Kind, value.Length) switch
        {
            (OptionKind.End, _) => new("TCP Option - End of Option List (EOL)"),
            (OptionKind.NoOperation, _) => new("TCP Option - No-Operation (NOP)"),
            (OptionKind.MaximumSegmentSize, 2) => new("TCP Option - Maximum segment size: {0} octets", $"{U16(value)}"),
            (OptionKind.WindowScale, 1) => new("TCP Option - Window scale: {0} (multiply by {1})", $"{value[0]}", $"{1 << Math.Min((int)value[0], 14)}"),
            (OptionKind.SackPermitted, 0) => new("TCP Option - SACK permitted"),
            (OptionKind.Sack, > 0) => new("TCP Option - SACK {0}", Blocks(packet, value)),
            (OptionKind.Timestamps, 8) => new("TCP Option - Timestamps: TSval {0}, TSecr {1}", $"{U32(value)}", $"{U32(value[4..])}"),
            (OptionKind.FastOpen, 0) => new("TCP Option - Fast Open Cookie Request"),
            (OptionKind.FastOpen, _) => new("TCP Option - Fast Open Cookie: {0}", Convert.ToHexStringLower(value)),
            _ => new("TCP Option - kind {0}, {1} octets", $"{option.Kind}", $"{option.Length}"),
        };
    }

    private static string Blocks(Packet packet, ReadOnlySpan<byte> value)
    {
        var blocks = new List<string>();
        for (; value.Length >= 8; value = value[8..])
            blocks.Add($"{unchecked(U32(value) - packet.AckBase.Value)}-{unchecked(U32(value[4..]) - packet.AckBase.Value)}");
        return string.Join(' ', blocks);
    }

    private static DetailNode Times(Packet packet) => new("tcp.timestamps", new("[Timestamps]"))
    {
        Parts =
        [
            new("tcp.time_relative", new("[Time since first frame in this TCP stream: {0} seconds]", Seconds(packet.SinceFirst.TotalSeconds))),
            new("tcp.time_delta", new("[Time since previous frame in this TCP stream: {0} seconds]", Seconds(packet.SinceLast.TotalSeconds))),
        ],
    };

    private static DetailNode Analysis(SegmentAnalysis analysis)
    {
        var parts = ImmutableArray.CreateBuilder<DetailNode>();
        parts.Add(new("tcp.analysis.flags", new("[TCP Analysis Flags: {0}]", $"{analysis}")));
        parts.AddRange(MarkTexts.Of(analysis.Marks).Select((says, i) => new DetailNode($"tcp.analysis.{i}", says)));
        if (analysis.DuplicateOf > 0)
        {
            parts.Add(new("tcp.analysis.duplicate_ack_num", new("[Duplicate ACK #: {0}]", $"{analysis.DuplicateNumber}")));
            parts.Add(new("tcp.analysis.duplicate_ack_frame", new("[Duplicate to the ACK in frame: {0}]", $"{analysis.DuplicateOf}")));
        }

        return new("tcp.analysis", new("[SEQ/ACK analysis]")) { Parts = parts.DrainToImmutable() };
    }
}
