using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Playground.Ladder;

/// <summary>A trace in ladder notation: what hosts said to each other, line by line. <c>docs/ladder.md</c> describes it.</summary>
/// <param name="Lines">The lines, oldest first.</param>
public sealed record LadderTrace(ImmutableArray<LadderLine> Lines)
{
    /// <summary>The most problems that are told about one text.</summary>
    public const int MostProblems = 50;

    /// <summary>The lines, oldest first; never default.</summary>
    public ImmutableArray<LadderLine> Lines { get; init => field = NeverDefault(value); } = NeverDefault(Lines);

    /// <summary>The segments alone, in order.</summary>
    public IEnumerable<LadderSegment> Segments => Lines.OfType<LadderSegment>();

    /// <summary>Reads any text. Empty lines are passed over; each line that can't be read is told.</summary>
    /// <param name="text">The text; none counts as empty.</param>
    /// <param name="trace">The trace; none when a line can't be read.</param>
    /// <param name="problems">What is wrong, the first <see cref="MostProblems"/> of it, by line; empty when all was read.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LadderTrace? trace, out ImmutableArray<LadderProblem> problems)
    {
        var lines = ImmutableArray.CreateBuilder<LadderLine>();
        var wrong = ImmutableArray.CreateBuilder<LadderProblem>();
        var number = 0;
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace()) continue;
            if (LadderReader.Read(line, out var problem) is { } read) lines.Add(read);
            else wrong.Add(new(number, problem));
            if (wrong.Count == MostProblems) break;
        }

        problems = wrong.DrainToImmutable();
        trace = problems.IsEmpty ? new(lines.DrainToImmutable()) : null;
        return trace is not null;
    }

    /// <summary>Reads a text that the program itself holds.</summary>
    /// <exception cref="FormatException">A line can't be read; a text from outside is for <see cref="TryParse"/>.</exception>
    public static LadderTrace Parse(string text) =>
        TryParse(text, out var trace, out var problems) ? trace : throw new FormatException(string.Join('\n', problems));

    /// <summary>Compares line by line.</summary>
    public bool Equals(LadderTrace? other) => other is not null && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Lines.Length;

    /// <summary>The trace in canonical notation, lines parted by a line feed, none after the last.</summary>
    public override string ToString() => string.Join('\n', Lines);

    private static ImmutableArray<LadderLine> NeverDefault(ImmutableArray<LadderLine> lines) => lines.IsDefault ? [] : lines;
}
