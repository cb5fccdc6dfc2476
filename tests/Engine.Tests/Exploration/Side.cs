using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Exploration;

/// <summary>A segment in the network.</summary>
/// <param name="Number">Which of all, in the order of their sending.</param>
internal sealed record Flight(Segment Segment, int Number, Instant SentAt);

/// <summary>A host, its user, and what is on its way to it.</summary>
internal sealed class Side(int number, Call[] calls) : IApplication
{
    private int _lives;
    private bool _readsAtOnce;

    public int Number => number;

    public Host Host { get; private set; } = null!;

    public bool Listens { get; set; }

    public int Boots { get; private set; }

    /// <summary>How many calls were made.</summary>
    public int Made { get; set; }

    /// <summary>The next call; none when all were made.</summary>
    public Call? Next => Made < calls.Length ? calls[Made] : null;

    /// <summary>In the order of their sending.</summary>
    public Queue<Flight> Coming { get; } = new();

    /// <summary>Those that come out of order.</summary>
    public List<Flight> Late { get; } = [];

    /// <summary>All connections there were, the newest last.</summary>
    public List<Life> Lives { get; } = [];

    /// <summary>The connection there is.</summary>
    public Life? Alive { get; private set; }

    /// <summary>Where the other side's lives are found.</summary>
    public Side Other { get; set; } = null!;

    /// <summary>What can't be, if anything was seen.</summary>
    public string? Problem { get; private set; }

    public TcpState State => Alive?.Connection.Tcb.State ?? (Listens ? TcpState.Listen : TcpState.Closed);

    /// <summary>When the connection's earliest timer goes off.</summary>
    public Instant? PollAt => Alive?.Connection.PollAt;

    public void Boot(Host host, bool readsAtOnce)
    {
        Host = host;
        _readsAtOnce = readsAtOnce;
        Boots++;
        (Listens, Alive) = (false, null);
        foreach (var life in Lives.Where(life => life.IsAlive)) life.Forget();
    }

    /// <summary>Looks whether there is a connection that wasn't there before.</summary>
    public void Meet()
    {
        foreach (var connection in Host.Connections.Values)
        {
            if (Find(connection) is null) Lives.Add(new Life(connection, number, _lives++));
        }

        foreach (var life in Lives) life.Note();

        // A connection that reopened another from TIME-WAIT may leave it its place again.
        Alive = Host.Connections.Count == 0 ? null : Find(Host.Connections.Values.Single());
    }

    /// <summary>A SEND.</summary>
    public void Send(Life life, int octets, Instant now, Outbox outbox)
    {
        var text = new byte[octets];
        for (var i = 0; i < octets; i++) text[i] = life.At(life.Accepted + i);
        life.Accepted += Host.Send(life.Connection, text, now, outbox).Octets;
    }

    /// <summary>A RECEIVE of all there is: each octet must be the next that the peer's user gave.</summary>
    public void Receive(Life life, Instant now, Outbox outbox)
    {
        Span<byte> text = stackalloc byte[64];
        for (var count = 1; count > 0;)
        {
            count = _isTold ? life.Connection.Receive(text, now, outbox).Octets : Host.Receive(life.Connection, text, now, outbox).Octets;
            Check(life, text[..count]);
        }
    }

    /// <summary>Segments don't live longer than the MSL (RFC 9293 §3.4.1).</summary>
    public void Expire(Instant now, TimeSpan lifetime)
    {
        while (Coming.TryPeek(out var flight) && now - flight.SentAt > lifetime) Coming.Dequeue();
        Late.RemoveAll(flight => now - flight.SentAt > lifetime);
    }

    public void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(((ulong)(uint)Made << 32) | ((ulong)(uint)Boots << 8) | (Listens ? 1UL : 0));
        fingerprint.Add(Host);
        foreach (var life in Lives) life.AddTo(ref fingerprint);
        fingerprint.Add((ulong)Coming.Count);
        foreach (var flight in Coming) AddFlight(flight, ref fingerprint);
        fingerprint.Add((ulong)Late.Count);
        foreach (var flight in Late) AddFlight(flight, ref fingerprint);
    }

    public void OnOpened(Connection connection, Instant now, Outbox outbox) => Of(connection, life => life.WasOpen = true);

    public void OnText(Connection connection, Instant now, Outbox outbox)
    {
        if (!_readsAtOnce) return;
        _isTold = true;
        Of(connection, life => Receive(life, now, outbox));
        _isTold = false;
    }

    // A user that never reads to the end has no claim to what came after its CLOSE.
    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
        _isTold = true;
        Of(connection, life => Receive(life, now, outbox));
        _isTold = false;
    }

    public void OnEnded(Connection connection, Ending ending) => Of(connection, life =>
    {
        if (life.Ending is not null) Problem ??= "it ended twice";
        life.Ending = ending;
    });

    // Inside a callback the connection itself is asked; from outside the host is, which keeps the timers.
    private bool _isTold;

    private static void AddFlight(Flight flight, ref Fingerprint fingerprint)
    {
        var segment = flight.Segment;
        fingerprint.Add((ulong)flight.SentAt.Microseconds);
        fingerprint.Add(((ulong)segment.Seq.Value << 32) | segment.Ack.Value);
        fingerprint.Add(((ulong)segment.Bits << 32) | ((ulong)segment.Window << 16) | segment.UrgentPointer);
        if (!segment.Options.IsEmpty) fingerprint.Add((object)segment.Options);
        fingerprint.Add(segment.Payload.Span);
    }

    private Life? Find(Connection connection) => Lives.FindLast(life => life.Connection == connection);

    private void Of(Connection connection, Action<Life> action)
    {
        // The first thing heard of a connection can come before its host was looked at.
        if (Find(connection) is null) Meet();
        if (Find(connection) is not { } life)
        {
            Problem ??= "something was heard of a connection that doesn't exist";
            return;
        }

        life.Note();
        action(life);
    }

    private void Check(Life life, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return;
        var sender = Other.Lives.FindLast(other => other.Iss == life.Irs);
        foreach (var octet in text)
        {
            if (sender is null || life.Delivered >= sender.Accepted) Problem ??= "text was delivered that nobody sent";
            else if (octet != sender.At(life.Delivered)) Problem ??= "text was delivered out of order, twice, or from another connection";
            life.Delivered++;
        }
    }
}
