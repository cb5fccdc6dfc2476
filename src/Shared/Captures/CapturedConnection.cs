using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Captures;

/// <summary>A segment of a capture and what its connection's course says about it.</summary>
/// <param name="Captured">The segment.</param>
/// <param name="Analysis">What is remarkable about it.</param>
public readonly record struct AnalysedSegment(CapturedSegment Captured, SegmentAnalysis Analysis);

/// <summary>The segments of one connection.</summary>
/// <param name="Index">Its number in order of first appearance, from 0: Wireshark's <c>tcp.stream</c>.</param>
/// <param name="Connection">Its sockets; the one that opened the connection, or else was heard first, in front.</param>
/// <param name="Segments">Its segments, in the file's order.</param>
public sealed record CapturedConnection(int Index, FourTuple Connection, ImmutableArray<AnalysedSegment> Segments)
{
    /// <summary>
    /// Keeps connections apart: by their sockets, and two between the same sockets by their SYNs. A file with several taps has a segment once for
    /// each tap that saw it, and then only the segments of one tap make sense here.
    /// </summary>
    public static ImmutableArray<CapturedConnection> Of(IEnumerable<CapturedSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var analyst = new TcpAnalyst();
        var found = new List<(FourTuple Connection, ImmutableArray<AnalysedSegment>.Builder Segments)>();
        var now = Instant.Zero;
        foreach (var captured in segments)
        {
            now = captured.At ?? now;
            var analysis = analyst.Next(captured.Segment, now, captured.Frame);
            if (analysis.Stream == found.Count) found.Add((ClientFirst(captured.Segment), ImmutableArray.CreateBuilder<AnalysedSegment>()));
            found[analysis.Stream].Segments.Add(new(captured, analysis));
        }

        return [.. found.Select((one, index) => new CapturedConnection(index, one.Connection, one.Segments.DrainToImmutable()))];
    }

    /// <summary>The connection as a ladder.</summary>
    public LadderTrace ToLadder() => CaptureLadder.Of(Segments.Select(segment => segment.Captured));

    private static FourTuple ClientFirst(in Segment first) => first is { IsSyn: true, IsAck: true } ? first.Connection.Reversed : first.Connection;
}
