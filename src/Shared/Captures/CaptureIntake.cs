using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Captures;

/// <summary>A frame as it stands in a file.</summary>
/// <param name="Tap">The place of its tap.</param>
/// <param name="Link">What it begins with.</param>
/// <param name="Microseconds">When, since 1970; none where the file doesn't say.</param>
/// <param name="Bytes">What was kept of it.</param>
/// <param name="OriginalLength">The octets it had.</param>
internal readonly record struct FileFrame(int Tap, LinkType Link, long? Microseconds, ReadOnlyMemory<byte> Bytes, uint OriginalLength)
{
    public FrameDirection Direction { get; init; }

    public string? Comment { get; init; }
}

/// <summary>What has been taken out of a file so far.</summary>
internal sealed class CaptureIntake(CaptureLimits limits)
{
    // Moments farther from 1970 than this are kept at it, so that the time between any two can be told.
    private const long Farthest = long.MaxValue / 4;

    private readonly ImmutableArray<CaptureTap>.Builder _taps = ImmutableArray.CreateBuilder<CaptureTap>();
    private readonly ImmutableArray<CapturedSegment>.Builder _segments = ImmutableArray.CreateBuilder<CapturedSegment>();
    private readonly Dictionary<Sentence, LeftOut> _leftOut = [];
    private readonly List<Sentence> _reasons = [];
    private int _frames;

    /// <summary>The number of the frame that comes next, from 1.</summary>
    public int NextFrame => _frames + 1;

    /// <summary>Takes note of an interface.</summary>
    /// <returns>Its place; none when there are too many already.</returns>
    public int? Add(CaptureTap tap)
    {
        if (_taps.Count >= limits.Taps) return null;
        _taps.Add(tap);
        return _taps.Count - 1;
    }

    public Sentence TooManyTaps() => new("The capture has more than {0} interfaces. It was read up to there.", $"{limits.Taps}");

    /// <summary>Takes the segment out of a frame, or notes why there is none.</summary>
    /// <returns>False when there are too many segments.</returns>
    public bool Take(in FileFrame frame)
    {
        _frames++;
        var (segment, isCut) = (default(Segment), false);
        var why = LinkLayer.Unwrap(frame.Link, frame.Bytes, out var packet)
            ?? Read(packet, frame.Bytes.Length < frame.OriginalLength, out segment, out isCut);
        if (why is not null)
        {
            Note(why);
            return true;
        }

        if (_segments.Count >= limits.Segments) return false;
        var at = frame.Microseconds is { } micros ? new Instant(Math.Clamp(micros, -Farthest, Farthest)) : (Instant?)null;
        _segments.Add(new(_frames, frame.Tap, at, segment)
        {
            IsCut = isCut, Direction = frame.Direction, Comment = frame.Comment ?? "",
            Octets = frame.Bytes, PacketAt = frame.Bytes.Length - packet.Length, OriginalLength = Math.Max(frame.OriginalLength, frame.Bytes.Length),
        });
        return true;
    }

    /// <summary>Counts a frame that can't be looked into.</summary>
    public void LeaveOut(Sentence why)
    {
        _frames++;
        Note(why);
    }

    public CaptureReading Refuse() => new()
    {
        Refused = new("The capture has more than {0} segments. Take a part of it: Wireshark's File, Export Specified Packets writes one.", $"{limits.Segments}"),
    };

    /// <summary>All that was found.</summary>
    /// <param name="stopped">Why reading stopped before the end; none when it came to the end.</param>
    public CaptureReading Finish(Sentence? stopped)
    {
        var earliest = _segments.Min(segment => segment.At?.Microseconds);
        for (var i = 0; i < _segments.Count && earliest is not null; i++)
        {
            if (_segments[i].At is { } at) _segments[i] = _segments[i] with { At = new Instant(at.Microseconds - earliest.Value) };
        }

        return new()
        {
            Taps = _taps.DrainToImmutable(),
            Segments = _segments.DrainToImmutable(),
            Frames = _frames,
            Began = earliest is { } micros ? Moment(micros) : null,
            LeftOut = [.. _reasons.Select(why => _leftOut[why])],
            Stopped = stopped,
        };
    }

    private static Sentence? Read(ReadOnlyMemory<byte> packet, bool isCut, out Segment segment, out bool textIsCut)
    {
        textIsCut = false;
        if (IpCodec.TryDecode(packet, out segment, out var problem)) return null;
        if (!isCut || problem is not (WireProblem.TooShort or WireProblem.BadHeaderLength or WireProblem.BadTotalLength)) return problem.Text();
        textIsCut = true;
        return CutPacket.Read(packet, out segment);
    }

    private static DateTimeOffset? Moment(long micros)
    {
        var (first, last) = (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch);
        var isInCalendar = micros >= (long)first.TotalMicroseconds && micros <= (long)last.TotalMicroseconds;
        return isInCalendar ? DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(micros) : null;
    }

    private void Note(Sentence why)
    {
        if (_leftOut.TryGetValue(why, out var before))
        {
            _leftOut[why] = before with { Count = before.Count + 1 };
            return;
        }

        _leftOut[why] = new(why, 1, _frames);
        _reasons.Add(why);
    }
}
