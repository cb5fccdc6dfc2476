using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>Text from one engine host to the other, over links that are not kind to it.</summary>
public class TransferTests
{
    private const int Octets = 20_000;

    private static readonly WorldSetup s_setup =
        Setups.Engines with { Hosts = [.. Setups.Engines.Hosts.Select(host => host with { Application = HostApplication.None })] };

    public static TheoryData<string, LinkPath> Links => new()
    {
        { "kind", new() },
        { "losing", new() { Loss = 0.1 } },
        { "copying", new() { Duplication = 0.5 } },
        { "reordering", new() { Reordering = 0.3 } },
        { "spoiling", new() { Corruption = 0.1 } },
        { "slow, with a short queue", new() { Rate = 200_000, Queue = 3 } },
        { "trembling", new() { Jitter = TimeSpan.FromSeconds(1) } },
        { "narrow", new() { Mtu = 600 } },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void All_text_arrives_once_and_in_order(string name, LinkPath path) => Assert.All(
        new[] { ProfileName.Plain, ProfileName.Rfc9293 },
        profile =>
        {
            var hosts = s_setup.Hosts.Select(host => host with { Profile = profile });
            var everywhere = s_setup.Link with { ByHost = s_setup.Link.ByHost.Add("client", path).Add("server", path) };
            Assert.True(Transfer(new World(s_setup with { Hosts = [.. hosts], Link = everywhere }, seed: 3)), $"{name}, {profile}");
        });

    [Fact]
    public void A_sender_that_is_told_of_a_narrow_link_sends_smaller_packets()
    {
        var world = new World(s_setup with { Link = new LinkSetup { Mtu = 600 } }, seed: 1);
        Assert.True(Transfer(world));

        var told = world.Trace.OfType<IcmpArrived>().First();
        Assert.Equal((IcmpKind.TooBig, (ushort)600), (told.Error.Kind, told.Error.Mtu));
        Assert.Contains(world.Trace.OfType<SegmentSent>(), sent => sent.Fate == Fate.TooBig && sent.At < told.At);
        Assert.DoesNotContain(world.Trace.OfType<SegmentSent>(), sent => sent.Fate == Fate.TooBig && sent.At > told.At);
    }

    [Fact]
    public void A_port_that_is_refused_by_icmp_ends_the_open()
    {
        var mallory = new HostSetup { Name = "mallory", Role = HostRole.Attacker, Socket = new(HostAddress.Parse("192.0.2.66"), new Port(6)) };
        var world = new World(Setups.EngineAndPerson with { Hosts = Setups.EngineAndPerson.Hosts.Add(mallory) }, seed: 1);
        world.SendError("mallory", new IcmpError(IcmpKind.Refused, Setups.FromClient.Connection, world.TcbOf("client").SndUna));
        world.Settle();

        Assert.Contains(world.Trace, happened => happened is StateChanged { Host: "client", From: TcpState.SynSent, To: TcpState.Closed });
    }

    /// <summary>Sends text from the client to the server and waits until it is all there.</summary>
    /// <returns>True when what was received is what was sent.</returns>
    private static bool Transfer(World world)
    {
        var text = Enumerable.Range(0, Octets).Select(i => (byte)((i * 31) ^ (i >> 8))).ToArray();
        world.Advance(Instant.FromSeconds(60));
        Assert.Equal(Octets, world.Call("client", new SendCall(text)).Octets);
        var received = new List<byte>();
        for (var i = 0; i < 600 && received.Count < Octets; i++)
        {
            world.Advance(world.Now + TimeSpan.FromSeconds(1));
            received.AddRange(world.Call("server", new ReceiveCall(Octets)).Text.Span);
        }

        return received.SequenceEqual(text);
    }
}
