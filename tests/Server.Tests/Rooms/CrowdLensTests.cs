using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Rooms;

/// <summary>What each seat sees where more than two hosts are on the link.</summary>
public class CrowdLensTests
{
    private const string Other = "other";
    private const string Mallory = "mallory";

    [Fact]
    public void A_receiver_sees_the_source_that_a_segment_names_and_not_who_forged_it()
    {
        var world = Forge();
        var heard = Assert.Single(Segments(world, RoomSetup.Client), row => !row.IsMine);
        Assert.Equal((RoomSetup.Server, (string?)null), (heard.From, heard.Forges));
        Assert.DoesNotContain(All(world, RoomSetup.Client), row => row.ToString().Contains(Mallory, StringComparison.Ordinal));
    }

    [Fact]
    public void Who_watches_sees_who_forged_a_segment_and_what_it_names()
    {
        var row = Segments(Forge(), null).Last(row => row.From == Mallory);
        Assert.Equal(("192.0.2.80:80", SegmentFate.Arrived), (row.Forges, row.Fate));
    }

    [Fact]
    public void Who_forged_a_source_hears_nothing_of_what_became_of_it()
    {
        var world = NewWorld();
        world.Send(Mallory, Syn(world, source: RoomSetup.Client));
        world.Advance(Instant.FromSeconds(1));
        Assert.Contains(world.Trace, happened => happened is SegmentArrived { Host: RoomSetup.Server, Verdict: not null });

        var mine = Assert.IsType<SegmentRow>(Assert.Single(All(world, Mallory), row => row is SegmentRow));
        Assert.Equal((SegmentFate.OnTheWay, null, "192.0.2.10:50000"), (mine.Fate, mine.Verdict, mine.Forges));
    }

    [Fact]
    public void What_an_engine_has_with_another_host_is_between_the_two()
    {
        var world = NewWorld();
        world.Send(RoomSetup.Client, Syn(world, source: RoomSetup.Client));
        world.Advance(Instant.FromSeconds(1));

        Assert.Contains(States(world, RoomSetup.Client), row => row is { Host: RoomSetup.Server, To: TcpState.SynReceived });
        Assert.Empty(States(world, Other));
        Assert.Empty(States(world, Mallory));
        Assert.Empty(Segments(world, Other));
    }

    [Fact]
    public void Who_is_on_the_path_hears_repeats_as_any_ear_would()
    {
        var world = NewWorld(isOnPath: true);
        var syn = Syn(world, source: RoomSetup.Client);
        world.Send(RoomSetup.Client, syn);
        world.Send(RoomSetup.Client, syn);
        var rows = All(world, Mallory);
        var heard = rows.OfType<SegmentRow>().Where(row => row.From == RoomSetup.Client).ToArray();
        Assert.Equal([false, true], heard.Select(row => row.IsRepeat));
        Assert.Same(heard[0], rows[heard[1].RepeatOf!.Value]);
    }

    [Fact]
    public void An_icmp_error_is_its_senders_its_receivers_and_the_wires()
    {
        var world = NewWorld();
        var syn = Syn(world, source: RoomSetup.Client);
        world.Send(RoomSetup.Client, syn);
        world.SendError(Mallory, new IcmpError(IcmpKind.Refused, syn.Connection, syn.Seq));
        world.Advance(Instant.FromSeconds(1));

        var sent = Assert.Single(All(world, Mallory).OfType<IcmpRow>());
        Assert.Equal((Mallory, RoomSetup.Client, true, SegmentFate.OnTheWay), (sent.From, sent.To, sent.IsMine, sent.Fate));
        var heard = Assert.Single(All(world, RoomSetup.Client).OfType<IcmpRow>());
        Assert.Equal(("", RoomSetup.Client, false, SegmentFate.Arrived), (heard.From, heard.To, heard.IsMine, heard.Fate));
        Assert.Equal((IcmpKind.Refused, "192.0.2.10:50000 → 192.0.2.80:80", 100u), (heard.Kind, heard.Connection, heard.Seq));
        var watched = Assert.Single(All(world, null).OfType<IcmpRow>());
        Assert.Equal((Mallory, SegmentFate.Arrived), (watched.From, watched.Fate));
        Assert.Empty(All(world, Other).OfType<IcmpRow>());
    }

    [Fact]
    public void A_router_that_can_not_pass_a_segment_on_says_so_to_its_sender()
    {
        var world = NewWorld(link: new LinkSetup { Mtu = 60 });
        world.Send(RoomSetup.Client, Syn(world, RoomSetup.Client) with { Payload = new byte[100] });
        world.Advance(Instant.FromSeconds(1));

        var heard = Assert.Single(All(world, RoomSetup.Client).OfType<IcmpRow>());
        Assert.Equal(("", IcmpKind.TooBig, (ushort)60), (heard.From, heard.Kind, heard.Mtu));
    }

    [Fact]
    public void The_rows_of_two_hosts_that_did_not_meet_tell_nothing_of_each_other()
    {
        var alone = NewWorld();
        var crowded = NewWorld();
        foreach (var world in (World[])[alone, crowded]) world.Send(Other, Syn(world, Other));
        crowded.Send(RoomSetup.Client, Syn(crowded, RoomSetup.Client));
        foreach (var world in (World[])[alone, crowded]) world.Advance(Instant.FromSeconds(0.06));
        Assert.Equal(Plain(alone), Plain(crowded));

        static string[] Plain(World world) => [.. All(world, Other).Select(row => row is SegmentRow segment
            ? $"{segment with { Segment = segment.Segment with { Payload = [], Bytes = [] } }}"
            : $"{row}")];
    }

    /// <summary>Mallory sends the client a RST in the server's name.</summary>
    private static World Forge()
    {
        var world = NewWorld();
        var syn = Syn(world, RoomSetup.Client);
        world.Send(Mallory, syn with { Source = syn.Destination, Destination = syn.Source, Bits = ControlBits.Rst });
        world.Advance(Instant.FromSeconds(1));
        return world;
    }

    private static World NewWorld(LinkSetup? link = null, bool isOnPath = false) => new(
        new WorldSetup
        {
            Hosts =
            [
                new() { Name = RoomSetup.Client, Role = HostRole.Client, Socket = At("192.0.2.10", 50000) },
                new() { Name = RoomSetup.Server, Role = HostRole.Server, Socket = At("192.0.2.80", 80), IsEngine = true },
                new() { Name = Other, Role = HostRole.Client, Socket = At("192.0.2.11", 50001) },
                new() { Name = Mallory, Role = HostRole.Attacker, Socket = At("192.0.2.66", 6666), IsOnPath = isOnPath },
            ],
            Link = link ?? new LinkSetup(),
        },
        seed: 7);

    private static Segment Syn(World world, string source) => new()
    {
        Bits = ControlBits.Syn,
        Seq = new(100),
        Source = world.Setup.Find(source)!.Socket,
        Destination = world.Setup.Find(RoomSetup.Server)!.Socket,
        Window = 1000,
    };

    private static SocketAddress At(string address, ushort port) => new(HostAddress.Parse(address), new Port(port));

    private static IEnumerable<SegmentRow> Segments(World world, string? host) => All(world, host).OfType<SegmentRow>();

    private static IEnumerable<StateRow> States(World world, string host) =>
        All(world, host).OfType<StateRow>().Where(row => row.Host != host);

    private static ImmutableList<LadderRow> All(World world, string? host)
    {
        var lens = new SeatLens(host);
        foreach (var happened in world.Trace) lens.See(happened, world.Setup);
        return lens.Rows;
    }
}
