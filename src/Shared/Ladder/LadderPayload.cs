using System.Collections.Immutable;

namespace Playground.Ladder;

/// <summary>The text of a segment in a ladder: none, octets, or just a count of them. The default value is none.</summary>
public readonly record struct LadderPayload
{
    /// <summary>The most octets that a segment can have.</summary>
    public const int MaxLength = ushort.MaxValue;

    private readonly ImmutableArray<byte> _octets;

    private LadderPayload(int length, ImmutableArray<byte> octets) => (Length, _octets) = (length, octets);

    /// <summary>The count of octets, 0 to 65535.</summary>
    public int Length { get; }

    /// <summary>The octets; none where the ladder says only how many there are.</summary>
    public ImmutableArray<byte>? Octets => Length == 0 ? [] : _octets.IsDefault ? null : _octets;

    /// <summary>So many octets, whatever they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 0 or above 65535.</exception>
    public static LadderPayload OfLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        return new(length, default);
    }

    /// <summary>These octets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are more than 65535.</exception>
    public static LadderPayload Of(ReadOnlySpan<byte> octets)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(octets.Length, MaxLength);
        return octets.IsEmpty ? default : new(octets.Length, ImmutableArray.Create(octets));
    }

    /// <summary>The octets for a segment; where only their count is known, that many zeros.</summary>
    public ReadOnlyMemory<byte> ToMemory() => Octets is { } octets ? octets.AsMemory() : new byte[Length];

    /// <summary>Compares the octets by content; a mere count equals no octets.</summary>
    public bool Equals(LadderPayload other) =>
        Length == other.Length && _octets.IsDefault == other._octets.IsDefault && _octets.AsSpan().SequenceEqual(other._octets.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Length;

    /// <summary><c>len=5 "HELLO"</c>, <c>len=5</c>, or nothing for none.</summary>
    public override string ToString()
    {
        if (Length == 0) return "";
        return _octets.IsDefault ? $"len={Length}" : $"len={Length} \"{PayloadText.Print(_octets.AsSpan())}\"";
    }
}
