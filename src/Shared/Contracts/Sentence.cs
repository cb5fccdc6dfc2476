using System.Globalization;

namespace Playground.Contracts;

/// <summary>A sentence for a person: the English text with <c>{0}</c> places, which is the localizer's key, and what goes into them.</summary>
/// <param name="Text">The English text.</param>
/// <param name="Arguments">What goes into its places, in order.</param>
public sealed record Sentence(string Text, params IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// For each argument the host that chose the number in it: none where that is not known, empty for a number that is nobody's, as a count of
    /// octets. None at all where no argument is such a number.
    /// </summary>
    public IReadOnlyList<string?>? Whose { get; init; }

    /// <summary>The host that chose the number in an argument, as <see cref="Whose"/> has it.</summary>
    /// <param name="argument">The argument's place, from 0.</param>
    public string? WhoseIs(int argument) => Whose is { } hosts && argument < hosts.Count ? hosts[argument] : null;

    /// <summary>Compares by content, the arguments one by one.</summary>
    public bool Equals(Sentence? other) =>
        other is not null && Text == other.Text && Arguments.SequenceEqual(other.Arguments) && (Whose ?? []).SequenceEqual(other.Whose ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Arguments.Count);

    /// <summary>The sentence in English.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Text, [.. Arguments]);
}
