using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Playground.Contracts;

/// <summary>A goal of a challenge.</summary>
/// <param name="Says">What is to be reached.</param>
/// <param name="IsMet">True once it is.</param>
/// <param name="NotYet">What is still missing, or went wrong, in a sentence that helps; none once it is met.</param>
public sealed record GoalView(Sentence Says, bool IsMet, Sentence? NotYet)
{
    /// <summary>True when it can't be met any more, unless time is turned back.</summary>
    public bool IsMissed { get; init; }

    /// <summary>True for what must hold all the way: it is met as long as it was not missed.</summary>
    public bool IsConstraint { get; init; }
}

/// <summary>A question of a challenge.</summary>
/// <param name="Asks">The question.</param>
/// <param name="Choices">What there is to choose from; empty for a number.</param>
/// <param name="Answer">The last answer; none before the first.</param>
/// <param name="IsRight">True when that is right.</param>
/// <param name="Says">What is said to a wrong answer; none to any other.</param>
public sealed record QuestionView(string Asks, ImmutableArray<string> Choices, string? Answer, bool IsRight, Sentence? Says)
{
    /// <summary>Compares by content, the choices one by one.</summary>
    public bool Equals(QuestionView? other) =>
        other is not null && (Asks, Answer, IsRight, Says) == (other.Asks, other.Answer, other.IsRight, other.Says) && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Asks, Answer, IsRight);
}

/// <summary>An attempt at a challenge.</summary>
/// <param name="Challenge">The challenge.</param>
/// <param name="Goals">Its goals.</param>
/// <param name="Sends">The segments sent so far that count against par.</param>
/// <param name="Rewinds">How often time was turned back.</param>
/// <param name="Hints">The hints shown so far.</param>
/// <param name="HintsLeft">How many hints are left.</param>
/// <param name="Points">The points made, 0 in a drill; none until it is solved.</param>
/// <param name="Debrief">The one thing to remember; none until it is solved.</param>
public sealed record AttemptView(
    ChallengeCard Challenge, ImmutableArray<GoalView> Goals, int Sends, int Rewinds, ImmutableArray<string> Hints, int HintsLeft, int? Points,
    string? Debrief = null)
{
    /// <summary>The questions, in order.</summary>
    public ImmutableArray<QuestionView> Questions { get; init; } = [];

    /// <summary>What the questions are about, in fixed columns; none where there is nothing.</summary>
    public string? Exhibit { get; init; }

    /// <summary>How points are made.</summary>
    public ScoreRule Score { get; init; } = new(Challenge.Points, 0, 0);

    /// <summary>The names of its drills: the same with other things fresh.</summary>
    public ImmutableArray<string> Drills { get; init; } = [];

    /// <summary>Which drill it is: 0 for the same with new numbers, from 1 one of <see cref="Drills"/>; none for an attempt that counts.</summary>
    public int? Drill { get; init; }

    /// <summary>What there is to see once it is solved; none until then.</summary>
    public ResultView? Result { get; init; }

    /// <summary>True once every goal was met.</summary>
    public bool IsSolved => Points is not null;

    /// <summary>True for a drill, which makes no points.</summary>
    [JsonIgnore]
    public bool IsDrill => Drill is not null;

    /// <summary>Compares by content, so that a page sees that nothing changed; a result is made once, and is the same or none.</summary>
    public bool Equals(AttemptView? other) =>
        other is not null
        && (Challenge, Sends, Rewinds, HintsLeft, Points, Debrief) == (other.Challenge, other.Sends, other.Rewinds, other.HintsLeft, other.Points, other.Debrief)
        && (Exhibit, Score, Drill, Result) == (other.Exhibit, other.Score, other.Drill, other.Result)
        && Goals.SequenceEqual(other.Goals) && Hints.SequenceEqual(other.Hints) && Questions.SequenceEqual(other.Questions) && Drills.SequenceEqual(other.Drills);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Challenge, Sends, Rewinds, HintsLeft, Points);
}

/// <summary>How points are made.</summary>
/// <param name="Base">The points of a solution without hints and over par.</param>
/// <param name="ParBonus">How many percent more there are at par or under it.</param>
/// <param name="HintCost">How many percent less there are for each hint.</param>
public sealed record ScoreRule(int Base, int ParBonus, int HintCost);

/// <summary>A solved attempt, as it was when it was solved.</summary>
/// <param name="Points">How its points come to be, term by term; empty in a drill.</param>
/// <param name="Own">What was sent, a line each in ladder notation.</param>
/// <param name="ReferenceName">What the reference solution is called.</param>
/// <param name="Reference">The reference solution, a line each in ladder notation, with the numbers of this attempt; empty where there is nothing to send.</param>
/// <param name="ReferenceSends">The segments and answers that it takes.</param>
/// <param name="Sections">Where to read on: <c>RFC 9293 §3.5</c>.</param>
/// <param name="Met">The misconceptions that showed on the way.</param>
public sealed record ResultView(
    ImmutableArray<PointsTerm> Points, ImmutableArray<string> Own, string ReferenceName, ImmutableArray<string> Reference, int ReferenceSends,
    ImmutableArray<string> Sections, ImmutableArray<ShownMisconception> Met);

/// <summary>A term of the sum that points are.</summary>
/// <param name="Says">What it is for.</param>
/// <param name="Points">The points; below 0 for what they cost.</param>
public sealed record PointsTerm(Sentence Says, int Points);

/// <summary>A misconception that showed in an attempt.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Times">How often; what was turned back counts too.</param>
/// <param name="Says">What was said to it, with the numbers of the attempt.</param>
public sealed record ShownMisconception(string Name, int Times, Sentence Says);
