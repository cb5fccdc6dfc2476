using System.Text;
using System.Text.Json;
using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

/// <summary>What the user of an engine host can ask of its TCP.</summary>
public class SocketCallTests
{
    private static WorldSetup Waiting => Setups.Engines with { Hosts = [.. Setups.Engines.Hosts.Select(host => host with { OpensAtStart = false })] };

    [Fact]
    public void Hosts_that_are_not_to_open_wait_for_the_call()
    {
        var world = new World(Waiting, seed: 1);
        world.Advance(Instant.FromSeconds(1));
        Assert.Empty(world.Trace);
        Assert.Equal((TcpState.Closed, TcpState.Closed), (world.TcbOf("client").State, world.TcbOf("server").State));

        Assert.Equal(new CallAnswer(null, CallError.None), world.Call("server", new OpenCall(IsActive: false)));
        Assert.Equal(TcpState.Listen, world.TcbOf("server").State);
        Assert.Equal(new CallAnswer(Setups.FromClient.Connection, CallError.None), world.Call("client", new OpenCall(IsActive: true)));
        world.Settle();
        Assert.Equal((TcpState.Established, TcpState.Established), (world.TcbOf("client").State, world.TcbOf("server").State));
    }

    [Fact]
    public void Who_closes_first_waits_and_the_other_end_listens_on()
    {
        var world = new World(Setups.Engines, seed: 1);
        world.Settle();
        Assert.Equal(CallError.None, world.Call("client", new CloseCall()).Error);
        world.Settle();

        Assert.Equal((TcpState.TimeWait, TcpState.Listen), (world.TcbOf("client").State, world.TcbOf("server").State));
        Assert.Equal(
            ["server LAST-ACK → CLOSED", "server CLOSED → LISTEN"],
            world.Trace.OfType<StateChanged>().TakeLast(2).Select(changed => $"{changed.Host} {changed.From.ToName()} → {changed.To.ToName()}"));
    }

    [Fact]
    public void Both_ends_close_at_once()
    {
        var world = new World(Setups.Engines, seed: 1);
        world.Settle();
        world.Call("client", new CloseCall());
        world.Call("server", new CloseCall());
        world.Settle();

        Assert.Equal((TcpState.TimeWait, TcpState.TimeWait), (world.TcbOf("client").State, world.TcbOf("server").State));
        Assert.Contains(world.Trace, happened => happened is StateChanged { To: TcpState.Closing });
    }

    [Fact]
    public void Both_ends_open_actively_at_once()
    {
        var world = new World(Waiting, seed: 1);
        world.Call("client", new OpenCall(IsActive: true));
        world.Call("server", new OpenCall(IsActive: true));
        world.Settle();

        Assert.Equal((TcpState.Established, TcpState.Established), (world.TcbOf("client").State, world.TcbOf("server").State));
        Assert.Equal(["SYN-SENT → SYN-RECEIVED", "SYN-SENT → SYN-RECEIVED"], world.Trace.OfType<StateChanged>()
            .Where(changed => changed.To == TcpState.SynReceived).Select(changed => $"{changed.From.ToName()} → {changed.To.ToName()}"));
    }

    [Fact]
    public void A_host_opens_as_many_connections_as_it_has_ports_and_closes_the_one_that_is_named()
    {
        var world = new World(Setups.Engines, seed: 1);
        world.Call("client", new OpenCall(IsActive: true, Local: new Port(50001)));
        world.Settle();
        var second = new FourTuple(Pair.ClientSocket with { Port = new Port(50001) }, Pair.ServerSocket);
        Assert.Equal(second, world.ConnectionOf("client"));
        world.Call("client", new CloseCall(Setups.FromClient.Connection));
        world.Settle();

        Assert.Equal(
            (TcpState.TimeWait, TcpState.Established),
            (world.TcbOf("client", Setups.FromClient.Connection).State, world.TcbOf("client", second).State));
    }

    [Fact]
    public void A_call_that_cannot_be_done_is_answered_with_the_error_of_the_rfc()
    {
        var world = new World(Setups.Engines, seed: 1);
        SocketCall[] atServer = [new OpenCall(IsActive: false), new SendCall(Stand.Text("x")), new ReceiveCall(9), new CloseCall(), new AbortCall()];
        Assert.Equal(
            [CallError.Exists, CallError.NoConnection, CallError.NoConnection, CallError.NoConnection, CallError.NoConnection],
            atServer.Select(call => world.Call("server", call).Error));
        Assert.Equal(new CallAnswer(Setups.FromClient.Connection, CallError.Exists), world.Call("client", new OpenCall(IsActive: true)));
        Assert.Equal(CallError.NoConnection, world.Call("client", new CloseCall(Setups.FromServer.Connection)).Error);
        world.Call("client", new CloseCall());
        Assert.Equal(CallError.NoConnection, world.Call("client", new CloseCall()).Error);
        Assert.Equal(atServer, world.Trace.OfType<SocketCalled>().Take(5).Select(called => called.Call));

        var alone = new World(new WorldSetup { Hosts = [Waiting.Hosts[0]] }, seed: 1);
        Assert.Equal(CallError.BadRemote, alone.Call("client", new OpenCall(IsActive: true)).Error);
        var toAGroup = Pair.ServerSocket with { Host = HostAddress.Parse("224.0.0.1") };
        Assert.Equal(new CallAnswer(null, CallError.BadRemote), alone.Call("client", new OpenCall(IsActive: true, Remote: toAGroup)));
        Assert.Equal(new CallAnswer(null, CallError.BadLocal), alone.Call("client", new OpenCall(IsActive: true, new Port(0), Pair.ServerSocket)));
        Assert.Equal(new CallAnswer(null, CallError.BadLocal), alone.Call("client", new OpenCall(IsActive: false, new Port(0))));
        Assert.Empty(alone.Trace.OfType<SegmentSent>());
    }

    [Fact]
    public void Text_waits_at_the_other_end_until_it_is_received()
    {
        var world = new World(Setups.Engines with { Hosts = [.. Setups.Engines.Hosts.Select(host => host with { Application = HostApplication.None })] }, seed: 1);
        world.Settle();
        Assert.Equal(5, world.Call("client", new SendCall(Stand.Text("HELLO"))).Octets);
        world.Settle();

        Assert.Equal("HEL", Encoding.ASCII.GetString(world.Call("server", new ReceiveCall(3)).Text.Span));
        Assert.Equal("LO", Encoding.ASCII.GetString(world.Call("server", new ReceiveCall(1000)).Text.Span));
        Assert.Equal((CallError.None, 0), (world.Call("server", new ReceiveCall(-1)).Error, world.Call("server", new ReceiveCall(1)).Octets));
        world.Call("client", new CloseCall());
        world.Settle();
        Assert.Equal((CallError.Closing, TcpState.CloseWait), (world.Call("server", new ReceiveCall(1)).Error, world.TcbOf("server").State));
    }

    [Fact]
    public void An_abort_resets_the_other_end()
    {
        var world = new World(Setups.Engines, seed: 1);
        world.Settle();
        Assert.Equal(CallError.None, world.Call("server", new AbortCall()).Error);
        world.Settle();

        Assert.Equal((TcpState.Closed, TcpState.Listen), (world.TcbOf("client").State, world.TcbOf("server").State));
        Assert.True(world.Trace.OfType<SegmentSent>().Last().Segment.IsRst);
    }

    [Theory]
    [InlineData(ProfileName.Plain, false)]
    [InlineData(ProfileName.Rfc793, false)]
    [InlineData(ProfileName.Rfc9293, true)]
    public void The_profile_of_a_host_says_what_its_syn_offers(ProfileName profile, bool offersTimestamps)
    {
        var world = new World(Setups.Engines with { Hosts = [.. Setups.Engines.Hosts.Select(host => host with { Profile = profile })] }, seed: 1);
        Assert.Equal(offersTimestamps, world.Trace.OfType<SegmentSent>().First().Segment.Options.Timestamps is not null);
    }

    [Fact]
    public void Nobody_calls_a_person_or_a_host_that_is_not_there()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);

        Assert.Throws<ArgumentException>(() => world.Call("client", new CloseCall()));
        Assert.Throws<ArgumentException>(() => world.Call("nobody", new CloseCall()));
    }

    [Fact]
    public void A_call_comes_back_from_json_as_it_went()
    {
        SocketCall[] calls =
        [
            new OpenCall(true, new Port(7), Pair.ServerSocket), new OpenCall(false), new SendCall(Stand.Text("hello"), true, Setups.FromClient.Connection),
            new ReceiveCall(5), new CloseCall(Setups.FromClient.Connection), new CloseCall(), new AbortCall(),
        ];
        Assert.Equal(calls, JsonSerializer.Deserialize<SocketCall[]>(JsonSerializer.Serialize(calls)));
    }
}
