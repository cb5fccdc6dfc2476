using System.Text.Json.Serialization;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>
/// A segment as a person has typed it so far. Every field is text, so that a draft can be half-typed and wrong, and is
/// kept as it is. A program may give numbers; a null counts as empty.
/// </summary>
public sealed record SegmentDraft
{
    /// <summary>The control bits by name, <c>SYN, ACK</c>, in any order.</summary>
    public string Flags { get; init => field = value ?? ""; } = "";

    /// <summary>SEG.SEQ, 0 to 2^32 − 1.</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string Seq { get; init => field = value ?? ""; } = "";

    /// <summary>SEG.ACK, 0 to 2^32 − 1; empty counts as 0.</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string Ack { get; init => field = value ?? ""; } = "";

    /// <summary>SEG.WND, 0 to 65535.</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string Window { get; init => field = value ?? ""; } = "65535";

    /// <summary>The payload as text; <c>\r</c>, <c>\n</c>, <c>\t</c>, <c>\\</c> and <c>\xNN</c> stand for octets.</summary>
    public string Payload { get; init => field = value ?? ""; } = "";

    /// <summary>The options in ladder notation, <c>mss 1460, sackOK</c>; empty for none.</summary>
    public string Options { get; init => field = value ?? ""; } = "";
}

/// <summary>A field of a draft and what is wrong with it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Problem">What TCP can't carry, in a sentence.</param>
public sealed record FieldProblem(SegmentField Field, Sentence Problem);
