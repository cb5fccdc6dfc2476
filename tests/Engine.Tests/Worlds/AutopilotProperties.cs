using FsCheck;
using FsCheck.Fluent;
using Playground.Engine;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>What holds whenever, and however often, a person hands their host over and takes it back.</summary>
[Trait("Category", "Long")]
public class AutopilotProperties
{
    private const int Octets = 6000;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true);

    private static readonly LinkSetup s_link = new() { Loss = 0.15, Duplication = 0.1, Reordering = 0.2, Jitter = TimeSpan.FromMilliseconds(30) };

    [Theory]
    [InlineData("client", ProfileName.Plain)]
    [InlineData("client", ProfileName.Rfc9293)]
    [InlineData("server", ProfileName.Plain)]
    [InlineData("server", ProfileName.Rfc9293)]
    public void An_honest_exchange_ends_well_and_nobody_can_tell_who_drove(string host, ProfileName profile) =>
        Seeded.Check(s_config, Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
        {
            var dice = new Dice(seed);
            var world = new World(Setup(host, profile), seed);
            var peer = host == "client" ? "server" : "client";
            var (mine, theirs) = (Text(dice), Text(dice));
            var hand = new HonestHand(world, host, mine, dice);
            var received = new List<byte>();
            var given = 0;
            for (var step = 0; step < 4000 && !(IsOver(world, host) && IsOver(world, peer) && given == Octets); step++)
            {
                if (dice.Chance(0.1)) hand.Switch();
                hand.Act();
                if (world.TcbOf(peer).State is TcpState.Established or TcpState.CloseWait)
                {
                    given += world.Call(peer, new SendCall(theirs.AsMemory(given, Math.Min(Octets - given, 500)))).Octets;
                    received.AddRange(world.Call(peer, new ReceiveCall(Octets)).Text.Span);

                    // Whoever closes before they have read all may lose the rest with the connection.
                    if (given == Octets && received.Count == Octets) world.Call(peer, new CloseCall());
                }

                world.Advance(world.Now + TimeSpan.FromMilliseconds(150));
            }

            var ladder = $"seed {seed}: {world.TcbOf(host)} {world.TcbOf(peer)}\n{Scribe.Write(world, withTimes: true)}";
            Assert.True(IsOver(world, host) && IsOver(world, peer), ladder);
            Assert.Equal(mine, received);
            Assert.Equal(theirs, Heard(world, host));
            Handover.AssertHonest(world, host);
        }));

    [Theory]
    [InlineData("client")]
    [InlineData("server")]
    public void Whatever_was_sent_by_hand_the_engine_goes_on_from_there_and_states_stay_an_unbroken_line(string host) =>
        Seeded.Check(s_config.WithMaxTest(300).WithEndSize(60), Prop.ForAll(Blow.Arbitrary, blows =>
        {
            var world = new World(Setup(host, ProfileName.Rfc9293), seed: 3);
            var setup = world.Setup.Find(host)!;
            foreach (var blow in blows)
            {
                if (blow.Text % 4 == 0) Switch(world, host);
                var peer = world.Setup.PeerOf(setup);
                if (!world.IsOnAutopilot(host) && blow.SegmentFor(world.TcbOf(host), world.TcbOf(peer.Name)) is { } segment)
                    world.Send(host, segment with { Source = setup.Socket, Destination = peer.Socket });
                world.Advance(world.Now + TimeSpan.FromMilliseconds(blow.Text * 20));
                Assert.False(world.PollAt <= world.Now, "something is due and was not done");
            }

            var states = new Dictionary<(string, FourTuple), TcpState>();
            foreach (var changed in world.Trace.OfType<StateChanged>())
            {
                if (states.TryGetValue((changed.Host, changed.Connection), out var state)) Assert.Equal(state, changed.From);
                states[(changed.Host, changed.Connection)] = changed.To;
            }
        }));

    [Fact]
    public void The_same_inputs_give_the_same_trace() => Assert.Equal(Trace(7), Trace(7));

    private static string[] Trace(ulong seed)
    {
        var dice = new Dice(seed);
        var world = new World(Setup("client", ProfileName.Rfc9293), seed);
        var hand = new HonestHand(world, "client", Text(dice), dice);
        for (var step = 0; step < 300; step++)
        {
            if (dice.Chance(0.1)) hand.Switch();
            hand.Act();
            world.Advance(world.Now + TimeSpan.FromMilliseconds(150));
        }

        return [.. world.Trace.Select(happened => happened is SegmentSent sent ? $"{sent with { Review = null }}" : $"{happened}")];
    }

    private static void Switch(World world, string host)
    {
        if (world.IsOnAutopilot(host)) world.TakeBack(host);
        else world.HandToEngine(host);
    }

    /// <summary>Who waits two maximum segment lifetimes has nothing more to say.</summary>
    private static bool IsOver(World world, string host) =>
        world.TcbOf(host).State is TcpState.TimeWait or TcpState.Closed or TcpState.Listen && world.Trace.OfType<StateChanged>().Any(changed => changed.Host == host && changed.From == TcpState.Established);

    private static byte[] Text(Dice dice) => [.. Enumerable.Range(0, Octets).Select(_ => (byte)dice.Below(256))];

    /// <summary>The text that was delivered to a host, put together by its numbers.</summary>
    private static byte[] Heard(World world, string host)
    {
        var text = new byte[Octets];
        SeqNumber? irs = null;
        foreach (var arrived in world.Trace.OfType<SegmentArrived>().Where(arrived => arrived.Host == host))
        {
            if (arrived.Segment.IsSyn) irs = arrived.Segment.Seq;
            if (arrived.Segment.Payload.Length > 0) arrived.Segment.Payload.CopyTo(text.AsMemory((int)(irs!.Value + 1).DistanceTo(arrived.Segment.Seq)));
        }

        return text;
    }

    private static WorldSetup Setup(string host, ProfileName profile)
    {
        var setup = host == "client" ? Setups.PersonAndEngine : Setups.EngineAndPerson;
        return setup with { Link = s_link, Hosts = [.. setup.Hosts.Select(one => one with { Profile = profile, Application = HostApplication.None })] };
    }
}
