namespace Playground.Tcp;

/// <summary>
/// A TCP segment as a value (RFC 9293 §3.1). The data offset follows from the options. Its fields can be set, so that a segment to be
/// sent is written where it will lie: it is too large to be copied about.
/// </summary>
public record struct Segment
{
    /// <summary>The sender's socket, true or forged.</summary>
    public SocketAddress Source { get; set; }

    /// <summary>The receiver's socket.</summary>
    public SocketAddress Destination { get; set; }

    /// <summary>SEG.SEQ: the number of the first octet, or of the SYN.</summary>
    public SeqNumber Seq { get; set; }

    /// <summary>SEG.ACK: the next number the sender expects. Means nothing while the ACK bit is off.</summary>
    public SeqNumber Ack { get; set; }

    /// <summary>The control bits.</summary>
    public ControlBits Bits { get; set; }

    /// <summary>SEG.WND as it stands on the wire, unscaled.</summary>
    public ushort Window { get; set; }

    /// <summary>SEG.UP. Means nothing while the URG bit is off.</summary>
    public ushort UrgentPointer { get; set; }

    /// <summary>The checksum where it is wrong; none stands for the right one.</summary>
    public ushort? Checksum { get; set; }

    /// <summary>The options.</summary>
    public SegmentOptions Options { get; set; }

    /// <summary>The text, in the RFC's word: application octets.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>SEG.LEN: the sequence numbers this segment takes, SYN and FIN included (RFC 9293 §3.4).</summary>
    public readonly uint Length => (uint)Payload.Length + (IsSyn ? 1u : 0u) + (IsFin ? 1u : 0u);

    /// <summary>The number after the last one this segment takes.</summary>
    public readonly SeqNumber End => Seq + Length;

    /// <summary>The SYN bit.</summary>
    public readonly bool IsSyn => (Bits & ControlBits.Syn) != 0;

    /// <summary>The ACK bit.</summary>
    public readonly bool IsAck => (Bits & ControlBits.Ack) != 0;

    /// <summary>The RST bit.</summary>
    public readonly bool IsRst => (Bits & ControlBits.Rst) != 0;

    /// <summary>The FIN bit.</summary>
    public readonly bool IsFin => (Bits & ControlBits.Fin) != 0;

    /// <summary>The URG bit.</summary>
    public readonly bool IsUrg => (Bits & ControlBits.Urg) != 0;

    /// <summary>The connection as its sender names it.</summary>
    public readonly FourTuple Connection => new(Source, Destination);

    /// <summary>Compares by content, the payload by its octets.</summary>
    public readonly bool Equals(Segment other) =>
        Source == other.Source && Destination == other.Destination && Seq == other.Seq && Ack == other.Ack && Bits == other.Bits
        && Window == other.Window && UrgentPointer == other.UrgentPointer && Checksum == other.Checksum && Options == other.Options
        && Payload.Span.SequenceEqual(other.Payload.Span);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Source, Destination, Seq, Ack, Bits, Payload.Length);
}
