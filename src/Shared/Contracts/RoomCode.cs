using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Playground.Contracts;

/// <summary>The name of a room on a board and in an address: six characters that can't be mistaken for each other.</summary>
[JsonConverter(typeof(JsonText))]
public readonly record struct RoomCode
{
    /// <summary>Capital letters and digits without 0, O, 1, I, L, U and 5 against S.</summary>
    public const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ2346789";

    /// <summary>The number of characters.</summary>
    public const int Length = 6;

    private readonly string? _text;

    private RoomCode(string text) => _text = text;

    /// <summary>Reads a code as people type it: any case, blanks and hyphens ignored.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RoomCode code)
    {
        code = default;
        if (text is null || text.Length > 4 * Length) return false;
        var clean = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        if (clean.Length != Length || clean.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal))) return false;
        code = new RoomCode(clean);
        return true;
    }

    /// <summary>Makes a code of random characters.</summary>
    /// <param name="next">Gives a number from 0 up to, not including, its argument; unpredictable, for a code opens a room.</param>
    public static RoomCode Create(Func<int, int> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new RoomCode(string.Create(Length, next, (span, pick) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Alphabet[pick(Alphabet.Length)];
        }));
    }

    /// <summary>The six characters.</summary>
    public override string ToString() => _text ?? "";

    private sealed class JsonText : JsonConverter<RoomCode>
    {
        public override RoomCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var code) ? code : default;

        public override void Write(Utf8JsonWriter writer, RoomCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
