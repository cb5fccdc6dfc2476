namespace Playground.Contracts;

/// <summary>What the link does to the segments of a host, or of all hosts, from now on.</summary>
public sealed record LinkSettings
{
    /// <summary>The longest delay or jitter, in milliseconds.</summary>
    public const double LongestMs = 10_000;

    /// <summary>The time from one host to another, in milliseconds, 0 to <see cref="LongestMs"/>.</summary>
    public double DelayMs { get; init; } = 40;

    /// <summary>The most that is added to the delay, each time another part of it; in milliseconds, 0 to <see cref="LongestMs"/>.</summary>
    public double JitterMs { get; init; }

    /// <summary>How many segments of a hundred are lost, 0 to 100.</summary>
    public double LossPercent { get; init; }

    /// <summary>How many of a hundred arrive twice, 0 to 100.</summary>
    public double DuplicationPercent { get; init; }

    /// <summary>How many of a hundred are overtaken by the next, 0 to 100.</summary>
    public double ReorderingPercent { get; init; }

    /// <summary>How many of a hundred arrive with a flipped bit, 0 to 100.</summary>
    public double CorruptionPercent { get; init; }

    /// <summary>What no link can do, in a sentence; none where all is well.</summary>
    public Sentence? Problem()
    {
        if (!IsWithin(DelayMs, LongestMs) || !IsWithin(JitterMs, LongestMs)) return new("A link's delay and jitter are from 0 to 10 000 milliseconds.");
        return IsWithin(LossPercent, 100) && IsWithin(DuplicationPercent, 100) && IsWithin(ReorderingPercent, 100) && IsWithin(CorruptionPercent, 100)
            ? null
            : new("Loss, duplication, reordering and corruption are from 0 to 100 percent.");
    }

    private static bool IsWithin(double value, double most) => value >= 0 && value <= most;
}

/// <summary>What the link can be told to do to the next segment.</summary>
public enum LinkTouch
{
    /// <summary>It never arrives.</summary>
    Lose,

    /// <summary>It arrives later by <see cref="LinkTouches.HoldMs"/>, and others overtake it.</summary>
    Hold,

    /// <summary>It arrives twice.</summary>
    Duplicate,

    /// <summary>One of its bits is flipped.</summary>
    Corrupt,

    /// <summary>The one after it arrives first.</summary>
    Swap,
}

/// <summary>What touches come to.</summary>
public static class LinkTouches
{
    /// <summary>
    /// How long a segment is held back, in milliseconds of the link's time: about six seconds of whoever looks on, at any speed of the room. It is
    /// never less than two trips, so that it comes late, nor without need so long that it is sent again meanwhile.
    /// </summary>
    /// <param name="speed">The room's seconds for one real second.</param>
    /// <param name="delayMs">How long a trip takes, in milliseconds of the link's time.</param>
    public static double HoldMs(double speed, double delayMs) => Math.Round(Math.Max(Math.Min(6_000 * speed, 600), 2 * delayMs));
}
