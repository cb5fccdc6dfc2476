using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>
/// How far an attempt has come: the judge's memory. A goal that was met stays met, and with the last one the attempt is solved and
/// its count stands still.
/// </summary>
/// <param name="challenge">The challenge.</param>
public sealed class AttemptState(Challenge challenge)
{
    private readonly Dictionary<Misconception, int> _misconceptions = [];
    private readonly Sentence?[] _missing = new Sentence?[challenge.Goals.Length];
    private readonly bool[] _met = new bool[challenge.Goals.Length];

    /// <summary>The challenge.</summary>
    public Challenge Challenge => challenge;

    /// <summary>For each goal what is still missing; none for those that are met.</summary>
    public ImmutableArray<Sentence?> Missing => [.. _missing];

    /// <summary>The segments sent that count against par.</summary>
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
        if (Points is not null) return;
        foreach (var misconception in review.Findings.Select(finding => finding.Misconception).OfType<Misconception>().Distinct())
            _misconceptions[misconception] = _misconceptions.GetValueOrDefault(misconception) + 1;
    }

    /// <summary>Counts a rewind; nothing counts after the solution.</summary>
    public void CountRewind() => Rewinds += Points is null ? 1 : 0;

    /// <summary>Shows the next hint, as long as there is one; free after the solution.</summary>
    public void ShowHint()
    {
        if (Points is null && Hints < challenge.Hints.Length) Hints++;
    }

    /// <summary>Looks at the world after something has happened.</summary>
    /// <param name="world">The world.</param>
    /// <param name="sends">The segments of the learner that count so far.</param>
    public void Judge(World world, int sends)
    {
        if (Points is not null) return;
        Sends = sends;
        for (var i = 0; i < _met.Length; i++)
        {
            if (_met[i]) continue;
            _missing[i] = challenge.Goals[i].Missing(world);
            _met[i] = _missing[i] is null;
        }

        if (_met.All(met => met)) Points = Score.Of(challenge, Sends, Hints);
    }
}
