using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Playground.Contracts;

namespace Playground.Ladder;

/// <summary>
/// Octets as text: UTF-8 where it can be seen, <c>\r</c>, <c>\n</c>, <c>\t</c>, <c>\\</c>, <c>\"</c>, and <c>\xNN</c> for every other
/// octet. Every string of octets prints, and reads back as it was.
/// </summary>
public static class PayloadText
{
    /// <summary>The most characters that one octet can take: those of <c>\xNN</c>.</summary>
    public const int MostCharactersPerOctet = 4;

    /// <summary>The octets as text, without quotation marks around it.</summary>
    public static string Print(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        while (!octets.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(octets, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isCharacter && Escape(rune) is { } escape) text.Append(escape);
            else if (isCharacter && CanBeSeen(rune)) text.Append(rune.ToString());
            else foreach (var octet in octets[..length]) text.Append(CultureInfo.InvariantCulture, $"\\x{octet:X2}");
            octets = octets[length..];
        }

        return text.ToString();
    }

    /// <summary>Reads text; characters without a backslash stand for their UTF-8 octets, a line break too.</summary>
    /// <param name="text">The text, without quotation marks around it; none counts as empty.</param>
    /// <param name="octets">The octets; empty when refused.</param>
    /// <param name="problem">What is wrong, in a sentence; none when it was read.</param>
    public static bool TryParse(string? text, out ImmutableArray<byte> octets, out Sentence? problem)
    {
        octets = [];
        problem = null;
        var rest = text.AsSpan();
        var read = new byte[Encoding.UTF8.GetMaxByteCount(rest.Length)].AsSpan();
        var count = 0;
        while (!rest.IsEmpty)
        {
            problem = rest[0] == '\\' ? TakeEscape(ref rest, out read[count++]) : TakeCharacter(ref rest, read, ref count);
            if (problem is not null) return false;
        }

        octets = ImmutableCollectionsMarshal.AsImmutableArray(read[..count].ToArray());
        return true;
    }

    private static Sentence? TakeCharacter(ref ReadOnlySpan<char> rest, Span<byte> read, ref int count)
    {
        if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
        {
            return new("This text holds half a character (U+{0}), which has no octets. Write octets as \\xNN.", $"{(int)rest[0]:X4}");
        }

        count += rune.EncodeToUtf8(read[count..]);
        rest = rest[length..];
        return null;
    }

    private static Sentence? TakeEscape(ref ReadOnlySpan<char> rest, out byte octet)
    {
        octet = 0;
        if (rest.Length < 2) return new("A backslash at the end stands for nothing. Write \\\\ for the backslash itself.");
        var kind = rest[1];
        if (kind == 'x')
        {
            var digits = rest.Length < 4 ? default : rest[2..4];
            var isHex = byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
            if (!isHex) return new("After \\x come two hex digits, as in \\x0D.");
            rest = rest[4..];
            return null;
        }

        var at = "rnt\\\"".IndexOf(kind, StringComparison.Ordinal);
        var shown = char.IsSurrogate(kind) ? "?" : kind.ToString();
        if (at < 0) return new("'\\{0}' stands for nothing. There are \\r, \\n, \\t, \\\\, \\\" and \\xNN.", shown);
        octet = (byte)"\r\n\t\\\""[at];
        rest = rest[2..];
        return null;
    }

    private static string? Escape(Rune rune) => rune.Value switch
    {
        '\r' => @"\r",
        '\n' => @"\n",
        '\t' => @"\t",
        '\\' => @"\\",
        '"' => "\\\"",
        _ => null,
    };

    private static bool CanBeSeen(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
