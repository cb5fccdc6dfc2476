using Playground.Engine;
using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>What the network between two hosts does: probabilities, and delays in milliseconds.</summary>
internal sealed record Weather(double Loss = 0, double Duplication = 0, double Reordering = 0, int Delay = 40);

/// <summary>
/// Two engine hosts that send each other text over a network with its own weather, until both have closed. Virtual time, seeded dice.
/// </summary>
internal sealed class Transfer
{
    private readonly PriorityQueue<(Host To, Segment Segment, int Number), (long At, int Id)> _flying = new();
    private readonly Outbox _outbox = new();
    private readonly Wiretap _wire = new();
    private readonly Weather _weather;
    private readonly Dice _dice;
    private int _id;

    public Transfer(Weather weather, ulong seed, HostProfile? client = null, HostProfile? server = null)
    {
        (_weather, _dice) = (weather, new Dice(seed));
        Client = new Host(Pair.ClientSocket.Host, new SipHash(_dice.Next(), 1), client);
        Server = new Host(Pair.ServerSocket.Host, new SipHash(_dice.Next(), 2), server);
        ClientEnd = new Talker(seed + 1);
        ServerEnd = new Talker(seed + 2);
    }

    public Host Client { get; }

    public Host Server { get; }

    public Talker ClientEnd { get; }

    public Talker ServerEnd { get; }

    public Instant Now { get; private set; }

    /// <summary>Every segment that was sent, with when, who and whether it was a repeat and got lost.</summary>
    public List<(Instant At, bool FromClient, Segment Segment, bool IsRepeat, bool IsLost)> Trace { get; } = [];

    /// <summary>All that was sent and delivered, as a world tells it.</summary>
    public IReadOnlyList<TraceEvent> Events => _wire.Trace;

    /// <summary>Says for the nth segment of all whether it is lost; the weather decides where there is none.</summary>
    public Func<int, bool>? Loses { get; init; }

    public void Run(int fromClient, int fromServer, double limitSeconds = 20_000)
    {
        ClientEnd.ToSend = fromClient;
        ServerEnd.ToSend = fromServer;
        Run(ClientEnd, ServerEnd, limitSeconds);
    }

    /// <summary>The same network between other applications.</summary>
    public void Run(IApplication client, IApplication server, double limitSeconds = 20_000)
    {
        Server.Listen(Pair.ServerSocket.Port, server);
        Do(Client, () => Client.Open(Pair.ClientSocket.Port, Pair.ServerSocket, client, Now, _outbox));
        var limit = Instant.FromSeconds(limitSeconds);
        while (Next() is { } due && due <= limit)
        {
            if (due > Now) Now = due;
            while (_flying.TryPeek(out var flight, out var at) && at.At <= Now.Microseconds)
            {
                _flying.Dequeue();
                Do(flight.To, () => _wire.Arrived(Now, flight.Number, NameOf(flight.To), flight.Segment, flight.To.OnSegment(flight.Segment, Now, _outbox)));
            }

            foreach (var host in (Host[])[Client, Server])
            {
                if (host.PollAt <= Now) Do(host, () => host.Poll(Now, _outbox));
            }
        }
    }

    private Instant? Next() => Instant.Earliest(
        _flying.TryPeek(out _, out var at) ? new Instant(at.At) : null, Instant.Earliest(Client.PollAt, Server.PollAt));

    private void Do(Host host, Action action)
    {
        action();
        var isClient = host == Client;
        var to = isClient ? Server : Client;
        for (var i = 0; i < _outbox.Count; i++)
        {
            var segment = _outbox[i].Segment;
            var isLost = Loses?.Invoke(Trace.Count) ?? _dice.Chance(_weather.Loss);
            Trace.Add((Now, isClient, segment, _outbox[i].IsRepeat, isLost));
            var number = _wire.Sent(Now, NameOf(host), NameOf(to), segment, _outbox[i].IsRepeat, isLost);
            if (isLost) continue;
            Fly(to, segment, number);
            if (_dice.Chance(_weather.Duplication)) Fly(to, segment, number);
        }

        _outbox.Clear();
    }

    private string NameOf(Host host) => host == Client ? "client" : "server";

    private void Fly(Host to, Segment segment, int number)
    {
        var delay = _weather.Delay * 1000L;
        if (_dice.Chance(_weather.Reordering)) delay += _dice.Below((uint)delay + 1);
        _flying.Enqueue((to, segment, number), (Now.Microseconds + delay, _id++));
    }

    /// <summary>An application that sends numbered octets, reads everything, and closes when it has sent all.</summary>
    public sealed class Talker(ulong seed) : IApplication
    {
        private readonly Dice _dice = new(seed);
        private int _sent;

        public int ToSend { get; set; }

        public List<byte> Received { get; } = [];

        public List<Ending> Endings { get; } = [];

        public bool HeardEnd { get; private set; }

        public static byte At(int index) => (byte)((index * 31) ^ (index >> 8));

        public void OnOpened(Connection connection, Instant now, Outbox outbox) => Go(connection, now, outbox);

        public void OnWritable(Connection connection, Instant now, Outbox outbox) => Go(connection, now, outbox);

        public void OnText(Connection connection, Instant now, Outbox outbox)
        {
            var text = new byte[connection.Unread];
            connection.Receive(text, now, outbox);
            Received.AddRange(text);
        }

        public void OnPeerClosed(Connection connection, Instant now, Outbox outbox) => HeardEnd = true;

        public void OnEnded(Connection connection, Ending ending) => Endings.Add(ending);

        private void Go(Connection connection, Instant now, Outbox outbox)
        {
            while (_sent < ToSend)
            {
                var piece = new byte[Math.Min(ToSend - _sent, 1 + (int)_dice.Below(5000))];
                for (var i = 0; i < piece.Length; i++) piece[i] = At(_sent + i);
                var result = connection.Send(piece, now, outbox);
                _sent += result.Octets;
                if (result.Error != CallError.None) return;
            }

            connection.Close(now, outbox);
        }
    }
}
