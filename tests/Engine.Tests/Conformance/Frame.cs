using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Tests.Conformance;

/// <summary>
/// A TCP segment in its IP packet, written and read here from the RFCs alone: a suite that used the engine's codec would not see what
/// both get wrong.
/// </summary>
internal sealed record Frame(ushort From, ushort To, string Flags, uint Seq, uint Ack, ushort Window, ushort Urgent, byte[] Options, byte[] Text)
{
    private const string Letters = "FSRP.UEC";

    /// <summary>The packet's bytes, its checksums in place.</summary>
    /// <param name="from">The sender's address.</param>
    /// <param name="to">The receiver's address.</param>
    /// <param name="damage">What is to be wrong: <c>!sum</c>, <c>!ipsum</c>, <c>!frag</c>, <c>!offset</c> or <c>!short</c>; <c>!ipopt</c> is not wrong. Empty for nothing.</param>
    public byte[] ToBytes(HostAddress from, HostAddress to, string damage = "")
    {
        var header = 20 + ((Options.Length + 3) & ~3);
        var tcp = new byte[header + Text.Length];
        var span = tcp.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(span, From);
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], To);
        BinaryPrimitives.WriteUInt32BigEndian(span[4..], Seq);
        BinaryPrimitives.WriteUInt32BigEndian(span[8..], Ack);
        tcp[12] = (byte)((damage == "!offset" ? 4 : header / 4) << 4);
        foreach (var flag in Flags) tcp[13] |= (byte)(1 << Letters.IndexOf(flag, StringComparison.Ordinal));
        BinaryPrimitives.WriteUInt16BigEndian(span[14..], Window);
        BinaryPrimitives.WriteUInt16BigEndian(span[18..], Urgent);
        Options.CopyTo(span[20..]);
        Text.CopyTo(span[header..]);
        BinaryPrimitives.WriteUInt16BigEndian(span[16..], (ushort)~Sum(tcp, Sum(Pseudo(from, to, 6, tcp.Length))));
        if (damage == "!sum") tcp[17] ^= 1;
        return Wrap(from, to, 6, damage == "!short" ? tcp[..^1] : tcp, damage);
    }

    /// <summary>An IP packet around a message, its length and header checksum in place.</summary>
    public static byte[] Wrap(HostAddress from, HostAddress to, byte protocol, byte[] message, string damage = "")
    {
        var missing = damage == "!short" ? 1 : 0;
        byte[] ip = from.IsV4
            ? [0x45, 0, 0, 0, 0, 1, 0, 0, 64, protocol, 0, 0, .. Bytes(from), .. Bytes(to)]
            : [0x60, 0, 0, 0, 0, 0, protocol, 64, .. Bytes(from), .. Bytes(to)];
        if (from.IsV4 && damage == "!ipopt") ip = [0x46, .. ip[1..], 1, 1, 1, 0];
        if (from.IsV4 && damage == "!frag") ip[6] = 0x20;
        if (!from.IsV4 && damage == "!frag") (ip, message) = ([.. ip[..6], 44, .. ip[7..]], [protocol, 0, 0, 1, 0, 0, 0, 1, .. message]);
        var length = (from.IsV4 ? ip.Length : 0) + message.Length + missing;
        BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(from.IsV4 ? 2 : 4), (ushort)length);
        if (from.IsV4) BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(10), (ushort)~Sum(ip));
        if (from.IsV4 && damage == "!ipsum") ip[10] ^= 1;
        return [.. ip, .. message];
    }

    /// <summary>Reads a packet; what stands wrong in it, checksums first, fails the test.</summary>
    public static Frame Read(byte[] packet, HostAddress from, HostAddress to)
    {
        var start = from.IsV4 ? 20 : 40;
        if (from.IsV4)
        {
            Assert.Equal((0x45, 6, 0xFFFF), (packet[0], packet[9], Sum(packet[..20])));
            Assert.Equal([.. Bytes(from), .. Bytes(to)], packet[12..20]);
            Assert.Equal(packet.Length, BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)));
        }
        else
        {
            Assert.Equal((6, 6), (packet[0] >> 4, packet[6]));
            Assert.Equal([.. Bytes(from), .. Bytes(to)], packet[8..40]);
            Assert.Equal(packet.Length - 40, BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(4)));
        }

        var tcp = packet[start..];
        Assert.Equal(0xFFFF, Sum(tcp, Sum(Pseudo(from, to, 6, tcp.Length))));
        var header = tcp[12] >> 4 << 2;
        var flags = string.Concat("FSRPUEC.".Where(letter => (tcp[13] >> Letters.IndexOf(letter, StringComparison.Ordinal) & 1) != 0));
        return new Frame(
            Read16(tcp, 0), Read16(tcp, 2), flags, Read32(tcp, 4), Read32(tcp, 8), Read16(tcp, 14), Read16(tcp, 18), tcp[20..header], tcp[header..]);
    }

    /// <summary>The octets before a TCP or ICMPv6 message that its checksum covers too.</summary>
    public static byte[] Pseudo(HostAddress from, HostAddress to, byte protocol, int length) =>
        [.. Bytes(from), .. Bytes(to), (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, 0, 0, 0, protocol];

    /// <summary>The ones' complement sum of RFC 1071, not inverted.</summary>
    public static int Sum(byte[] bytes, int sum = 0)
    {
        for (var i = 0; i < bytes.Length; i++) sum += i % 2 == 0 ? bytes[i] << 8 : bytes[i];
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return sum;
    }

    private static ushort Read16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static uint Read32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

    private static byte[] Bytes(HostAddress address)
    {
        var bytes = new byte[address.WireLength];
        address.WriteTo(bytes);
        return bytes;
    }
}
