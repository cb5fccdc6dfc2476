using Playground.Captures;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Filters;

/// <summary>
/// Makes a packet list of segments as they come: numbers them, keeps connections apart, counts from each side's first number and scales
/// windows as their SYNs agreed, all as Wireshark does.
/// </summary>
public sealed class PacketTrack
{
    private const int MostShift = 14;

    private readonly TcpAnalyst _analyst = new();
    private readonly List<Course> _courses = [];
    private Instant _now;
    private int _number;

    /// <summary>The packets of a capture.</summary>
    public static IReadOnlyList<Packet> Of(CaptureReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var track = new PacketTrack();
        return
        [
            .. reading.Segments.Select(captured => track.Next(captured.Segment, captured.At, captured.Octets, captured.PacketAt, captured.Frame) with
            {
                OriginalLength = captured.OriginalLength, IsCut = captured.IsCut, Tap = reading.Taps[captured.Tap].Name, Comment = captured.Comment,
            }),
        ];
    }

    /// <summary>The next packet, of a segment alone: its IP header is the usual one.</summary>
    /// <exception cref="ArgumentException">No IP packet holds the segment.</exception>
    public Packet Next(in Segment segment, Instant? at) => Next(segment, at, IpCodec.Encode(segment), 0);

    /// <summary>The next packet.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="at">When it was seen; none where that isn't known.</param>
    /// <param name="octets">The frame that it stands in.</param>
    /// <param name="packetAt">Where in the frame the IP header begins.</param>
    /// <param name="number">The number of the frame; none for one after the last.</param>
    public Packet Next(in Segment segment, Instant? at, ReadOnlyMemory<byte> octets, int packetAt, int? number = null)
    {
        _now = at ?? _now;
        _number = number ?? _number + 1;
        var analysis = _analyst.Next(segment, _now, _number);
        while (_courses.Count <= analysis.Stream) _courses.Add(new(segment.Source, _now));
        var course = _courses[analysis.Stream];
        var (own, other) = segment.Source == course.First ? (course.Forward, course.Back) : (course.Back, course.Forward);
        Take(segment, own, other);
        var packet = new Packet(_number, at, segment, analysis)
        {
            Octets = octets,
            PacketAt = packetAt,
            OriginalLength = octets.Length,
            SeqBase = own.Base ?? segment.Seq,
            AckBase = other.Base ?? default,
            WindowShift = segment.IsSyn ? 0 : own.ShiftWith(other),
            SinceFirst = _now - course.Began,
            SinceLast = _now - course.Last,
        };
        course.Last = _now;
        return packet;
    }

    private static void Take(in Segment segment, Half own, Half other)
    {
        own.Base ??= segment.Seq - 1;
        if (segment.IsAck) other.Base ??= segment.Ack - 1;
        if (!segment.IsSyn) return;
        own.Base = segment.Seq;
        own.HasSyn = true;
        own.Shift = segment.Options.WindowScale;
    }

    /// <summary>A connection so far.</summary>
    private sealed class Course(SocketAddress first, Instant began)
    {
        public SocketAddress First => first;

        public Instant Began { get; } = began;

        public Instant Last { get; set; } = began;

        public Half Forward { get; } = new();

        public Half Back { get; } = new();
    }

    /// <summary>One direction of it.</summary>
    private sealed class Half
    {
        public SeqNumber? Base { get; set; }

        public bool HasSyn { get; set; }

        public byte? Shift { get; set; }

        /// <summary>The shift of this side's windows: both SYNs must have had the option (RFC 7323 §2.2), as far as they were seen.</summary>
        public int ShiftWith(Half other) => other.HasSyn && other.Shift is null ? 0 : Math.Min(Shift ?? 0, (byte)MostShift);
    }
}
