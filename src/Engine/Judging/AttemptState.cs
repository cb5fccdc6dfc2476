using System.Collections.Immutable;
using Playground.Engine.Judging.Goals;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>
/// How far an attempt has come, over all that was turned back: the judge's memory. With the last goal the attempt is solved and its count
/// stands still.
/// </summary>
/// <param name="challenge">The challenge.</param>
public sealed class AttemptState(Challenge challenge)
{
    private readonly Dictionary<Misconception, int> _misconceptions = [];
    private readonly bool[] _missed = new bool[challenge.Goals.Length];

    /// <summary>The challenge.</summary>
    public Challenge Challenge => challenge;

    /// <summary>How each goal stands, in the order of the challenge.</summary>
    public ImmutableArray<Standing> Standings { get; private set; } = [.. challenge.Goals.Select(_ => default(Standing))];

    /// <summary>The segments and answers that count against par.</summary>
    public int Sends { get; private set; }

    /// <summary>How often time was turned back.</summary>
    public int Rewinds { get; private set; }

    /// <summary>The hints shown.</summary>
    public int Hints { get; private set; }

    /// <summary>The points; none until every goal was met.</summary>
    public int? Points { get; private set; }

    /// <summary>The misconceptions that showed, with how often; what was turned back counts too.</summary>
    public IReadOnlyDictionary<Misconception, int> Misconceptions => _misconceptions;

    /// <summary>Takes down what was said about a segment of the learner.</summary>
    public void Note(Review review)
    {
        ArgumentNullException.ThrowIfNull(review);
        foreach (var misconception in review.Findings.Select(finding => finding.Misconception).OfType<Misconception>().Distinct()) Note(misconception);
    }

    /// <summary>Takes down a misconception that showed; none after the solution.</summary>
    public void Note(Misconception misconception)
    {
        if (Points is null) _misconceptions[misconception] = _misconceptions.GetValueOrDefault(misconception) + 1;
    }

    /// <summary>Counts a rewind; nothing counts after the solution.</summary>
    public void CountRewind() => Rewinds += Points is null ? 1 : 0;

    /// <summary>Shows the next hint, as long as there is one; free after the solution.</summary>
    public void ShowHint()
    {
        if (Points is null && Hints < challenge.Hints.Length) Hints++;
    }

    /// <summary>Looks at the trial after something has happened.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="sends">The segments of the learner that count so far.</param>
    public void Look(Trial trial, int sends)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (Points is not null) return;
        Sends = sends + trial.Answers;
        Standings = [.. trial.Standings];
        for (var i = 0; i < Standings.Length; i++)
        {
            if (Standings[i] is { IsMissed: true, Misconception: { } misconception } && !_missed[i]) Note(misconception);
            _missed[i] = Standings[i].IsMissed;
        }

        if (Standings.All(standing => standing.IsMet)) Points = Score.Of(challenge, Sends, Hints);
    }
}
