using System.Diagnostics.CodeAnalysis;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>A client and a server with Fast Open, whose segments the test hands over as values.</summary>
internal sealed class FastOpenPair
{
    public static readonly HostProfile On = HostProfile.Plain with { FastOpen = true };

    public FastOpenPair() => Serve(On);

    public Host Client { get; set; } = new(Pair.ClientSocket.Host, new SipHash(1, 2), On);

    public Host Server { get; set; }

    public Recorder HeardByClient { get; } = new();

    public Recorder HeardByServer { get; } = new();

    public Outbox Outbox { get; } = new();

    public Instant Now { get; set; }

    /// <summary>A server that remembers nothing listens where the last one did.</summary>
    [MemberNotNull(nameof(Server))]
    public void Serve(HostProfile profile, ulong key = 4, IApplication? application = null)
    {
        Server = new Host(Pair.ServerSocket.Host, new SipHash(3, key), profile);
        Server.Listen(Pair.ServerSocket.Port, application ?? HeardByServer);
    }

    /// <summary>A first connection, that brings the client a cookie.</summary>
    public void GetCookie()
    {
        ExchangeFrom(ToServer(Call("", 1000)).Answer);
        Assert.Equal(1, Client.FastOpenCache.Count);
        HeardByServer.Heard.Clear();
    }

    public Segment Call(string text, ushort port = 1)
    {
        var opened = Client.Open(new(port), Pair.ServerSocket, HeardByClient, Now, Outbox, text: Stand.Text(text));
        Assert.Equal((CallError.None, text.Length), (opened.Error, opened.Octets));
        return Assert.Single(Drain());
    }

    public (RfcRule Rule, Segment Answer) ToServer(in Segment segment)
    {
        var rule = Server.OnSegment(segment, Now, Outbox).Rule;
        return (rule, Assert.Single(Drain()));
    }

    public Segment[] ToClient(in Segment segment)
    {
        Client.OnSegment(segment, Now, Outbox);
        return Drain();
    }

    /// <summary>Waits until a host sends something again.</summary>
    public Segment Repeat(Host host)
    {
        Now = host.PollAt!.Value;
        host.Poll(Now, Outbox);
        return Assert.Single(Drain());
    }

    /// <summary>Delivers segments, and all that they bring about.</summary>
    public void ExchangeFrom(params Segment[] segments)
    {
        var flying = new Queue<Segment>(segments);
        while (flying.TryDequeue(out var segment))
        {
            (segment.Destination.Host == Pair.ServerSocket.Host ? Server : Client).OnSegment(segment, Now, Outbox);
            foreach (var answer in Drain()) flying.Enqueue(answer);
        }
    }

    public Segment[] Drain()
    {
        var segments = Enumerable.Range(0, Outbox.Count).Select(i => Outbox[i].Segment).ToArray();
        Outbox.Clear();
        return segments;
    }
}
