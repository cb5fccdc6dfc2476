using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Playground.Contracts;

/// <summary>The course as one learner finds it: what they have solved, where they left off, what they mistook and what is to be practised again.</summary>
public interface ICourse
{
    /// <summary>The map of the course.</summary>
    ValueTask<CourseView> CourseAsync(Participant who, CancellationToken cancel = default);

    /// <summary>The learner's own page.</summary>
    ValueTask<LearnerView> LearnerAsync(Participant who, CancellationToken cancel = default);

    /// <summary>Makes a recovery phrase. It is told this once; the one before it ends.</summary>
    ValueTask<PhraseReply> MakePhraseAsync(Participant who, CancellationToken cancel = default);
}

/// <summary>The answer to making a recovery phrase.</summary>
/// <param name="Phrase">The words, with blanks between them; none when refused.</param>
/// <param name="Refusal">None when it was made.</param>
public sealed record PhraseReply(string? Phrase, Refusal? Refusal = null) : Reply(Refusal);

/// <summary>The course, in its order.</summary>
/// <param name="Cards">The challenges.</param>
public sealed record CourseView(ImmutableArray<CourseCard> Cards)
{
    /// <summary>The sum of the best attempts.</summary>
    [JsonIgnore]
    public int Points => Cards.Sum(card => card.Best ?? 0);

    /// <summary>How many challenges are solved.</summary>
    [JsonIgnore]
    public int Solved => Cards.Count(card => card.IsSolved);

    /// <summary>How many are solved at par.</summary>
    [JsonIgnore]
    public int AtPar => Cards.Count(card => card.IsAtPar);

    /// <summary>What to go on with: the attempt begun last that is not solved, else the first open challenge that is not; none once all are.</summary>
    [JsonIgnore]
    public CourseCard? Next =>
        Cards.Where(card => card.GoesOnIn is not null && !card.IsSolved).MaxBy(card => card.GoesOnSince) ?? Cards.FirstOrDefault(card => card.IsOpen && !card.IsSolved);
}

/// <summary>A challenge of the course, and how far the learner is with it.</summary>
/// <param name="Challenge">The challenge.</param>
/// <param name="IsOpen">True once all that comes before it is solved. It is advice: everything can be played.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Best">The points of the best attempt; none until one is solved.</param>
/// <param name="IsAtPar">True once an attempt was solved with no more segments than par.</param>
/// <param name="GoesOnIn">The room of the last attempt, where it is not solved.</param>
/// <param name="GoesOnSince">When that attempt began.</param>
/// <param name="DueAt">When it should be practised again; none until it is solved.</param>
public sealed record CourseCard(
    ChallengeCard Challenge, bool IsOpen, int Attempts, int? Best, bool IsAtPar, RoomCode? GoesOnIn, DateTime? GoesOnSince, DateTime? DueAt)
{
    /// <summary>True once an attempt is solved.</summary>
    [JsonIgnore]
    public bool IsSolved => Best is not null;
}

/// <summary>A learner's own page.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Tiers">What is solved, tier by tier.</param>
/// <param name="Misconceptions">The misconceptions that they met; those not overcome first.</param>
/// <param name="Due">What should be practised again by now, the longest due first.</param>
/// <param name="Attempts">Their attempts, challenge by challenge.</param>
/// <param name="HasPhrase">True when they have a recovery phrase.</param>
public sealed record LearnerView(
    string Name, ImmutableArray<TierLine> Tiers, ImmutableArray<MetMisconception> Misconceptions, ImmutableArray<DueDrill> Due,
    ImmutableArray<AttemptsLine> Attempts, bool HasPhrase)
{
    /// <summary>The sum of the best attempts.</summary>
    [JsonIgnore]
    public int Points => Tiers.Sum(tier => tier.Points);
}

/// <summary>A tier of the course.</summary>
/// <param name="Tier">1 to 4.</param>
/// <param name="Solved">How many of its challenges are solved.</param>
/// <param name="Of">How many it has.</param>
/// <param name="Points">The sum of the best attempts.</param>
public sealed record TierLine(int Tier, int Solved, int Of, int Points);

/// <summary>A misconception that the learner met.</summary>
/// <param name="Name">Its name: <c>ack-copies-seq</c>.</param>
/// <param name="Lesson">What is so instead, in a sentence without numbers.</param>
/// <param name="Times">How often it showed.</param>
/// <param name="IsOvercome">True once a challenge that invites it was solved in a later attempt without it.</param>
public sealed record MetMisconception(string Name, string Lesson, int Times, bool IsOvercome);

/// <summary>A challenge that should be practised again.</summary>
/// <param name="Challenge">Its id.</param>
/// <param name="Number">Its place in the course.</param>
/// <param name="Title">Its title.</param>
/// <param name="Since">Since when.</param>
public sealed record DueDrill(string Challenge, int Number, string Title, DateTime Since);

/// <summary>The attempts at a challenge.</summary>
/// <param name="Challenge">Its id.</param>
/// <param name="Number">Its place in the course.</param>
/// <param name="Title">Its title.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Best">The one that counts; none until one is solved.</param>
/// <param name="Last">The one begun last.</param>
public sealed record AttemptsLine(string Challenge, int Number, string Title, int Count, AttemptLine? Best, AttemptLine Last);

/// <summary>An attempt.</summary>
/// <param name="Room">The room it was played in, whose replay shows it.</param>
/// <param name="StartedAt">When it began, in UTC.</param>
/// <param name="Points">Its points; none where it is not solved.</param>
/// <param name="Sends">The segments and answers that count against par.</param>
/// <param name="Rewinds">How often time was turned back.</param>
/// <param name="Hints">The hints shown.</param>
public sealed record AttemptLine(RoomCode Room, DateTime StartedAt, int? Points, int Sends, int Rewinds, int Hints);
