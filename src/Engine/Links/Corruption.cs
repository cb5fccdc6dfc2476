using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Links;

/// <summary>
/// What noise makes of a segment: one bit of the header or the text flipped, and the checksum that was right before. One flipped bit
/// never goes unnoticed (RFC 1071).
/// </summary>
public static class Corruption
{
    // Another data offset would move the border between options and text, and could make it no segment at all.
    private const int DataOffsetAt = 96;
    private const int DataOffsetBits = 4;

    /// <summary>The segment with one bit flipped.</summary>
    /// <param name="segment">A segment that its bytes can say: options of at most 40 octets.</param>
    /// <param name="chosen">Any number: it chooses the bit.</param>
    public static Segment Of(in Segment segment, ulong chosen)
    {
        var bytes = TcpCodec.Encode(segment);
        var bit = (int)(chosen % (ulong)((bytes.Length * 8) - DataOffsetBits));
        if (bit >= DataOffsetAt) bit += DataOffsetBits;
        bytes[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        return TcpCodec.TryDecode(bytes, segment.Source.Host, segment.Destination.Host, out var corrupt, out var problem)
            ? corrupt
            : throw new InvalidOperationException($"A segment with a flipped bit can't be read: {problem}.");
    }
}
