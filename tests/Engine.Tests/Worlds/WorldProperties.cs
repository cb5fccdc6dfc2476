using FsCheck;
using FsCheck.Fluent;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>What holds for any world, whatever its people send and however lossy its link is.</summary>
public class WorldProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(40).WithQuietOnSuccess(true);

    private static readonly WorldSetup[] s_setups = [Setups.Engines, Setups.PersonAndEngine, Setups.EngineAndPerson, Setups.Persons];

    private static readonly LinkSetup[] s_links =
    [
        new(),
        new() { Loss = 0.4 },
        new()
        {
            Loss = 0.1, Duplication = 0.3, Reordering = 0.3, Corruption = 0.2, Jitter = TimeSpan.FromMilliseconds(60), Rate = 200_000, Queue = 2, Mtu = 1000,
            Script = [new("server", 1, LinkAction.Swap), new(null, 3, LinkAction.Hold) { For = TimeSpan.FromSeconds(1) }],
        },
    ];

    public static TheoryData<int, int> Kinds()
    {
        var data = new TheoryData<int, int>();
        for (var kind = 0; kind < s_setups.Length; kind++)
        {
            for (var link = 0; link < s_links.Length; link++) data.Add(kind, link);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_setup_seed_and_inputs_give_the_same_trace(int kind, int link) =>
        Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
        {
            var seed = (ulong)blows.Length * 31;
            Assert.Equal(Run(kind, link, seed, blows).Trace.Select(Tell), Run(kind, link, seed, blows).Trace.Select(Tell));
        }));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Time_comes_in_any_steps_and_the_trace_stays_the_same(int kind, int link) =>
        Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
            Assert.Equal(Run(kind, link, 9, blows).Trace.Select(Tell), Run(kind, link, 9, blows, steps: 7).Trace.Select(Tell))));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void States_change_along_an_unbroken_line_and_moments_never_go_back(int kind, int link) =>
        Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
        {
            var last = Instant.Zero;
            var states = new Dictionary<(string, FourTuple), TcpState>();
            foreach (var happened in Run(kind, link, 5, blows).Trace)
            {
                Assert.True(happened.At >= last);
                last = happened.At;
                if (happened is not StateChanged changed) continue;
                if (states.TryGetValue((changed.Host, changed.Connection), out var state)) Assert.Equal(state, changed.From);
                states[(changed.Host, changed.Connection)] = changed.To;
            }
        }));

    private static World Run(int kind, int link, ulong seed, Blow[] blows, int steps = 1)
    {
        var world = new World(s_setups[kind] with { Link = s_links[link] }, seed);
        foreach (var blow in blows)
        {
            foreach (var host in world.Setup.Hosts)
            {
                if (!host.IsEngine && blow.SegmentFor(world.TcbOf(host.Name), world.TcbOf(world.Setup.PeerOf(host).Name)) is { } segment)
                    world.Send(host.Name, segment with { Source = host.Socket, Destination = world.Setup.PeerOf(host).Socket });
            }

            var start = world.Now;
            for (var step = 1; step <= steps; step++)
            {
                world.Advance(start + (TimeSpan.FromMilliseconds(blow.Text * 7) * step / steps));
                Assert.False(world.PollAt <= world.Now, "something is due and was not done");
            }
        }

        return world;
    }

    private static string Tell(TraceEvent happened) => happened is SegmentSent { Review: { } review } sent
        ? $"{sent with { Review = null }} {review.CouldBeSent} {string.Join(',', review.Findings)} {Convert.ToHexString(sent.Segment.Payload.Span)}"
        : happened.ToString()!;
}
