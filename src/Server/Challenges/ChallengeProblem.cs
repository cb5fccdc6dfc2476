using System.Collections.Immutable;

namespace Playground.Server.Challenges;

/// <summary>What is wrong with a challenge's file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Says">What is wrong and what belongs there.</param>
public sealed record ChallengeProblem(int Line, string Says)
{
    /// <summary><c>Line 3: …</c></summary>
    public override string ToString() => $"Line {Line}: {Says}";
}

/// <summary>A challenge's file can't be used.</summary>
/// <param name="problems">Where and why, at least one.</param>
public sealed class ChallengeFileException(ImmutableArray<ChallengeProblem> problems, Exception? inner = null) : Exception(string.Join('\n', problems), inner)
{
    /// <summary>Where and why, by line.</summary>
    public ImmutableArray<ChallengeProblem> Problems => problems;
}
