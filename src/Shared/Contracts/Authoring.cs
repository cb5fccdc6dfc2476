using System.Collections.Immutable;

namespace Playground.Contracts;

/// <summary>The desk of who writes challenges: an instructor, signed in. Whoever is not is refused everything.</summary>
public interface IAuthoring
{
    /// <summary>The most characters that a challenge's file may have.</summary>
    const int MostCharacters = 40_000;

    /// <summary>True for who may write challenges.</summary>
    ValueTask<bool> MayAsync();

    /// <summary>Reads a file as far as it is written.</summary>
    FileCheck Check(string text);

    /// <summary>Plays every proof of a file on several seeds.</summary>
    /// <returns>One result for each proof; none while the file can't be read.</returns>
    ValueTask<ImmutableArray<ProofResult>> ProveAsync(string text, CancellationToken cancel = default);

    /// <summary>Opens an attempt at a file as it is written, that counts for nothing.</summary>
    ValueTask<OpenReply> PlayAsync(Participant who, string text, CancellationToken cancel = default);

    /// <summary>The author's own files, the last changed first.</summary>
    ValueTask<ImmutableArray<AuthoredFile>> ListAsync(CancellationToken cancel = default);

    /// <summary>Saves a file as a draft, whether it can be read or not.</summary>
    /// <param name="id">The file; none for a new one.</param>
    ValueTask<AuthorReply> SaveAsync(Guid? id, string text, CancellationToken cancel = default);

    /// <summary>Puts a file as it is saved into everybody's catalogue, once it can be read and its proofs hold, or takes it out.</summary>
    ValueTask<AuthorReply> PublishAsync(Guid id, bool isPublished, CancellationToken cancel = default);

    /// <summary>Throws a file away, and takes it out of the catalogue. Attempts at it stay what they are.</summary>
    ValueTask<AuthorReply> DeleteAsync(Guid id, CancellationToken cancel = default);
}

/// <summary>What is wrong with a line of a challenge's file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Says">What is wrong and what belongs there.</param>
public sealed record FileProblem(int Line, string Says)
{
    /// <summary><c>Line 3: …</c></summary>
    public override string ToString() => $"Line {Line}: {Says}";
}

/// <summary>What a file comes to.</summary>
/// <param name="Problems">What is wrong, by line; empty when it can be played.</param>
/// <param name="Preview">The challenge as one attempt finds it; none while something is wrong.</param>
public sealed record FileCheck(ImmutableArray<FileProblem> Problems, ChallengePreview? Preview);

/// <summary>A challenge as its author sees it.</summary>
/// <param name="Card">As the catalogue shows it.</param>
/// <param name="Goals">Its goals.</param>
/// <param name="Hints">Its hints.</param>
/// <param name="Questions">What it asks.</param>
/// <param name="Exhibit">What the questions are about; none where there is nothing.</param>
/// <param name="Debrief">The one thing to remember.</param>
/// <param name="Ladder">What has happened when the learner's turn begins, in ladder notation.</param>
public sealed record ChallengePreview(
    ChallengeCard Card, ImmutableArray<Sentence> Goals, ImmutableArray<string> Hints, ImmutableArray<string> Questions, string? Exhibit, string Debrief, string Ladder);

/// <summary>How a proof of a file went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSolution">True for one that is to win, false for one that is to fail.</param>
/// <param name="Holds">True when it did, on every seed that it is for.</param>
/// <param name="Says">What went otherwise, and with which seed; none where nothing did.</param>
public sealed record ProofResult(string Name, bool IsSolution, bool Holds, string? Says);

/// <summary>A file of an author's.</summary>
/// <param name="Id">The file.</param>
/// <param name="Title">The challenge's title, or its first line where it can't be read.</param>
/// <param name="Text">The file as it was last saved.</param>
/// <param name="ChangedAt">When that was, in UTC.</param>
/// <param name="IsPublished">True when a version of it is in everybody's catalogue.</param>
/// <param name="IsChanged">True when it was changed since that version.</param>
public sealed record AuthoredFile(Guid Id, string Title, string Text, DateTime ChangedAt, bool IsPublished, bool IsChanged);

/// <summary>The answer to an author.</summary>
/// <param name="Problem">Why nothing was done; none when it was.</param>
/// <param name="Id">The file that it is about.</param>
public sealed record AuthorReply(Sentence? Problem, Guid? Id = null);
