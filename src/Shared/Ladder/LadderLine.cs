using System.Text;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Ladder;

/// <summary>A line of a ladder: a <see cref="LadderSegment"/>, a <see cref="LadderState"/> or a <see cref="LadderComment"/>.</summary>
public abstract record LadderLine
{
    private protected LadderLine()
    {
    }

    /// <summary>The line in canonical notation.</summary>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Print(text);
        return text.ToString();
    }

    private protected abstract void Print(StringBuilder text);

    /// <summary>A comment fits on one line and has no blanks at its end.</summary>
    private protected static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).TrimEnd();
}

/// <summary>A line of its own that is for the reader: <c># text</c>.</summary>
public sealed record LadderComment : LadderLine
{
    /// <summary>A comment.</summary>
    /// <param name="text">The text; line breaks become blanks, and blanks at the end are dropped.</param>
    public LadderComment(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = OneLine(text);
    }

    /// <summary>The text after <c># </c>.</summary>
    public string Text { get; }

    private protected override void Print(StringBuilder text) => text.Append(Text.Length == 0 ? "#" : "# ").Append(Text);
}

/// <summary>A line that says what happened, perhaps when, and perhaps with a note at its end.</summary>
public abstract record LadderEvent : LadderLine
{
    private protected LadderEvent()
    {
    }

    /// <summary>When it happened: <c>@1.000s</c>; none where the ladder doesn't say.</summary>
    public Instant? At { get; init; }

    /// <summary>A comment at the end of the line; empty for none. Line breaks become blanks, and blanks at the end are dropped.</summary>
    public string Note { get; init => field = OneLine(value ?? ""); } = "";

    private protected abstract void PrintEvent(StringBuilder text);

    private protected sealed override void Print(StringBuilder text)
    {
        if (At is { } at) text.Append('@').Append(at).Append(' ');
        PrintEvent(text);
        if (Note.Length > 0) text.Append("  # ").Append(Note);
    }
}

/// <summary>A host changes its state: <c>server: LISTEN → SYN-RECEIVED</c>.</summary>
/// <param name="Host">The host.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
public sealed record LadderState(LadderHost Host, TcpState From, TcpState To) : LadderEvent
{
    private protected override void PrintEvent(StringBuilder text) =>
        text.Append(Host).Append(": ").Append(From.ToName()).Append(" → ").Append(To.ToName());
}

/// <summary>A segment on its way: <c>client → server  [SYN] seq=x win=65535 &lt;mss 1460, sackOK&gt;</c>.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">The receiver.</param>
/// <param name="Bits">The control bits.</param>
/// <param name="Seq">SEG.SEQ.</param>
public sealed record LadderSegment(LadderHost From, LadderHost To, ControlBits Bits, LadderNumber Seq) : LadderEvent
{
    /// <summary>The control bits, those twelve that a header has.</summary>
    public ControlBits Bits { get; init => field = value & TcpCodec.WireBits; } = Bits & TcpCodec.WireBits;

    /// <summary>The host that the sender names as its own, where it forges the source: <c>attacker as client → server</c>.</summary>
    public LadderHost? Forges { get; init; }

    /// <summary>SEG.ACK; none where the ladder doesn't say it.</summary>
    public LadderNumber? Ack { get; init; }

    /// <summary>SEG.WND as it stands on the wire; none where the ladder doesn't say it.</summary>
    public ushort? Window { get; init; }

    /// <summary>SEG.UP; none where the ladder doesn't say it.</summary>
    public ushort? UrgentPointer { get; init; }

    /// <summary>The checksum where it is wrong, <c>sum=0xbeef</c>; none for the right one.</summary>
    public ushort? Checksum { get; init; }

    /// <summary>The options.</summary>
    public SegmentOptions Options { get; init; }

    /// <summary>The text.</summary>
    public LadderPayload Payload { get; init; }

    /// <summary>True when it never arrives: <c>✕</c>.</summary>
    public bool IsLost { get; init; }

    /// <summary>A segment in full, with its numbers as they stand on the wire.</summary>
    /// <param name="segment">The segment, its text at most 65535 octets.</param>
    /// <param name="from">What to call its sender.</param>
    /// <param name="to">What to call its receiver.</param>
    public static LadderSegment Of(in Segment segment, LadderHost from, LadderHost to) =>
        new(from, to, segment.Bits, LadderNumber.Of(segment.Seq))
        {
            Ack = segment.IsAck || segment.Ack != default ? LadderNumber.Of(segment.Ack) : null,
            Window = segment.Window,
            UrgentPointer = segment.IsUrg || segment.UrgentPointer != 0 ? segment.UrgentPointer : null,
            Checksum = segment.Checksum,
            Options = segment.Options,
            Payload = LadderPayload.Of(segment.Payload.Span),
        };

    /// <summary>
    /// The segment that this line stands for. What the line doesn't say is 0; the window is 65535 then, and octets that are only
    /// counted are zeros.
    /// </summary>
    /// <param name="bindings">What the symbols stand for.</param>
    /// <param name="connection">The sockets, that which the sender names first; a port in the line goes before the one here.</param>
    /// <param name="segment">The segment; default when a symbol has no binding.</param>
    public bool TryResolve(IReadOnlyDictionary<string, SeqNumber> bindings, FourTuple connection, out Segment segment)
    {
        segment = default;
        var ack = Ack ?? default;
        if (Seq.Resolve(bindings) is not { } seqNumber || ack.Resolve(bindings) is not { } ackNumber) return false;
        segment = new Segment
        {
            Source = connection.Local with { Port = (Forges ?? From).Port ?? connection.Local.Port },
            Destination = connection.Remote with { Port = To.Port ?? connection.Remote.Port },
            Seq = seqNumber,
            Ack = ackNumber,
            Bits = Bits,
            Window = Window ?? ushort.MaxValue,
            UrgentPointer = UrgentPointer ?? 0,
            Checksum = Checksum,
            Options = Options,
            Payload = Payload.ToMemory(),
        };
        return true;
    }

    private protected override void PrintEvent(StringBuilder text)
    {
        text.Append(From);
        if (Forges is { } forged) text.Append(" as ").Append(forged);
        text.Append(" → ").Append(To).Append("  [").Append(Bits.ToNames()).Append("] seq=").Append(Seq);
        if (Ack is { } ack) text.Append(" ack=").Append(ack);
        if (Window is { } window) text.Append(" win=").Append(window);
        if (UrgentPointer is { } urgent) text.Append(" urg=").Append(urgent);
        if (Checksum is { } checksum) text.Append($" sum=0x{checksum:x4}");
        if (!Options.IsEmpty) text.Append(" <").Append(OptionsText.Print(Options)).Append('>');
        if (Payload.Length > 0) text.Append(' ').Append(Payload);
        if (IsLost) text.Append(" ✕");
    }
}
