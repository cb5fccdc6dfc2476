using FsCheck;
using FsCheck.Fluent;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Ladder;

/// <summary>Random ladders, and random text that looks like one.</summary>
internal static class SomeLadder
{
    public static Gen<LadderNumber> Number { get; } = Gen.OneOf(
        Some.UInt.Select(n => LadderNumber.Of(new SeqNumber(n))),
        from symbol in Gen.Elements("x", "X", "y", "isn_c", "α", "_1")
        from steps in Gen.OneOf(Gen.Constant(0u), Some.UInt)
        select LadderNumber.Of(symbol, steps));

    public static Gen<SegmentOptions> Options { get; } = Gen.OneOf(
        Gen.Constant(default(SegmentOptions)),
        Some.FieldOptions,
        from fields in Some.FieldOptions from raw in Some.OptionBytes select fields with { Raw = [.. raw] });

    public static Gen<LadderPayload> Payload { get; } = Gen.OneOf(
        Gen.Choose(0, 65535).Select(LadderPayload.OfLength),
        Some.Bytes.Select(octets => LadderPayload.Of(octets)),
        Text().Select(text => LadderPayload.Of(System.Text.Encoding.UTF8.GetBytes(text))));

    public static Gen<LadderTrace> Trace { get; } = Gen.ListOf(Line()).Select(lines => new LadderTrace([.. lines]));

    /// <summary>Text of the notation's own words in any order, whole ladders with a character changed, and plain noise.</summary>
    public static Gen<string> AnyText { get; } = Gen.OneOf(
        Text(),
        Gen.ListOf(Word()).Select(words => string.Concat(words)),
        from trace in Trace
        from at in Gen.Choose(0, 200)
        from word in Word()
        select Changed(trace.ToString(), at, word));

    private static Gen<string> Word() => Gen.Elements(
        " ", "  ", "\n", "client", "server", " as ", "as", ":", "80", ":70000", "→", "->", "-", ">", "[", "]", "[SYN]", "[SYN, ACK]",
        "seq=", "ack=", "win=", "urg=", "sum=", "len=", "x", "+1", "99999999999", "0x", "<", ">", "mss ", "sack 1-2", ",", "raw 0x0", "\"", "\\", "\\x4",
        "HELLO", "✕", "lost", "@", "1.0s", "#", ": LISTEN", "SYN-SENT", "\uD83D", "\u2028", "\0", "\uFEFF", "[::1]");

    private static Gen<string> Text() => Gen.ArrayOf(Gen.OneOf(
        Gen.Choose(0x20, 0x7E), Gen.Choose(0, 0x2FF), Gen.Choose(0, 0xFFFF), Gen.Elements(0x0A, 0x22, 0x5C, 0x2028, 0xD83D, 0xDE00, 0x2192, 0x2715))
        .Select(n => (char)n)).Select(chars => new string(chars));

    private static Gen<LadderHost> Host() =>
        from name in Gen.Elements("client", "server", "as", "a-", "h.1_x", "192.0.2.1", "2001:db8::1", "Schüler")
        from port in Some.Maybe(Some.UShort())
        select new LadderHost(name, port is { } number ? new Port(number) : null);

    private static Gen<Instant?> Time() => Some.Maybe(Gen.OneOf(
        Gen.Choose(0, 100_000_000).Select(micros => new Instant(micros)),
        Gen.Choose(0, 100_000).Select(millis => new Instant(millis * 1000L)),
        Gen.Elements(new Instant(long.MaxValue), new Instant(long.MinValue), new Instant(-1))));

    private static Gen<LadderLine> Line() => Gen.OneOf(
        Text().Select(text => (LadderLine)new LadderComment(text)),
        from host in Host()
        from states in Some.Pair(Gen.Elements(Enum.GetValues<TcpState>()))
        from at in Time()
        from note in Note()
        select (LadderLine)new LadderState(host, states.Item1, states.Item2) { At = at, Note = note },
        Segment());

    private static Gen<string> Note() => Gen.OneOf(Gen.Constant(""), Text());

    private static Gen<LadderLine> Segment() =>
        from hosts in Some.Pair(Host())
        from forged in Gen.OneOf(Gen.Constant<LadderHost?>(null), Host().Select(host => (LadderHost?)host))
        from bits in Gen.Choose(0, 0xFFFF)
        from seq in Number
        from ack in Some.Maybe(Number)
        from window in Some.Maybe(Some.UShort())
        from urgent in Some.Maybe(Some.UShort())
        from checksum in Some.Maybe(Some.UShort())
        from options in Options
        from payload in Payload
        from lost in Gen.Elements(true, false)
        from at in Time()
        from note in Note()
        select (LadderLine)new LadderSegment(hosts.Item1, hosts.Item2, (ControlBits)bits, seq)
        {
            At = at,
            Forges = forged,
            Ack = ack,
            Window = window,
            UrgentPointer = urgent,
            Checksum = checksum,
            Options = options,
            Payload = payload,
            IsLost = lost,
            Note = note,
        };

    private static string Changed(string text, int at, string word) => text.Insert(Math.Min(at, text.Length), word);
}
