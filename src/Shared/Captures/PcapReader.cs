using System.Buffers.Binary;
using Playground.Contracts;

namespace Playground.Captures;

/// <summary>Reads pcap, the older format: a header of 24 octets, then each frame after a header of 16 (draft-ietf-opsawg-pcap).</summary>
internal sealed class PcapReader
{
    private const uint MicrosecondMagic = 0xA1B2C3D4;
    private const uint NanosecondMagic = 0xA1B23C4D;
    private const int FileHeaderLength = 24;
    private const int FrameHeaderLength = 16;
    private const ushort MajorVersion = 2;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly ByteOrder _order;
    private readonly bool _countsNanoseconds;
    private readonly CaptureIntake _intake;

    private PcapReader(ReadOnlyMemory<byte> file, ByteOrder order, bool countsNanoseconds, CaptureLimits limits) =>
        (_file, _order, _countsNanoseconds, _intake) = (file, order, countsNanoseconds, new CaptureIntake(limits));

    /// <summary>A reader for the file; none when it doesn't begin as pcap.</summary>
    public static PcapReader? TryOpen(ReadOnlyMemory<byte> file, CaptureLimits limits)
    {
        if (file.Length < sizeof(uint)) return null;
        var magic = BinaryPrimitives.ReadUInt32BigEndian(file.Span);
        var isLittle = magic is not (MicrosecondMagic or NanosecondMagic);
        if (isLittle) magic = BinaryPrimitives.ReverseEndianness(magic);
        return magic is MicrosecondMagic or NanosecondMagic ? new(file, new ByteOrder(isLittle), magic == NanosecondMagic, limits) : null;
    }

    public CaptureReading Read()
    {
        var header = _file.Span;
        if (header.Length < FileHeaderLength) return _intake.Finish(new("The file ends within its header."));
        var major = _order.U16(header[4..]);
        if (major != MajorVersion) return _intake.Finish(new("The file is of version {0} of pcap; version {1} is read here.", $"{major}", $"{MajorVersion}"));

        // The upper half says how long the frame check sequences are, which the IP packet doesn't reach.
        var link = (LinkType)(_order.U32(header[20..]) & ushort.MaxValue);
        if (_intake.Add(new("", link)) is not { } tap) return _intake.Finish(_intake.TooManyTaps());
        for (var at = FileHeaderLength; at < _file.Length;)
        {
            if (Frame(tap, link, ref at, out var frame) is { } why) return _intake.Finish(why);
            if (!_intake.Take(frame)) return _intake.Refuse();
        }

        return _intake.Finish(null);
    }

    private Sentence? Frame(int tap, LinkType link, ref int at, out FileFrame frame)
    {
        frame = default;
        var header = _file.Span[at..];
        if (header.Length < FrameHeaderLength) return EndsIn(at);
        var kept = _order.U32(header[8..]);
        if (kept > header.Length - FrameHeaderLength) return EndsIn(at);
        var fraction = _order.U32(header[4..]);
        var micros = (_order.U32(header) * 1_000_000L) + (_countsNanoseconds ? fraction / 1000 : fraction);
        frame = new(tap, link, micros, _file.Slice(at + FrameHeaderLength, (int)kept), _order.U32(header[12..]));
        at += FrameHeaderLength + (int)kept;
        return null;
    }

    private Sentence EndsIn(int at) => new("The file ends within frame {0}, which begins at octet {1}.", $"{_intake.NextFrame}", $"{at}");
}
