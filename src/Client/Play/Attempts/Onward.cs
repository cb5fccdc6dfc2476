using Playground.Contracts;

namespace Playground.Client.Play.Attempts;

/// <summary>Where a solved challenge leads on to, each by one key.</summary>
public static class Onward
{
    /// <summary>The same challenge once more: an attempt, or the same drill.</summary>
    public static OpenChallenge Again(AttemptView attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return new OpenChallenge(attempt.Challenge.Id, attempt.Drill);
    }

    /// <summary>The drills of a challenge, that first which comes next: after a drill the one behind it, and so round.</summary>
    public static IEnumerable<int> Drills(AttemptView attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var count = attempt.Drills.Length + 1;
        return Enumerable.Range(0, count).Select(step => ((attempt.Drill ?? 0) + 1 + step) % count);
    }

    /// <summary>A drill's name, the localizer's key.</summary>
    public static string NameOf(AttemptView attempt, int drill)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return drill == 0 ? "The same with new numbers" : attempt.Drills[drill - 1];
    }

    /// <summary>What a key opens; none for another key, and where there is no next challenge.</summary>
    public static OpenChallenge? OfKey(string key, AttemptView attempt, ChallengeCard? next) => key switch
    {
        "c" or "C" => next is null ? null : new OpenChallenge(next.Id),
        "d" or "D" => new OpenChallenge(attempt.Challenge.Id, Drills(attempt).First()),
        "g" or "G" => Again(attempt),
        _ => null,
    };
}
