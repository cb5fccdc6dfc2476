using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.5.3: a reset may carry text that explains it.</summary>
public class ResetTests
{
    [Theory]
    [Trait("RFC9293", "SHLD-2")]
    [InlineData(TcpState.SynReceived)]
    [InlineData(TcpState.Established)]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.FinWait2)]
    [InlineData(TcpState.CloseWait)]
    [InlineData(TcpState.Closing)]
    [InlineData(TcpState.LastAck)]
    public void A_reset_with_text_is_a_reset_and_its_text_is_not_delivered(TcpState state)
    {
        var stand = Stand.In(state);

        var arrival = stand.Receive(stand.Next with { Bits = ControlBits.Rst, Payload = Stand.Text("why") });

        Assert.Null(stand.Connection);
        Assert.Equal((Outcome.Accepted, ""), (arrival.Verdict.Outcome, stand.Application.Text));
        Assert.Empty(arrival.Answers);
    }
}
