using Playground.Ladder;

namespace Playground.Captures;

/// <summary>A capture in ladder notation.</summary>
public static class CaptureLadder
{
    /// <summary>
    /// Each segment is a line, with its time, and what the file says about it as the note. Hosts are named by address and port, so that
    /// connections can be told apart; the numbers stand as on the wire. Text that the capture didn't keep is only counted.
    /// </summary>
    public static LadderTrace Of(IEnumerable<CapturedSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        return new([.. segments.Select(Line)]);
    }

    private static LadderLine Line(CapturedSegment captured)
    {
        var segment = captured.Segment;
        var line = LadderSegment.Of(
            captured.IsCut ? segment with { Payload = default } : segment,
            new LadderHost(segment.Source.Host.ToString(), segment.Source.Port),
            new LadderHost(segment.Destination.Host.ToString(), segment.Destination.Port));
        return line with
        {
            At = captured.At,
            Note = captured.Comment,
            Payload = captured.IsCut ? LadderPayload.OfLength(segment.Payload.Length) : line.Payload,
        };
    }
}
