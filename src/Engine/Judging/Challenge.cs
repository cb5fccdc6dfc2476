using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>A challenge: what the learner finds, what they are to reach, and the proof that it can be reached.</summary>
public sealed record Challenge
{
    /// <summary>The id: lower-case words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the course, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The tier, 1 to 4.</summary>
    public required int Tier { get; init; }

    /// <summary>The host that the learner plays.</summary>
    public required string Role { get; init; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public required string Brief { get; init; }

    /// <summary>The link's delay.</summary>
    public required TimeSpan Delay { get; init; }

    /// <summary>What has happened before the learner begins; none for nothing.</summary>
    public LadderTrace? Prologue { get; init; }

    /// <summary>The goals, at least one.</summary>
    public required ImmutableArray<Goal> Goals { get; init; }

    /// <summary>The segments that a good solution needs.</summary>
    public required int Par { get; init; }

    /// <summary>The hints: a nudge, the rule, the worked number.</summary>
    public required ImmutableArray<string> Hints { get; init; }

    /// <summary>The one thing to remember afterwards.</summary>
    public required string Debrief { get; init; }

    /// <summary>Ladders that win.</summary>
    public required ImmutableArray<ProofLadder> Solutions { get; init; }

    /// <summary>Ladders that fail, each with the misconception that it shows.</summary>
    public required ImmutableArray<ProofLadder> WrongAttempts { get; init; }
}

/// <summary>A ladder that a challenge's file proves itself with.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Ladder">The ladder, with symbols for numbers.</param>
/// <param name="Misconception">The misconception that a wrong attempt shows.</param>
public sealed record ProofLadder(string Name, LadderTrace Ladder, Misconception? Misconception = null);
