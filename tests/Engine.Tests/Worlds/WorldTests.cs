using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>Hosts on a link, their time and their trace.</summary>
public class WorldTests
{
    [Fact]
    public void Two_engine_hosts_shake_hands_forty_milliseconds_apart()
    {
        var world = new World(Setups.Engines, seed: 1);
        world.Advance(Instant.FromSeconds(10));

        Assert.Equal(
            """
            @0.000s client: CLOSED → SYN-SENT
            @0.000s client → server  [SYN] seq=x
            @0.040s server: LISTEN → SYN-RECEIVED
            @0.040s server → client  [SYN, ACK] seq=y ack=x+1
            @0.080s client: SYN-SENT → ESTABLISHED
            @0.080s client → server  [ACK] seq=x+1 ack=y+1
            @0.120s server: SYN-RECEIVED → ESTABLISHED
            """.ReplaceLineEndings("\n"),
            Scribe.Write(world, withTimes: true));
        Assert.Equal(Instant.FromSeconds(10), world.Now);
    }

    [Fact]
    public void A_person_shakes_hands_with_the_engine_and_closes_after_it_has_answered()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        var player = new Player(world);
        player.Send("client → server [SYN] seq=x");
        player.Send("client → server [ACK] seq=x+1 ack=y+1");
        player.Send("client → server [ACK] seq=x+1 ack=y+1 len=5 \"HELLO\"");
        player.Send("client → server [FIN, ACK] seq=x+6 ack=y+1");
        player.Send("client → server [ACK] seq=x+7 ack=y+2");

        Assert.Equal(
            """
            client → server  [SYN] seq=x
            client: CLOSED → SYN-SENT
            server: LISTEN → SYN-RECEIVED
            server → client  [SYN, ACK] seq=y ack=x+1
            client → server  [ACK] seq=x+1 ack=y+1
            client: SYN-SENT → ESTABLISHED
            server: SYN-RECEIVED → ESTABLISHED
            client → server  [ACK] seq=x+1 ack=y+1 len=5 "HELLO"
            server → client  [ACK] seq=y+1 ack=x+6
            client → server  [FIN, ACK] seq=x+6 ack=y+1
            client: ESTABLISHED → FIN-WAIT-1
            server: ESTABLISHED → CLOSE-WAIT
            server: CLOSE-WAIT → LAST-ACK
            server → client  [FIN, ACK] seq=y+1 ack=x+7
            client: FIN-WAIT-1 → TIME-WAIT
            client → server  [ACK] seq=x+7 ack=y+2
            server: LAST-ACK → CLOSED
            server: CLOSED → LISTEN
            """.ReplaceLineEndings("\n"),
            Scribe.Write(world));
        Assert.All(world.Trace.OfType<SegmentSent>(), sent => Assert.True(sent.Review is null or { CouldBeSent: true }));
    }

    [Fact]
    public void A_state_that_stays_as_it_was_is_not_noted()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        var player = new Player(world);
        player.Send("client → server [ACK] seq=5 ack=9");
        player.Send("client → server [RST] seq=5");
        player.Send("client → server [] seq=5");
        Assert.DoesNotContain(world.Trace, happened => happened is StateChanged);
    }

    [Fact]
    public void A_syn_to_a_person_who_listens_leaves_them_listening()
    {
        var world = new World(Setups.EngineAndPerson, seed: 1);
        world.Advance(Instant.FromSeconds(20));
        Assert.Equal(["client: CLOSED → SYN-SENT"], world.Trace.OfType<StateChanged>().Select(change => $"{change.Host}: {change.From.ToName()} → {change.To.ToName()}"));
    }

    [Fact]
    public void An_engine_client_that_nobody_answers_gives_up_and_the_world_falls_asleep()
    {
        var world = new World(Setups.Engines with { Link = new LinkSetup { Loss = 1 } }, seed: 1);
        world.Advance(Instant.FromSeconds(1000));

        Assert.Equal(
            """
            @0.000s client: CLOSED → SYN-SENT
            @0.000s client → server  [SYN] seq=x ✕
            @1.000s client → server  [SYN] seq=x ✕
            @3.000s client → server  [SYN] seq=x ✕
            @7.000s client → server  [SYN] seq=x ✕
            @15.000s client → server  [SYN] seq=x ✕
            @31.000s client → server  [SYN] seq=x ✕
            @63.000s client → server  [SYN] seq=x ✕
            @123.000s client → server  [SYN] seq=x ✕
            @183.000s client: SYN-SENT → CLOSED
            """.ReplaceLineEndings("\n"),
            Scribe.Write(world, withTimes: true));
        Assert.Null(world.PollAt);
        Assert.Equal([false, true, true, true, true, true, true, true], world.Trace.OfType<SegmentSent>().Select(sent => sent.IsRepeat));
    }

    [Fact]
    public void A_lossy_link_only_delays_the_handshake() => Assert.All(Enumerable.Range(0, 50), seed =>
    {
        var world = new World(Setups.Engines with { Link = new LinkSetup { Loss = 0.3 } }, (ulong)seed);
        world.Advance(Instant.FromSeconds(120));
        Assert.Equal(TcpState.Established, world.TcbOf("client").State);
    });

    [Fact]
    public void A_link_without_delay_delivers_in_the_same_moment()
    {
        var world = new World(Setups.Engines with { Link = new LinkSetup { Delay = TimeSpan.Zero } }, seed: 1);
        world.Advance(Instant.Zero);

        Assert.Equal((TcpState.Established, TcpState.Established), (world.TcbOf("client").State, world.TcbOf("server").State));
    }

    [Fact]
    public void Time_never_goes_back()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        world.Advance(Instant.FromSeconds(5));
        world.Advance(Instant.FromSeconds(1));

        Assert.Equal(Instant.FromSeconds(5), world.Now);
    }

    [Fact]
    public void What_is_addressed_to_nobody_arrives_nowhere()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        world.Send("client", Setups.FromClient with { Destination = new(HostAddress.Parse("192.0.2.99"), new Port(80)), Bits = ControlBits.Syn });
        world.Advance(Instant.FromSeconds(1));

        var sent = Assert.IsType<SegmentSent>(world.Trace[0]);
        Assert.Null(sent.To);
        Assert.Empty(world.Trace.OfType<SegmentArrived>());
    }

    [Fact]
    public void A_closed_port_answers_with_a_reset_that_refuses()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        var to = Setups.FromClient.Destination with { Port = new Port(81) };
        world.Send("client", Setups.FromClient with { Destination = to, Bits = ControlBits.Syn });
        world.Advance(Instant.FromSeconds(1));

        Assert.Equal(RfcRule.ClosedResets, world.Trace.OfType<SegmentArrived>().First().Verdict!.Value.Rule);
        Assert.Equal(TcpState.Closed, world.TcbOf("client").State);
    }

    [Fact]
    public void Nobody_sends_by_hand_for_an_engine_host_or_for_a_host_that_is_not_there()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);

        Assert.Throws<ArgumentException>(() => world.Send("server", default));
        Assert.Throws<ArgumentException>(() => world.Send("nobody", default));
        Assert.Throws<ArgumentException>(() => world.TcbOf("nobody"));
        Assert.Null(world.LedgerOf("server"));
        Assert.NotNull(world.LedgerOf("client"));
    }

    [Theory]
    [InlineData("[SYN, ACK] seq=x ack=5", RfcRule.ListenResetsAck)]
    [InlineData("[FIN] seq=x", RfcRule.ListenDropsOther)]
    [InlineData("[SYN] seq=x sum=0xbeef", RfcRule.ChecksumWrong)]
    public void Every_arrival_at_an_engine_host_carries_its_verdict(string line, RfcRule rule)
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        new Player(world).Send("client → server " + line);

        Assert.Equal(rule, world.Trace.OfType<SegmentArrived>().First(arrived => arrived.Host == "server").Verdict!.Value.Rule);
    }

    [Fact]
    public void Two_hosts_that_have_lost_each_others_numbers_stop_answering_even_where_no_time_passes()
    {
        // RFC 5961 §7: a third host puts text into the connection, and each side answers the other's ACK with an ACK.
        var third = new HostSetup { Name = "third", Role = HostRole.Client, Socket = new(HostAddress.Parse("192.0.2.66"), new Port(1)) };
        var setup = Setups.Engines with { Link = new LinkSetup { Delay = TimeSpan.Zero } };
        var world = new World(setup with { Hosts = setup.Hosts.Add(third) }, seed: 1);
        world.Advance(Instant.FromSeconds(1));
        var tcb = world.TcbOf("client");

        world.Send("third", Setups.FromClient with { Bits = ControlBits.Ack, Seq = tcb.SndNxt, Ack = tcb.RcvNxt, Payload = Stand.Text("forged") });
        world.Advance(Instant.FromSeconds(60));

        Assert.InRange(world.Trace.Count, 100, 1000);
        Assert.Null(world.PollAt);
    }

    [Fact]
    public void A_syn_that_seems_to_come_from_the_server_itself_does_not_keep_it_talking()
    {
        var world = new World(Setups.PersonAndEngine with { Link = new LinkSetup { Delay = TimeSpan.Zero } }, seed: 1);
        world.Send("client", Setups.FromServer with { Destination = Setups.FromServer.Source, Bits = ControlBits.Syn });
        world.Advance(Instant.FromSeconds(600));

        Assert.True(world.Trace.Count < 10_000);
        Assert.Equal((TcpState.Listen, (Instant?)null), (world.TcbOf("server").State, world.PollAt));
    }
}
