using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Server.Challenges;

/// <summary>A challenge's file can't be used.</summary>
/// <param name="problems">Where and why, at least one.</param>
public sealed class ChallengeFileException(ImmutableArray<FileProblem> problems, Exception? inner = null) : Exception(string.Join('\n', problems), inner)
{
    /// <summary>Where and why, by line.</summary>
    public ImmutableArray<FileProblem> Problems => problems;
}
