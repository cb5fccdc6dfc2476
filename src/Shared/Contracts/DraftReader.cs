using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Contracts;

/// <summary>
/// The one place that says what TCP can carry on this link. Whatever fits the fields of a header passes, sensible or not: what it
/// means is for the review and the receiver.
/// </summary>
public static class DraftReader
{
    /// <summary>The most octets of one packet on the link, IP header included.</summary>
    public const int LinkMtu = 1500;

    private const int LongestNumber = 100;
    private const int LongestFlags = 200;
    private const int LongestOptions = 1000;

    private static readonly NumberField s_seq = new(
        SegmentField.Seq,
        uint.MaxValue,
        new("A segment needs a sequence number, from 0 to 4 294 967 295."),
        "Sequence numbers begin at 0; this is {0}.",
        "Sequence numbers end at 4 294 967 295 (2^32 − 1); this is {0}.",
        "A sequence number is a number from 0 to 4 294 967 295, and '{0}' is none.");

    private static readonly NumberField s_ack = new(
        SegmentField.Ack,
        uint.MaxValue,
        null,
        "Acknowledgment numbers begin at 0; this is {0}.",
        "Acknowledgment numbers end at 4 294 967 295 (2^32 − 1); this is {0}.",
        "An acknowledgment number is a number from 0 to 4 294 967 295, and '{0}' is none.");

    private static readonly NumberField s_window = new(
        SegmentField.Window,
        ushort.MaxValue,
        new("A segment needs a window, from 0 to 65 535; 0 says that there is no room."),
        "A window begins at 0; this is {0}.",
        "A window ends at 65 535 (2^16 − 1), for its field has 16 bits; this is {0}.",
        "A window is a number from 0 to 65 535, and '{0}' is none.");

    /// <summary>The octets of text for which a packet on this link has room beside its headers.</summary>
    /// <param name="connection">The sockets: an IPv6 header is 20 octets longer than an IPv4 one.</param>
    /// <param name="options">The options, at most 40 octets on the wire.</param>
    public static int RoomForText(in FourTuple connection, in SegmentOptions options) =>
        LinkMtu - IpCodec.HeaderLength(connection) - TcpCodec.MinHeaderLength - OptionsCodec.Length(options);

    /// <summary>
    /// Says whether a half-typed draft can be kept: it may be wrong in every way, but not longer than anything that could ever
    /// become right.
    /// </summary>
    /// <param name="draft">The draft; missing fields count as empty.</param>
    /// <returns>The field that is too long, with a sentence; none when the draft can be kept.</returns>
    public static FieldProblem? TooLongToKeep(SegmentDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        (SegmentField Field, string? Text, int Longest)[] fields =
        [
            (SegmentField.Bits, draft.Flags, LongestFlags), (SegmentField.Seq, draft.Seq, LongestNumber), (SegmentField.Ack, draft.Ack, LongestNumber),
            (SegmentField.Window, draft.Window, LongestNumber), (SegmentField.Options, draft.Options, LongestOptions),
            (SegmentField.Payload, draft.Payload, LinkMtu * PayloadText.MostCharactersPerOctet),
        ];
        foreach (var (field, text, longest) in fields)
        {
            if (text?.Length > longest) return new(field, new("This is too long to be part of a segment: {0} characters.", Grouped(text.Length)));
        }

        return null;
    }

    /// <summary>Reads a draft.</summary>
    /// <param name="draft">The draft; none, and missing fields, count as empty. Texts too long to be right are refused unread.</param>
    /// <param name="connection">The sockets, the sender's first.</param>
    /// <param name="segment">The segment, its options as a receiver reads them; default when refused.</param>
    /// <param name="problems">What TCP can't carry, one for each field; empty when the draft was read.</param>
    public static bool TryRead(SegmentDraft? draft, FourTuple connection, out Segment segment, out ImmutableArray<FieldProblem> problems)
    {
        draft ??= new SegmentDraft();
        var wrong = ImmutableArray.CreateBuilder<FieldProblem>();
        var read = new Segment
        {
            Source = connection.Local,
            Destination = connection.Remote,
            Bits = ReadBits(draft.Flags, wrong),
            Seq = new(s_seq.Read(draft.Seq, wrong)),
            Ack = new(s_ack.Read(draft.Ack, wrong)),
            Window = (ushort)s_window.Read(draft.Window, wrong),
            Options = ReadOptions(draft.Options, wrong),
        };
        read = read with { Payload = ReadPayload(draft.Payload, RoomForText(connection, read.Options), wrong) };

        problems = wrong.DrainToImmutable();
        segment = problems.IsEmpty ? read : default;
        return problems.IsEmpty;
    }

    private static ControlBits ReadBits(string? text, ImmutableArray<FieldProblem>.Builder wrong)
    {
        text ??= "";
        if (text.Length <= LongestFlags && ControlBitNames.TryParse(text, out var bits)) return bits;
        wrong.Add(new(SegmentField.Bits, new(
            "'{0}' holds a word that is no control bit. They are CWR, ECE, URG, ACK, PSH, RST, SYN and FIN.", NumberText.Cut(text))));
        return ControlBits.None;
    }

    private static SegmentOptions ReadOptions(string? text, ImmutableArray<FieldProblem>.Builder wrong)
    {
        Sentence? problem = null;
        SegmentOptions options = default;
        if (text?.Length > LongestOptions) problem = new("A header has room for 40 octets of options; this is far more.");
        else if (OptionsText.TryParse(text, out options, out problem) && OptionsCodec.Length(options) > SegmentOptions.MaxLength)
            problem = new("A header has room for 40 octets of options; these take {0}.", $"{OptionsCodec.Length(options)}");

        if (problem is null) return AsRead(options);
        wrong.Add(new(SegmentField.Options, problem));
        return default;
    }

    // Raw octets may say something else than the words beside them, and it is the octets that travel.
    private static SegmentOptions AsRead(in SegmentOptions options)
    {
        Span<byte> bytes = stackalloc byte[SegmentOptions.MaxLength];
        OptionsCodec.Encode(options, bytes);
        return OptionsCodec.Decode(bytes[..OptionsCodec.Length(options)]);
    }

    private static ReadOnlyMemory<byte> ReadPayload(string? text, int room, ImmutableArray<FieldProblem>.Builder wrong)
    {
        Sentence? problem;
        if (text?.Length > room * PayloadText.MostCharactersPerOctet)
        {
            problem = new("A packet on this link has room for {0} octets of text; this is far more.", Grouped(room));
        }
        else if (PayloadText.TryParse(text, out var octets, out problem))
        {
            if (octets.Length <= room) return octets.AsMemory();
            problem = new("A packet on this link has room for {0} octets of text; these are {1}.", Grouped(room), Grouped(octets.Length));
        }

        wrong.Add(new(SegmentField.Payload, problem!));
        return default;
    }

    private static string Grouped(int count) => NumberText.Shown($"{count}");

    /// <summary>A field that holds a number, and what is said when it holds something else; <c>{0}</c> is what it holds.</summary>
    private sealed record NumberField(SegmentField Field, uint Max, Sentence? Empty, string TooSmall, string TooLarge, string NoNumber)
    {
        public uint Read(string? text, ImmutableArray<FieldProblem>.Builder wrong)
        {
            var problem = Read(text ?? "", out var number);
            if (problem is not null) wrong.Add(new(Field, problem));
            return number;
        }

        private Sentence? Read(string text, out uint number)
        {
            number = 0;
            if (text.Length > LongestNumber) return new(NoNumber, NumberText.Cut(text));
            var typed = text.AsSpan().Trim();
            if (typed.IsEmpty) return Empty;
            var isNegative = typed[0] is '-' or '−';
            if (!NumberText.TryRead(isNegative ? typed[1..] : typed, out var value)) return new(NoNumber, NumberText.Cut(typed));
            if (isNegative && value > 0) return new(TooSmall, "−" + NumberText.Shown(typed[1..]));
            if (value > Max) return new(TooLarge, NumberText.Shown(typed));
            number = (uint)value;
            return null;
        }
    }
}
