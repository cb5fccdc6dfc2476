using System.Text;

namespace Playground.Ladder;

/// <summary>
/// Numbers as people write and paste them: decimal, in groups of three or not (<c>4 294 967 295</c>, <c>4,294,967,295</c>,
/// <c>4_294_967_295</c>), or hex after <c>0x</c>.
/// </summary>
internal static class NumberText
{
    private const int LongestShown = 40;

    /// <summary>Reads a number. One too large for 64 bits reads as some number above 2^32, too large for any field of TCP.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var radix = isHex ? 16u : 10u;
        int groups = 0, digits = 0;
        foreach (var c in isHex ? text[2..] : text)
        {
            if (IsGap(c))
            {
                if (!IsGroup(digits, groups++, isHex)) return false;
                digits = 0;
                continue;
            }

            if (!char.IsAsciiHexDigit(c) || (!isHex && !char.IsAsciiDigit(c))) return false;
            value = value > uint.MaxValue ? ulong.MaxValue / radix : (value * radix) + Digit(c);
            digits++;
        }

        return groups == 0 ? digits > 0 : IsGroup(digits, groups, isHex);
    }

    /// <summary>Reads a number from 0 to <paramref name="max"/>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, uint max, out uint value)
    {
        var isRead = TryRead(text, out var large) && large <= max;
        value = isRead ? (uint)large : 0;
        return isRead;
    }

    /// <summary>A number as it is shown to people: digits in groups of three, hex as it was typed, cut where it is very long.</summary>
    /// <param name="text">Text that <see cref="TryRead(ReadOnlySpan{char}, out ulong)"/> takes.</param>
    public static string Shown(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestShown) return Cut(text);
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return text.ToString();
        var digits = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) && (digits.Length > 0 || c != '0')) digits.Append(c);
        }

        for (var at = digits.Length - 3; at > 0; at -= 3) digits.Insert(at, ' ');
        return digits.Length == 0 ? "0" : digits.ToString();
    }

    /// <summary>What somebody typed, short enough to be quoted in a sentence.</summary>
    public static string Cut(ReadOnlySpan<char> text) =>
        text.Length <= LongestShown ? text.ToString() : string.Concat(text[..(LongestShown - 1)], "…");

    private static uint Digit(char hex) => (uint)(char.IsAsciiDigit(hex) ? hex - '0' : char.ToLowerInvariant(hex) - 'a' + 10);

    private static bool IsGap(char c) => c is ',' or '_' || char.IsWhiteSpace(c);

    private static bool IsGroup(int digits, int before, bool isHex) =>
        isHex ? digits > 0 : before == 0 ? digits is > 0 and <= 3 : digits == 3;
}
