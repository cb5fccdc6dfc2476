using System.Collections.Immutable;
using Playground.Captures;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Captures;

/// <summary>
/// A world's trace as a capture: IP packets with the bytes that travelled, wrong checksums and all, and what was said about each as its comment.
/// </summary>
public static class TraceCapture
{
    /// <summary>Makes the capture.</summary>
    /// <param name="trace">What happened, in order.</param>
    /// <param name="taps">Where it is listened to. One tap is what Wireshark's analysis expects: it would take a segment's second sighting for a repeat.</param>
    public static Capture Of(IReadOnlyList<TraceEvent> trace, params ImmutableArray<TraceTap> taps)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var sent = trace.OfType<SegmentSent>().ToDictionary(one => one.Id);
        var verdicts = trace.OfType<SegmentArrived>().ToLookup(one => one.Id);
        var frames = ImmutableArray.CreateBuilder<CapturedFrame>();
        foreach (var happened in trace)
        {
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var frame = happened switch
                {
                    SegmentSent one when taps[tap].Host is null || taps[tap].Host == one.From => OfSent(tap, taps[tap], one, verdicts[one.Id]),
                    SegmentArrived one when taps[tap].Host == one.Host => OfArrived(tap, one, sent[one.Id]),
                    _ => null,
                };
                if (frame is not null) frames.Add(frame);
            }
        }

        return new([.. taps.Select(Describe)], frames.DrainToImmutable());
    }

    private static CaptureTap Describe(TraceTap tap) =>
        new(tap.Name, LinkType.Raw, tap.Host is { } host ? $"The {host}'s end of the link" : "The link between the hosts");

    private static CapturedFrame OfSent(int tap, TraceTap where, SegmentSent sent, IEnumerable<SegmentArrived> arrivals)
    {
        var says = new List<string>();
        if (sent.Review is { } review) says.Add(CaptureComment.Of(review, sent.Segment));
        if (where.Host is null && sent.IsLost) says.Add("Lost on its way.");
        foreach (var arrived in arrivals)
        {
            if (arrived.Verdict is { } verdict) says.Add(CaptureComment.Of(verdict, arrived.Host));
        }

        return Frame(tap, sent.At, sent.Segment, says) with { Direction = where.Host is null ? FrameDirection.Unknown : FrameDirection.Outbound };
    }

    private static CapturedFrame OfArrived(int tap, SegmentArrived arrived, SegmentSent sent) =>
        Frame(tap, arrived.At, sent.Segment, arrived.Verdict is { } verdict ? [CaptureComment.Of(verdict, arrived.Host)] : []) with
        {
            Direction = FrameDirection.Inbound,
        };

    private static CapturedFrame Frame(int tap, Instant at, in Segment segment, List<string> says)
    {
        var packet = new byte[IpCodec.PacketLength(segment)];
        var isWhole = IpCodec.Encode(segment, packet);
        if (!isWhole) says.Add("No IP packet can hold this segment, so its bytes are not here.");
        return new(tap, at, isWhole ? packet : []) { OriginalLength = packet.Length, Comment = string.Join('\n', says) };
    }
}
