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
                    SegmentDuplicated copy when taps[tap].Host is null => OfCopy(tap, copy, sent[copy.Original], verdicts[copy.Id]),
                    SegmentArrived one when taps[tap].Host == one.Host => OfArrived(tap, one),
                    SegmentOverheard one when taps[tap].Host == one.Host => Heard(tap, one.At, sent[one.Id].Segment, []),
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
        if (where.Host is null && CaptureComment.Of(sent) is { } fate) says.Add(fate);
        says.AddRange(Verdicts(arrivals));
        return Frame(tap, sent.At, sent.Segment, says) with { Direction = where.Host is null ? FrameDirection.Unknown : FrameDirection.Outbound };
    }

    private static CapturedFrame OfCopy(int tap, SegmentDuplicated copy, SegmentSent original, IEnumerable<SegmentArrived> arrivals) =>
        Frame(tap, copy.At, original.Segment, ["The link made a second copy.", .. Verdicts(arrivals)]);

    private static CapturedFrame OfArrived(int tap, SegmentArrived arrived) => Heard(tap, arrived.At, arrived.Segment, [.. Verdicts([arrived])]);

    private static CapturedFrame Heard(int tap, Instant at, in Segment segment, List<string> says) =>
        Frame(tap, at, segment, says) with { Direction = FrameDirection.Inbound };

    private static IEnumerable<string> Verdicts(IEnumerable<SegmentArrived> arrivals) =>
        arrivals.Where(one => one.Verdict is not null).Select(one => CaptureComment.Of(one.Verdict!.Value, one.Host));

    private static CapturedFrame Frame(int tap, Instant at, in Segment segment, List<string> says)
    {
        var packet = IpCodec.Encode(segment);
        return new(tap, at, packet) { OriginalLength = packet.Length, Comment = string.Join('\n', says) };
    }
}
