using Playground.Engine.Endpoint;
using Playground.Engine.Packets;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Stands;

/// <summary>Two hosts known by their packets alone, and a cable between them on which nothing takes time.</summary>
internal sealed class Cable
{
    /// <summary>The port on which the other host listens.</summary>
    public static readonly Port Port = new(7777);

    private readonly byte[] _buffer = new byte[2048];

    public Cable(PacketHost one, PacketHost other) => (One, Other) = (one, other);

    public PacketHost One { get; }

    public PacketHost Other { get; }

    public Instant Now { get; private set; }

    public SocketAddress Remote => new(Other.Address, Port);

    /// <summary>The segments that went over it; a packet that isn't one is a failure.</summary>
    public List<Segment> Trace { get; } = [];

    /// <summary>Says of the nth packet whether it is lost.</summary>
    public Func<int, bool> Loses { get; set; } = _ => false;

    public static Cable Between(string one, string other) =>
        new(new PacketHost(HostAddress.Parse(one), 1), new PacketHost(HostAddress.Parse(other), 2));

    /// <summary>The other host listens.</summary>
    public ListeningSocket Listen(Func<SocketOptions, SocketOptions>? change = null, int backlog = 128)
    {
        var listener = new ListeningSocket(Other) { Backlog = backlog };
        if (change is not null) listener.Options = change(listener.Options);
        Assert.Equal(CallError.None, listener.Listen(Port));
        return listener;
    }

    /// <summary>A connection, open, from the one host to the other.</summary>
    public (Socket Client, Socket Server) Open(Func<SocketOptions, SocketOptions>? change = null)
    {
        var listener = Listen();
        var client = new Socket(One);
        if (change is not null) client.SetOptions(change(client.Options), Now);
        client.Connect(Remote, Now);
        Run();
        Assert.True(client.WasOpened);
        Assert.True(listener.TryAccept(out var server));
        return (client, server);
    }

    /// <summary>Carries packets until none is left, and lets so much time pass.</summary>
    public void Run(double seconds = 0)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        Carry();
        while (Instant.Earliest(One.PollAt, Other.PollAt) is { } due && due <= end)
        {
            if (due > Now) Now = due;
            One.Poll(Now);
            Other.Poll(Now);
            Carry();
        }

        Now = end;
    }

    private void Carry()
    {
        while (TryCarry(One, Other) || TryCarry(Other, One))
        {
        }
    }

    private bool TryCarry(PacketHost from, PacketHost to)
    {
        if (!from.TryDequeue(_buffer, out var length)) return false;
        Assert.True(IpCodec.TryDecode(_buffer.AsSpan(0, length).ToArray(), out var segment, out _));
        Trace.Add(segment);
        if (!Loses(Trace.Count)) Assert.Equal(PacketFate.Segment, to.Receive(_buffer.AsSpan(0, length), Now).Fate);
        return true;
    }
}
