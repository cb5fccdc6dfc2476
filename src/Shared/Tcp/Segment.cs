namespace Playground.Tcp;

/// <summary>A TCP segment as a value (RFC 9293 §3.1). The data offset follows from the options.</summary>
public readonly record struct Segment
{
    /// <summary>The sender's socket, true or forged.</summary>
    public SocketAddress Source { get; init; }

    /// <summary>The receiver's socket.</summary>
    public SocketAddress Destination { get; init; }

    /// <summary>SEG.SEQ: the number of the first octet, or of the SYN.</summary>
    public SeqNumber Seq { get; init; }

    /// <summary>SEG.ACK: the next number the sender expects. Means nothing while the ACK bit is off.</summary>
    public SeqNumber Ack { get; init; }

    /// <summary>The control bits.</summary>
    public ControlBits Bits { get; init; }

    /// <summary>SEG.WND as it stands on the wire, unscaled.</summary>
    public ushort Window { get; init; }

    /// <summary>SEG.UP. Means nothing while the URG bit is off.</summary>
    public ushort UrgentPointer { get; init; }

    /// <summary>The checksum where it is wrong; none stands for the right one.</summary>
    public ushort? Checksum { get; init; }

    /// <summary>The options.</summary>
    public SegmentOptions Options { get; init; }

    /// <summary>The text, in the RFC's word: application octets.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>SEG.LEN: the sequence numbers this segment takes, SYN and FIN included (RFC 9293 §3.4).</summary>
    public uint Length => (uint)Payload.Length + (IsSyn ? 1u : 0u) + (IsFin ? 1u : 0u);

    /// <summary>The number after the last one this segment takes.</summary>
    public SeqNumber End => Seq + Length;

    /// <summary>The SYN bit.</summary>
    public bool IsSyn => (Bits & ControlBits.Syn) != 0;

    /// <summary>The ACK bit.</summary>
    public bool IsAck => (Bits & ControlBits.Ack) != 0;

    /// <summary>The RST bit.</summary>
    public bool IsRst => (Bits & ControlBits.Rst) != 0;

    /// <summary>The FIN bit.</summary>
    public bool IsFin => (Bits & ControlBits.Fin) != 0;

    /// <summary>The URG bit.</summary>
    public bool IsUrg => (Bits & ControlBits.Urg) != 0;

    /// <summary>The connection as its sender names it.</summary>
    public FourTuple Connection => new(Source, Destination);

    /// <summary>Compares by content, the payload by its octets.</summary>
    public bool Equals(Segment other) =>
        Source == other.Source && Destination == other.Destination && Seq == other.Seq && Ack == other.Ack && Bits == other.Bits
        && Window == other.Window && UrgentPointer == other.UrgentPointer && Checksum == other.Checksum && Options == other.Options
        && Payload.Span.SequenceEqual(other.Payload.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Source, Destination, Seq, Ack, Bits, Payload.Length);
}
