using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 6056 §3.3.3: the local port of an OPEN that names none.</summary>
public class EphemeralPortTests
{
    private static readonly HostAddress s_us = Stand.Peer.Host;
    private static readonly SocketAddress s_server = Stand.Us;

    [Fact]
    public void All_the_dynamic_ports_come_once_before_one_comes_again()
    {
        var ports = new EphemeralPorts(new SipHash(1, 2));
        var chosen = Enumerable.Range(0, EphemeralPorts.Count).Select(_ => Choose(ports, s_server)).ToList();

        Assert.Equal(16384, chosen.Distinct().Count());
        Assert.Equal((49152, 65535), (chosen.Min(), chosen.Max()));
        Assert.Equal(chosen[0], Choose(ports, s_server));
    }

    [Fact]
    public void The_ports_to_one_server_follow_each_other()
    {
        var ports = new EphemeralPorts(new SipHash(1, 2));
        var first = Choose(ports, s_server);

        Assert.Equal(After(first), Choose(ports, s_server));
    }

    [Fact]
    public void A_port_in_use_on_that_four_tuple_is_passed_over()
    {
        var first = Choose(new EphemeralPorts(new SipHash(1, 2)), s_server);
        var taken = new FourTuple(new(s_us, new((ushort)first)), s_server);
        var ports = new EphemeralPorts(new SipHash(1, 2));

        Assert.Equal(After(first), ports.Choose(s_us, s_server, tuple => tuple == taken)!.Value.Number);
    }

    [Fact]
    public void The_last_free_port_is_found_and_after_it_none()
    {
        var free = new FourTuple(new(s_us, new(50_000)), s_server);
        var ports = new EphemeralPorts(new SipHash(1, 2));

        Assert.Equal(new Port(50_000), ports.Choose(s_us, s_server, tuple => tuple != free));
        Assert.Equal(new Port(50_000), ports.Choose(s_us, s_server, tuple => tuple != free));
        Assert.Null(ports.Choose(s_us, s_server, _ => true));
    }

    [Fact]
    public void Where_they_begin_depends_on_both_hosts_the_server_s_port_and_the_key()
    {
        var other = HostAddress.Parse("192.0.2.77");
        int[] firsts =
        [
            Choose(new(new SipHash(1, 2)), s_server), Choose(new(new SipHash(1, 3)), s_server),
            Choose(new(new SipHash(1, 2)), s_server with { Host = other }), Choose(new(new SipHash(1, 2)), s_server with { Port = new(81) }),
            new EphemeralPorts(new SipHash(1, 2)).Choose(other, s_server, _ => false)!.Value.Number,
            Choose(new(new SipHash(1, 2)), s_server with { Host = HostAddress.Parse("2001:db8::1") }),
        ];

        Assert.Equal(6, firsts.Distinct().Count());
    }

    private static int Choose(EphemeralPorts ports, SocketAddress server) => ports.Choose(s_us, server, _ => false)!.Value.Number;

    private static int After(int port) => port == ushort.MaxValue ? EphemeralPorts.First : port + 1;
}
