using System.Text;
using Playground.Contracts;

namespace Playground.Captures;

/// <summary>
/// Reads pcapng, block by block (draft-ietf-opsawg-pcapng): sections, each with its own byte order and interfaces, and the three kinds of
/// block that hold a frame. Blocks of other kinds are passed over.
/// </summary>
internal sealed class PcapngReader(ReadOnlyMemory<byte> file, CaptureLimits limits)
{
    private const int EnhancedHeaderLength = 20;

    private readonly CaptureIntake _intake = new(limits);
    private readonly List<PcapngInterface> _interfaces = [];
    private ByteOrder _order;

    public CaptureReading Read()
    {
        for (var at = 0; at < file.Length;)
        {
            if (Block(at, out var type, out var body, out var length) is { } damaged) return _intake.Finish(damaged);
            if (Open(type, body.Span, at) is { } why) return _intake.Finish(why);
            if (!Take(type, body)) return _intake.Refuse();
            at += length;
        }

        return _intake.Finish(null);
    }

    /// <summary>The block at a place: its type, what is in it, and its length with everything around it.</summary>
    /// <returns>Why there is none; none when there is one.</returns>
    private Sentence? Block(int at, out uint type, out ReadOnlyMemory<byte> body, out int length)
    {
        (type, body, length) = (0, default, 0);
        var rest = file.Span[at..];
        if (rest.Length < Pcapng.SmallestBlock) return EndsIn(at);
        type = _order.U32(rest);
        if (type == Pcapng.SectionHeader)
        {
            // The order of a section's octets is that in which this number reads right; its type reads the same in both.
            _order = new ByteOrder(IsLittle: new ByteOrder(IsLittle: true).U32(rest[8..]) == Pcapng.ByteOrderMagic);
            if (_order.U32(rest[8..]) != Pcapng.ByteOrderMagic)
                return new("The section that begins at octet {0} says nothing sensible about the order of its octets.", $"{at}");
        }

        var said = _order.U32(rest[4..]);
        if (said < Pcapng.SmallestBlock || said % 4 != 0) return new("The block at octet {0} says it has {1} octets, which can't be.", $"{at}", $"{said}");
        if (said > rest.Length) return EndsIn(at);
        length = (int)said;
        var again = _order.U32(rest[(length - 4)..]);
        if (again != said) return new("The block at octet {0} says at its beginning that it has {1} octets, and {2} at its end.", $"{at}", $"{said}", $"{again}");
        body = file.Slice(at + 8, length - Pcapng.SmallestBlock);
        return null;
    }

    /// <summary>Begins a section or an interface, where the block does.</summary>
    /// <returns>Why reading can't go on; none when it can.</returns>
    private Sentence? Open(uint type, ReadOnlySpan<byte> body, int at)
    {
        if (type == Pcapng.SectionHeader)
        {
            var major = body.Length < 8 ? (ushort)0 : _order.U16(body[4..]);
            _interfaces.Clear();
            return major == Pcapng.MajorVersion ? null
                : new("The section that begins at octet {0} is of version {1} of pcapng; version {2} is read here.", $"{at}", $"{major}", $"{Pcapng.MajorVersion}");
        }

        if (type != Pcapng.InterfaceDescription) return null;
        if (PcapngInterface.Read(body, _order) is not { } described) return new("The interface described at octet {0} has no link type.", $"{at}");
        if (_intake.Add(described.Tap) is not { } place) return _intake.TooManyTaps();
        _interfaces.Add(described with { Place = place });
        return null;
    }

    /// <summary>Takes a frame, where the block holds one.</summary>
    /// <returns>False when there are too many segments.</returns>
    private bool Take(uint type, ReadOnlyMemory<byte> body)
    {
        switch (type)
        {
            case Pcapng.SimplePacket:
                return TakeSimple(body);
            case Pcapng.EnhancedPacket when body.Length >= EnhancedHeaderLength:
                return TakeTimed(body, _order.U32(body.Span));
            case Pcapng.ObsoletePacket when body.Length >= EnhancedHeaderLength:
                return TakeTimed(body, _order.U16(body.Span));
            case Pcapng.EnhancedPacket or Pcapng.ObsoletePacket:
                _intake.LeaveOut(BlockCut());
                return true;
            default:
                return true;
        }
    }

    private bool TakeSimple(ReadOnlyMemory<byte> body)
    {
        if (Find(0) is not { } tap) return true;
        if (body.Length < sizeof(uint))
        {
            _intake.LeaveOut(BlockCut());
            return true;
        }

        var original = _order.U32(body.Span);
        var most = Math.Min(original, (uint)(body.Length - sizeof(uint)));
        var kept = tap.SnapLength == 0 ? most : Math.Min(most, tap.SnapLength);
        return _intake.Take(new(tap.Place, tap.Tap.Link, null, body.Slice(sizeof(uint), (int)kept), original));
    }

    /// <summary>The enhanced block and the obsolete one differ only in their first four octets.</summary>
    private bool TakeTimed(ReadOnlyMemory<byte> body, uint number)
    {
        if (Find(number) is not { } tap) return true;
        var header = body.Span;
        var kept = _order.U32(header[12..]);
        if (kept > body.Length - EnhancedHeaderLength)
        {
            _intake.LeaveOut(BlockCut());
            return true;
        }

        var time = ((ulong)_order.U32(header[4..]) << 32) | _order.U32(header[8..]);
        var (comment, direction) = Said(header[Math.Min(header.Length, EnhancedHeaderLength + Pcapng.Padded((int)kept))..]);
        return _intake.Take(new(tap.Place, tap.Tap.Link, tap.Microseconds(time), body.Slice(EnhancedHeaderLength, (int)kept), _order.U32(header[16..]))
        {
            Comment = comment, Direction = direction,
        });
    }

    private PcapngInterface? Find(uint number)
    {
        if (number < _interfaces.Count) return _interfaces[(int)number];
        _intake.LeaveOut(new("This frame is of an interface that the file doesn't describe."));
        return null;
    }

    private (string Comment, FrameDirection Direction) Said(ReadOnlySpan<byte> options)
    {
        var comment = new StringBuilder();
        var direction = FrameDirection.Unknown;
        while (PcapngOption.TryTake(ref options, _order, out var code, out var value))
        {
            if (code == Pcapng.Comment) comment.Append(comment.Length == 0 ? "" : "\n").Append(Encoding.UTF8.GetString(value));
            else if (code == Pcapng.PacketFlags && value.Length == sizeof(uint)) direction = Direction(_order.U32(value));
        }

        return (comment.ToString(), direction);
    }

    private static FrameDirection Direction(uint flags) => (flags & Pcapng.DirectionMask) switch
    {
        (uint)FrameDirection.Inbound => FrameDirection.Inbound,
        (uint)FrameDirection.Outbound => FrameDirection.Outbound,
        _ => FrameDirection.Unknown,
    };

    private static Sentence BlockCut() => new("The block of this frame is too short for what it says it holds.");

    private static Sentence EndsIn(int at) => new("The file ends within the block that begins at octet {0}.", $"{at}");
}
