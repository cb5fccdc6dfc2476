namespace Playground.Engine.Judging;

/// <summary>The points of a solved challenge.</summary>
public static class Score
{
    /// <summary>How many percent more there are at par or under it.</summary>
    public const int ParBonusPercent = 20;

    /// <summary>How many percent less there are for each hint.</summary>
    public const int HintPercent = 10;

    /// <summary>The points of a solution without hints and over par: 100 for each tier.</summary>
    public static int Base(int tier) => 100 * tier;

    /// <summary>
    /// The points of a solution: the base, 20 % more at or under par, and 10, 20 or 30 % less after one, two or three hints.
    /// </summary>
    /// <param name="challenge">The challenge.</param>
    /// <param name="sends">The segments it took.</param>
    /// <param name="hints">The hints that were shown, 0 to 3.</param>
    public static int Of(Challenge challenge, int sends, int hints)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return Base(challenge.Tier) + BonusOf(challenge, sends) - CostOf(challenge, hints);
    }

    /// <summary>What there is more at or under par.</summary>
    public static int BonusOf(Challenge challenge, int sends)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return sends <= challenge.Par ? Base(challenge.Tier) * ParBonusPercent / 100 : 0;
    }

    /// <summary>What the hints cost together.</summary>
    public static int CostOf(Challenge challenge, int hints)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return Base(challenge.Tier) * HintPercent * hints / 100;
    }
}
