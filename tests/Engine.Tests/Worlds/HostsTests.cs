using System.Text.Json;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>More than two hosts on a link, and more than one connection at a host.</summary>
public class HostsTests
{
    private static readonly SocketAddress s_secondClient = new(HostAddress.Parse("192.0.2.2"), new Port(50000));
    private static readonly SocketAddress s_attacker = new(HostAddress.Parse("192.0.2.66"), new Port(6666));

    private static readonly FourTuple s_first = new(Pair.ServerSocket, Pair.ClientSocket);
    private static readonly FourTuple s_second = new(Pair.ServerSocket, s_secondClient);

    private static WorldSetup TwoClients(bool serverIsEngine = true, bool clientsAreEngines = true) => new()
    {
        Hosts =
        [
            new HostSetup { Name = "one", Role = HostRole.Client, Socket = Pair.ClientSocket, IsEngine = clientsAreEngines },
            new HostSetup { Name = "two", Role = HostRole.Client, Socket = s_secondClient, IsEngine = clientsAreEngines },
            new HostSetup { Name = "server", Role = HostRole.Server, Socket = Pair.ServerSocket, IsEngine = serverIsEngine },
        ],
    };

    private static WorldSetup WithAttacker(WorldSetup setup, bool isOnPath = false) =>
        setup with { Hosts = setup.Hosts.Add(new HostSetup { Name = "mallory", Role = HostRole.Attacker, Socket = s_attacker, IsOnPath = isOnPath }) };

    [Fact]
    public void One_server_serves_two_clients_each_by_a_connection_of_its_own()
    {
        var world = new World(TwoClients(), seed: 1);
        world.Advance(Instant.FromSeconds(1));

        Assert.All(new[] { s_first, s_second }, connection => Assert.Equal(TcpState.Established, world.TcbOf("server", connection).State));
        Assert.Equal(world.TcbOf("one").Iss, world.TcbOf("server", s_first).Irs);
        Assert.Equal(world.TcbOf("two").Iss, world.TcbOf("server", s_second).Irs);
        Assert.Equal(["LISTEN", "SYN-RECEIVED"], StatesLeft(world, "server", s_first));
        Assert.Equal(["LISTEN", "SYN-RECEIVED"], StatesLeft(world, "server", s_second));
    }

    [Fact]
    public void A_host_shows_the_connection_that_changed_last_and_after_its_end_the_listener()
    {
        var world = new World(TwoClients(clientsAreEngines: false), seed: 1);
        Assert.Null(world.ConnectionOf("server"));
        Assert.Equal(TcpState.Listen, world.TcbOf("server").State);

        Syn(world, "one", Pair.ClientSocket);
        Assert.Equal(s_first, world.ConnectionOf("server"));
        Syn(world, "two", s_secondClient);
        Assert.Equal(s_second, world.ConnectionOf("server"));
        world.Send("two", new Segment { Source = s_secondClient, Destination = Pair.ServerSocket, Bits = ControlBits.Rst, Seq = new(101) });
        world.Settle();

        Assert.Equal((s_second, TcpState.Listen), (world.ConnectionOf("server"), world.TcbOf("server").State));
        Assert.Equal(TcpState.SynReceived, world.TcbOf("server", s_first).State);
    }

    [Fact]
    public void Where_nobody_listens_and_no_connection_is_there_is_closed()
    {
        var world = new World(TwoClients(), seed: 1);
        var elsewhere = new FourTuple(Pair.ServerSocket with { Port = new Port(81) }, s_secondClient);

        Assert.Equal((TcpState.Closed, TcpState.Listen), (world.TcbOf("server", elsewhere).State, world.TcbOf("server", s_second).State));
        Assert.Throws<ArgumentException>(() => world.TcbOf("nobody", s_first));
    }

    [Fact]
    public void A_person_has_a_ledger_for_each_connection()
    {
        var world = new World(TwoClients(serverIsEngine: false), seed: 1);
        world.Settle();
        var (one, two) = (world.TcbOf("one"), world.TcbOf("two"));

        Assert.Equal((one.Iss, two.Iss), (world.LedgerOf("server", s_first)!.Tcb.Irs, world.LedgerOf("server", s_second)!.Tcb.Irs));
        var answer = Setups.FromServer with { Bits = ControlBits.SynAck, Seq = new(7), Ack = one.SndNxt };
        Assert.True(world.Send("server", answer)!.CouldBeSent);
        Assert.Equal(s_first, world.ConnectionOf("server"));
        Assert.Same(world.LedgerOf("server", s_first), world.LedgerOf("server"));
        Assert.False(world.Send("server", answer with { Destination = s_secondClient })!.CouldBeSent);
        Assert.Null(world.LedgerOf("one", s_first.Reversed));
    }

    [Fact]
    public void A_stray_segment_takes_nobodys_eyes_off_their_connection()
    {
        var world = new World(WithAttacker(Setups.PersonAndEngine), seed: 1);
        world.Send("client", Setups.FromClient with { Bits = ControlBits.Syn, Seq = new(100) });
        world.Settle();
        var connection = world.ConnectionOf("client");
        world.Send("mallory", new Segment { Source = s_attacker, Destination = Pair.ClientSocket, Bits = ControlBits.Ack, Window = 5 });
        world.Send("client", new Segment { Source = Pair.ClientSocket, Destination = s_attacker, Bits = ControlBits.Ack, Window = 5 });
        world.Settle();

        Assert.Equal(Setups.FromClient.Connection, connection);
        Assert.Equal(connection, world.ConnectionOf("client"));
        Assert.Equal(TcpState.SynSent, world.TcbOf("client").State);
    }

    [Fact]
    public void An_attacker_forges_a_source_and_is_neither_reviewed_nor_answered()
    {
        var world = new World(WithAttacker(Setups.PersonAndEngine), seed: 1);
        var review = world.Send("mallory", Setups.FromClient with { Bits = ControlBits.Syn, Seq = new(100) });
        world.Settle();

        Assert.Null(review);
        Assert.Equal(TcpState.SynReceived, world.TcbOf("server", s_first).State);
        Assert.DoesNotContain(world.Trace, happened => happened is SegmentArrived { Host: "mallory" } or StateChanged { Host: "mallory" } or SegmentOverheard);
        Assert.Contains(world.Trace, happened => happened is SegmentArrived { Host: "client", Segment: { IsSyn: true, IsAck: true } });
    }

    [Fact]
    public void With_its_own_address_an_attacker_is_a_client_like_any_other()
    {
        var world = new World(WithAttacker(Setups.PersonAndEngine), seed: 1);
        var review = world.Send("mallory", new Segment { Source = s_attacker, Destination = Pair.ServerSocket, Bits = ControlBits.Syn, Seq = new(1) });
        world.Settle();

        Assert.True(review!.CouldBeSent);
        Assert.True(world.LedgerOf("mallory")!.SynIsAcknowledged);
    }

    [Fact]
    public void A_host_on_the_path_hears_what_is_put_on_the_link_and_is_not_for_it()
    {
        var setup = WithAttacker(Setups.Engines, isOnPath: true) with { Link = new LinkSetup { Script = [new("server", 1, LinkAction.Lose)] } };
        var world = new World(setup, seed: 1);
        world.Advance(Instant.FromSeconds(5));
        world.Send("mallory", new Segment { Source = s_attacker, Destination = Pair.ServerSocket, Bits = ControlBits.Syn });
        world.Settle();

        var others = world.Trace.OfType<SegmentSent>().Where(sent => sent.From != "mallory" && sent.To != "mallory").Select(sent => (sent.Id, sent.At));
        Assert.Equal(others, world.Trace.OfType<SegmentOverheard>().Select(heard => (heard.Id, heard.At)));
        Assert.Contains(world.Trace, happened => happened is SegmentSent { To: "mallory" });
    }

    [Fact]
    public void What_is_dropped_before_the_link_nobody_hears()
    {
        var world = new World(WithAttacker(Setups.Persons, isOnPath: true) with { Link = new LinkSetup { Mtu = 30 } }, seed: 1);
        world.Send("client", Setups.FromClient);

        Assert.DoesNotContain(world.Trace, happened => happened is SegmentOverheard);
    }

    [Fact]
    public void An_attacker_forges_an_icmp_error_too()
    {
        var world = new World(WithAttacker(Setups.Engines), seed: 1);
        world.Advance(Instant.FromSeconds(1));
        var error = new IcmpError(IcmpKind.Unreachable, Setups.FromClient.Connection, world.TcbOf("client").SndUna);
        world.SendError("mallory", error);
        world.Settle();

        Assert.Equal([new IcmpArrived(Instant.FromSeconds(1.04), 3, "client", error)], world.Trace.OfType<IcmpArrived>());
        Assert.Throws<ArgumentException>(() => world.SendError("client", error));
    }

    [Fact]
    public void Hosts_with_ipv6_addresses_shake_hands_beside_those_with_ipv4()
    {
        var (six, sixtySix) = (new SocketAddress(HostAddress.Parse("2001:db8::1"), new Port(50000)), new SocketAddress(HostAddress.Parse("2001:db8::80"), new Port(80)));
        var setup = Setups.Engines with
        {
            Hosts = Setups.Engines.Hosts
                .Add(new HostSetup { Name = "six", Role = HostRole.Client, Socket = six, IsEngine = true, OpensAtStart = false })
                .Add(new HostSetup { Name = "sixty-six", Role = HostRole.Server, Socket = sixtySix, IsEngine = true }),
        };
        var world = new World(setup, seed: 1);
        world.Call("six", new OpenCall(IsActive: true, Remote: sixtySix));
        world.Settle();

        Assert.All(new[] { "client", "server", "six", "sixty-six" }, host => Assert.Equal(TcpState.Established, world.TcbOf(host).State));
    }

    [Fact]
    public void Who_drives_one_host_changes_nothing_of_anothers_numbers()
    {
        var (engines, person) = (new World(Setups.Engines, seed: 5), new World(Setups.PersonAndEngine, seed: 5));
        var syn = engines.Trace.OfType<SegmentSent>().Single().Segment;
        person.Send("client", syn);
        engines.Settle();
        person.Settle();

        Assert.Equal(engines.TcbOf("server").Iss, person.TcbOf("server").Iss);
    }

    [Theory]
    [InlineData(HostRole.Client, "server")]
    [InlineData(HostRole.Attacker, "server")]
    [InlineData(HostRole.Server, "client")]
    public void A_host_s_peer_is_the_first_of_the_other_side(HostRole role, string peer)
    {
        var setup = WithAttacker(Setups.Persons);
        Assert.Equal(peer, setup.PeerOf(setup.Hosts.First(host => host.Role == role)).Name);
    }

    [Fact]
    public void A_setup_comes_back_from_json_and_makes_the_same_world()
    {
        var setup = WithAttacker(TwoClients(), isOnPath: true) with { Link = new LinkSetup { Loss = 0.3, Script = [new("one", 1, LinkAction.Lose)] } };
        var text = JsonSerializer.Serialize(setup);
        var read = JsonSerializer.Deserialize<WorldSetup>(text)!;

        Assert.Equal(setup.Hosts, read.Hosts);
        Assert.Equal(text, JsonSerializer.Serialize(read));
    }

    private static void Syn(World world, string host, SocketAddress from)
    {
        world.Send(host, new Segment { Source = from, Destination = Pair.ServerSocket, Bits = ControlBits.Syn, Seq = new(100), Window = 1000 });
        world.Settle();
    }

    private static IEnumerable<string> StatesLeft(World world, string host, FourTuple connection) =>
        world.Trace.OfType<StateChanged>().Where(changed => changed.Host == host && changed.Connection == connection).Select(changed => changed.From.ToName());
}
