using System.Globalization;
using System.Numerics;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Filters;

/// <summary>A value that a filter compares with.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The value; of a range the least one.</param>
internal readonly record struct FilterLiteral(FieldKind Kind, FieldValue Value)
{
    private const int Whole = 128;

    /// <summary>The greatest number of a range; none for a single value.</summary>
    public double? Upper { get; init; }

    /// <summary>How many leading bits of an address count, of 32 or 128.</summary>
    public int Prefix { get; init; } = Whole;

    /// <summary>True when the value is this one, or in this network or range.</summary>
    public bool Holds(FieldValue value) => Kind switch
    {
        FieldKind.Number or FieldKind.Flag or FieldKind.Time =>
            Upper is { } upper ? value.Number >= Value.Number && value.Number <= upper : value.Number == Value.Number,
        FieldKind.V4Address or FieldKind.V6Address => SharesPrefix(value.Address),
        FieldKind.Octets => value.Octets.Span.SequenceEqual(Value.Octets.Span),
        FieldKind.Text => value.Text == Value.Text,
        FieldKind.Mark => false,
    };

    /// <summary>True when this stands somewhere in the value.</summary>
    public bool IsIn(FieldValue value) => Kind == FieldKind.Text
        ? value.Text.Contains(Value.Text, StringComparison.Ordinal)
        : value.Octets.Span.IndexOf(Value.Octets.Span) >= 0;

    /// <summary>Reads a value for a field.</summary>
    /// <returns>What is wrong with it; none when it was read.</returns>
    public static Sentence? Read(FilterField field, in FilterToken token, out FilterLiteral literal)
    {
        literal = new(field.Kind, default);
        switch (field.Kind)
        {
            case FieldKind.Number or FieldKind.Time or FieldKind.Flag:
                double number = 0;
                var isRead = field.Words?.TryGetValue(token.Text, out number) == true
                    || (token.Kind == FilterTokenKind.Word && TryNumber(field.Kind, token.Text, out number) && (field.Kind != FieldKind.Number || number <= field.Most));
                if (!isRead) return NoNumber(field, token.Text);
                literal = literal with { Value = FieldValue.Of(number) };
                return null;
            case FieldKind.V4Address or FieldKind.V6Address:
                return ReadAddress(field, token.Text, ref literal);
            case FieldKind.Octets:
                return ReadOctets(token, ref literal);
            case FieldKind.Text:
                literal = literal with { Value = FieldValue.Of(token.Text) };
                return null;
            case FieldKind.Mark:
                return new("{0} has no value: it is there or it isn't. Write it alone, or ! before it.", field.Name);
            default:
                throw new InvalidOperationException($"A field is {field.Kind}, which is no kind.");
        }
    }

    /// <summary>A number as it is written: in decimal, with 0x, 0b, or a leading 0 for eight; seconds with a fraction.</summary>
    public static bool TryNumber(FieldKind kind, string text, out double number)
    {
        number = 0;
        if (kind == FieldKind.Time) return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        if (kind == FieldKind.Flag && bool.TryParse(text, out var isOn))
        {
            number = isOn ? 1 : 0;
            return true;
        }

        var isRead = TryWhole(text, out var whole);
        number = whole;
        return isRead && (kind != FieldKind.Flag || whole <= 1);
    }

    private static bool TryWhole(string text, out ulong whole)
    {
        var digits = text.AsSpan();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out whole) && whole <= uint.MaxValue;
        if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(digits[2..], NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out whole) && whole <= uint.MaxValue;
        if (digits is not ['0', _, ..]) return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out whole) && whole <= uint.MaxValue;
        whole = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || whole > uint.MaxValue) return false;
            whole = (whole * 8) + (ulong)(digit - '0');
        }

        return whole <= uint.MaxValue;
    }

    private static Sentence NoNumber(FilterField field, string text) => field switch
    {
        { Kind: FieldKind.Flag } => new("{0} is a bit: compare it with 1 or 0; {1} is neither.", field.Name, text),
        { Kind: FieldKind.Time } => new("{0} is a time in seconds, as 0.25; {1} is none.", field.Name, text),
        { Words: { } words } => new("{0} compares with {1}; {2} is neither.", field.Name, string.Join(" / ", words.Keys), text),
        _ => new("{0} compares with a number from 0 to {1}; {2} is none.", field.Name, $"{field.Most}", text),
    };

    private static Sentence? ReadAddress(FilterField field, string text, ref FilterLiteral literal)
    {
        var isV4 = field.Kind == FieldKind.V4Address;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!HostAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
            return new("{0} compares with an address, as {1}; {2} is none.", field.Name, isV4 ? "192.0.2.1" : "2001:db8::1", text);
        if (address.IsV4 != isV4)
            return isV4 ? new("{0} holds IPv4 addresses alone; for IPv6 there is {1}.", field.Name, "ipv6" + field.Name[2..])
                : new("{0} holds IPv6 addresses alone; for IPv4 there is {1}.", field.Name, "ip" + field.Name[4..]);
        var (most, prefix) = (isV4 ? 32 : Whole, isV4 ? 32 : Whole);
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > most))
            return new("After the / stands how many bits of the address count, 0 to {0}.", $"{most}");
        literal = literal with { Value = FieldValue.Of(address), Prefix = prefix };
        return null;
    }

    private static Sentence? ReadOctets(in FilterToken token, ref FilterLiteral literal)
    {
        var octets = token.Kind == FilterTokenKind.Quoted ? token.ToOctets() : Hexadecimal(token.Text);
        if (octets is null) return new("Octets are written as 47:45:54, text between quotation marks; {0} is neither.", token.Text);
        literal = literal with { Value = FieldValue.Of(octets.AsMemory()) };
        return null;
    }

    private static byte[]? Hexadecimal(string text)
    {
        var pairs = text.Split(':', '-', '.');
        var octets = new byte[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i].Length != 2 || !byte.TryParse(pairs[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octets[i])) return null;
        }

        return octets;
    }

    private bool SharesPrefix(HostAddress other)
    {
        if (Kind == FieldKind.V4Address != other.IsV4) return false;
        Span<byte> one = stackalloc byte[16], two = stackalloc byte[16];
        Value.Address.WriteTo(one);
        other.WriteTo(two);
        for (var bits = 0; bits < Prefix; bits += 8)
        {
            var differs = (uint)(one[bits / 8] ^ two[bits / 8]);
            // The leading bits that are alike, of those of this octet that count.
            if (BitOperations.LeadingZeroCount(differs << 24) < Math.Min(8, Prefix - bits)) return false;
        }

        return true;
    }
}
