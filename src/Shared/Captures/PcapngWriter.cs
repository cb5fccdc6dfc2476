using System.Buffers.Binary;
using System.Text;

namespace Playground.Captures;

/// <summary>
/// Writes a capture as pcapng (draft-ietf-opsawg-pcapng), little-endian, with microseconds: one section, an interface for each tap
/// with its name, and each frame with its direction and its comment.
/// </summary>
public static class PcapngWriter
{
    /// <summary>The name of the program in the section's header.</summary>
    public const string Application = "Handshake Playground";

    /// <summary>The most octets of a frame that a tap keeps: any IP packet fits.</summary>
    public const int SnapLength = 262_144;

    private const int Microseconds = 6;

    /// <summary>The file's octets.</summary>
    /// <param name="capture">What to write.</param>
    /// <param name="began">The moment that the capture's time counts from; none for 1970, so that the file shows a room's own time.</param>
    public static byte[] Write(Capture capture, DateTimeOffset? began = null)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var start = (began ?? DateTimeOffset.UnixEpoch) - DateTimeOffset.UnixEpoch;
        var to = new BlockWriter();
        WriteSection(to);
        foreach (var tap in capture.Taps) WriteTap(to, tap);
        foreach (var frame in capture.Frames) WriteFrame(to, frame, start);
        return to.ToArray();
    }

    private static void WriteSection(BlockWriter to)
    {
        to.Begin(Pcapng.SectionHeader);
        to.U32(Pcapng.ByteOrderMagic);
        to.U16(Pcapng.MajorVersion);
        to.U16(0);
        // The section's length: not said, so that a reader goes from block to block.
        to.U64(ulong.MaxValue);
        to.Option(Pcapng.SectionApplication, Application);
        to.EndWithOptions();
    }

    private static void WriteTap(BlockWriter to, CaptureTap tap)
    {
        to.Begin(Pcapng.InterfaceDescription);
        to.U16((ushort)tap.Link);
        to.U16(0);
        to.U32(SnapLength);
        to.Option(Pcapng.InterfaceName, tap.Name);
        to.Option(Pcapng.InterfaceDescribed, tap.Description);
        to.Option(Pcapng.TimeResolution, [Microseconds]);
        to.EndWithOptions();
    }

    private static void WriteFrame(BlockWriter to, CapturedFrame frame, TimeSpan start)
    {
        var time = (ulong)Math.Max(0, (frame.At + start).Microseconds);
        var kept = frame.Bytes.Span[..Math.Min(frame.Bytes.Length, SnapLength)];
        to.Begin(Pcapng.EnhancedPacket);
        to.U32((uint)frame.Tap);
        to.U32((uint)(time >> 32));
        to.U32((uint)time);
        to.U32((uint)kept.Length);
        to.U32((uint)Math.Max(frame.OriginalLength, kept.Length));
        to.Padded(kept);
        // Wireshark shows each comment on a line of its own, and only the beginning of a long one.
        foreach (var line in frame.Comment.Split('\n')) to.Option(Pcapng.Comment, line);
        if (frame.Direction != FrameDirection.Unknown) to.Option(Pcapng.PacketFlags, [(byte)frame.Direction, 0, 0, 0]);
        to.EndWithOptions();
    }

    /// <summary>Blocks in a row: their type, their length at both ends, all at multiples of four octets.</summary>
    private sealed class BlockWriter
    {
        private byte[] _bytes = new byte[4096];
        private int _count;
        private int _block;
        private bool _hasOptions;

        public byte[] ToArray() => _bytes[.._count];

        public void Begin(uint type)
        {
            (_block, _hasOptions) = (_count, false);
            U32(type);
            U32(0);
        }

        public void EndWithOptions()
        {
            if (_hasOptions) U32(Pcapng.EndOfOptions);
            var length = (uint)(_count - _block + sizeof(uint));
            U32(length);
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_block + sizeof(uint)), length);
        }

        public void U16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)), value);

        public void U32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);

        public void U64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);

        public void Padded(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(Pcapng.Padded(bytes.Length)));

        public void Option(ushort code, string text)
        {
            if (text.Length == 0) return;
            var room = new byte[Math.Min(Encoding.UTF8.GetMaxByteCount(text.Length), ushort.MaxValue)];
            // What no option can hold is cut, between characters.
            Encoding.UTF8.GetEncoder().Convert(text, room, flush: true, out _, out var length, out _);
            Option(code, room.AsSpan(0, length));
        }

        public void Option(ushort code, ReadOnlySpan<byte> value)
        {
            U16(code);
            U16((ushort)value.Length);
            Padded(value);
            _hasOptions = true;
        }

        private Span<byte> Room(int length)
        {
            if (_bytes.Length - _count < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _count + length));
            _count += length;
            return _bytes.AsSpan(_count - length, length);
        }
    }
}
