using Playground.Engine.Endpoint;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>Whatever the network does short of falling silent, all text arrives once and in order, and both sides close.</summary>
public class TransferTests
{
    public static TheoryData<string, double, double, double> Weathers() => new()
    {
        { "plain", 0, 0, 0 }, { "plain", 0.1, 0, 0 }, { "plain", 0, 0.2, 0 }, { "plain", 0, 0, 0.3 }, { "plain", 0.1, 0.1, 0.2 },
        { "modern", 0, 0, 0 }, { "modern", 0.1, 0, 0 }, { "modern", 0, 0.2, 0 }, { "modern", 0, 0, 0.3 }, { "modern", 0.1, 0.1, 0.2 },
        { "large windows", 0, 0, 0 }, { "large windows", 0.05, 0.05, 0.1 }, { "small windows", 0.1, 0.1, 0.2 }, { "mixed", 0.1, 0.1, 0.2 },
    };

    [Theory]
    [MemberData(nameof(Weathers))]
    public void Text_arrives_once_and_in_order_whatever_the_weather(string profiles, double loss, double duplication, double reordering)
    {
        var (client, server) = profiles switch
        {
            "plain" => (HostProfile.Plain, HostProfile.Plain),
            "modern" => (HostProfile.Rfc9293, HostProfile.Rfc9293),
            "large windows" => (HostProfile.Rfc9293 with { ReceiveBuffer = 1 << 20, SendBuffer = 1 << 20 }, HostProfile.Rfc9293 with { ReceiveBuffer = 1 << 20 }),
            "small windows" => (HostProfile.Rfc9293 with { ReceiveBuffer = 700, SendBuffer = 900 }, HostProfile.Rfc9293 with { ReceiveBuffer = 2000 }),
            _ => (HostProfile.Rfc9293, HostProfile.Rfc793),
        };
        for (var seed = 1ul; seed <= 8; seed++)
        {
            var transfer = new Transfer(new Weather(loss, duplication, reordering), seed, client, server);

            transfer.Run(fromClient: 120_000, fromServer: 40_000);

            Complete(transfer.ServerEnd, 120_000, $"client to server, seed {seed}");
            Complete(transfer.ClientEnd, 40_000, $"server to client, seed {seed}");
            Assert.Empty(transfer.Client.Connections);
            Assert.Empty(transfer.Server.Connections);
        }
    }

    private static void Complete(Transfer.Talker end, int count, string what)
    {
        Assert.True(end.Received.Count == count, $"{what}: {end.Received.Count} of {count} octets arrived, ended {string.Join(", ", end.Endings)}");
        for (var i = 0; i < count; i++) Assert.True(end.Received[i] == Transfer.Talker.At(i), $"{what}: octet {i} is wrong");
        Assert.Equal([Ending.Closed], end.Endings);
        Assert.True(end.HeardEnd, what);
    }
}
