using Playground.Tcp;

namespace Playground.Engine.Links;

/// <summary>What a link can be told to do to a segment.</summary>
public enum LinkAction
{
    /// <summary>It never arrives.</summary>
    Lose,

    /// <summary>It arrives later by <see cref="LinkRule.For"/>; others overtake it.</summary>
    Hold,

    /// <summary>It arrives twice.</summary>
    Duplicate,

    /// <summary>One of its bits is flipped.</summary>
    Corrupt,

    /// <summary>The next segment of the same host overtakes it: <see cref="LinkPath.Reordering"/> for one segment.</summary>
    Swap,
}

/// <summary>
/// "The second segment from the server is lost": something that is done to one segment. It takes nothing from chance: all other
/// segments fare as they would without it, and this one too in all that the rule does not speak of.
/// </summary>
/// <param name="From">The host that sends it; none for any host.</param>
/// <param name="Nth">Which of its segments, repeats and all, from 1. Counted are those that fit, since the rule is there.</param>
/// <param name="Action">What is done.</param>
public sealed record LinkRule(string? From, int Nth, LinkAction Action)
{
    /// <summary>Only segments with all of these bits count.</summary>
    public ControlBits With { get; init; }

    /// <summary>Only segments with none of these bits count.</summary>
    public ControlBits Without { get; init; }

    /// <summary>True when only segments that carry text count.</summary>
    public bool WithText { get; init; }

    /// <summary>How long the segment is held; not negative.</summary>
    public TimeSpan For { get; init; }

    /// <summary>True for a segment that counts.</summary>
    public bool Fits(string from, in Segment segment) =>
        (From is null || From == from) && segment.Bits.Has(With) && (segment.Bits & Without) == 0 && (!WithText || segment.Payload.Length > 0);
}
