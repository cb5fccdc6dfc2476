using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>An arrow with its place: a segment or an ICMP error.</summary>
/// <param name="Key">Its place among the rows, which stays the same while the ladder grows.</param>
/// <param name="Row">What it shows.</param>
/// <param name="Top">Where it leaves, in pixels from the top.</param>
/// <param name="Bottom">Where it arrives.</param>
/// <param name="OriginalTop">Where the segment left that it repeats; none where it repeats none.</param>
public sealed record PlacedArrow(int Key, LadderRow Row, int Top, int Bottom, int? OriginalTop = null)
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
/// <param name="Lines">How many lines there is room for.</param>
public sealed record PlacedNote(int Key, NoteRow Row, int Y, int Lines);

/// <summary>A time label at the left.</summary>
/// <param name="At">The time.</param>
/// <param name="Y">Its height.</param>
public sealed record PlacedTime(Instant At, int Y);

/// <summary>A wait that is drawn shorter than it was.</summary>
/// <param name="Wait">How long it was.</param>
/// <param name="Y">The height of its middle.</param>
public sealed record PlacedBreak(TimeSpan Wait, int Y);

/// <summary>What of a ladder is to be seen between two heights.</summary>
/// <param name="Low">The upper height, in pixels from the top.</param>
/// <param name="High">The lower height.</param>
public sealed record LadderWindow(int Low, int High)
{
    /// <summary>The arrows, those that only pass through among them.</summary>
    public List<PlacedArrow> Arrows { get; } = [];

    /// <summary>The changes of state.</summary>
    public List<PlacedState> States { get; } = [];

    /// <summary>The notes.</summary>
    public List<PlacedNote> Notes { get; } = [];

    /// <summary>The times.</summary>
    public List<PlacedTime> Times { get; } = [];

    /// <summary>The breaks in the time axis.</summary>
    public List<PlacedBreak> Breaks { get; } = [];
}
