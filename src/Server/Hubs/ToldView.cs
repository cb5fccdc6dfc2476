using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Playground.Contracts;
using Playground.Server.Rooms;

namespace Playground.Server.Hubs;

/// <summary>
/// A <see cref="RoomView"/> on its way to a program. Of what all who watch share the text is written once and copied to each; beside it
/// stands what is about the reader alone.
/// </summary>
/// <param name="Telling">What the reader is told.</param>
/// <param name="Known">The rows that they have.</param>
[JsonConverter(typeof(Writer))]
internal readonly record struct ToldView(Telling Telling, ImmutableList<LadderRow> Known)
{
    /// <summary>Writes it as its whole view would be written. What is about the reader stands last there, so what comes before it is the same for all.</summary>
    private sealed class Writer : JsonConverter<ToldView>
    {
        public override ToldView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Views only go out.");

        public override void Write(Utf8JsonWriter writer, ToldView value, JsonSerializerOptions options)
        {
            var common = value.Telling.Common.TextSince(value.Known, view => CommonText(view, options));
            var own = OwnText(value.Telling.Own, options);
            var length = common.Length + own.Length;
            var whole = ArrayPool<byte>.Shared.Rent(length);
            common.CopyTo(whole, 0);
            own.CopyTo(whole, common.Length);
            writer.WriteRawValue(whole.AsSpan(0, length), skipInputValidation: true);
            ArrayPool<byte>.Shared.Return(whole);
        }

        private static byte[] CommonText(RoomView view, JsonSerializerOptions options)
        {
            var whole = JsonSerializer.SerializeToUtf8Bytes(view, options);
            var nobodys = OwnText(default, options);
            return whole.AsSpan().EndsWith(nobodys)
                ? whole[..^nobodys.Length]
                : throw new InvalidOperationException($"What is about the reader must stand last in a {nameof(RoomView)}'s text, as {nameof(OwnView)} has it.");
        }

        /// <summary>The end of a view's text: members of its last member, and both their closing braces.</summary>
        private static byte[] OwnText(OwnView own, JsonSerializerOptions options) => [.. JsonSerializer.SerializeToUtf8Bytes(own, options).AsSpan(1), (byte)'}'];
    }
}
