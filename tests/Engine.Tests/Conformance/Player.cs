using System.Globalization;
using System.Text.RegularExpressions;
using Playground.Engine.Packets;
using Playground.Tcp;

namespace Playground.Tests.Conformance;

/// <summary>Plays one script against a host, through nothing but the door of raw packets.</summary>
internal sealed partial class Player
{
    private const ushort Port = 80;

    private readonly PacketHost _host;
    private readonly HostAddress _own;
    private readonly HostAddress _peer;
    private readonly uint _peerIss;
    private readonly ListeningSocket _listener;
    private readonly Dictionary<char, Line> _lines = [];
    private readonly byte[] _buffer = new byte[70_000];
    private Line _line;
    private Instant _now = Instant.FromSeconds(1);
    private Frame? _next;
    private string _cookie = "";

    private Player(bool isV4, uint peerIss, ulong seed, string setup)
    {
        (_own, _peer) = isV4
            ? (HostAddress.Parse("192.0.2.80"), HostAddress.Parse("192.0.2.7"))
            : (HostAddress.Parse("2001:db8::80"), HostAddress.Parse("2001:db8::7"));
        _peerIss = peerIss;
        _host = new PacketHost(_own, seed, Setups.Profile(setup));
        _listener = new ListeningSocket(_host) { Backlog = Setups.Waiting(setup) };
        _line = At('1');
    }

    /// <summary>Plays a script to its end; what differs fails the test and names the line.</summary>
    public static void Play(Script script, bool isV4, uint peerIss, ulong seed)
    {
        if (!Setups.IsFor(script.Setup, isV4)) return;
        var player = new Player(isV4, peerIss, seed, script.Setup);
        foreach (var line in script.Lines)
        {
            try
            {
                player.Step(line);
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or FormatException)
            {
                Assert.Fail($"{script.Title}\nat {player._now}: {line}\n{e.Message}");
            }
        }

        Assert.True(player.Next() is null, $"{script.Title}\nat its end something left that the script does not expect");
    }

    [GeneratedRegex(@"^(?:\+(?<wait>[\d.]+)\s+)?(?<who>\d)?(?<what>[<>]|\w+)\s*(?<rest>.*)$")]
    private static partial Regex Whole();

    [GeneratedRegex("""^(?<flags>\S+) (?<seq>\d+)(?:\((?<len>\d+)\)|"(?<text>[^"]*)")?(?: ack (?<ack>\d+))?(?: win (?<win>\d+))?(?: urg (?<urg>\d+))?(?: <(?<opts>[^>]*)>)?(?: (?<bad>!\S+))?$""")]
    private static partial Regex Segment();

    /// <summary>One line of a script.</summary>
    private void Step(string text)
    {
        var match = Whole().Match(text);
        var (what, rest) = (match.Groups["what"].Value, match.Groups["rest"].Value);
        if (match.Groups["who"].Success) _line = At(match.Groups["who"].Value[0]);
        var until = match.Groups["wait"].Success ? _now + TimeSpan.FromSeconds(double.Parse(match.Groups["wait"].Value, CultureInfo.InvariantCulture)) : _now;
        GoOn(until, what == ">");
        if (what == "<") Arrive(rest);
        else if (what == ">") Leave(rest);
        else if (Next() is { } frame) Assert.Fail("left unexpectedly: " + Say(frame));
        else Call(what, rest.Split(' '));
    }

    /// <summary>Time goes on; nothing may leave before its end, and nothing at all where the script does not wait for it.</summary>
    private void GoOn(Instant until, bool waitsForPacket)
    {
        if (until == _now) return;
        if (Next() is { } early) Assert.Fail("left unexpectedly: " + Say(early));
        while (_host.PollAt is { } due && due <= until)
        {
            _now = due > _now ? due : _now;
            _host.Poll(_now);
            if (Next() is not { } frame) continue;
            if (_now != until || !waitsForPacket) Assert.Fail($"left unexpectedly at {_now}: {Say(frame)}");
            return;
        }

        _now = until;
    }

    private void Arrive(string text)
    {
        if (Next() is { } early) Assert.Fail("left unexpectedly: " + Say(early));
        var match = Segment().Match(text);
        if (!match.Success) throw new FormatException("no segment: " + text);
        string Group(string name, string otherwise) => match.Groups[name] is { Success: true } group ? group.Value : otherwise;
        var (seq, bits) = (Number(Group("seq", "")), Group("flags", ""));
        var octets = match.Groups["text"].Success ? [.. match.Groups["text"].Value.Select(c => (byte)c)] : Text(bits.Contains('S', StringComparison.Ordinal) ? seq + 1 : seq, (int)Number(Group("len", "0")));
        var ack = match.Groups["ack"].Success ? unchecked(Number(Group("ack", "0")) + _line.Iss) : 0;
        var frame = new Frame(
            _line.PeerPort, _line.OwnPort, bits == "-" ? "" : bits, unchecked(seq + _peerIss), ack, (ushort)Number(Group("win", "65535")),
            (ushort)Number(Group("urg", "0")), OptionText.Write(Group("opts", ""), _line.Iss, Word), octets);
        _host.Receive(frame.ToBytes(_peer, _own, Group("bad", "")), _now);
    }

    private void Leave(string text)
    {
        var frame = Next();
        if (frame is null) Assert.Fail("nothing left");
        var match = Segment().Match(text);
        if (!match.Success) throw new FormatException("no segment: " + text);
        if (frame.Flags.Contains('S', StringComparison.Ordinal)) _line.Learn(frame);
        Assert.Equal((_line.OwnPort, _line.PeerPort), (frame.From, frame.To));
        Assert.Equal(text, Say(frame, match));
        var start = frame.Seq - _line.Iss + (frame.Flags.Contains('S', StringComparison.Ordinal) ? 1u : 0u);
        Assert.Equal(Text(start, frame.Text.Length), frame.Text);
        foreach (var option in OptionText.Read(frame.Options, 0).Split(',').Select(option => option.Split(' ')))
        {
            if (option[0] == "ts") _line.LastStamp = option[1];
            if (option[0] == "tfo") _cookie = option[^1];
        }

        _next = null;
    }

    /// <summary>The packet that leaves next; it stays where it is.</summary>
    private Frame? Next() => _next ??= _host.TryDequeue(_buffer, out var length) ? Frame.Read(_buffer[..length], _own, _peer) : null;

    /// <summary>A packet as a script would write it; of what may be left out, no more than the script mentions.</summary>
    private string Say(Frame frame, Match? asked = null)
    {
        bool Asks(string name) => asked is null || asked.Groups[name].Success;
        var flags = asked is null || Asks("flags") && asked.Groups["flags"].Value.Contains('P', StringComparison.Ordinal)
            ? frame.Flags
            : frame.Flags.Replace("P", "", StringComparison.Ordinal);
        var text = $"{flags} {frame.Seq - _line.Iss}";
        if (frame.Text.Length > 0) text += $"({frame.Text.Length})";
        if (frame.Flags.Contains('.', StringComparison.Ordinal)) text += $" ack {frame.Ack - _peerIss}";
        if (Asks("win")) text += $" win {frame.Window}";
        if (asked is null ? frame.Urgent > 0 : Asks("urg") || frame.Urgent > 0) text += $" urg {frame.Urgent}";
        return Asks("opts") ? text + $" <{Blur(OptionText.Read(frame.Options, _peerIss), asked?.Groups["opts"].Value)}>" : text;
    }

    /// <summary>What a script writes as <c>*</c> may be anything.</summary>
    private static string Blur(string said, string? asked)
    {
        var (words, wanted) = (said.Split([' ', ',']), asked?.Split([' ', ',']) ?? []);
        if (words.Length != wanted.Length) return said;
        for (var i = 0; i < words.Length; i++) said = wanted[i] == "*" ? new Regex(@"(?<=[ ,])" + words[i] + @"(?=[ ,]|$)").Replace(said, "*", 1) : said;
        return said;
    }

    private string Word(string word) => word switch { "last" => _line.LastStamp, "cookie" => _cookie, _ => word };

    private Line At(char number)
    {
        if (!_lines.TryGetValue(number, out var line)) _lines[number] = line = new Line { OwnPort = Port, PeerPort = (ushort)(1000 + number - '0') };
        return line;
    }

    /// <summary>The text of either direction: each octet tells its place.</summary>
    private static byte[] Text(uint start, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + ((start + (uint)i) % 23)))];

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>One connection of a script.</summary>
    private sealed class Line
    {
        public ushort OwnPort { get; set; }

        public ushort PeerPort { get; init; }

        public uint Iss { get; private set; }

        public Socket? Socket { get; set; }

        public uint Sent { get; set; } = 1;

        public uint Read { get; set; } = 1;

        public string LastStamp { get; set; } = "0";

        /// <summary>The host's numbers begin with its SYN.</summary>
        public void Learn(Frame syn) => (OwnPort, Iss) = (syn.From, syn.Seq);
    }
}
