using System.Buffers.Binary;
using Playground.Contracts;

namespace Playground.Captures;

/// <summary>Takes the link's header off a frame.</summary>
internal static class LinkLayer
{
    private const int EthernetTypeAt = 12;
    private const int CookedTypeAt = 14;
    private const int Cooked2HeaderLength = 20;

    public static Sentence Cut { get; } = new("This frame ends before the header of its link does.");

    public static Sentence NotIp { get; } = new("This frame carries no IP packet.");

    public static Sentence UnknownLink(LinkType link) => new(
        "The frames are of link type {0}, which is not read here; Ethernet, raw IP, loopback and Linux's cooked frames are.", $"{(int)link}");

    /// <summary>The packet from its IP header on.</summary>
    /// <returns>Why there is none; none when there is one.</returns>
    public static Sentence? Unwrap(LinkType link, ReadOnlyMemory<byte> frame, out ReadOnlyMemory<byte> packet)
    {
        packet = frame;
        return link switch
        {
            LinkType.Raw or LinkType.RawV4 or LinkType.RawV6 => null,
            LinkType.Null or LinkType.Loop => TakeFamily(link, ref packet),
            LinkType.Ethernet => TakeEtherType(EthernetTypeAt, EthernetTypeAt + 2, ref packet),
            LinkType.LinuxCooked => TakeEtherType(CookedTypeAt, CookedTypeAt + 2, ref packet),
            LinkType.LinuxCooked2 => TakeEtherType(0, Cooked2HeaderLength, ref packet),
            _ => UnknownLink(link),
        };
    }

    private static Sentence? TakeFamily(LinkType link, ref ReadOnlyMemory<byte> packet)
    {
        if (packet.Length < sizeof(uint)) return Cut;
        // A file may have gone through a machine of the other byte order, and no family is above 255.
        var family = BinaryPrimitives.ReadUInt32BigEndian(packet.Span);
        if (link == LinkType.Null && family > 0xFF) family = BinaryPrimitives.ReverseEndianness(family);
        packet = packet[sizeof(uint)..];
        // IPv4 is 2 everywhere; IPv6 is 10 on Linux, 24 on NetBSD and OpenBSD, 28 on FreeBSD, 30 on macOS.
        return family is 2 or 10 or 24 or 28 or 30 ? null : NotIp;
    }

    private static Sentence? TakeEtherType(int typeAt, int header, ref ReadOnlyMemory<byte> packet)
    {
        if (packet.Length < header) return Cut;
        var type = BinaryPrimitives.ReadUInt16BigEndian(packet.Span[typeAt..]);
        packet = packet[header..];
        // VLAN tags, one in another: two octets of tag, then the type of what follows.
        while (type is 0x8100 or 0x88A8 or 0x9100)
        {
            if (packet.Length < sizeof(uint)) return Cut;
            type = BinaryPrimitives.ReadUInt16BigEndian(packet.Span[2..]);
            packet = packet[sizeof(uint)..];
        }

        return type is 0x0800 or 0x86DD ? null : NotIp;
    }
}
