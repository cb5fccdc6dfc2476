using System.Buffers.Binary;
using Playground.Captures;
using Playground.Tcp;

namespace Playground.Filters;

/// <summary>A line of a packet list: a segment, the frame it stands in, and what the course of its connection says about it.</summary>
/// <param name="Number">The number of its frame, from 1.</param>
/// <param name="At">When it was seen, from the capture's beginning; none where that isn't known.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Analysis">What is remarkable about it.</param>
public sealed record Packet(int Number, Instant? At, Segment Segment, SegmentAnalysis Analysis)
{
    private const int V6HeaderLength = 40;

    /// <summary>The octets of the frame that are there: at least the IP and TCP headers.</summary>
    public ReadOnlyMemory<byte> Octets { get; init; }

    /// <summary>Where in <see cref="Octets"/> the IP header begins; before it stands the link's.</summary>
    public int PacketAt { get; init; }

    /// <summary>The octets that the frame had.</summary>
    public long OriginalLength { get; init; }

    /// <summary>True when only the beginning of the packet was kept: its text is counted, and not there.</summary>
    public bool IsCut { get; init; }

    /// <summary>The name of the tap that saw it; empty for none.</summary>
    public string Tap { get; init; } = "";

    /// <summary>What is said about it; empty for nothing.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The number that its sender's numbers are counted from: that of the SYN, else the one before the first that was seen.</summary>
    public SeqNumber SeqBase { get; init; }

    /// <summary>The number that its acknowledgment is counted from.</summary>
    public SeqNumber AckBase { get; init; }

    /// <summary>The shift of its window, 0 to 14; 0 for a SYN, and where the SYNs agreed on none or weren't seen.</summary>
    public int WindowShift { get; init; }

    /// <summary>The time since the connection's first segment.</summary>
    public TimeSpan SinceFirst { get; init; }

    /// <summary>The time since the connection's last segment.</summary>
    public TimeSpan SinceLast { get; init; }

    /// <summary>SEG.SEQ, counted from the sender's first number.</summary>
    public uint RelativeSeq => unchecked(Segment.Seq.Value - SeqBase.Value);

    /// <summary>SEG.ACK, counted from the other side's first number; as it stands where the ACK bit is off.</summary>
    public uint RelativeAck => Segment.IsAck ? unchecked(Segment.Ack.Value - AckBase.Value) : Segment.Ack.Value;

    /// <summary>The window in octets.</summary>
    public uint Window => (uint)Segment.Window << WindowShift;

    /// <summary>True for an IPv4 packet, else it is IPv6.</summary>
    public bool IsV4 => Octets.Span[PacketAt] >> 4 == 4;

    /// <summary>Where in <see cref="Octets"/> the TCP header begins.</summary>
    public int TcpAt => PacketAt + (IsV4 ? (Octets.Span[PacketAt] & 0xF) * 4 : V6HeaderLength);

    /// <summary>The octets of the TCP header.</summary>
    public int HeaderLength => (Octets.Span[TcpAt + 12] >> 4) * 4;

    /// <summary>Where in <see cref="Octets"/> the text begins.</summary>
    public int TextAt => TcpAt + HeaderLength;

    /// <summary>Where in <see cref="Octets"/> the packet ends; after it may stand what Ethernet fills small frames with.</summary>
    public int PacketEnd => Math.Min(
        Octets.Length, PacketAt + (IsV4 ? BinaryPrimitives.ReadUInt16BigEndian(Octets.Span[(PacketAt + 2)..])
            : V6HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(Octets.Span[(PacketAt + 4)..])));

    /// <summary>The octets of text that are there.</summary>
    public ReadOnlyMemory<byte> Text => Octets[TextAt..PacketEnd];
}
