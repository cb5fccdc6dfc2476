using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>A question of a challenge: a number to work out, or something to choose.</summary>
/// <param name="Asks">The question.</param>
/// <param name="Right">The right answer: a number in ladder notation, <c>y+1</c>, or one of the choices.</param>
/// <param name="Choices">What there is to choose from; empty for a number.</param>
/// <param name="Mistakes">Wrong answers that show a misconception.</param>
public sealed record Question(string Asks, string Right, ImmutableArray<string> Choices, ImmutableArray<(string Answer, Misconception Misconception)> Mistakes)
{
    private const int MaxLength = 200;

    /// <summary>True for an answer that could be one: a number up to 2^32 − 1, decimal or hex, or one of the choices.</summary>
    public bool IsAnswer(string? text) => text is { Length: <= MaxLength } && (Choices.IsEmpty ? TryRead(text, out _) : Choices.Contains(text));

    /// <summary>True for the right answer; numbers are compared modulo 2^32.</summary>
    /// <param name="numbers">What the symbols stand for.</param>
    public bool IsRight(string answer, IReadOnlyDictionary<string, SeqNumber> numbers) => Says(answer, Right, numbers);

    /// <summary>The right answer in full, its symbols filled in.</summary>
    /// <param name="numbers">What the symbols stand for.</param>
    public string Worked(IReadOnlyDictionary<string, SeqNumber> numbers) =>
        Choices.IsEmpty && LadderNumber.TryParse(Right, out var number) && number.Resolve(numbers) is { } worked ? worked.ToString() : Right;

    /// <summary>The misconception that a wrong answer shows, where it shows one.</summary>
    /// <param name="numbers">What the symbols stand for.</param>
    public Misconception? MistakeOf(string answer, IReadOnlyDictionary<string, SeqNumber> numbers)
    {
        if (IsRight(answer, numbers)) return null;
        foreach (var (wrong, misconception) in Mistakes)
        {
            if (Says(answer, wrong, numbers)) return misconception;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(Question? other) =>
        other is not null && Asks == other.Asks && Right == other.Right && Choices.SequenceEqual(other.Choices) && Mistakes.SequenceEqual(other.Mistakes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Asks, Right);

    private bool Says(string answer, string wanted, IReadOnlyDictionary<string, SeqNumber> numbers)
    {
        if (!Choices.IsEmpty) return answer == wanted;
        return TryRead(answer, out var given) && LadderNumber.TryParse(wanted, out var number) && number.Resolve(numbers) == given;
    }

    /// <summary>A learner answers with a number as it stands on the wire, never with a symbol.</summary>
    private static bool TryRead(string text, out SeqNumber number)
    {
        number = default;
        if (!LadderNumber.TryParse(text, out var read) || read.Symbol is not null) return false;
        number = new SeqNumber(read.Steps);
        return true;
    }
}
