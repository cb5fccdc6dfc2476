using System.Collections.Immutable;
using System.Globalization;
using Playground.Tcp;

namespace Playground.Ladder;

/// <summary>Reads one line of ladder notation.</summary>
internal ref struct LadderReader
{
    private const string Forms =
        "A line is a segment (client → server  [SYN] seq=x), a state (server: LISTEN → SYN-RECEIVED) or a comment (# text).";

    private const string BitsMissing = "After the receiver come the control bits in brackets: [SYN, ACK], or [] for none.";
    private const string Bits = "They are CWR, ECE, URG, ACK, PSH, RST, SYN, FIN, and R1 to RF for the reserved ones.";
    private const string Times = "A time is seconds with at most six decimals, as in @1.250s, or milliseconds, as in @40ms.";

    private static readonly string s_states =
        $"The states are {string.Join(", ", Enum.GetValues<TcpState>().Select(state => state.ToName()))}.";

    private LadderCursor _at;
    private string _problem;

    private LadderReader(ReadOnlySpan<char> line)
    {
        _at = new LadderCursor(line);
        _problem = "";
    }

    /// <summary>Reads a line that isn't blank.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="problem">What is wrong, where there is no line; else empty.</param>
    public static LadderLine? Read(ReadOnlySpan<char> line, out string problem)
    {
        var reader = new LadderReader(line.Trim());
        var read = reader.ReadLine();
        problem = reader._problem;
        return read;
    }

    private LadderLine? ReadLine()
    {
        if (_at.Take("#")) return new LadderComment(TakeComment());
        Instant? time = null;
        if (_at.Take("@") && (time = TakeTime()) is null) return null;
        if (TakeHost(Forms) is not { } host) return null;
        _at.SkipBlanks();
        if (_at.Take(":")) return ReadState(host, time);
        if (_at.TakeArrow()) return ReadSegment(host, null, time);
        if (_at.Take("as ")) return ReadForged(host, time);
        return Fail<LadderLine>($"After {NumberText.Cut(host.ToString())} comes → and the receiver, or a colon and its states. {Forms}");
    }

    private LadderState? ReadState(LadderHost host, Instant? time)
    {
        if (TakeState() is not { } from) return null;
        _at.SkipBlanks();
        if (!_at.TakeArrow()) return Fail<LadderState>("Between the two states of a host comes →.");
        if (TakeState() is not { } to) return null;
        var note = "";
        if (_at.SkipBlanks())
        {
            if (!_at.Take("#")) return Fail<LadderState>($"After the states comes nothing but a note (# text), not '{NumberText.Cut(_at.Rest)}'.");
            note = TakeComment();
        }

        return new LadderState(host, from, to) { At = time, Note = note };
    }

    private LadderSegment? ReadForged(LadderHost from, Instant? time)
    {
        _at.SkipBlanks();
        if (TakeHost("After 'as' comes the host whose name is forged.") is not { } forged) return null;
        _at.SkipBlanks();
        return _at.TakeArrow() ? ReadSegment(from, forged, time) : Fail<LadderSegment>($"After 'as {forged}' comes → and the receiver.");
    }

    private LadderSegment? ReadSegment(LadderHost from, LadderHost? forges, Instant? time)
    {
        if (TakeHost("After → comes the receiver: a name or an address.") is not { } to) return null;
        _at.SkipBlanks();
        if (!_at.TakeBracketed('[', ']', out var names)) return Fail<LadderSegment>(BitsMissing);
        if (!ControlBitNames.TryParse(names.ToString(), out var bits))
        {
            return Fail<LadderSegment>($"[{NumberText.Cut(names)}] holds a word that is no control bit. {Bits}");
        }

        var fields = new LadderFields(new LadderSegment(from, to, bits, default) { At = time, Forges = forges });
        while (_at.SkipBlanks() && !_at.Take("#"))
        {
            if (fields.Take(ref _at) is { } problem) return Fail<LadderSegment>(problem);
        }

        return fields.TryFinish(TakeComment(), out var segment, out var missing) ? segment : Fail<LadderSegment>(missing);
    }

    // The rest of the line after '#', less the one blank that the canonical form puts there.
    private string TakeComment()
    {
        _at.Take(" ");
        return _at.Rest.ToString();
    }

    private Instant? TakeTime()
    {
        var word = _at.TakeWord();
        _at.SkipBlanks();
        var unit = word.EndsWith("ms") ? "ms" : word.EndsWith("s") ? "s" : "";
        var style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (unit.Length > 0 && decimal.TryParse(word[..^unit.Length], style, CultureInfo.InvariantCulture, out var count))
        {
            var micros = unit == "s" ? Scaled(count, 1_000_000) : Scaled(count, 1_000);
            if (micros is { } whole) return new Instant(whole);
        }

        _problem = $"'@{NumberText.Cut(word)}' is no time. {Times}";
        return null;
    }

    private static long? Scaled(decimal count, int factor)
    {
        if (Math.Abs(count) > long.MaxValue / factor + 1m) return null;
        var scaled = count * factor;
        return decimal.IsInteger(scaled) && scaled is >= long.MinValue and <= long.MaxValue ? (long)scaled : null;
    }

    private LadderHost? TakeHost(string otherwise)
    {
        _at.SkipBlanks();
        ReadOnlySpan<char> name;
        if (_at.Next == '[')
        {
            var isAddress = _at.TakeBracketed('[', ']', out name) && name.Contains(':') && LadderHost.IsName(name);
            if (!isAddress) return Fail<LadderHost>(otherwise);
        }
        else
        {
            name = _at.TakeName();
            if (name.IsEmpty) return Fail<LadderHost>(otherwise);
        }

        if (_at.Next != ':' || _at.Rest.Length < 2 || !char.IsAsciiDigit(_at.Rest[1])) return new LadderHost(name.ToString());
        _at.Take(":");
        var digits = _at.TakeDigits();
        return NumberText.TryRead(digits, ushort.MaxValue, out var port)
            ? new LadderHost(name.ToString(), new((ushort)port))
            : Fail<LadderHost>($"Ports end at 65 535; this is {NumberText.Shown(digits)}.");
    }

    private TcpState? TakeState()
    {
        _at.SkipBlanks();
        var name = _at.TakeName();
        if (TcpStateNames.TryParse(name.ToString(), out var state)) return state;
        _problem = $"'{NumberText.Cut(name)}' is no state of TCP. {s_states}";
        return null;
    }

    private T? Fail<T>(string problem) where T : class
    {
        _problem = problem;
        return null;
    }
}
