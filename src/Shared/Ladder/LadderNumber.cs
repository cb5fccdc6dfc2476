using System.Globalization;
using Playground.Tcp;

namespace Playground.Ladder;

/// <summary>
/// A sequence or acknowledgment number as a ladder writes it: <c>714025811</c>, or steps from a symbol, <c>x</c>, <c>x+1</c>,
/// <c>y-3</c>. All arithmetic is modulo 2^32, so <c>-1</c> alone is 4294967295. The default value is 0.
/// </summary>
public readonly record struct LadderNumber
{
    private LadderNumber(string? symbol, uint steps) => (Symbol, Steps) = (symbol, steps);

    /// <summary>The name it is counted from; none for a number that stands for itself. Case matters: <c>x</c> is not <c>X</c>.</summary>
    public string? Symbol { get; }

    /// <summary>The steps forward from the symbol, 0 to 2^32 − 1; without a symbol the number itself.</summary>
    public uint Steps { get; }

    /// <summary>A number that stands for itself.</summary>
    public static LadderNumber Of(SeqNumber number) => new(null, number.Value);

    /// <summary>A number some steps forward from a symbol.</summary>
    /// <param name="symbol">The name.</param>
    /// <param name="steps">The steps, modulo 2^32.</param>
    /// <exception cref="ArgumentException">That is no name for a symbol; see <see cref="IsSymbol"/>.</exception>
    public static LadderNumber Of(string symbol, uint steps = 0) => IsSymbol(symbol)
        ? new(symbol, steps)
        : throw new ArgumentException($"'{symbol}' is no name for a number.", nameof(symbol));

    /// <summary><paramref name="number"/> counted from a symbol that stands for <paramref name="origin"/>.</summary>
    public static LadderNumber Relative(SeqNumber number, string symbol, SeqNumber origin) => Of(symbol, origin.DistanceTo(number));

    /// <summary>True for letters, digits and <c>_</c>, not a digit first.</summary>
    public static bool IsSymbol(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsDigit(text[0])) return false;
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c != '_') return false;
        }

        return true;
    }

    /// <summary>The number, or none where <paramref name="bindings"/> don't say what the symbol stands for.</summary>
    public SeqNumber? Resolve(IReadOnlyDictionary<string, SeqNumber> bindings)
    {
        ArgumentNullException.ThrowIfNull(bindings);
        if (Symbol is null) return new(Steps);
        return bindings.TryGetValue(Symbol, out var origin) ? origin + Steps : null;
    }

    /// <summary>Reads a number: decimal or hex, alone, signed, or after a symbol.</summary>
    public static bool TryParse(string? text, out LadderNumber number)
    {
        number = default;
        var rest = text.AsSpan().Trim();
        var sign = rest.IndexOfAny("+-−");
        if (sign < 0)
        {
            if (IsSymbol(rest)) number = new(rest.ToString(), 0);
            else if (NumberText.TryRead(rest, uint.MaxValue, out var alone)) number = new(null, alone);
            else return false;
            return true;
        }

        var symbol = rest[..sign];
        if (!NumberText.TryRead(rest[(sign + 1)..], uint.MaxValue, out var steps)) return false;
        if (!symbol.IsEmpty && !IsSymbol(symbol)) return false;
        number = new(symbol.IsEmpty ? null : symbol.ToString(), rest[sign] == '+' ? steps : unchecked(0 - steps));
        return true;
    }

    /// <summary>As a ladder writes it, the shorter way round: <c>x+1</c>, <c>x-1</c>, never <c>x+4294967295</c>.</summary>
    public override string ToString() => (Symbol, Steps) switch
    {
        (null, _) => Steps.ToString(CultureInfo.InvariantCulture),
        (_, 0) => Symbol,
        (_, <= int.MaxValue) => $"{Symbol}+{Steps}",
        _ => $"{Symbol}-{unchecked(0 - Steps)}",
    };
}
