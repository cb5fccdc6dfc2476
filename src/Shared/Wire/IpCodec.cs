using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Wire;

/// <summary>
/// A segment in its IP packet (RFC 791, RFC 8200), as it stands in a capture. IPv4 when both addresses are, else IPv6, where
/// a lone IPv4 address takes its mapped form.
/// </summary>
public static class IpCodec
{
    /// <summary>The number of TCP in an IP header.</summary>
    public const byte TcpProtocol = 6;

    /// <summary>The hops a packet may take: the value that most hosts begin with.</summary>
    public const byte TimeToLive = 64;

    /// <summary>The most octets that a packet or, with IPv6, its payload can say it has.</summary>
    public const int MaxLength = ushort.MaxValue;

    private const int V4HeaderLength = 20;
    private const int V6HeaderLength = 40;
    private const ushort DontFragment = 0x4000;
    private const ushort MoreFragmentsAndOffset = 0x3FFF;

    /// <summary>The octets of the IP header: 20 between IPv4 addresses, else 40.</summary>
    public static int HeaderLength(in Segment segment) => segment.Source.Host.IsV4 && segment.Destination.Host.IsV4 ? V4HeaderLength : V6HeaderLength;

    /// <summary>The octets of the IP header on a connection: 20 between IPv4 addresses, else 40.</summary>
    public static int HeaderLength(in FourTuple connection) =>
        connection.Local.Host.IsV4 && connection.Remote.Host.IsV4 ? V4HeaderLength : V6HeaderLength;

    /// <summary>The octets of the whole packet.</summary>
    public static int PacketLength(in Segment segment) => HeaderLength(segment) + TcpCodec.WireLength(segment);

    /// <summary>Writes the packet, <see cref="PacketLength"/> octets, without touching the heap.</summary>
    /// <returns>
    /// False when the options take more than 40 octets, or the packet more than the destination or the length in its header can hold.
    /// </returns>
    public static bool Encode(in Segment segment, Span<byte> destination) => Encode(segment, destination, out _);

    /// <inheritdoc cref="Encode(in Segment, Span{byte})"/>
    /// <param name="length">The octets of the whole packet, written or not.</param>
    public static bool Encode(in Segment segment, Span<byte> destination, out int length)
    {
        var header = HeaderLength(segment);
        length = header + TcpCodec.WireLength(segment);
        var counted = header == V4HeaderLength ? length : length - header;
        if (counted > MaxLength || length > destination.Length || !TcpCodec.Encode(segment, destination[header..])) return false;

        if (header == V4HeaderLength) WriteV4(segment, destination[..header], (ushort)counted);
        else WriteV6(segment, destination[..header], (ushort)counted);
        return true;
    }

    /// <summary>The bytes of the packet.</summary>
    /// <exception cref="ArgumentException">The options take more than 40 octets, or the packet more than 65535.</exception>
    public static byte[] Encode(in Segment segment)
    {
        var bytes = new byte[PacketLength(segment)];
        return Encode(segment, bytes) ? bytes : throw new ArgumentException("No IP packet holds this segment.", nameof(segment));
    }

    /// <summary>
    /// Reads a packet from any bytes. IPv4 options are passed over, as are octets after the packet's own length, with which Ethernet
    /// fills small frames.
    /// </summary>
    /// <param name="packet">The packet from its IP header on.</param>
    /// <param name="segment">The segment, its text still in <paramref name="packet"/>; default when refused.</param>
    /// <param name="problem">Why the bytes are refused, else <see cref="WireProblem.None"/>.</param>
    public static bool TryDecode(ReadOnlyMemory<byte> packet, out Segment segment, out WireProblem problem)
    {
        segment = default;
        var bytes = packet.Span;
        problem = WireProblem.TooShort;
        if (bytes.IsEmpty) return false;

        int header = 0, length = 0;
        problem = (bytes[0] >> 4) switch
        {
            4 => CheckV4(bytes, out header, out length),
            6 => CheckV6(bytes, out header, out length),
            _ => WireProblem.UnknownIpVersion,
        };
        if (problem != WireProblem.None) return false;

        var (size, at) = bytes[0] >> 4 == 4 ? (4, 12) : (16, 8);
        var source = HostAddress.FromBytes(bytes.Slice(at, size));
        var destination = HostAddress.FromBytes(bytes.Slice(at + size, size));
        if (size == 16 && source.IsV4 && destination.IsV4) problem = WireProblem.MappedAddresses;
        return problem == WireProblem.None && TcpCodec.TryDecode(packet[header..length], source, destination, out segment, out problem);
    }

    private static WireProblem CheckV4(ReadOnlySpan<byte> packet, out int header, out int length)
    {
        (header, length) = (0, 0);
        if (packet.Length < V4HeaderLength) return WireProblem.TooShort;
        header = (packet[0] & 0xF) * 4;
        length = BinaryPrimitives.ReadUInt16BigEndian(packet[2..]);
        if (header < V4HeaderLength || header > packet.Length) return WireProblem.BadHeaderLength;
        if (!default(InternetChecksum).Plus(packet[..header]).IsRight) return WireProblem.HeaderChecksumWrong;
        if (length < header || length > packet.Length) return WireProblem.BadTotalLength;
        if ((BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & MoreFragmentsAndOffset) != 0) return WireProblem.Fragment;
        return packet[9] == TcpProtocol ? WireProblem.None : WireProblem.NotTcp;
    }

    private static WireProblem CheckV6(ReadOnlySpan<byte> packet, out int header, out int length)
    {
        (header, length) = (V6HeaderLength, 0);
        if (packet.Length < V6HeaderLength) return WireProblem.TooShort;
        length = header + BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        if (length > packet.Length) return WireProblem.BadTotalLength;
        return packet[6] switch
        {
            TcpProtocol => WireProblem.None,
            44 => WireProblem.Fragment,
            // Hop-by-Hop, Routing, Authentication, Destination Options, Mobility (RFC 8200 §4.1 and the IANA list).
            0 or 43 or 51 or 60 or 135 => WireProblem.ExtensionHeader,
            _ => WireProblem.NotTcp,
        };
    }

    private static void WriteV4(in Segment segment, Span<byte> header, ushort totalLength)
    {
        // A packet that may not be fragmented needs no identification (RFC 6864 §4.1).
        var (versionAndLength, hopsAndProtocol) = (0x4500_0000u | totalLength, ((uint)TimeToLive << 24) | ((uint)TcpProtocol << 16));
        var (source, destination) = (segment.Source.Host, segment.Destination.Host);
        var checksum = default(InternetChecksum).Plus(versionAndLength).Plus(DontFragment).Plus(hopsAndProtocol).Plus(source).Plus(destination).Value;
        BinaryPrimitives.WriteUInt32BigEndian(header, versionAndLength);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], DontFragment);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], hopsAndProtocol | checksum);
        source.WriteTo(header[12..]);
        destination.WriteTo(header[16..]);
    }

    private static void WriteV6(in Segment segment, Span<byte> header, ushort payloadLength)
    {
        header.Clear();
        header[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], payloadLength);
        header[6] = TcpProtocol;
        header[7] = TimeToLive;
        WriteV6Address(segment.Source.Host, header[8..24]);
        WriteV6Address(segment.Destination.Host, header[24..40]);
    }

    private static void WriteV6Address(HostAddress address, Span<byte> sixteen)
    {
        if (address.IsV4) sixteen[10..12].Fill(0xFF);
        address.WriteTo(address.IsV4 ? sixteen[12..] : sixteen);
    }
}
