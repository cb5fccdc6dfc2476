using System.Collections.Immutable;
using Playground.Engine.Endpoint;
using Playground.Engine.Judging.Goals;
using Playground.Engine.Links;
using Playground.Engine.Museum;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>Who drives a host of a challenge.</summary>
public enum ChallengeDriver
{
    /// <summary>The learner.</summary>
    Learner,

    /// <summary>The engine: an honest TCP, whose user does what the script says.</summary>
    Engine,

    /// <summary>The script: what it says is sent as it is written, and nothing answers by itself.</summary>
    Script,
}

/// <summary>A host of a challenge.</summary>
/// <param name="Name">Its name: <c>client</c>, <c>server</c>, <c>client-2</c>, <c>attacker</c>.</param>
/// <param name="Driver">Who drives it.</param>
public sealed record ChallengeHost(string Name, ChallengeDriver Driver)
{
    /// <summary>How the engine's TCP is set up.</summary>
    public HostProfile Profile { get; init; } = HostProfile.Plain;

    /// <summary>What stands above the engine's TCP.</summary>
    public HostApplication Application { get; init; }

    /// <summary>The page that an HTTP server has; none for the usual one.</summary>
    public string? Page { get; init; }

    /// <summary>True when it opens at the beginning, a client actively and a server passively; false for a host that is closed, or opens later.</summary>
    public bool OpensAtStart { get; init; } = true;

    /// <summary>True when it hears whatever is put on the link.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>What is wrong with the engine's TCP; none for an honest one.</summary>
    public ExhibitName? Exhibit { get; init; }
}

/// <summary>A challenge as one attempt finds it: what there is, what is to be reached, and the proof that it can be reached. All that is fresh is drawn.</summary>
public sealed record Challenge
{
    /// <summary>The role of who only looks on and answers questions.</summary>
    public const string Observer = "observer";

    /// <summary>The id: lower-case words joined by hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the course, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The tier, 1 to 4.</summary>
    public required int Tier { get; init; }

    /// <summary>The host that the learner plays, or <see cref="Observer"/>.</summary>
    public required string Role { get; init; }

    /// <summary>What it is about, in a sentence or two.</summary>
    public required string Brief { get; init; }

    /// <summary>The challenges that come before it, by id.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The hosts, the first client and the first server before all others.</summary>
    public required ImmutableArray<ChallengeHost> Hosts { get; init; }

    /// <summary>The link between them.</summary>
    public required LinkSetup Link { get; init; }

    /// <summary>How many times the usual pace time runs.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>What has happened before the learner's turn; none for nothing.</summary>
    public LadderTrace? Prologue { get; init; }

    /// <summary>What the others do meanwhile; none for nothing.</summary>
    public LadderTrace? Script { get; init; }

    /// <summary>What the questions are about: a text in fixed columns; none where there is none.</summary>
    public string? Exhibit { get; init; }

    /// <summary>The questions, in order.</summary>
    public ImmutableArray<Question> Questions { get; init; } = [];

    /// <summary>The goals, at least one; those of the questions last.</summary>
    public required ImmutableArray<Goal> Goals { get; init; }

    /// <summary>The segments and answers that a good solution needs.</summary>
    public required int Par { get; init; }

    /// <summary>The hints: a nudge, the rule, the worked number.</summary>
    public required ImmutableArray<string> Hints { get; init; }

    /// <summary>The misconceptions that it is about.</summary>
    public ImmutableArray<Misconception> Misconceptions { get; init; } = [];

    /// <summary>The one thing to remember afterwards.</summary>
    public required string Debrief { get; init; }

    /// <summary>Where to read on: <c>3.5</c> for a section of RFC 9293, <c>RFC 6298 §2</c> for one of another.</summary>
    public ImmutableArray<string> Sections { get; init; } = [];

    /// <summary>The names of its drills: the same with other things fresh.</summary>
    public ImmutableArray<string> Drills { get; init; } = [];

    /// <summary>Attempts that win, the first the reference.</summary>
    public required ImmutableArray<Proof> Solutions { get; init; }

    /// <summary>Attempts that fail, each with the misconception that it shows.</summary>
    public required ImmutableArray<Proof> WrongAttempts { get; init; }
}

/// <summary>An attempt that a challenge's file proves itself with.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Ladder">What the learner sends, and what is answered; with symbols for numbers.</param>
/// <param name="Answers">The answers to the questions, in their order.</param>
/// <param name="Waits">How long nothing is done afterwards.</param>
/// <param name="Misconception">The misconception that a wrong attempt shows.</param>
public sealed record Proof(string Name, LadderTrace Ladder, ImmutableArray<string> Answers, TimeSpan Waits, Misconception? Misconception = null);
