namespace Playground.Ladder;

/// <summary>What is wrong with a line of ladder notation.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Sentence">What is wrong and what belongs there.</param>
public sealed record LadderProblem(int Line, string Sentence)
{
    /// <summary><c>Line 3: …</c></summary>
    public override string ToString() => $"Line {Line}: {Sentence}";
}
