using System.Text.Json;
using System.Text.Json.Serialization;

namespace Playground.Tcp;

/// <summary>An address in JSON: its usual text.</summary>
internal sealed class HostAddressConverter : JsonConverter<HostAddress>
{
    public override HostAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && HostAddress.TryParse(reader.GetString(), out var address)
            ? address
            : throw new JsonException("An IPv4 or IPv6 address in its usual text form is expected here.");

    public override void Write(Utf8JsonWriter writer, HostAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
