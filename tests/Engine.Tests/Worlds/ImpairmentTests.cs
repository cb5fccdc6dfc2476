using System.Collections.Immutable;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;

namespace Playground.Tests.Worlds;

/// <summary>What the link does to segments, as hosts and the trace see it.</summary>
public class ImpairmentTests
{
    [Fact]
    public void The_first_segment_from_the_server_is_lost_and_the_handshake_goes_on_a_second_later()
    {
        var world = Engines(new LinkSetup { Script = [new("server", 1, LinkAction.Lose)] });
        world.Advance(Instant.FromSeconds(10));

        Assert.Equal(
            """
            @0.000s client: CLOSED → SYN-SENT
            @0.000s client → server  [SYN] seq=x
            @0.040s server: LISTEN → SYN-RECEIVED
            @0.040s server → client  [SYN, ACK] seq=y ack=x+1 ✕
            """.ReplaceLineEndings("\n"),
            string.Join('\n', Scribe.Write(world, withTimes: true).Split('\n').Take(4)));
        Assert.Equal(Fate.LostByScript, Sent(world, "server").First().Fate);
        Assert.Equal((TcpState.Established, TcpState.Established), (world.TcbOf("client").State, world.TcbOf("server").State));
    }

    [Fact]
    public void A_corrupt_segment_arrives_otherwise_than_it_was_sent_and_is_dropped_in_silence()
    {
        var world = Engines(new LinkSetup { Script = [new("client", 1, LinkAction.Corrupt)] });
        world.Settle();

        var sent = Sent(world, "client").Single();
        var arrived = world.Trace.OfType<SegmentArrived>().Single();
        Assert.True(sent.IsCorrupt);
        Assert.Null(sent.Segment.Checksum);
        Assert.NotNull(arrived.Segment.Checksum);
        Assert.NotEqual(IpCodec.Encode(sent.Segment), IpCodec.Encode(arrived.Segment));
        Assert.Equal((Outcome.Dropped, RfcRule.ChecksumWrong), (arrived.Verdict!.Value.Outcome, arrived.Verdict.Value.Rule));
        Assert.Empty(Sent(world, "server"));
    }

    [Fact]
    public void A_person_hears_a_corrupt_segment_and_their_ledger_does_not()
    {
        var world = new World(Setups.EngineAndPerson with { Link = new LinkSetup { Corruption = 1 } }, seed: 1);
        world.Settle();

        Assert.Single(world.Trace.OfType<SegmentArrived>());
        Assert.False(world.LedgerOf("server")!.HasHeardSyn);
    }

    [Fact]
    public void Of_two_copies_each_has_an_arrival_and_a_verdict()
    {
        var world = Engines(new LinkSetup { Script = [new("client", 1, LinkAction.Duplicate)] });
        world.Settle();

        var copy = world.Trace.OfType<SegmentDuplicated>().Single();
        var arrivals = world.Trace.OfType<SegmentArrived>().Where(arrived => arrived.Host == "server").ToArray();
        Assert.Equal((Sent(world, "client").First().Id, copy.ArrivesAt), (copy.Original, arrivals[1].At));
        Assert.Equal([copy.Original, copy.Id], arrivals.Take(2).Select(arrived => arrived.Id));
        Assert.Equal([Outcome.Accepted, Outcome.Acknowledged], arrivals.Take(2).Select(arrived => arrived.Verdict!.Value.Outcome));
        Assert.Equal(TcpState.Established, world.TcbOf("client").State);
    }

    [Fact]
    public void A_syn_that_is_overtaken_by_its_own_repeat_arrives_right_after_it()
    {
        var world = Engines(new LinkSetup { Script = [new("client", 1, LinkAction.Swap)] });
        world.Advance(Instant.FromSeconds(2));

        Assert.Equal(Fate.Overtaken, Sent(world, "client").First().Fate);
        Assert.Equal([(1, 1.04), (0, 1.04)], world.Trace.OfType<SegmentArrived>().Take(2).Select(arrived => (arrived.Id, arrived.At.Seconds)));
        Assert.Equal(TcpState.Established, world.TcbOf("client").State);
    }

    [Theory]
    [InlineData(1040, 1000, true)]
    [InlineData(1040, 1001, false)]
    [InlineData(1500, 1461, false)]
    public void A_packet_over_the_mtu_is_dropped_and_its_sender_told(int mtu, int text, bool passes)
    {
        var world = new World(Setups.Persons with { Link = new LinkSetup { Mtu = mtu } }, seed: 1);
        var segment = Setups.FromClient with { Bits = ControlBits.Ack, Seq = new(5), Payload = new byte[text] };
        world.Send("client", segment);
        world.Settle();

        Assert.Equal(passes ? Fate.Travels : Fate.TooBig, Sent(world, "client").Single().Fate);
        Assert.Equal(passes, world.Trace.OfType<SegmentArrived>().Any());
        var error = passes ? (IcmpError?)null : new IcmpError(IcmpKind.TooBig, segment.Connection, segment.Seq, (ushort)mtu);
        Assert.Equal(error, world.Trace.OfType<IcmpArrived>().SingleOrDefault(arrived => arrived is { Host: "client", At.Microseconds: 40_000 })?.Error);
        Assert.Equal(error, world.Trace.OfType<IcmpSent>().SingleOrDefault(sent => sent is { From: null, To: "client" })?.Error);
    }

    [Fact]
    public void Whose_address_was_forged_hears_of_the_packet_that_was_too_big()
    {
        var world = new World(Setups.Persons with { Link = new LinkSetup { Mtu = 100 } }, seed: 1);
        world.Send("client", Setups.FromServer with { Payload = new byte[100] });
        world.Settle();

        Assert.Equal("server", world.Trace.OfType<IcmpArrived>().Single().Host);
    }

    [Fact]
    public void A_link_of_another_size_each_way_drops_one_way_alone()
    {
        var narrow = ImmutableDictionary<string, LinkPath>.Empty.Add("client", new LinkPath { Mtu = 50 });
        var world = new World(Setups.Persons with { Link = new LinkSetup { ByHost = narrow } }, seed: 1);
        world.Send("client", Setups.FromClient with { Payload = new byte[20] });
        world.Send("server", Setups.FromServer with { Payload = new byte[20] });

        Assert.Equal([Fate.TooBig, Fate.Travels], world.Trace.OfType<SegmentSent>().Select(sent => sent.Fate));
    }

    [Fact]
    public void A_link_can_change_while_the_room_lives()
    {
        var world = new World(Setups.Persons, seed: 1);
        world.Send("client", Setups.FromClient);
        world.SetLink(new LinkSetup { Loss = 1 });
        world.Send("client", Setups.FromClient);

        Assert.Equal(1, world.Link.Loss);
        Assert.Equal([Fate.Travels, Fate.LostByChance], world.Trace.OfType<SegmentSent>().Select(sent => sent.Fate));
        Assert.Equal(world.Link, world.Trace.OfType<LinkChanged>().Single().Link);
        Assert.Equal(0, world.Setup.Link.Loss);
    }

    [Fact]
    public void What_no_packet_can_hold_is_not_sent()
    {
        var world = new World(Setups.Persons, seed: 1);

        Assert.Throws<ArgumentException>(() => world.Send("client", Setups.FromClient with { Payload = new byte[65_496] }));
        Assert.Throws<ArgumentException>(() => world.Send("client", Setups.FromClient with { Options = new() { Raw = [.. new byte[44]] } }));
        Assert.Empty(world.Trace);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Whatever_the_link_does_the_handshake_is_only_delayed(double chance) => Assert.All(Enumerable.Range(0, 40), seed =>
    {
        var world = new World(
            Setups.Engines with
            {
                Link = new LinkSetup
                {
                    Loss = chance / 2, Duplication = chance, Reordering = chance, Corruption = chance / 2, Jitter = TimeSpan.FromMilliseconds(30), Rate = 100_000, Queue = 3,
                },
            },
            (ulong)seed);
        world.Advance(Instant.FromSeconds(120));
        Assert.Equal(TcpState.Established, world.TcbOf("client").State);
    });

    private static World Engines(LinkSetup link) => new(Setups.Engines with { Link = link }, seed: 1);

    private static IEnumerable<SegmentSent> Sent(World world, string host) => world.Trace.OfType<SegmentSent>().Where(sent => sent.From == host);
}
