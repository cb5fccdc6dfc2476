using BenchmarkDotNet.Attributes;
using Playground.Engine.Judging;
using Playground.Engine.Judging.Goals;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Benchmarks;

/// <summary>
/// What the judge adds to a segment: the same segments in the same world, without a trial and in one with four goals that are never met, so that
/// each looks on to the end.
/// </summary>
public class Judged
{
    private const int PerInvoke = 200;

    private static readonly SocketAddress s_client = new(HostAddress.Parse("192.0.2.10"), new Port(50000));
    private static readonly SocketAddress s_server = new(HostAddress.Parse("192.0.2.80"), new Port(80));
    private static readonly Segment s_ack = new() { Source = s_client, Destination = s_server, Bits = ControlBits.Ack, Seq = new(101), Ack = new(301), Window = 65535 };

    private static readonly WorldSetup s_setup = new()
    {
        Hosts =
        [
            new HostSetup { Name = "client", Role = HostRole.Client, Socket = s_client },
            new HostSetup { Name = "server", Role = HostRole.Server, Socket = s_server, IsEngine = true },
        ],
    };

    private static readonly Challenge s_challenge = new()
    {
        Id = "judged",
        Number = 1,
        Title = "Judged",
        Tier = 1,
        Role = "client",
        Brief = "",
        Hosts = [],
        Link = new LinkSetup(),
        Goals =
        [
            new EstablishedGoal(["client", "server"], Connections: 2), new DeliveredGoal("server", [.. "HELLO"u8], 1),
            new NeverGoal(Form("client → server  [RST] seq=any")), new SentGoal(Form("client → server  [FIN, ACK] seq=any")),
        ],
        Par = 1,
        Hints = [],
        Debrief = "",
        Solutions = [],
        WrongAttempts = [],
    };

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "sent and arrived, without a judge")]
    public int Unjudged()
    {
        var world = new World(s_setup, seed: 1);
        Open(world, () => world.Settle());
        for (var i = 0; i < PerInvoke; i++) Send(world, () => world.Advance(world.Now + TimeSpan.FromMilliseconds(200)));
        return world.Trace.Count;
    }

    [Benchmark(OperationsPerInvoke = PerInvoke, Description = "the same, with four goals")]
    public int WithGoals()
    {
        var trial = new Trial(s_challenge, s_setup, seed: 1);
        var attempt = new AttemptState(s_challenge);
        Open(trial.World, () => trial.Settle());
        for (var i = 0; i < PerInvoke; i++)
        {
            Send(trial.World, () =>
            {
                trial.Follow();
                trial.Advance(trial.World.Now + TimeSpan.FromMilliseconds(200));
            });
            attempt.Look(trial, i);
        }

        return attempt.Sends;
    }

    private static SegmentForm Form(string line) => new(LadderTrace.Parse(line).Segments.Single());

    private static void Open(World world, Action settle)
    {
        world.Send("client", s_ack with { Bits = ControlBits.Syn, Seq = new(100), Ack = default });
        settle();
        Send(world, settle);
    }

    private static void Send(World world, Action settle)
    {
        world.Send("client", s_ack with { Ack = world.TcbOf("client").RcvNxt });
        settle();
    }
}
