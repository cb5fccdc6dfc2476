using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.7.1: the MSS that a host offers, and when.</summary>
public class MaximumSegmentSizeTests
{
    private const int EthernetMtu = 1500;

    [Theory]
    [Trait("RFC9293", "MUST-67")]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8::1", "2001:db8::2")]
    public void A_segment_as_large_as_the_mss_offered_just_fills_a_packet(string local, string remote)
    {
        var outbox = new Outbox();
        var host = new Host(HostAddress.Parse(local), new SipHash(1, 2));
        host.Open(new(49152), new(HostAddress.Parse(remote), new(80)), new Recorder(), Instant.Zero, outbox);
        var syn = outbox[0].Segment;

        var largest = syn with { Options = default, Payload = new byte[syn.Options.MaximumSegmentSize!.Value] };

        Assert.Equal(EthernetMtu, IpCodec.PacketLength(largest));
    }

    [Fact]
    [Trait("RFC9293", "MUST-65")]
    [Trait("RFC9293", "SHLD-5")]
    [Trait("RFC9293", "MAY-3")]
    public void Every_syn_offers_our_mss_and_nothing_else_does()
    {
        Segment[] sent = [.. SentInAWholeLife(Stand.In(TcpState.Established)), .. SentInAWholeLife(Stand.InEstablishedFromListen())];

        Assert.Equal([ControlBits.Syn, ControlBits.SynAck], sent.Where(segment => segment.IsSyn).Select(segment => segment.Bits));
        Assert.Contains(sent, segment => segment.IsFin);
        Assert.All(sent, segment => Assert.Equal(segment.IsSyn ? (ushort)1460 : null, segment.Options.MaximumSegmentSize));
    }

    [Fact]
    [Trait("RFC9293", "SHLD-5")]
    public void A_syn_that_goes_again_offers_it_again()
    {
        var stand = Stand.In(TcpState.SynSent);

        var sent = stand.WaitUntil(60);

        Assert.NotEmpty(sent);
        Assert.All(sent, s => Assert.Equal((ushort)1460, s.Segment.Options.MaximumSegmentSize));
    }

    /// <summary>All that was sent: text is acknowledged, a stranger's SYN challenged, the connection closed, and the FIN sent again.</summary>
    private static IEnumerable<Segment> SentInAWholeLife(Stand stand)
    {
        stand.Receive(stand.Next with { Payload = Stand.Text("hello") });
        stand.Receive(stand.Next with { Bits = ControlBits.Syn });
        stand.Close();
        stand.WaitUntil(10);
        stand.Receive(stand.Fin);
        return stand.Reviews.Select(review => review.Segment);
    }
}
