using System.Text;
using Playground.Captures;

namespace Playground.Tests.Captures;

/// <summary>
/// Leaves captures for tshark, which <c>eng/tshark.sh</c> asks whether it sees the same in them: with a folder in <c>PLAYGROUND_CAPTURES</c>,
/// each capture is left there with a table beside it of what this program says about each of its frames.
/// </summary>
internal static class Witness
{
    // Wireshark takes the time 0 for none, and then does not know how long the handshake took.
    private static readonly DateTimeOffset s_began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SegmentMarks[] s_columns =
    [
        SegmentMarks.SentBefore & ~SegmentMarks.OutOfOrder, SegmentMarks.FastRetransmission, SegmentMarks.SpuriousRetransmission, SegmentMarks.OutOfOrder,
        SegmentMarks.DuplicateAck, SegmentMarks.KeepAlive, SegmentMarks.KeepAliveAck, SegmentMarks.ZeroWindow, SegmentMarks.ZeroWindowProbe,
        SegmentMarks.ZeroWindowProbeAck, SegmentMarks.WindowUpdate, SegmentMarks.WindowFull, SegmentMarks.PreviousNotCaptured, SegmentMarks.AckedUnseen,
        SegmentMarks.PortsReused,
    ];

    /// <summary>Looks at a capture as it is read back from its file, and leaves both where somebody waits for them.</summary>
    /// <returns>What is said about each frame.</returns>
    public static SegmentAnalysis[] Look(string name, Capture capture)
    {
        var file = PcapngWriter.Write(capture, s_began);
        var reading = CaptureReader.Read(file);
        Assert.Empty(reading.LeftOut);
        Assert.Equal(capture.Frames.Length, reading.Segments.Length);
        var analyst = new TcpAnalyst();
        var told = reading.Segments.Select(segment => analyst.Next(segment.Segment, segment.At!.Value, segment.Frame)).ToArray();
        if (Environment.GetEnvironmentVariable("PLAYGROUND_CAPTURES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, $"{name}.pcapng"), file);
            File.WriteAllText(Path.Combine(folder, $"{name}.tsv"), string.Concat(reading.Segments.Zip(told, (segment, one) => Row(segment, reading.Taps[segment.Tap], one))));
        }

        return told;
    }

    /// <summary>A frame's row, column by column as <c>eng/tshark.sh</c> asks for them.</summary>
    private static string Row(CapturedSegment captured, CaptureTap tap, SegmentAnalysis told)
    {
        var segment = captured.Segment;
        var row = new StringBuilder();
        row.AppendJoin('\t', captured.Frame, tap.Name, told.Stream, segment.Seq, segment.Ack, segment.Payload.Length, segment.Checksum is null ? 1 : 0);
        row.Append('\t').Append(captured.Comment.Length > 0 ? 1 : 0);
        foreach (var column in s_columns) row.Append('\t').Append((told.Marks & column) != 0 ? 1 : 0);
        return row.Append('\t').AppendJoin('\t', told.DuplicateNumber, told.DuplicateOf).Append('\n').ToString();
    }
}
