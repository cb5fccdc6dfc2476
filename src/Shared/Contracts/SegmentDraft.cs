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

    /// <summary>
    /// The payload as text; <c>\r</c>, <c>\n</c>, <c>\t</c>, <c>\\</c> and <c>\xNN</c> stand for octets. With
    /// <see cref="PayloadIsHex"/> its octets in hex digits.
    /// </summary>
    public string Payload { get; init => field = value ?? ""; } = "";

    /// <summary>True while the payload is written in hex digits.</summary>
    public bool PayloadIsHex { get; init; }

    /// <summary>The options in ladder notation, <c>mss 1460, sackOK</c>; empty for none.</summary>
    public string Options { get; init => field = value ?? ""; } = "";

    /// <summary>Whom it names as its sender: a host's name, or an IPv4 address; empty for the sender's own host. Only an attacker can name another.</summary>
    public string Source { get; init => field = value ?? ""; } = "";

    /// <summary>The host it goes to by name or address; empty for the sender's usual peer. Only an attacker can name an address that no host has.</summary>
    public string Destination { get; init => field = value ?? ""; } = "";

    /// <summary>The sender's port, 0 to 65535; empty for the one of the sender's host.</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string SourcePort { get; init => field = value ?? ""; } = "";

    /// <summary>The receiver's port, 0 to 65535; empty for the one of the receiver's host.</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string DestinationPort { get; init => field = value ?? ""; } = "";

    /// <summary>SEG.UP, 0 to 65535; empty counts as 0.</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string Urgent { get; init => field = value ?? ""; } = "";

    /// <summary>The checksum, 0 to 65535, right or wrong; empty for the right one (RFC 9293 §3.1).</summary>
    [JsonConverter(typeof(NumberOrTextConverter))]
    public string Checksum { get; init => field = value ?? ""; } = "";

    /// <summary>The whole segment in hex digits, header and text. Where it stands, it is what is sent, whatever the fields say.</summary>
    public string Raw { get; init => field = value ?? ""; } = "";
}

/// <summary>A field of a draft and what is wrong with it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Problem">What TCP can't carry, in a sentence.</param>
public sealed record FieldProblem(SegmentField Field, Sentence Problem);
