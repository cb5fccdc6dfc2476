using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.9.2.3: whom a segment may come from and go to (MUST-57, MUST-63), "applicable to all incoming segments".</summary>
public class AddressTests
{
    public static TheoryData<string, string> Segments()
    {
        var data = new TheoryData<string, string>();
        foreach (var bits in (string[])["SYN", "ACK", "SYN, ACK", "RST", "FIN, ACK", ""])
        {
            foreach (var address in (string[])["224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1"]) data.Add(bits, address);
        }

        return data;
    }

    [Theory]
    [Trait("RFC9293", "MUST-57")]
    [MemberData(nameof(Segments))]
    public void What_is_addressed_to_a_group_or_to_all_is_dropped_without_a_word(string bits, string address) => Assert.All(
        (TcpState[])[TcpState.Closed, TcpState.Listen, TcpState.Established],
        state => Drops(state, bits, segment => segment with { Destination = Stand.Us with { Host = HostAddress.Parse(address) } }, RfcRule.AddressOfGroup));

    [Theory]
    [Trait("RFC9293", "MUST-63")]
    [MemberData(nameof(Segments))]
    [InlineData("SYN", "127.0.0.1")]
    [InlineData("ACK", "127.0.0.1")]
    [InlineData("SYN", "0.0.0.0")]
    [InlineData("SYN", "0.1.2.3")]
    [InlineData("SYN", "::1")]
    [InlineData("SYN", "::")]
    [InlineData("SYN", "192.0.2.1")]
    public void What_comes_from_no_other_single_host_is_dropped_without_a_word(string bits, string address) => Assert.All(
        (TcpState[])[TcpState.Closed, TcpState.Listen, TcpState.Established],
        state => Drops(state, bits, segment => segment with { Source = Stand.Peer with { Host = HostAddress.Parse(address) } }, RfcRule.AddressOfNobody));

    private static void Drops(TcpState state, string bits, Func<Segment, Segment> readdressed, RfcRule rule)
    {
        var stand = Stand.In(state);
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));
        var connections = stand.Host.Connections.Count;

        var arrival = stand.Receive(readdressed(stand.FromPeer with { Bits = parsed, Payload = Stand.Text("text") }));

        Assert.Equal((Outcome.Dropped, rule), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Empty(arrival.Answers);
        Assert.Equal((connections, state), (stand.Host.Connections.Count, stand.State));
    }
}
