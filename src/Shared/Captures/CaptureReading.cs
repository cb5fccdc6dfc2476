using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Captures;

/// <summary>A segment found in a capture.</summary>
/// <param name="Frame">The number of its frame in the file, from 1, as Wireshark counts.</param>
/// <param name="Tap">The place of its tap in <see cref="CaptureReading.Taps"/>, from 0.</param>
/// <param name="At">When, from the earliest segment on; none where the file doesn't say.</param>
/// <param name="Segment">The segment. Octets of text that the capture didn't keep are zeros.</param>
public sealed record CapturedSegment(int Frame, int Tap, Instant? At, Segment Segment)
{
    /// <summary>True when the capture kept only the beginning of the packet: its text is only counted.</summary>
    public bool IsCut { get; init; }

    /// <summary>Which way it went at its tap.</summary>
    public FrameDirection Direction { get; init; }

    /// <summary>What the file says about it; empty for nothing.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The octets of its frame that the capture kept, from the link's header on; they stay where they are in the file.</summary>
    public ReadOnlyMemory<byte> Octets { get; init; }

    /// <summary>Where in <see cref="Octets"/> the IP header begins.</summary>
    public int PacketAt { get; init; }

    /// <summary>The octets that the frame had.</summary>
    public long OriginalLength { get; init; }
}

/// <summary>Frames that were left out for the same reason.</summary>
/// <param name="Why">The reason.</param>
/// <param name="Count">How many.</param>
/// <param name="First">The number of the first one, from 1.</param>
public sealed record LeftOut(Sentence Why, int Count, int First);

/// <summary>What was found in a file that says it is a capture. Nothing is lost without a word.</summary>
public sealed record CaptureReading
{
    /// <summary>The taps, by the names that the file gives them.</summary>
    public ImmutableArray<CaptureTap> Taps { get; init; } = [];

    /// <summary>The segments, in the file's order.</summary>
    public ImmutableArray<CapturedSegment> Segments { get; init; } = [];

    /// <summary>How many frames were read, with or without a segment in them.</summary>
    public int Frames { get; init; }

    /// <summary>When the earliest segment was captured; none without segments, without times, or beyond what a calendar holds.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>The frames in which no segment was found, by reason, in the order in which the reasons came up.</summary>
    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Why nothing was taken: the file is no capture, or too large; none when it was read.</summary>
    public Sentence? Refused { get; init; }

    /// <summary>Where and why reading stopped before the end of the file; none when it came to the end. What came before is here.</summary>
    public Sentence? Stopped { get; init; }

    /// <summary>
    /// What the reader of a ladder made of this should be told besides <see cref="LeftOut"/>, each a sentence; empty when all is well.
    /// </summary>
    public ImmutableArray<Sentence> Remarks()
    {
        var remarks = ImmutableArray.CreateBuilder<Sentence>();
        if (Refused is not null) remarks.Add(Refused);
        if (Stopped is not null) remarks.Add(Stopped);
        if (Refused is null && Segments.IsEmpty) remarks.Add(new("There is no TCP segment in this capture."));
        var cut = Segments.Count(segment => segment.IsCut);
        if (cut > 0) remarks.Add(new("Segments of which the capture kept only the beginning: {0}. Their text is counted, and not there.", $"{cut}"));
        var wrong = Segments.Count(segment => segment.Segment.Checksum is not null);
        if (wrong > 0)
        {
            remarks.Add(new(
                "Segments with a wrong checksum: {0}. Where the machine that captured has also sent them, its network card may have put in the right one later.",
                $"{wrong}"));
        }

        return remarks.DrainToImmutable();
    }
}
