using FsCheck;
using FsCheck.Fluent;
using Playground.Captures;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Captures;

/// <summary>What holds for any capture, and for any octets that say they are one.</summary>
public class CaptureProperties
{
    private static readonly CaptureLimits s_small = new() { Octets = 5_000, Segments = 4, Taps = 3 };

    private static Gen<Capture> SomeCapture { get; } =
        from taps in Gen.Choose(1, 3)
        from frames in Gen.ListOf(
            from tap in Gen.Choose(0, taps - 1)
            from at in Gen.Choose(0, int.MaxValue)
            from segment in Some.Segment
            from direction in Gen.Elements(Enum.GetValues<FrameDirection>())
            from comment in Gen.Elements("", "accepted", "größer → 5\nand a line")
            select new CapturedFrame(tap, new Instant(at), IpCodec.Encode(segment)) { Direction = direction, Comment = comment })
        select new Capture([.. Enumerable.Range(0, taps).Select(i => new CaptureTap($"tap {i}"))], [.. frames]);

    /// <summary>Files as they are, cut off, and with octets changed where it hurts.</summary>
    private static Gen<byte[]> LikeFiles { get; } =
        from file in Gen.OneOf(SomeCapture.Select(capture => PcapngWriter.Write(capture)), SomeCapture.Select(Pcap), Some.Bytes.Select(bytes => (byte[])[0x0A, 0x0D, 0x0D, 0x0A, .. bytes]))
        from kept in Gen.Choose(0, file.Length)
        from whole in Gen.Elements(true, false)
        from changes in Gen.ListOf(from at in Gen.Choose(0, Math.Max(0, file.Length - 1)) from octet in Some.Byte select (at, octet))
        from much in Gen.Elements(true, false)
        select Changed(whole ? file : file[..kept], changes.Take(much ? 100 : 3));

    [Fact]
    public void Any_capture_comes_back_as_it_was() => SomeCapture.Check(capture =>
    {
        var reading = CaptureReader.Read(PcapngWriter.Write(capture));
        var first = capture.Frames.IsEmpty ? Instant.Zero : capture.Frames.Min(frame => frame.At.Microseconds) is var least ? new Instant(least) : default;
        return reading.Taps.SequenceEqual(capture.Taps) && reading.Stopped is null && reading.LeftOut.IsEmpty
            && reading.Segments.Select(Written).SequenceEqual(capture.Frames.Select(frame =>
                (frame.Tap, (Instant?)new Instant(frame.At.Microseconds - first.Microseconds), Convert.ToHexString(frame.Bytes.Span), frame.Direction, frame.Comment)));
    });

    [Fact]
    public void Any_octets_are_read_within_the_limits_or_refused() => Gen.OneOf(LikeFiles, Some.Bytes).Check(file =>
    {
        var reading = CaptureReader.Read(file, s_small);
        var counted = reading.Segments.Length + reading.LeftOut.Sum(left => left.Count);
        return reading.Segments.Length <= s_small.Segments && reading.Taps.Length <= s_small.Taps && counted == reading.Frames
            && (reading.Refused is null || counted == 0)
            && reading.Segments.All(segment => segment.Tap < reading.Taps.Length && segment.Frame >= 1 && segment.Frame <= reading.Frames)
            && reading.Segments.All(segment => segment.At is null || segment.At >= Instant.Zero);
    });

    [Fact]
    public void Any_octets_can_be_told_about_in_words_and_as_a_ladder_that_reads_back() => LikeFiles.Check(file =>
    {
        var reading = CaptureReader.Read(file);
        var ladder = CaptureLadder.Of(reading.Segments);
        var connections = CapturedConnection.Of(reading.Segments);
        return reading.Remarks().All(remark => remark.ToString().Length > 0)
            && LadderTrace.TryParse(ladder.ToString(), out var again, out _) && again == ladder
            && connections.Sum(connection => connection.Segments.Length) == reading.Segments.Length
            && connections.All(connection => connection.ToLadder().Lines.Length == connection.Segments.Length);
    });

    private static (int, Instant?, string, FrameDirection, string) Written(CapturedSegment segment) =>
        (segment.Tap, segment.At, Convert.ToHexString(IpCodec.Encode(segment.Segment)), segment.Direction, segment.Comment);

    private static byte[] Pcap(Capture capture)
    {
        var file = new FileBytes(isLittle: capture.Frames.Length % 2 == 0).Pcap();
        foreach (var frame in capture.Frames) file.Frame(frame.Bytes.ToArray(), (uint)frame.At.Seconds);
        return file.ToArray();
    }

    private static byte[] Changed(byte[] file, IEnumerable<(int At, byte Octet)> changes)
    {
        foreach (var (at, octet) in changes)
        {
            if (at < file.Length) file[at] = octet;
        }

        return file;
    }
}
