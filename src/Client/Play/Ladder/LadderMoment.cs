using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>What happens at a moment; of what happens at one time, the order from above to below.</summary>
public enum LadderRank
{
    /// <summary>Something arrives.</summary>
    Arrival,

    /// <summary>A host changes its state.</summary>
    State,

    /// <summary>A note.</summary>
    Note,

    /// <summary>Something leaves.</summary>
    Departure,
}

/// <summary>One of the two ends of an arrow, a change of state or a note, in the order in which they stand below each other.</summary>
/// <param name="At">When.</param>
/// <param name="Rank">What.</param>
/// <param name="Row">The place of its row.</param>
internal readonly record struct LadderMoment(Instant At, LadderRank Rank, int Row)
{
    /// <summary>Less than 0 where this stands above the other one.</summary>
    public int CompareTo(in LadderMoment other)
    {
        var order = At.Microseconds.CompareTo(other.At.Microseconds);
        if (order == 0) order = Rank.CompareTo(other.Rank);
        return order == 0 ? Row.CompareTo(other.Row) : order;
    }
}

/// <summary>
/// A moment's height, and all that the next one's depends on: so that a ladder that grows is placed from where it grows, and comes
/// out as if it had been placed at once.
/// </summary>
/// <param name="Y">The height, in pixels from the top.</param>
/// <param name="Departed">The height of the last departure so far.</param>
/// <param name="TimeY">The height of the last time label so far.</param>
/// <param name="Flying">How many arrows are between their ends here.</param>
/// <param name="OpenFrom">The place of the first moment whose arrow is not at its end here; the next place where all are.</param>
/// <param name="HasTime">True where a time label stands.</param>
/// <param name="Skipped">The wait before it where that is not to scale.</param>
internal readonly record struct PlacedMoment(int Y, int Departed, int TimeY, int Flying, int OpenFrom, bool HasTime, TimeSpan? Skipped);
