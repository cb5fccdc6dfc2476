using BenchmarkDotNet.Attributes;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>
/// What a segment costs a room from its sending to its arrival, review, link and trace included. At a person it also meets a TCP that stands in
/// for them: what is said of it rests on that.
/// </summary>
public class Arrivals
{
    internal const int PerInvoke = 200;

    private static readonly SocketAddress s_client = new(HostAddress.Parse("192.0.2.10"), new Port(50000));
    private static readonly SocketAddress s_server = new(HostAddress.Parse("192.0.2.80"), new Port(80));
    private static readonly Segment s_ack = new() { Source = s_client, Destination = s_server, Bits = ControlBits.Ack, Seq = new(101), Ack = new(301), Window = 65535 };

    private readonly byte[] _text = new byte[100];

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "sent and arrived, at an engine")]
    public int AtEngine() => Play(serverIsEngine: true, s_ack);

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "sent and arrived, at a person")]
    public int AtPerson() => Play(serverIsEngine: false, s_ack);

    /// <summary>Each begins beyond a gap, and so does the next: what the person holds grows, and the one who stands in is given it all.</summary>
    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "the same, text beyond a gap")]
    public int BeyondGap() => Play(serverIsEngine: false, s_ack with { Bits = ControlBits.Psh | ControlBits.Ack, Seq = new(111), Payload = _text });

    private static int Play(bool serverIsEngine, Segment segment)
    {
        var world = new World(
            new WorldSetup
            {
                Hosts =
                [
                    new HostSetup { Name = "client", Role = HostRole.Client, Socket = s_client, IsEngine = false },
                    new HostSetup { Name = "server", Role = HostRole.Server, Socket = s_server, IsEngine = serverIsEngine },
                ],
            },
            seed: 1);
        Send(world, "client", s_ack with { Bits = ControlBits.Syn, Seq = new(100), Ack = default });
        var answer = new Segment { Source = s_server, Destination = s_client, Bits = ControlBits.SynAck, Seq = new(300), Ack = new(101), Window = 65535 };
        if (!serverIsEngine) Send(world, "server", answer);
        var first = world.Trace.OfType<SegmentArrived>().Single(arrived => arrived.Host == "client").Segment.Seq;
        segment = segment with { Ack = first + 1 };
        Send(world, "client", s_ack with { Ack = first + 1 });
        for (var i = 0; i < PerInvoke; i++)
        {
            Send(world, "client", segment);
            if (segment.Payload.Length > 0) segment = segment with { Seq = segment.End + 10 };
        }

        return world.Trace.Count;
    }

    private static void Send(World world, string from, in Segment segment)
    {
        world.Send(from, segment);
        world.Advance(world.Now + TimeSpan.FromMilliseconds(200));
    }
}
