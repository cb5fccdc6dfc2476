using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Playground.Contracts;

/// <summary>Reads a JSON number or string as the text of a draft's field; what the text means is checked later, in one place.</summary>
internal sealed class NumberOrTextConverter : JsonConverter<string>
{
    // Without this a null goes past the converter into a property that is never null.
    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() ?? "",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        JsonTokenType.Null => "",
        _ => throw new JsonException("A number or its text is expected here."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
