using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>A field of a draft that holds a number, and what is said when it holds something else.</summary>
/// <param name="Field">The field.</param>
/// <param name="Max">The largest number that its bits hold.</param>
/// <param name="Empty">What is said when it is empty; none where that counts as 0.</param>
/// <param name="TooSmall">What is said about a negative number, <c>{0}</c>.</param>
/// <param name="TooLarge">What is said about a number above <paramref name="Max"/>, <c>{0}</c>.</param>
/// <param name="NoNumber">What is said about anything else, <c>{0}</c>.</param>
internal sealed record DraftNumber(SegmentField Field, uint Max, Sentence? Empty, string TooSmall, string TooLarge, string NoNumber)
{
    /// <summary>The most characters that are read.</summary>
    public const int Longest = 100;

    /// <summary>SEG.SEQ.</summary>
    public static DraftNumber Seq { get; } = new(
        SegmentField.Seq,
        uint.MaxValue,
        new("A segment needs a sequence number, from 0 to 4 294 967 295."),
        "Sequence numbers begin at 0; this is {0}.",
        "Sequence numbers end at 4 294 967 295 (2^32 − 1); this is {0}.",
        "A sequence number is a number from 0 to 4 294 967 295, and '{0}' is none.");

    /// <summary>SEG.ACK.</summary>
    public static DraftNumber Ack { get; } = new(
        SegmentField.Ack,
        uint.MaxValue,
        null,
        "Acknowledgment numbers begin at 0; this is {0}.",
        "Acknowledgment numbers end at 4 294 967 295 (2^32 − 1); this is {0}.",
        "An acknowledgment number is a number from 0 to 4 294 967 295, and '{0}' is none.");

    /// <summary>SEG.WND.</summary>
    public static DraftNumber Window { get; } = new(
        SegmentField.Window,
        ushort.MaxValue,
        new("A segment needs a window, from 0 to 65 535; 0 says that there is no room."),
        "A window begins at 0; this is {0}.",
        "A window ends at 65 535 (2^16 − 1), for its field has 16 bits; this is {0}.",
        "A window is a number from 0 to 65 535, and '{0}' is none.");

    /// <summary>SEG.UP.</summary>
    public static DraftNumber Urgent { get; } = new(
        SegmentField.Urgent,
        ushort.MaxValue,
        null,
        "An urgent pointer begins at 0; this is {0}.",
        "An urgent pointer ends at 65 535 (2^16 − 1), for its field has 16 bits; this is {0}.",
        "An urgent pointer is a number from 0 to 65 535, and '{0}' is none.");

    /// <summary>The sender's port.</summary>
    public static DraftNumber SourcePort { get; } = PortIn(SegmentField.SourcePort);

    /// <summary>The receiver's port.</summary>
    public static DraftNumber DestinationPort { get; } = PortIn(SegmentField.DestinationPort);

    /// <summary>The checksum.</summary>
    public static DraftNumber Checksum { get; } = new(
        SegmentField.Checksum,
        ushort.MaxValue,
        null,
        "A checksum begins at 0; this is {0}.",
        "A checksum ends at 65 535, 0xffff in hex, for its field has 16 bits; this is {0}.",
        "A checksum is a number from 0 to 65 535, or hex as in 0x1a2b, and '{0}' is none.");

    /// <summary>Reads the field; where it holds something else that is added to the problems, and it counts as 0.</summary>
    public uint Read(string? text, ImmutableArray<FieldProblem>.Builder wrong)
    {
        var problem = Read(text ?? "", out var number);
        if (problem is not null) wrong.Add(new(Field, problem));
        return number;
    }

    private static DraftNumber PortIn(SegmentField field) => new(
        field,
        ushort.MaxValue,
        null,
        "Ports begin at 0; this is {0}.",
        "Ports end at 65 535 (2^16 − 1), for their fields have 16 bits; this is {0}.",
        "A port is a number from 0 to 65 535, and '{0}' is none.");

    private Sentence? Read(string text, out uint number)
    {
        number = 0;
        if (text.Length > Longest) return new(NoNumber, NumberText.Cut(text));
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
