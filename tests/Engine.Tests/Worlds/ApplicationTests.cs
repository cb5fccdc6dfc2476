using System.Text;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Worlds;

public class ApplicationTests
{
    [Fact]
    public void Who_has_shaken_hands_can_type_a_GET_and_sees_the_page()
    {
        var page = Answer(HostApplication.Http, "GET / HTTP/1.1\r\nHost: playground\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", page, StringComparison.Ordinal);
        Assert.Contains("<h1>It works</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_echo_says_the_same_again() => Assert.Equal("hello", Answer(HostApplication.Echo, "hello"));

    /// <summary>What the engine's host says to a text that is sent by hand right after the handshake.</summary>
    private static string Answer(HostApplication application, string text)
    {
        var setup = Setups.PersonAndEngine;
        var world = new World(setup with { Hosts = [setup.Hosts[0], setup.Hosts[1] with { Application = application }] }, seed: 1);
        var hello = Setups.FromClient with { Seq = new(100), Window = ushort.MaxValue };
        world.Send("client", hello with { Bits = ControlBits.Syn });
        world.Settle();
        var synAck = world.Trace.OfType<SegmentSent>().Last().Segment;
        var ack = hello with { Bits = ControlBits.Ack, Seq = new(101), Ack = synAck.Seq + 1 };
        world.Send("client", ack);
        world.Send("client", ack with { Payload = Encoding.ASCII.GetBytes(text) });
        world.Settle();
        return string.Concat(world.Trace.OfType<SegmentSent>().Where(sent => sent.From == "server").Select(sent => Encoding.ASCII.GetString(sent.Segment.Payload.Span)));
    }
}
