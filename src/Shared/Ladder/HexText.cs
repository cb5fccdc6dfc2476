using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Playground.Contracts;

namespace Playground.Ladder;

/// <summary>Octets as hex digits: printed in groups of two octets, read with any gaps that capture tools leave between them.</summary>
public static class HexText
{
    private const int DigitsPerGroup = 4;

    /// <summary>The octets as digits, <c>2a8f 2b53</c>; empty for none.</summary>
    public static string Print(ReadOnlySpan<byte> octets)
    {
        var digits = Convert.ToHexStringLower(octets);
        var text = new StringBuilder(digits.Length + (digits.Length / DigitsPerGroup));
        for (var at = 0; at < digits.Length; at += DigitsPerGroup)
        {
            if (at > 0) text.Append(' ');
            text.Append(digits.AsSpan(at, Math.Min(DigitsPerGroup, digits.Length - at)));
        }

        return text.ToString();
    }

    /// <summary>
    /// Reads digits in either case. Blanks, line breaks, <c>: - , _</c> and a <c>0x</c> before a word count for nothing.
    /// </summary>
    /// <param name="text">The text; none counts as empty.</param>
    /// <param name="octets">The octets; empty when refused.</param>
    /// <param name="problem">What is wrong, in a sentence; none when it was read.</param>
    public static bool TryParse(string? text, out ImmutableArray<byte> octets, out Sentence? problem)
    {
        octets = [];
        problem = null;
        var rest = text.AsSpan();
        var read = new byte[(rest.Length + 1) / 2];
        var digits = 0;
        var isWordsBegin = true;
        while (!rest.IsEmpty)
        {
            var c = rest[0];
            if (isWordsBegin && rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[2..];
                isWordsBegin = false;
                continue;
            }

            isWordsBegin = IsGap(c);
            if (!isWordsBegin && !char.IsAsciiHexDigit(c))
            {
                problem = new("'{0}' is no hex digit. They are 0 to 9 and a to f, two for each octet.", char.IsSurrogate(c) || char.IsControl(c) ? "?" : c.ToString());
                return false;
            }

            if (!isWordsBegin) read[digits / 2] |= (byte)(ValueOf(c) << (digits++ % 2 == 0 ? 4 : 0));
            rest = rest[1..];
        }

        if (digits % 2 != 0)
        {
            problem = new("An octet has two hex digits, and the last one here has one.");
            return false;
        }

        octets = ImmutableCollectionsMarshal.AsImmutableArray(read[..(digits / 2)]);
        return true;
    }

    private static bool IsGap(char c) => c is ':' or '-' or ',' or '_' || char.IsWhiteSpace(c);

    private static int ValueOf(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10;
}
