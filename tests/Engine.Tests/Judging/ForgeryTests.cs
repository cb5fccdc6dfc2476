using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Judging;

/// <summary>What the lesson about guessing ISNs rests on: a constant step gives the next one away, a clock with a keyed hash of the sockets does not (RFC 9293 §3.4.1).</summary>
public class ForgeryTests
{
    private const uint Step = 64_000;

    private static readonly SocketAddress s_attacker = new(HostAddress.Parse("192.0.2.66"), new Port(6000));

    [Fact]
    public void With_a_constant_step_the_next_isn_is_known_from_two() => Assert.Equal(1, Forged(HostProfile.Rfc793 with { IsnStep = Step }, tries: 1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void With_a_clock_and_a_keyed_hash_fifty_forgeries_fail(ulong seed) => Assert.Equal(0, Forged(HostProfile.Plain, tries: 50, seed));

    /// <summary>Calls twice in one's own name, takes the difference for the step, and forges on: how many forgeries end ESTABLISHED.</summary>
    private static int Forged(HostProfile profile, int tries, ulong seed = 1)
    {
        var setup = Setups.Persons;
        var world = new World(
            new WorldSetup
            {
                Hosts =
                [
                    setup.Hosts[0] with { IsScripted = true },
                    setup.Hosts[1] with { IsEngine = true, OwnProfile = profile },
                    new HostSetup { Name = "attacker", Role = HostRole.Attacker, Socket = s_attacker },
                ],
            },
            seed);
        var (first, second) = (Call(world, 6001), Call(world, 6002));
        var step = first.DistanceTo(second);
        var guess = second;
        for (var i = 0; i < tries; i++)
        {
            guess += step;
            var syn = Setups.FromClient with { Source = Pair.ClientSocket with { Port = new((ushort)(1000 + i)) }, Bits = ControlBits.Syn, Seq = new(5) };
            Send(world, syn);
            Send(world, syn with { Bits = ControlBits.Ack, Seq = new(6), Ack = guess + 1 });
        }

        return world.Trace.OfType<StateChanged>().Count(changed => changed.Host == "server" && changed.To == TcpState.Established && changed.Connection.Remote.Host == Pair.ClientSocket.Host);
    }

    private static SeqNumber Call(World world, ushort port)
    {
        Send(world, Setups.FromClient with { Source = s_attacker with { Port = new(port) }, Bits = ControlBits.Syn, Seq = new(1) });
        return world.Trace.OfType<SegmentArrived>().Last(arrived => arrived.Host == "attacker").Segment.Seq;
    }

    private static void Send(World world, Segment segment)
    {
        world.Send("attacker", segment);
        world.Settle();
    }
}
