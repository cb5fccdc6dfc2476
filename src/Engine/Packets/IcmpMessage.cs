using System.Buffers.Binary;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Packets;

/// <summary>Reads ICMP errors about TCP segments from their packets (RFC 792, RFC 1191 §4, RFC 4443).</summary>
internal static class IcmpMessage
{
    private const byte IcmpV4 = 1;
    private const byte IcmpV6 = 58;
    private const int V4HeaderLength = 20;
    private const int V6HeaderLength = 40;
    private const int Header = 8;

    // "The first 64 bits of the original datagram's data": both ports and the sequence number (RFC 792).
    private const int LeastQuote = 8;

    /// <summary>Reads a packet that <see cref="IpCodec"/> has found whole, but without TCP.</summary>
    /// <param name="packet">The packet from its IP header on.</param>
    /// <param name="destination">The host it is for.</param>
    /// <param name="error">What it says.</param>
    /// <returns>False for anything that is no ICMP error with a right checksum that quotes the beginning of a segment.</returns>
    public static bool TryRead(ReadOnlySpan<byte> packet, out HostAddress destination, out IcmpError error)
    {
        (destination, error) = (default, default);
        var isV4 = packet.Length >= V4HeaderLength && packet[0] >> 4 == 4;
        var header = isV4 ? (packet[0] & 0xF) * 4 : V6HeaderLength;
        if (packet.Length < header + Header || packet[isV4 ? 9 : 6] != (isV4 ? IcmpV4 : IcmpV6)) return false;
        var length = isV4 ? BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) : header + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        if (length < header + Header || length > packet.Length) return false;

        destination = HostAddress.FromBytes(isV4 ? packet[16..20] : packet[24..40]);
        var message = packet[header..length];
        var pseudo = isV4 ? default : PseudoHeader(packet[8..40], message.Length);
        if (!pseudo.Plus(message).IsRight || KindOf(isV4, message[0], message[1]) is not { } kind) return false;
        if (!TryReadQuote(message[Header..], isV4, out var connection, out var seq)) return false;
        error = new IcmpError(kind, connection, seq, kind == IcmpKind.TooBig ? MtuOf(message, isV4) : (ushort)0);
        return true;
    }

    /// <summary>RFC 8200 §8.1, with the number of ICMPv6 (RFC 4443 §2.3).</summary>
    private static InternetChecksum PseudoHeader(ReadOnlySpan<byte> addresses, int length)
    {
        Span<byte> rest = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        BinaryPrimitives.WriteInt32BigEndian(rest[4..], IcmpV6);
        return default(InternetChecksum).Plus(addresses).Plus(rest);
    }

    /// <summary>
    /// Which errors are soft and which hard: RFC 9293 §3.9.2.2, and RFC 5461 §2.1 for what it leaves open in ICMPv6. A code that is
    /// in no list is soft: the connection may yet get through.
    /// </summary>
    private static IcmpKind? KindOf(bool isV4, byte type, byte code) => (isV4, type, code) switch
    {
        (true, 3, 2 or 3) => IcmpKind.Refused,
        (true, 3, 4) => IcmpKind.TooBig,
        (true, 3, _) => IcmpKind.Unreachable,
        (true, 4, _) => IcmpKind.SourceQuench,
        (true, 11, _) => IcmpKind.TimeExceeded,
        (true, 12, _) => IcmpKind.ParameterProblem,
        (false, 1, 1 or 4) => IcmpKind.Refused,
        (false, 1, _) => IcmpKind.Unreachable,
        (false, 2, _) => IcmpKind.TooBig,
        (false, 3, _) => IcmpKind.TimeExceeded,
        (false, 4, _) => IcmpKind.ParameterProblem,
        _ => null,
    };

    /// <summary>16 bits in ICMPv4 (RFC 1191 §4), 32 in ICMPv6 (RFC 4443 §3.2), where no packet on this wire is longer than 16 can say.</summary>
    private static ushort MtuOf(ReadOnlySpan<byte> message, bool isV4) => isV4
        ? BinaryPrimitives.ReadUInt16BigEndian(message[6..])
        : (ushort)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(message[4..]), ushort.MaxValue);

    private static bool TryReadQuote(ReadOnlySpan<byte> quote, bool isV4, out FourTuple connection, out SeqNumber seq)
    {
        (connection, seq) = (default, default);
        if (quote.Length < (isV4 ? V4HeaderLength : V6HeaderLength) || quote[0] >> 4 != (isV4 ? 4 : 6)) return false;
        var header = isV4 ? (quote[0] & 0xF) * 4 : V6HeaderLength;

        // Only a first fragment has the ports in it.
        const ushort fragmentOffset = 0x1FFF;
        var isLater = isV4 && (BinaryPrimitives.ReadUInt16BigEndian(quote[6..]) & fragmentOffset) != 0;
        if (header < V4HeaderLength || quote.Length < header + LeastQuote || isLater || quote[isV4 ? 9 : 6] != IpCodec.TcpProtocol) return false;

        var (from, size) = isV4 ? (12, 4) : (8, 16);
        var tcp = quote[header..];
        connection = new FourTuple(
            new(HostAddress.FromBytes(quote.Slice(from, size)), new(BinaryPrimitives.ReadUInt16BigEndian(tcp))),
            new(HostAddress.FromBytes(quote.Slice(from + size, size)), new(BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]))));
        seq = new SeqNumber(BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]));
        return true;
    }
}
