using Microsoft.Extensions.Localization;
using Playground.Captures;
using Playground.Contracts;

namespace Playground.Client.Play.Packets;

/// <summary>A list of packets as a capture file: what the reader has seen, and not an octet more.</summary>
public static class PacketCapture
{
    // Wireshark takes the time 0 for none, and then doesn't know how long a handshake took.
    private static readonly DateTimeOffset s_began = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One interface, each packet with what was said about it as its comments.</summary>
    /// <param name="packets">The packets.</param>
    /// <param name="tap">The name of the interface: the reader's host, or the link.</param>
    /// <param name="text">The reader's language.</param>
    public static Capture Of(IReadOnlyList<ListedPacket> packets, string tap, IStringLocalizer text)
    {
        ArgumentNullException.ThrowIfNull(packets);
        ArgumentNullException.ThrowIfNull(text);
        return new([new(tap)], [.. packets.Select(packet => Frame(packet, text))]);
    }

    /// <summary>The octets of a pcapng file.</summary>
    /// <inheritdoc cref="Of"/>
    public static byte[] Write(IReadOnlyList<ListedPacket> packets, string tap, IStringLocalizer text) =>
        PcapngWriter.Write(Of(packets, tap, text), s_began);

    private static CapturedFrame Frame(ListedPacket listed, IStringLocalizer text) => new(0, listed.Packet.At ?? default, listed.Packet.Octets)
    {
        Direction = listed.Direction,
        Comment = string.Join('\n', listed.Remarks.Select(remark => Spoken(remark, text))),
    };

    /// <summary>A remark in the reader's language, with its section.</summary>
    public static string Spoken(PacketRemark remark, IStringLocalizer text)
    {
        ArgumentNullException.ThrowIfNull(remark);
        ArgumentNullException.ThrowIfNull(text);
        Sentence says = remark.Says;
        var spoken = text[says.Text, [.. says.Arguments]].Value;
        return remark.Reference is null ? spoken : $"{spoken} ({remark.Reference})";
    }
}
