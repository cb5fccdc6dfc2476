using System.Buffers.Binary;
using Playground.Captures;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Captures;

/// <summary>Capture files put together by hand, number by number, in either byte order.</summary>
internal sealed class FileBytes(bool isLittle)
{
    public const string SynPacket = "4500002C000040004006B6C8C0000201C0000202" + "C00000502A8F2B53000000006002FFFFFDEF0000020405B4";

    private readonly List<byte> _bytes = [];

    public static Segment Syn { get; } = new()
    {
        Source = new(HostAddress.Parse("192.0.2.1"), new(49152)),
        Destination = new(HostAddress.Parse("192.0.2.2"), new(80)),
        Seq = new(714025811),
        Bits = ControlBits.Syn,
        Window = 65535,
        Options = new() { MaximumSegmentSize = 1460 },
    };

    public static byte[] SynBytes => Convert.FromHexString(SynPacket);

    public static byte[] SynOverV6 => IpCodec.Encode(Syn with { Source = V6(1), Destination = V6(2) });

    private static SocketAddress V6(int host) => new(HostAddress.Parse($"2001:db8::{host}"), new(80));

    public byte[] ToArray() => [.. _bytes];

    public CaptureReading Read() => CaptureReader.Read(ToArray());

    public FileBytes U16(int value)
    {
        var room = new byte[2];
        if (isLittle) BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)value);
        else BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)value);
        return Raw(room);
    }

    public FileBytes U32(uint value)
    {
        var room = new byte[4];
        if (isLittle) BinaryPrimitives.WriteUInt32LittleEndian(room, value);
        else BinaryPrimitives.WriteUInt32BigEndian(room, value);
        return Raw(room);
    }

    public FileBytes I64(long value) =>
        isLittle ? U32((uint)value).U32((uint)(value >> 32)) : U32((uint)(value >> 32)).U32((uint)value);

    public FileBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>The header of a pcap file.</summary>
    public FileBytes Pcap(LinkType link = LinkType.Raw, bool countsNanoseconds = false, int major = 2) =>
        U32(countsNanoseconds ? 0xA1B23C4D : 0xA1B2C3D4).U16(major).U16(4).U32(0).U32(0).U32(65535).U32((uint)link);

    /// <summary>A frame of a pcap file.</summary>
    public FileBytes Frame(byte[] bytes, uint seconds = 0, uint fraction = 0, int? original = null) =>
        U32(seconds).U32(fraction).U32((uint)bytes.Length).U32((uint)(original ?? bytes.Length)).Raw(bytes);

    /// <summary>A block of a pcapng file.</summary>
    public FileBytes Block(uint type, Action<FileBytes> body)
    {
        var inside = new FileBytes(isLittle);
        body(inside);
        while (inside._bytes.Count % 4 != 0) inside._bytes.Add(0);
        var length = (uint)inside._bytes.Count + 12;
        return U32(type).U32(length).Raw(inside.ToArray()).U32(length);
    }

    public FileBytes Section(int major = 1) => Block(0x0A0D0D0A, body => body.U32(0x1A2B3C4D).U16(major).U16(0).I64(-1));

    public FileBytes Interface(LinkType link = LinkType.Raw, uint snapLength = 0, Action<FileBytes>? options = null) =>
        Block(1, body => (options ?? (_ => { }))(body.U16((int)link).U16(0).U32(snapLength)));

    /// <summary>An enhanced packet block.</summary>
    public FileBytes Enhanced(byte[] bytes, ulong time = 0, uint tap = 0, int? original = null, Action<FileBytes>? options = null) => Block(6, body =>
    {
        body.U32(tap).U32((uint)(time >> 32)).U32((uint)time).U32((uint)bytes.Length).U32((uint)(original ?? bytes.Length)).Padded(bytes);
        options?.Invoke(body);
    });

    public FileBytes Option(int code, params byte[] value) => U16(code).U16(value.Length).Padded(value);

    public FileBytes Padded(byte[] bytes) => Raw(bytes).Raw(new byte[-bytes.Length & 3]);
}
