using System.Globalization;
using System.Text;

namespace Playground.Client.Numbers;

/// <summary>Numbers as people read and type them: in groups of three, with or without the gaps.</summary>
public static class Digits
{
    private const char Gap = '\u00a0';

    /// <summary><c>714 025 811</c>, with gaps that don't break a line.</summary>
    public static string Group(uint number)
    {
        var plain = number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        for (var i = 0; i < plain.Length; i++)
        {
            if (i > 0 && (plain.Length - i) % 3 == 0) text.Append(Gap);
            text.Append(plain[i]);
        }

        return text.ToString();
    }

    /// <summary>The text grouped where it is a number of 32 bits; else as it was typed.</summary>
    public static string Group(string text) => TryRead(text, out var number) ? Group(number) : text;

    /// <summary>The text without any blanks: what a program would have typed.</summary>
    public static string Strip(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Reads a number of 32 bits, blanks ignored.</summary>
    public static bool TryRead(string? text, out uint number) =>
        uint.TryParse(Strip(text), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
