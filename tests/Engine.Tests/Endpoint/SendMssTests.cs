using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.7.1, and what a router's "too big" does to it (RFC 1191, RFC 8201).</summary>
public class SendMssTests
{
    private static readonly HostAddress s_v6 = HostAddress.Parse("2001:db8::2");
    private static readonly FourTuple s_overV6 = new(new(HostAddress.Parse("2001:db8::1"), new(80)), new(s_v6, new(49152)));

    [Fact]
    public void Without_an_option_it_is_536_for_IPv4_and_1220_for_IPv6()
    {
        Assert.Equal(536, SendMss.Default(Stand.Tuple));
        Assert.Equal(1220, SendMss.Default(s_overV6));
    }

    [Theory]
    [InlineData(1500, 1460, 1440)]
    [InlineData(576, 536, 516)]
    [InlineData(1280, 1240, 1220)]
    [InlineData(65535, 65495, 65475)]
    [InlineData(70_000, 65535, 65535)]
    [InlineData(50, 10, 0)]
    public void What_is_offered_is_the_mtu_less_the_fixed_headers(int mtu, int overV4, int overV6)
    {
        Assert.Equal(overV4, SendMss.ToOffer(Stand.Tuple, mtu));
        Assert.Equal(overV6, SendMss.ToOffer(s_overV6, mtu));
    }

    [Theory]
    [InlineData(1460, 1500, 0, 1460)]
    [InlineData(1460, 1500, 12, 1448)]
    [InlineData(1460, 1500, 40, 1420)]
    [InlineData(1460, 576, 0, 536)]
    [InlineData(1460, 576, 12, 524)]
    [InlineData(500, 1500, 0, 500)]
    [InlineData(500, 1500, 12, 488)]
    [InlineData(65535, 1500, 0, 1460)]
    [InlineData(null, 1500, 0, 536)]
    [InlineData(null, 1500, 12, 524)]
    [InlineData(null, 296, 0, 256)]
    [InlineData(1460, 68, 12, 16)]
    [InlineData(1, 1500, 0, 1)]
    public void Over_IPv4_it_is_the_smaller_of_what_peer_and_path_take(int? offered, int pathMtu, int options, int text) =>
        Assert.Equal(text, SendMss.Effective(Stand.Tuple, (ushort?)offered, pathMtu, options));

    [Theory]
    [InlineData(1440, 1500, 0, 1440)]
    [InlineData(1440, 1500, 12, 1428)]
    [InlineData(1440, 1280, 0, 1220)]
    [InlineData(1460, 1500, 0, 1440)]
    [InlineData(null, 1500, 0, 1220)]
    public void Over_IPv6_the_path_takes_20_octets_less(int? offered, int pathMtu, int options, int text) =>
        Assert.Equal(text, SendMss.Effective(s_overV6, (ushort?)offered, pathMtu, options));

    [Theory]
    [InlineData(0, 1500, 0)]
    [InlineData(10, 1500, 12)]
    [InlineData(1460, 68, 40)]
    public void Where_the_formula_leaves_no_room_one_octet_goes_at_a_time(int offered, int pathMtu, int options) =>
        Assert.Equal(1, SendMss.Effective(Stand.Tuple, (ushort)offered, pathMtu, options));

    [Theory]
    [InlineData(1500, 1500, 1400, 1400)]
    [InlineData(1500, 1500, 68, 68)]
    [InlineData(1500, 1500, 67, 68)]
    [InlineData(1500, 1500, 1, 68)]
    [InlineData(1400, 1500, 1450, 1400)]
    [InlineData(1500, 1500, 1500, 1500)]
    [InlineData(1500, 1500, 9000, 1500)]
    [InlineData(1500, 600, 1400, 1500)]
    public void Over_IPv4_the_path_takes_what_is_reported_from_68_to_what_it_was(int before, int packet, int reported, int after) =>
        Assert.Equal(after, PathMtu.AfterTooBig(Stand.Peer.Host, before, packet, reported));

    [Theory]
    [InlineData(65535, 65535, 32000)]
    [InlineData(1500, 1500, 1492)]
    [InlineData(1492, 1492, 1006)]
    [InlineData(1500, 1006, 508)]
    [InlineData(576, 576, 508)]
    [InlineData(297, 297, 296)]
    [InlineData(296, 296, 68)]
    [InlineData(68, 68, 68)]
    [InlineData(68, 40, 68)]
    [InlineData(1006, 1500, 1006)]
    public void An_old_router_that_reports_none_makes_it_the_next_plateau_below_the_packet(int before, int packet, int after) =>
        Assert.Equal(after, PathMtu.AfterTooBig(Stand.Peer.Host, before, packet, 0));

    [Fact]
    public void From_plateau_to_plateau_it_comes_down_to_68_and_stays()
    {
        var sizes = new List<int> { 65535 };
        for (var i = 0; i < 11; i++) sizes.Add(PathMtu.AfterTooBig(Stand.Peer.Host, sizes[^1], sizes[^1], 0));

        Assert.Equal([65535, 32000, 17914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68, 68], sizes);
    }

    [Theory]
    [InlineData(1500, 1500, 1400, 1400)]
    [InlineData(1500, 1500, 1280, 1280)]
    [InlineData(1500, 1500, 1279, 1500)]
    [InlineData(1500, 1500, 0, 1500)]
    [InlineData(1300, 1500, 1400, 1300)]
    [InlineData(1500, 1300, 1400, 1500)]
    public void Over_IPv6_a_message_of_less_than_1280_is_no_reason_to_change(int before, int packet, int reported, int after) =>
        Assert.Equal(after, PathMtu.AfterTooBig(s_v6, before, packet, reported));
}
