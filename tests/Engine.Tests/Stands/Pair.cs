using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>Two engine hosts, and a network whose deliveries the test decides.</summary>
internal sealed class Pair
{
    public static readonly SocketAddress ClientSocket = new(HostAddress.Parse("192.0.2.1"), new Port(49152));
    public static readonly SocketAddress ServerSocket = new(HostAddress.Parse("192.0.2.80"), new Port(80));

    private readonly Scribe _scribe = Scribe.OfClientAndServer();
    private readonly Wiretap _wire = new();
    private readonly Queue<(int Id, Segment Segment)> _flying = new();
    private readonly Outbox _outbox = new();
    private readonly HashSet<string> _listening = [];
    private ulong _key = 7;
    private int _delivered;

    public Pair()
    {
        Client = Boot(ClientSocket);
        Server = Boot(ServerSocket);
    }

    public Host Client { get; private set; }

    public Host Server { get; private set; }

    public Instant Now { get; private set; }

    public Recorder Text { get; } = new();

    public string Ladder => _scribe.ToString();

    /// <summary>All that was sent and delivered. A delivery takes no time on the hosts' clocks, and ten milliseconds here.</summary>
    public IReadOnlyList<TraceEvent> Trace => _wire.Trace;

    public int Flying => _flying.Count;

    public void ForgetLadder() => _scribe.TurnPage();

    public TcpState StateOf(string name) => Find(name).Connections.Values.SingleOrDefault()?.Tcb.State
        ?? (_listening.Contains(name) ? TcpState.Listen : TcpState.Closed);

    public void Listen(string name)
    {
        _listening.Add(name);
        Find(name).Listen(Socket(name).Port, Text);
    }

    public void Open(string name) =>
        Do(name, host => host.Open(Socket(name).Port, Socket(Other(name)), Text, Now, _outbox));

    public void Close(string name) =>
        Do(name, host => host.Close(host.Connections.Values.Single(), Now, _outbox));

    public void Send(string name, string text) =>
        Do(name, host => host.Send(host.Connections.Values.Single(), Stand.Text(text), Now, _outbox));

    /// <summary>The host forgets everything.</summary>
    public void Reboot(string name)
    {
        _listening.Remove(name);
        var host = Boot(Socket(name));
        if (name == "client") Client = host;
        else Server = host;
    }

    /// <summary>Something stands on the network that nobody there now has sent, in ladder notation: <c>network → server …</c>.</summary>
    public void Appear(string line)
    {
        var to = LadderTrace.Parse(line).Segments.Single().To.Name;
        var segment = _scribe.Read(line, new FourTuple(Socket(Other(to)), Socket(to)));
        _scribe.Segment("network", to, segment);
        _flying.Enqueue((_wire.Sent(WireTime, "network", to, segment), segment));
    }

    /// <summary>The first segment on the network is lost.</summary>
    public void Lose() => _flying.Dequeue();

    public Verdict Deliver()
    {
        var (id, segment) = _flying.Dequeue();
        var name = segment.Destination == ClientSocket ? "client" : "server";
        var verdict = default(Verdict);
        _delivered++;
        Do(name, host =>
        {
            verdict = host.OnSegment(segment, Now, _outbox);
            _wire.Arrived(WireTime, id, name, segment, verdict);
        });
        return verdict;
    }

    public void DeliverAll()
    {
        for (var i = 0; _flying.Count > 0; i++)
        {
            Assert.True(i < 1000, "the two hosts never stop talking");
            Deliver();
        }
    }

    public void Wait(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (Instant.Earliest(Client.PollAt, Server.PollAt) is { } due && due <= end)
        {
            Now = due;
            Do("client", host => host.Poll(Now, _outbox));
            Do("server", host => host.Poll(Now, _outbox));
        }

        Now = end;
    }

    private Instant WireTime => Now + TimeSpan.FromMilliseconds(10 * _delivered);

    private static SocketAddress Socket(string name) => name == "client" ? ClientSocket : ServerSocket;

    private static string Other(string name) => name == "client" ? "server" : "client";

    private Host Boot(SocketAddress socket) => new(socket.Host, new SipHash(_key++, 11), HostProfile.Plain);

    private Host Find(string name) => name == "client" ? Client : Server;

    private void Do(string name, Action<Host> action)
    {
        var before = StateOf(name);
        action(Find(name));
        _scribe.State(name, before, StateOf(name));
        for (var i = 0; i < _outbox.Count; i++)
        {
            _scribe.Segment(name, Other(name), _outbox[i].Segment);
            var id = _wire.Sent(WireTime, name, Other(name), _outbox[i].Segment, _outbox[i].IsRepeat);
            _flying.Enqueue((id, _outbox[i].Segment));
        }

        _outbox.Clear();
    }
}
