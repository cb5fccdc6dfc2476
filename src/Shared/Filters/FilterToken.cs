using System.Globalization;
using System.Text;

namespace Playground.Filters;

/// <summary>What a piece of a filter is.</summary>
internal enum FilterTokenKind
{
    /// <summary>A name, a number, an address, octets.</summary>
    Word,

    /// <summary>Text between quotation marks.</summary>
    Quoted,

    /// <summary>An operator or a bracket.</summary>
    Sign,

    /// <summary>The end.</summary>
    End,
}

/// <summary>A piece of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, what stood between the quotation marks, or the sign.</param>
/// <param name="At">Where it begins, from 0.</param>
/// <param name="Length">Its characters in the filter.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int At, int Length)
{
    // The longest first: each is tried in turn.
    private static readonly string[] s_signs = ["===", "!==", "==", "!=", "<=", ">=", "&&", "||", "^^", "..", "<", ">", "!", "(", ")", "{", "}", ",", "&"];

    private const int LoneOctet = 0xDC00;

    /// <summary>The octets of the text: UTF-8, and those that were written one by one.</summary>
    public byte[] ToOctets()
    {
        var octets = new List<byte>(Text.Length);
        Span<byte> room = stackalloc byte[4];
        for (var at = 0; at < Text.Length; at++)
        {
            if (Rune.TryGetRuneAt(Text, at, out var rune))
            {
                octets.AddRange(room[..rune.EncodeToUtf8(room)]);
                at += rune.Utf16SequenceLength - 1;
            }
            else octets.Add((byte)(Text[at] - LoneOctet));
        }

        return [.. octets];
    }

    /// <summary>True for the sign or, in any case, the word.</summary>
    public bool Is(string text) =>
        Kind is FilterTokenKind.Sign or FilterTokenKind.Word && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a filter apart.</summary>
    /// <returns>The first mistake; none when there is none.</returns>
    public static FilterMistake? Split(string text, List<FilterToken> tokens)
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var mistake = Take(text, at, out var token);
            if (mistake is not null) return mistake;
            tokens.Add(token);
            at += token.Length;
        }

        tokens.Add(new(FilterTokenKind.End, "", text.Length, 0));
        return null;
    }

    private static FilterMistake? Take(string text, int at, out FilterToken token)
    {
        token = default;
        if (text[at] == '"') return TakeQuoted(text, at, out token);
        var word = WordLength(text, at);
        if (word > 0)
        {
            token = new(FilterTokenKind.Word, text.Substring(at, word), at, word);
            return null;
        }

        var sign = Array.Find(s_signs, sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0);
        if (sign is null) return new(Stranger(text, at, out var length, out var meant), at + 1, length, meant);
        token = new(FilterTokenKind.Sign, sign, at, sign.Length);
        return null;
    }

    private static int WordLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && IsOfWord(text[end]) && !(text[end] == '.' && end + 1 < text.Length && text[end + 1] == '.')) end++;
        return end - at;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or ':' or '-' or '/';

    private static Contracts.Sentence Stranger(string text, int at, out int length, out string? meant)
    {
        (length, meant) = (char.IsSurrogatePair(text, at) ? 2 : 1, null);
        switch (text[at])
        {
            case '=':
                meant = "==";
                return new("A comparison is written ==.");
            case '|':
                meant = "||";
                return new("Or is written ||.");
            case '[':
                return new("Parts of a field, as in [0:4], can't be asked about here; contains looks for octets anywhere.");
            case '~':
                return new("Patterns can't be asked about here; contains looks for text as it stands.");
            case '“' or '”' or '„' or '\'':
                meant = "\"";
                return new("Text stands between plain quotation marks: \".");
            default:
                var what = char.IsControl(text[at]) ? $"U+{(int)text[at]:X4}" : text.Substring(at, length);
                return new("The character {0} means nothing in a filter.", what);
        }
    }

    private static FilterMistake? TakeQuoted(string text, int start, out FilterToken token)
    {
        token = default;
        var said = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                token = new(FilterTokenKind.Quoted, said.ToString(), start, at + 1 - start);
                return null;
            }

            if (text[at] != '\\')
            {
                said.Append(text[at]);
                continue;
            }

            var length = Escape(text.AsSpan(at), said);
            if (length == 0) return new(new("After \\ comes one of n, r, t, \\, \" and x with two hexadecimal digits."), at + 1, Math.Min(2, text.Length - at));
            at += length - 1;
        }

        return new(new("The text that begins here has no quotation mark at its end."), start + 1, text.Length - start);
    }

    /// <returns>The characters it takes; 0 when it is none.</returns>
    private static int Escape(ReadOnlySpan<char> text, StringBuilder said)
    {
        if (text.Length < 2) return 0;
        switch (text[1])
        {
            case 'n': said.Append('\n'); return 2;
            case 'r': said.Append('\r'); return 2;
            case 't': said.Append('\t'); return 2;
            case '\\' or '"': said.Append(text[1]); return 2;
            case 'x' when text.Length >= 4 && byte.TryParse(text[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet):
                // An octet that is no character by itself stands as half a surrogate pair, which no text holds.
                said.Append(octet < 0x80 ? (char)octet : (char)(LoneOctet + octet));
                return 4;
            default: return 0;
        }
    }
}
