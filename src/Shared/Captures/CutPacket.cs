using System.Buffers.Binary;
using Playground.Contracts;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Captures;

/// <summary>
/// A packet of which a capture kept only the beginning. With its headers whole it is a segment still: how many octets of text it
/// had is known, the octets themselves are not and stand as zeros, and nobody can tell whether its checksum was right.
/// </summary>
internal static class CutPacket
{
    private const int V4HeaderLength = 20;
    private const int V6HeaderLength = 40;
    private const int V4ChecksumAt = 10;

    private static readonly byte[] s_zeros = new byte[IpCodec.MaxLength];

    public static Sentence HeadersCut { get; } = new("The capture kept less of this packet than its headers.");

    /// <summary>Reads the segment.</summary>
    /// <returns>Why it can't be read; none when it was.</returns>
    public static Sentence? Read(ReadOnlyMemory<byte> packet, out Segment segment)
    {
        segment = default;
        if (packet.IsEmpty) return HeadersCut;
        var kept = packet.ToArray();
        if (ShortenTo(kept, out var missing) is { } why) return why;
        if (!IpCodec.TryDecode(kept, out var read, out var problem))
            return problem is WireProblem.TooShort or WireProblem.BadHeaderLength or WireProblem.DataOffsetPastEnd ? HeadersCut : problem.Text();
        segment = read with { Payload = s_zeros.AsMemory(0, read.Payload.Length + missing), Checksum = null };
        return null;
    }

    /// <summary>Lets the IP header say that the packet is as long as what was kept of it.</summary>
    private static Sentence? ShortenTo(Span<byte> kept, out int missing)
    {
        var isV4 = kept[0] >> 4 == 4;
        var (header, lengthAt) = isV4 ? (V4HeaderLength, 2) : (V6HeaderLength, 4);
        missing = 0;
        if (kept.Length < header) return HeadersCut;
        var counted = isV4 ? kept.Length : kept.Length - V6HeaderLength;
        missing = BinaryPrimitives.ReadUInt16BigEndian(kept[lengthAt..]) - counted;
        if (missing <= 0) return WireProblem.BadTotalLength.Text();
        var whole = isV4 ? (kept[0] & 0xF) * 4 : V6HeaderLength;
        if (whole > kept.Length) return HeadersCut;
        if (isV4 && !default(InternetChecksum).Plus(kept[..whole]).IsRight) return WireProblem.HeaderChecksumWrong.Text();

        BinaryPrimitives.WriteUInt16BigEndian(kept[lengthAt..], (ushort)counted);
        if (!isV4) return null;
        kept.Slice(V4ChecksumAt, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(kept[V4ChecksumAt..], InternetChecksum.Of(kept[..whole]));
        return null;
    }
}
