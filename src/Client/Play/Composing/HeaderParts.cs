using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Composing;

/// <summary>A part of a segment: the same in the list of fields, in the drawing of the header and among the bytes.</summary>
/// <param name="Name">Its name in the page, and the id of its field where it has one.</param>
/// <param name="Field">The field that a person fills in; none for what follows from the others.</param>
/// <param name="Label">What the drawing calls it.</param>
/// <param name="Means">What it means, in a sentence or two.</param>
/// <param name="Bits">Its width in the drawing, of 32.</param>
/// <param name="From">Where it begins, in hex digits from the first.</param>
/// <param name="Digits">How many hex digits it has; those of options and payload follow from the segment.</param>
public sealed record HeaderPart(string Name, SegmentField? Field, string Label, Sentence Means, int Bits, int From, int Digits);

/// <summary>The parts of a segment in the order of RFC 9293, figure 1.</summary>
public static class HeaderParts
{
    private const int OffsetAt = 12;
    private const int FixedDigits = 40;

    /// <summary>Those that every header has.</summary>
    public static ImmutableArray<HeaderPart> Fixed { get; } =
    [
        new("source-port", SegmentField.SourcePort, "source port", new("The port of the sender's socket. Two sockets make a connection: another port is another connection."), 16, 0, 4),
        new("destination-port", SegmentField.DestinationPort, "destination port", new("The port of the receiver's socket. It says who over there is meant."), 16, 4, 4),
        new("seq", SegmentField.Seq, "sequence number", new("The number of the first octet in this segment. With SYN it is the sender's initial number, and the first octet has the next one."), 32, 8, 8),
        new("ack", SegmentField.Ack, "acknowledgment number", new("The next number that the sender of this segment expects from the other side. Read only while ACK is on."), 32, 16, 8),
        new("offset", null, "offset", new("Where the text begins, in words of 32 bits: 5 for a header without options. It follows from the options."), 4, 24, 1),
        new("reserved", null, "rsrvd", new("Four bits for later. A sender leaves them 0, and a receiver does not look."), 4, 25, 1),
        new("bits", SegmentField.Bits, "control bits", new("What kind of segment it is: CWR, ECE, URG, ACK, PSH, RST, SYN, FIN. SYN and FIN take a sequence number each."), 8, 26, 2),
        new("window", SegmentField.Window, "window", new("How many octets the sender of this segment is willing to take, from the acknowledgment number on."), 16, 28, 4),
        new("checksum", SegmentField.Checksum, "checksum", new("The one's complement sum over addresses, header and text. Who receives a wrong one drops the segment without a word."), 16, 32, 4),
        new("urgent", SegmentField.Urgent, "urgent pointer", new("How far after the sequence number urgent text ends. Read only while URG is on."), 16, 36, 4),
    ];

    /// <summary>The options.</summary>
    public static HeaderPart Options { get; } = new(
        "options", SegmentField.Options, "options", new("Up to 40 octets, in whole words. Most are agreed upon in the SYNs, and silent after that."), 32, FixedDigits, 0);

    /// <summary>The text.</summary>
    public static HeaderPart Payload { get; } = new(
        "payload", SegmentField.Payload, "payload", new("The application's octets. Each takes a sequence number."), 32, FixedDigits, 0);

    /// <summary>What a field means; none for one that is no part of the header.</summary>
    public static Sentence? MeaningOf(SegmentField? field) => field is null ? null : Named(part => part.Field == field)?.Means;

    /// <summary>The field of a part's name; options of their own are one field.</summary>
    public static SegmentField? FieldOf(string name) =>
        name == "raw" ? SegmentField.Raw : name.StartsWith("option-", StringComparison.Ordinal) ? SegmentField.Options : Named(part => part.Name == name)?.Field;

    /// <summary>The part that a hex digit of a segment belongs to.</summary>
    /// <param name="segment">The segment's octets.</param>
    /// <param name="digit">The digit's place, from 0.</param>
    public static HeaderPart At(ReadOnlySpan<byte> segment, int digit) =>
        digit < FixedDigits
            ? Fixed.First(part => digit < part.From + part.Digits)
            : digit < TextAt(segment) * 2 ? Options : Payload;

    /// <summary>Where the text begins, in octets.</summary>
    public static int TextAt(ReadOnlySpan<byte> segment) => (segment[OffsetAt] >> 4) * 4;

    private static HeaderPart? Named(Func<HeaderPart, bool> isMeant) =>
        Fixed.FirstOrDefault(isMeant) ?? (isMeant(Options) ? Options : isMeant(Payload) ? Payload : null);
}
