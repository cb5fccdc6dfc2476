using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Wire;

/// <summary>A segment as the bytes of RFC 9293 §3.1, and back. The segment's addresses go into the pseudo-header only.</summary>
public static class TcpCodec
{
    /// <summary>The octets of a header without options.</summary>
    public const int MinHeaderLength = 20;

    /// <summary>The bits of <see cref="ControlBits"/> that stand on the wire: eight control bits and the four reserved ones.</summary>
    public const ControlBits WireBits = (ControlBits)0xFFF;

    private const int DataOffsetAt = 12;
    private const int ChecksumAt = 16;

    /// <summary>The octets of the header, options and padding included: a multiple of 4 from 20, and no header above 60.</summary>
    public static int HeaderLength(in Segment segment) => MinHeaderLength + OptionsCodec.Length(segment.Options);

    /// <summary>The octets of header and text.</summary>
    public static int WireLength(in Segment segment) => HeaderLength(segment) + segment.Payload.Length;

    /// <summary>
    /// Writes header and text, <see cref="WireLength"/> octets, without touching the heap. The checksum is the right one unless the
    /// segment names a wrong one.
    /// </summary>
    /// <returns>
    /// False, and nothing is written, when the options take more than 40 octets or the segment more than the destination holds.
    /// </returns>
    public static bool Encode(in Segment segment, Span<byte> destination)
    {
        var header = HeaderLength(segment);
        var length = header + segment.Payload.Length;
        if (header > MinHeaderLength + SegmentOptions.MaxLength || length > destination.Length) return false;

        var tcp = destination[..length];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, segment.Source.Port.Number);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], segment.Destination.Port.Number);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], segment.Seq.Value);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], segment.Ack.Value);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[DataOffsetAt..], (ushort)((header / 4 << 12) | (int)(segment.Bits & WireBits)));
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], segment.Window);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[18..], segment.UrgentPointer);
        OptionsCodec.Encode(segment.Options, tcp[MinHeaderLength..header]);
        segment.Payload.Span.CopyTo(tcp[header..]);

        BinaryPrimitives.WriteUInt16BigEndian(tcp[ChecksumAt..], segment.Checksum ?? 0);
        if (segment.Checksum is null)
        {
            var right = InternetChecksum.OfPseudoHeader(segment.Source.Host, segment.Destination.Host, length).Plus(tcp).Value;
            BinaryPrimitives.WriteUInt16BigEndian(tcp[ChecksumAt..], right);
        }

        return true;
    }

    /// <summary>The bytes of header and text.</summary>
    /// <exception cref="ArgumentException">The options take more than 40 octets; see <see cref="OptionsCodec.Length"/>.</exception>
    public static byte[] Encode(in Segment segment)
    {
        var bytes = new byte[WireLength(segment)];
        return Encode(segment, bytes) ? bytes : throw new ArgumentException("No TCP header holds these options.", nameof(segment));
    }

    /// <summary>
    /// Reads any bytes. What is read encodes to the same bytes again: a right checksum is read as none, any other is kept in
    /// <see cref="Segment.Checksum"/>, and the text stays where it is in <paramref name="tcp"/>.
    /// </summary>
    /// <remarks>
    /// The field 0xFFFF where 0x0000 is right sums up like the right one, but no sender computes it, so it is kept as a wrong one.
    /// </remarks>
    /// <param name="tcp">Header and text, to the last octet.</param>
    /// <param name="source">The sender's address, from the IP header.</param>
    /// <param name="destination">The receiver's address, from the IP header.</param>
    /// <param name="segment">The segment; default when refused.</param>
    /// <param name="problem">Why the bytes are refused, else <see cref="WireProblem.None"/>.</param>
    public static bool TryDecode(
        ReadOnlyMemory<byte> tcp, HostAddress source, HostAddress destination, out Segment segment, out WireProblem problem)
    {
        segment = default;
        var bytes = tcp.Span;
        problem = Check(bytes);
        if (problem != WireProblem.None) return false;

        // Field by field, where the segment will lie: it is too large to be made elsewhere and copied.
        var offsetAndBits = BinaryPrimitives.ReadUInt16BigEndian(bytes[DataOffsetAt..]);
        var header = (offsetAndBits >> 12) * 4;
        segment.Source = new(source, new(BinaryPrimitives.ReadUInt16BigEndian(bytes)));
        segment.Destination = new(destination, new(BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])));
        segment.Seq = new(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));
        segment.Ack = new(BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));
        segment.Bits = (ControlBits)offsetAndBits & WireBits;
        segment.Window = BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        segment.UrgentPointer = BinaryPrimitives.ReadUInt16BigEndian(bytes[18..]);
        segment.Payload = tcp[header..];
        if (header > MinHeaderLength) segment.Options = OptionsCodec.Decode(bytes[MinHeaderLength..header]);

        // The protocol's number is in the sum, so that it is never zero, and no sender computes 0xFFFF.
        var checksum = BinaryPrimitives.ReadUInt16BigEndian(bytes[ChecksumAt..]);
        var isRight = InternetChecksum.OfPseudoHeader(source, destination, bytes.Length).Plus(bytes).IsRight && checksum != ushort.MaxValue;
        if (!isRight) segment.Checksum = checksum;
        return true;
    }

    /// <summary>The checksum that belongs into the header of <paramref name="tcp"/>, whatever stands there now.</summary>
    /// <param name="tcp">Header and text, at least 18 octets.</param>
    /// <param name="source">The sender's address.</param>
    /// <param name="destination">The receiver's address.</param>
    public static ushort RightChecksum(ReadOnlySpan<byte> tcp, HostAddress source, HostAddress destination) =>
        InternetChecksum.OfPseudoHeader(source, destination, tcp.Length).Plus(tcp[..ChecksumAt]).Plus(tcp[(ChecksumAt + 2)..]).Value;

    private static WireProblem Check(ReadOnlySpan<byte> tcp)
    {
        if (tcp.Length < MinHeaderLength) return WireProblem.TooShort;
        var header = (tcp[DataOffsetAt] >> 4) * 4;
        if (header < MinHeaderLength) return WireProblem.DataOffsetTooSmall;
        return header > tcp.Length ? WireProblem.DataOffsetPastEnd : WireProblem.None;
    }
}
