using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Playground.Contracts;
using Playground.Filters;

namespace Playground.Client.Play.Packets;

/// <summary>A packet taken apart field by field, as Wireshark lays it out: in brackets stands what is worked out and not in the octets.</summary>
public static partial class Dissection
{
    /// <summary>The layers, the frame first.</summary>
    public static ImmutableArray<DetailNode> Of(ListedPacket listed, IStringLocalizer text)
    {
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(text);
        var packet = listed.Packet;
        var layers = ImmutableArray.CreateBuilder<DetailNode>();
        layers.Add(Frame(packet));
        if (!listed.Remarks.IsEmpty || packet.Comment.Length > 0) layers.Add(Remarks(listed, text));
        if (packet.PacketAt > 0) layers.Add(new("link", new("Link layer header ({0} octets)", $"{packet.PacketAt}"), 0, packet.PacketAt));
        layers.Add(packet.IsV4 ? V4(packet) : V6(packet));
        layers.Add(Tcp(packet));
        if (!packet.Text.IsEmpty) layers.Add(new("data", new("Data ({0} octets)", $"{packet.Text.Length}"), packet.TextAt, packet.Text.Length));
        if (packet.PacketEnd < packet.Octets.Length)
            layers.Add(new("trailer", new("Trailer ({0} octets)", $"{packet.Octets.Length - packet.PacketEnd}"), packet.PacketEnd, packet.Octets.Length - packet.PacketEnd));
        return layers.DrainToImmutable();
    }

    private static DetailNode Frame(Packet packet)
    {
        var parts = ImmutableArray.CreateBuilder<DetailNode>();
        parts.Add(new("frame.number", new("Frame Number: {0}", $"{packet.Number}")));
        if (packet.At is { } at) parts.Add(new("frame.time_relative", new("[Time since reference or first frame: {0} seconds]", Seconds(at.Seconds))));
        parts.Add(new("frame.len", new("Frame Length: {0} octets", $"{packet.OriginalLength}")));
        parts.Add(new("frame.cap_len", new("Capture Length: {0} octets", $"{packet.Octets.Length}")));
        if (packet.Tap.Length > 0) parts.Add(new("frame.interface_name", new("Interface name: {0}", packet.Tap)));
        var says = new Sentence("Frame {0}: {1} octets on wire, {2} octets captured", $"{packet.Number}", $"{packet.OriginalLength}", $"{packet.Octets.Length}");
        return new("frame", says, 0, packet.Octets.Length) { Parts = parts.DrainToImmutable() };
    }

    private static DetailNode Remarks(ListedPacket listed, IStringLocalizer text)
    {
        var parts = listed.Remarks.Select((remark, i) => new DetailNode($"frame.comment.{i}", new("{0}", PacketCapture.Spoken(remark, text))));
        var file = listed.Packet.Comment.Length > 0 ? listed.Packet.Comment.Split('\n').Select(line => new DetailNode("frame.comment", new("{0}", line))) : [];
        return new("comments", new("[What is said about it]")) { Parts = [.. parts, .. file] };
    }

    private static DetailNode V4(Packet packet)
    {
        var at = packet.PacketAt;
        var ip = packet.Octets.Span[at..];
        var (header, flags, length) = (packet.TcpAt - at, ip[6] >> 5, U16(ip[2..]));
        var (source, destination) = ($"{packet.Segment.Source.Host}", $"{packet.Segment.Destination.Host}");
        var parts = ImmutableArray.CreateBuilder<DetailNode>();
        parts.Add(new("ip.version", new("0100 .... = Version: 4"), at, 1));
        parts.Add(new("ip.hdr_len", new("{0} = Header Length: {1} octets ({2})", $".... {ip[0] & 0xF:b4}", $"{header}", $"{header / 4}"), at, 1));
        parts.Add(new("ip.dsfield", new("Differentiated Services Field: {0}", $"0x{ip[1]:x2}"), at + 1, 1));
        parts.Add(new("ip.len", new("Total Length: {0}", $"{length}"), at + 2, 2));
        parts.Add(new("ip.id", new("Identification: {0}", $"0x{U16(ip[4..]):x4} ({U16(ip[4..])})"), at + 4, 2));
        parts.Add(new("ip.flags", new("Flags: {0}", $"0x{flags:x}"), at + 6, 1)
        {
            Parts =
            [
                Bit("ip.flags.rb", "Reserved bit", flags, 3, 2, at + 6, 1, 8),
                Bit("ip.flags.df", "Don't fragment", flags, 3, 1, at + 6, 1, 8),
                Bit("ip.flags.mf", "More fragments", flags, 3, 0, at + 6, 1, 8),
            ],
        });
        parts.Add(new("ip.frag_offset", new("Fragment Offset: {0}", $"{(U16(ip[6..]) & 0x1FFF) * 8}"), at + 6, 2));
        parts.Add(new("ip.ttl", new("Time to Live: {0}", $"{ip[8]}"), at + 8, 1));
        parts.Add(new("ip.proto", new("Protocol: TCP ({0})", $"{ip[9]}"), at + 9, 1));
        parts.Add(new("ip.checksum", new("Header Checksum: {0}", $"0x{U16(ip[10..]):x4}"), at + 10, 2));
        parts.Add(new("ip.src", new("Source Address: {0}", source), at + 12, 4));
        parts.Add(new("ip.dst", new("Destination Address: {0}", destination), at + 16, 4));
        if (header > 20) parts.Add(new("ip.options", new("Options: ({0} octets)", $"{header - 20}"), at + 20, header - 20));
        return new("ip", new("Internet Protocol Version 4, Src: {0}, Dst: {1}", source, destination), at, header) { Parts = parts.DrainToImmutable() };
    }

    private static DetailNode V6(Packet packet)
    {
        var at = packet.PacketAt;
        var ip = packet.Octets.Span[at..];
        var word = BinaryPrimitives.ReadUInt32BigEndian(ip);
        var (source, destination) = ($"{packet.Segment.Source.Host}", $"{packet.Segment.Destination.Host}");
        return new("ipv6", new("Internet Protocol Version 6, Src: {0}, Dst: {1}", source, destination), at, packet.TcpAt - at)
        {
            Parts =
            [
                new("ipv6.version", new("0110 .... = Version: 6"), at, 1),
                new("ipv6.tclass", new("Traffic Class: {0}", $"0x{(word >> 20) & 0xFF:x2}"), at, 2),
                new("ipv6.flow", new("Flow Label: {0}", $"0x{word & 0xFFFFF:x5}"), at + 1, 3),
                new("ipv6.plen", new("Payload Length: {0}", $"{U16(ip[4..])}"), at + 4, 2),
                new("ipv6.nxt", new("Next Header: TCP ({0})", $"{ip[6]}"), at + 6, 1),
                new("ipv6.hlim", new("Hop Limit: {0}", $"{ip[7]}"), at + 7, 1),
                new("ipv6.src", new("Source Address: {0}", source), at + 8, 16),
                new("ipv6.dst", new("Destination Address: {0}", destination), at + 24, 16),
            ],
        };
    }

    /// <summary>A bit of a field as a line: <c>.... ..1. = Syn: Set</c>.</summary>
    /// <param name="bits">The field.</param>
    /// <param name="width">How many bits it has.</param>
    /// <param name="place">Which bit it is, the last one 0.</param>
    /// <param name="shown">How many bits the line has; those after the field are dots.</param>
    private static DetailNode Bit(string id, string name, int bits, int width, int place, int at, int length, int shown)
    {
        var isOn = ((bits >> place) & 1) == 1;
        var picture = new char[shown + (shown / 4) - 1];
        for (var i = 0; i < shown; i++)
        {
            if (i > 0 && i % 4 == 0) picture[i + (i / 4) - 1] = ' ';
            picture[i + (i / 4)] = i == width - 1 - place ? (isOn ? '1' : '0') : '.';
        }

        return new(id, new(isOn ? "{0} = {1}: Set" : "{0} = {1}: Not set", new string(picture), name), at, length);
    }

    private static ushort U16(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt16BigEndian(octets);

    private static uint U32(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt32BigEndian(octets);

    private static string Seconds(double seconds) => seconds.ToString("0.000000", CultureInfo.InvariantCulture);
}
