using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Playground.Tcp;

namespace Playground.Wire;

/// <summary>
/// The checksum of IP and TCP (RFC 1071; RFC 9293 §3.1, MUST-2 and MUST-3): the complement of the one's complement sum of
/// all sixteen-bit words. A value that grows by <c>Plus</c>; the default value is the sum of nothing.
/// </summary>
public readonly record struct InternetChecksum
{
    // Eight octets at a time: 2^64 − 1 is a multiple of 2^16 − 1, so a carry out of the top comes back in at the bottom and
    // the sum folds to the same sixteen bits in the end (RFC 1071 §2).
    private readonly ulong _sum;

    private const int Block = 64;

    private InternetChecksum(ulong sum) => _sum = sum;

    /// <summary>The checksum as it stands in a header.</summary>
    public ushort Value => (ushort)~Fold(_sum);

    /// <summary>True when the sum covers a checksum field too and that field is right.</summary>
    public bool IsRight => Fold(_sum) == ushort.MaxValue;

    /// <summary>The checksum of <paramref name="bytes"/> alone.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes) => default(InternetChecksum).Plus(bytes).Value;

    /// <summary>
    /// The sum over the pseudo-header of a segment: both addresses, the protocol and the length of header and text
    /// (RFC 9293 §3.1 for IPv4, RFC 8200 §8.1 for IPv6). Both sum to the same when the addresses do.
    /// </summary>
    /// <param name="source">The sender.</param>
    /// <param name="destination">The receiver.</param>
    /// <param name="tcpLength">The octets of the TCP header and the text; never negative.</param>
    public static InternetChecksum OfPseudoHeader(HostAddress source, HostAddress destination, int tcpLength) =>
        new InternetChecksum((ulong)(uint)tcpLength + IpCodec.TcpProtocol).Plus(source).Plus(destination);

    /// <summary>The sum over what it covered so far and <paramref name="bytes"/>.</summary>
    /// <param name="bytes">Whole sixteen-bit words; an odd last octet is padded with zero, so only the last piece may be odd.</param>
    public InternetChecksum Plus(ReadOnlySpan<byte> bytes)
    {
        var sum = _sum;
        if (bytes.Length >= Block) sum = Add(sum, TakeBlocks(ref bytes));
        while (bytes.Length >= sizeof(ulong))
        {
            sum = Add(sum, BinaryPrimitives.ReadUInt64BigEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length >= sizeof(uint))
        {
            sum = Add(sum, BinaryPrimitives.ReadUInt32BigEndian(bytes));
            bytes = bytes[sizeof(uint)..];
        }

        if (bytes.Length >= sizeof(ushort)) sum = Add(sum, BinaryPrimitives.ReadUInt16BigEndian(bytes));
        return new(bytes.Length % 2 == 0 ? sum : Add(sum, (ulong)bytes[^1] << 8));
    }

    /// <summary>The sum over what it covered so far and a field of a header.</summary>
    internal InternetChecksum Plus(uint words) => new(Add(_sum, words));

    /// <summary>
    /// The sum of as many whole blocks as there are, many words at a time. It adds in the machine's own order of octets: the sum of
    /// swapped words is the swapped sum (RFC 1071 §2, B).
    /// </summary>
    private static ulong TakeBlocks(ref ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        foreach (ref readonly var block in MemoryMarshal.Cast<byte, Vector512<ulong>>(bytes))
        {
            even += block & Vector512.Create((ulong)uint.MaxValue);
            odd += block >>> 32;
        }

        bytes = bytes[(bytes.Length / Block * Block)..];
        var sum = Fold(Vector512.Sum(even + odd));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(sum) : sum;
    }

    /// <summary>The sum over what it covered so far and the octets of an address.</summary>
    internal InternetChecksum Plus(HostAddress address)
    {
        var (high, low) = address.Words;
        return new(address.IsV4 ? Add(_sum, (uint)low) : Add(Add(_sum, high), low));
    }

    private static ulong Add(ulong one, ulong other)
    {
        var sum = unchecked(one + other);
        return sum < other ? sum + 1 : sum;
    }

    private static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue) sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)sum;
    }
}
