using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.8.5: how far the user is told urgent text goes on.</summary>
public class UrgentTests
{
    [Theory]
    [InlineData(ControlBits.Ack)]
    [InlineData(ControlBits.FinAck)]
    public void Its_end_is_counted_from_the_next_unread_octet_whether_a_FIN_follows_or_not(ControlBits bits)
    {
        var stand = Stand.In(TcpState.Established);
        stand.Application.Reads = false;

        stand.Receive(stand.Next with { Bits = bits | ControlBits.Urg, UrgentPointer = 3, Payload = Stand.Text("ab!cd") });
        Assert.Equal(3u, stand.Connection!.UrgentAhead);

        stand.Connection.Receive(new byte[2], stand.Now, new Engine.Endpoint.Outbox());
        Assert.Equal(1u, stand.Connection.UrgentAhead);
    }
}
