using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Playground.Engine;

namespace Playground.Server.Challenges;

/// <summary>
/// What is fresh in each attempt, by name: numbers and texts. In a challenge's file <c>${name}</c> stands for one, and <c>${1+a+b}</c> for a
/// sum modulo 2^32, in which <c>a*b</c> and <c>a&lt;&lt;b</c> may be terms; <c>word.length</c> is a text's length in octets.
/// </summary>
internal sealed partial class FreshValues(ulong seed)
{
    // Another stream than the world's dice and the ladders', so that a new name in a file changes no number on the link.
    private readonly Dice _dice = new(seed ^ 0x0FF1_CE00_5EED_5EED);
    private readonly Dictionary<string, long> _numbers = [];
    private readonly Dictionary<string, string> _texts = [];

    /// <summary>Gives a name a number that was drawn elsewhere.</summary>
    public void Set(string name, long number) => _numbers[name] = number;

    /// <summary>Throws the dice for a number of a range, both ends included.</summary>
    public void Draw(string name, long from, long to) => _numbers[name] = from + (long)(((UInt128)_dice.Next() * (UInt128)(to - from + 1)) >> 64);

    /// <summary>Throws the dice for one of several texts.</summary>
    public void Draw(string name, ImmutableArray<string> texts) => _texts[name] = texts[(int)_dice.Below((uint)texts.Length)];

    /// <summary>Flips one bit of a TCP header, somewhere but in the checksum itself.</summary>
    public void Damage(Span<byte> octets)
    {
        const int Ports = 4;
        const int Checksum = 16;
        octets[Ports + (int)_dice.Below(Checksum - Ports)] ^= (byte)(1 << (int)_dice.Below(8));
    }

    /// <summary>The text with everything fresh filled in.</summary>
    /// <param name="problem">What can't be filled in, in a sentence, and where in the text; none when all was.</param>
    public string Fill(string text, out (string Says, int At)? problem)
    {
        (string, int)? wrong = null;
        var filled = Place().Replace(text, match =>
        {
            var expression = match.Groups[1].Value;
            if (_texts.TryGetValue(expression.Trim(), out var known)) return known;
            if (TrySum(expression, out var sum)) return unchecked((uint)sum).ToString(CultureInfo.InvariantCulture);
            wrong ??= ($"'{match.Value}' stands for nothing: name what is fresh under 'fresh', and add and subtract numbers alone.", match.Index);
            return match.Value;
        });
        problem = wrong;
        return filled;
    }

    /// <summary>Terms with plus and minus between them, each one value, or several multiplied or shifted from left to right.</summary>
    private bool TrySum(string expression, out long sum)
    {
        sum = 0;
        if (!Sum().IsMatch(expression)) return false;
        foreach (Match term in Term().Matches(expression))
        {
            if (!TryProduct(term.Groups[2].Value, out var product)) return false;
            sum += term.Groups[1].Value == "-" ? -product : product;
        }

        return true;
    }

    private bool TryProduct(string term, out long product)
    {
        product = 0;
        var parts = Operator().Split(term);
        if (!TryValue(parts[0], out product)) return false;
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            if (!TryValue(parts[i + 1], out var value)) return false;
            product = parts[i] == "*" ? product * value : product << (int)value;
        }

        return true;
    }

    private bool TryValue(string term, out long value)
    {
        if (_numbers.TryGetValue(term, out value) || long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out value)) return true;
        if (!term.EndsWith(".length", StringComparison.Ordinal) || !_texts.TryGetValue(term[..^".length".Length], out var text)) return false;
        value = System.Text.Encoding.UTF8.GetByteCount(text);
        return true;
    }

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\s*[+-]?[a-z0-9.]+((\+|-|\*|<<)[a-z0-9.]+)*\s*$")]
    private static partial Regex Sum();

    [GeneratedRegex(@"([+-]?)([a-z0-9.]+(?:(?:\*|<<)[a-z0-9.]+)*)")]
    private static partial Regex Term();

    [GeneratedRegex(@"(\*|<<)")]
    private static partial Regex Operator();
}
