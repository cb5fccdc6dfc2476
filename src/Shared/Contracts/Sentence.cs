using System.Globalization;

namespace Playground.Contracts;

/// <summary>A sentence for a person: the English text with <c>{0}</c> places, which is the localizer's key, and what goes into them.</summary>
/// <param name="Text">The English text.</param>
/// <param name="Arguments">What goes into its places, in order.</param>
public sealed record Sentence(string Text, params IReadOnlyList<string> Arguments)
{
    /// <summary>Compares by content, the arguments one by one.</summary>
    public bool Equals(Sentence? other) => other is not null && Text == other.Text && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Arguments.Count);

    /// <summary>The sentence in English.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Text, [.. Arguments]);
}
