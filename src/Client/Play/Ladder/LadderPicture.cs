using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>A segment with its place, from its sender's lifeline to the other one.</summary>
/// <param name="Key">Its place among the rows, which stays the same while the ladder grows.</param>
/// <param name="Row">The segment.</param>
/// <param name="Top">Where it leaves.</param>
/// <param name="Bottom">Where it arrives.</param>
public sealed record PlacedSegment(int Key, SegmentRow Row, int Top, int Bottom)
{
    /// <summary>The height of the label's middle: always as far below the start, so that labels keep the distance of the starts.</summary>
    public int LabelY => Top + (LadderPicture.Flight / 2);

    /// <summary>How far along its way the label sits, 0 to 1.</summary>
    public double LabelAt => (LabelY - Top) / (double)(Bottom - Top);
}

/// <summary>A change of state with its place.</summary>
/// <param name="Key">Its place among the rows.</param>
/// <param name="Row">The change.</param>
/// <param name="Y">The height of the box's middle.</param>
public sealed record PlacedState(int Key, StateRow Row, int Y);

/// <summary>A note with its place.</summary>
/// <param name="Key">Its place among the rows.</param>
/// <param name="Row">The note.</param>
/// <param name="Y">The height of its middle.</param>
public sealed record PlacedNote(int Key, NoteRow Row, int Y);

/// <summary>A time label at the left.</summary>
/// <param name="At">The time.</param>
/// <param name="Y">Its height.</param>
public sealed record PlacedTime(Instant At, int Y);

/// <summary>
/// Where everything on a ladder goes. Time runs down, in order rather than to scale: what happens later is lower, a longer wait
/// is a little longer, and labels never lie on each other.
/// </summary>
public sealed record LadderPicture
{
    private const int FirstY = 34;
    private const int LabelGap = 27;

    /// <summary>The least drop from a segment's start to its arrival.</summary>
    public const int Flight = 54;

    /// <summary>The room that a ghost arrow takes below the rows.</summary>
    public const int GhostFlight = 46;

    /// <summary>The segments.</summary>
    public ImmutableArray<PlacedSegment> Segments { get; private init; } = [];

    /// <summary>The changes of state.</summary>
    public ImmutableArray<PlacedState> States { get; private init; } = [];

    /// <summary>The notes.</summary>
    public ImmutableArray<PlacedNote> Notes { get; private init; } = [];

    /// <summary>The times.</summary>
    public ImmutableArray<PlacedTime> Times { get; private init; } = [];

    /// <summary>Where the next thing would go.</summary>
    public int EndY { get; private init; } = FirstY;

    /// <summary>Places the rows.</summary>
    public static LadderPicture Of(ImmutableList<LadderRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var heights = new Dictionary<(int Row, bool IsArrival), int>();
        var times = ImmutableArray.CreateBuilder<PlacedTime>();
        var (y, last, departed) = (FirstY - 20, (Instant?)null, 0);
        foreach (var moment in Moments(rows))
        {
            var wait = last is { } before ? (moment.At - before).TotalMilliseconds : 0;
            y += Step(moment) + (moment.IsArrival ? 0 : (int)Math.Min(18, 6 * Math.Log10(1 + Math.Max(0, wait))));
            if (moment.IsArrival) y = Math.Max(y, heights[(moment.Row, false)] + Flight);
            if (moment.IsDeparture) departed = y = Math.Max(y, departed + LabelGap);
            heights[(moment.Row, moment.IsArrival)] = y;
            if (moment.IsDeparture && (times.Count == 0 || y - times[^1].Y >= 15)) times.Add(new PlacedTime(moment.At, y));
            last = moment.At;
        }

        return new LadderPicture
        {
            Segments = PlaceSegments(rows, heights),
            States =
                [.. rows.Select((row, i) => row is StateRow state ? new PlacedState(i, state, heights[(i, false)]) : null).OfType<PlacedState>()],
            Notes =
                [.. rows.Select((row, i) => row is NoteRow note ? new PlacedNote(i, note, heights[(i, false)]) : null).OfType<PlacedNote>()],
            Times = times.ToImmutable(),
            EndY = y + 26,
        };
    }

    private static int Step(Moment moment) => moment.Rank switch
    {
        0 => 14,
        1 => 20,
        2 => 30,
        _ => 20,
    };

    /// <summary>All that happens, in order of time; at one time what arrives comes first and what leaves last.</summary>
    private static IEnumerable<Moment> Moments(ImmutableList<LadderRow> rows) =>
        rows.SelectMany(MomentsOf).OrderBy(m => m.At.Microseconds).ThenBy(m => m.Rank).ThenBy(m => m.Row);

    private static IEnumerable<Moment> MomentsOf(LadderRow row, int index)
    {
        switch (row)
        {
            case SegmentRow segment:
                yield return new Moment(segment.At, 3, index);
                yield return
                    new Moment(segment.Arrival > segment.At ? segment.Arrival : segment.At + TimeSpan.FromMicroseconds(1), 0, index);
                break;
            case StateRow:
                yield return new Moment(row.At, 1, index);
                break;
            default:
                yield return new Moment(row.At, 2, index);
                break;
        }
    }

    private static ImmutableArray<PlacedSegment> PlaceSegments(
        ImmutableList<LadderRow> rows, Dictionary<(int Row, bool IsArrival), int> heights)
    {
        var placed = ImmutableArray.CreateBuilder<PlacedSegment>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not SegmentRow row) continue;
            var (top, bottom) = (heights[(i, false)], heights[(i, true)]);
            placed.Add(new PlacedSegment(i, row, top, bottom));
        }

        return placed.ToImmutable();
    }

    /// <param name="At">When.</param>
    /// <param name="Rank">0 an arrival, 1 a change of state, 2 a note, 3 a departure.</param>
    /// <param name="Row">The row.</param>
    private readonly record struct Moment(Instant At, int Rank, int Row)
    {
        public bool IsArrival => Rank == 0;

        public bool IsDeparture => Rank == 3;
    }
}
