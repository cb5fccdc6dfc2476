using Playground.Engine.Endpoint;
using Playground.Engine.Reviews;
using Playground.Engine.Worlds;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>Two engine hosts that send each other text, each seen as if a person had sent its segments: not one of them is called wrong.</summary>
public class HonestTransferTests
{
    private static readonly Dictionary<string, HostProfile> s_profiles = new()
    {
        ["plain"] = HostProfile.Plain,
        ["full"] = HostProfile.Rfc9293,
        ["large windows"] = HostProfile.Rfc9293 with { ReceiveBuffer = 1 << 20 },
        ["small windows"] = HostProfile.Rfc9293 with { ReceiveBuffer = 2000, Mtu = 576 },
        ["keep-alive"] = HostProfile.Rfc9293 with { KeepAlive = TimeSpan.FromHours(2) },
        ["old"] = HostProfile.Rfc793,
        ["impatient"] = HostProfile.Plain with { Nagle = false, ControlsCongestion = false },
        ["fast open"] = HostProfile.Rfc9293 with { FastOpen = true },
    };

    public static MatrixTheoryData<string, string> Pairs() => new(s_profiles.Keys, s_profiles.Keys);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Not_one_segment_of_a_transfer_is_called_wrong(string client, string server)
    {
        foreach (var (weather, seed) in Weathers())
        {
            var transfer = new Transfer(weather, seed, s_profiles[client], s_profiles[server]);
            transfer.Run(fromClient: 20_000, fromServer: 15_000, limitSeconds: 2000);
            Assert.Equal((15_000, 20_000), (transfer.ClientEnd.Received.Count, transfer.ServerEnd.Received.Count));
            Follow("client", new Ledger(listens: false), transfer);
            Follow("server", new Ledger(listens: true), transfer);
        }
    }

    private static IEnumerable<(Weather, ulong)> Weathers() =>
    [
        (new Weather(), 1), (new Weather(Loss: 0.1), 2), (new Weather(Duplication: 0.2), 3), (new Weather(Reordering: 0.5), 4),
        (new Weather(0.1, 0.1, 0.3), 5),
    ];

    private static void Follow(string name, Ledger ledger, Transfer transfer)
    {
        foreach (var happened in transfer.Events)
        {
            if (happened is SegmentArrived arrived && arrived.Host == name) ledger.OnHeard(arrived.Segment, arrived.At);
            if (happened is not SegmentSent sent || sent.From != name) continue;
            var review = Reviewer.Review(ledger, sent.Segment);
            Assert.True(review.CouldBeSent, $"{name}, {sent.At}: {sent.Segment} {sent.Segment.Options} was called {review.Main}\n{ledger.Tcb}");
            ledger.OnSent(sent.Segment, sent.At);
        }
    }
}
