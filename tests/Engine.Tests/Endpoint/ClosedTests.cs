using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.7.1.</summary>
public class ClosedTests
{
    [Theory]
    [InlineData("RST")]
    [InlineData("RST, ACK")]
    [InlineData("RST, SYN")]
    [InlineData("RST, FIN, ACK")]
    public void A_reset_to_nobody_is_dropped(string bits)
    {
        var arrival = Send(bits, 0);

        Assert.Equal((Outcome.Dropped, RfcRule.ClosedIgnoresReset), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Empty(arrival.Answers);
    }

    [Theory]
    [InlineData("SYN", 0, 101u)]
    [InlineData("SYN", 4, 105u)]
    [InlineData("SYN, FIN", 0, 102u)]
    [InlineData("FIN", 0, 101u)]
    [InlineData("PSH", 4, 104u)]
    [InlineData("", 0, 100u)]
    public void A_segment_without_ack_is_reset_with_number_zero_and_an_acknowledgment_of_all_of_it(string bits, int text, uint ack)
    {
        var arrival = Send(bits, text);

        Assert.Equal((Outcome.Reset, RfcRule.ClosedResets), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(Stand.OurReset(default) with { Bits = ControlBits.RstAck, Ack = new(ack) }, arrival.Answer);
    }

    [Theory]
    [InlineData("ACK", 0)]
    [InlineData("ACK", 4)]
    [InlineData("SYN, ACK", 0)]
    [InlineData("FIN, ACK", 4)]
    public void A_segment_with_ack_is_reset_with_the_number_it_acknowledges(string bits, int text)
    {
        var arrival = Send(bits, text);

        Assert.Equal((Outcome.Reset, RfcRule.ClosedResetsAck), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(Stand.OurReset(new(777)), arrival.Answer);
    }

    [Fact]
    public void The_reset_of_a_segment_at_the_end_of_the_number_space_acknowledges_past_zero()
    {
        var stand = Stand.Closed();

        var arrival = stand.Receive(stand.Syn with { Seq = new(uint.MaxValue), Payload = Stand.Text("abc") });

        Assert.Equal(new SeqNumber(3), arrival.Answer.Ack);
    }

    [Fact]
    [Trait("RFC9293", "MUST-3")]
    public void A_wrong_checksum_is_dropped_before_anything_else()
    {
        var stand = Stand.Closed();

        var arrival = stand.Receive(stand.Syn with { Checksum = 0x1234 });

        Assert.Equal((Outcome.Dropped, RfcRule.ChecksumWrong), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Empty(arrival.Answers);
    }

    private static Arrival Send(string bits, int text)
    {
        var stand = Stand.Closed();
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));
        var arrival = stand.Receive(stand.FromPeer with { Bits = parsed, Ack = new(777), Payload = Stand.Text("text")[..text] });
        Assert.Equal(TcpState.Closed, stand.State);
        Assert.Equal(arrival.Verdict.Before, arrival.Verdict.After);
        return arrival;
    }
}
