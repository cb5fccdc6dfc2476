using System.Globalization;
using System.Text;
using Playground.Engine.Endpoint;
using Playground.Engine.Packets;
using Playground.Tcp;

namespace Playground.Tests.Conformance;

/// <summary>What a script's user calls, what a router says, and what is looked at between packets.</summary>
internal sealed partial class Player
{
    private Socket Current => _line.Socket ?? throw new FormatException("no socket yet");

    private void Call(string name, string[] words)
    {
        var first = words[0];
        switch (name)
        {
            case "listen":
                SocketAddress? caller = first == "line" ? new SocketAddress(_peer, new Port(_line.PeerPort)) : null;
                Assert.Equal(CallError.None, _listener.Listen(new Port(Port), caller));
                break;
            case "unlisten":
                Assert.Equal(CallError.None, _listener.Close(_now));
                break;
            case "open":
                var stamps = string.Join(' ', words).Contains("ts ", StringComparison.Ordinal) ? " <ts 1 last>" : "";
                Array.ForEach(["listen", $"< S 0 {string.Join(' ', words)}", "> S. 0 ack 1", $"< . 1 ack 1 win {words[1]}{stamps}", "accept"], Step);
                break;
            case "dial":
                Array.ForEach(["connect", "> S 0", $"< S. 0 ack 1 {string.Join(' ', words)}", "> . 1 ack 1"], Step);
                break;
            case "accept":
                Assert.Equal(first != "none", _listener.TryAccept(out var socket));
                _line.Socket = socket;
                break;
            case "connect":
                _line.Socket = new Socket(_host);
                var text = first.Length > 0 ? Text(1, int.Parse(first, CultureInfo.InvariantCulture)) : [];
                var opened = Current.Connect(new SocketAddress(_peer, new Port(_line.PeerPort)), _now, text: text);
                Assert.Equal(CallError.None, opened.Error);
                (_line.OwnPort, _line.Sent) = (opened.Connection!.Tuple.Local.Port.Number, 1 + (uint)opened.Octets);
                break;
            case "send":
                var taken = Current.Send(Text(_line.Sent, int.Parse(first, CultureInfo.InvariantCulture)), _now, words.Contains("urgent"));
                _line.Sent += (uint)taken.Octets;
                Assert.Equal(words is [_, "=", var limit] ? limit : first, taken.Octets == 0 && first != "0" ? taken.Error.ToString() : Say(taken.Octets));
                break;
            case "recv":
                Receive(first);
                break;
            case "set":
                Current.SetOptions(Setups.Change(Current.Options, first), _now);
                break;
            case "shutdown":
                Assert.Equal(first.Length > 0 ? first : "None", Current.Shutdown(_now).ToString());
                break;
            case "close":
                Assert.Equal(first.Length > 0 ? first : "None", Current.Close(_now).ToString());
                break;
            case "abort":
                Assert.Equal(CallError.None, Current.Abort(_now));
                break;
            case "icmp":
                Icmp(first, unchecked(Number(words[1]) + _line.Iss), words.Length > 2 ? ushort.Parse(words[2], CultureInfo.InvariantCulture) : (ushort)0);
                break;
            case "quiet":
                break;
            default:
                Assert.Equal(first, Look(name));
                break;
        }
    }

    private void Receive(string wanted)
    {
        var got = new byte[100_000];
        var expected = wanted.StartsWith('"') ? [.. wanted.Trim('"').Select(c => (byte)c)]
            : int.TryParse(wanted, CultureInfo.InvariantCulture, out var count) ? Text(_line.Read, count) : [];
        var result = Current.Receive(got.AsSpan(0, Math.Max(1, expected.Length)), _now);
        _line.Read += (uint)result.Octets;
        if (expected.Length == 0) Assert.Equal((0, wanted), (result.Octets, result.Error.ToString()));
        else Assert.Equal(Encoding.ASCII.GetString(expected), Encoding.ASCII.GetString(got, 0, result.Octets));
    }

    private string Look(string name) => name switch
    {
        "state" => Current.State.ToName(),
        "ending" => Current.Ending?.ToString() ?? "none",
        "trouble" => Current.Trouble?.ToString() ?? "none",
        "opened" => Current.WasOpened.ToString(),
        "end" => Current.IsAtEnd.ToString(),
        "unread" => Say(Current.Unread),
        "room" => Say(Current.SendRoom),
        "urgent" => Say(Current.UrgentAhead),
        "cwnd" => Say(Current.Status!.Value.CongestionWindow),
        "rto" => Current.Status!.Value.Rto.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        "wnd" => Say(Current.Status!.Value.Tcb.SndWnd),
        "connections" => Say(_host.Connections.Count),
        "unreadable" => Say(_host.Counts[PacketFate.Unreadable]),
        _ => throw new FormatException("no such call: " + name),
    };

    /// <summary>A router or the other host says something about a segment that the host has sent.</summary>
    private void Icmp(string what, uint seq, ushort mtu)
    {
        var isV4 = _own.IsV4;
        var (type, code) = what switch
        {
            "net" => isV4 ? (3, 0) : (1, 0),
            "host" => isV4 ? (3, 1) : (1, 3),
            "proto" => isV4 ? (3, 2) : (4, 1),
            "port" => isV4 ? (3, 3) : (1, 4),
            "big" => isV4 ? (3, 4) : (2, 0),
            "time" => isV4 ? (11, 0) : (3, 0),
            "quench" => (4, 0),
            _ => throw new FormatException("no such ICMP: " + what),
        };
        var quoted = new Frame(_line.OwnPort, _line.PeerPort, ".", seq, 0, 0, 0, [], []).ToBytes(_own, _peer)[..(isV4 ? 28 : 60)];
        byte[] message = [(byte)type, (byte)code, 0, 0, 0, 0, (byte)(mtu >> 8), (byte)mtu, .. quoted];
        var (router, protocol) = (HostAddress.Parse(isV4 ? "192.0.2.254" : "2001:db8::fe"), isV4 ? (byte)1 : (byte)58);
        var sum = (ushort)~Frame.Sum(message, isV4 ? 0 : Frame.Sum(Frame.Pseudo(router, _own, protocol, message.Length)));
        (message[2], message[3]) = ((byte)(sum >> 8), (byte)sum);
        _host.Receive(Frame.Wrap(router, _own, protocol, message), _now);
    }

    private static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);
}
