using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>Whichever segments of a conversation are lost, all of it arrives and both sides close.</summary>
public class LossTests
{
    /// <summary>More than either conversation has segments, repairs included.</summary>
    private const int Segments = 32;

    public static TheoryData<string> Profiles() => ["plain", "modern", "old"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_one_segment_may_be_lost(string profile)
    {
        for (var lost = 0; lost < Segments; lost++) Converse(profile, [lost], withinSeconds: 8);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_two_segments_may_be_lost(string profile)
    {
        for (var first = 0; first < Segments; first++)
        {
            for (var second = first + 1; second < Segments; second++) Converse(profile, [first, second], withinSeconds: 16);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_five_segments_in_a_row_may_be_lost(string profile)
    {
        for (var first = 0; first < Segments; first++) Converse(profile, Enumerable.Range(first, 5), withinSeconds: 80);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_half_open_connection_is_discovered_whichever_segment_is_lost(int lost)
    {
        var opening = Connected();
        opening.Reboot("client");
        opening.Open("client");
        Deliver(opening, lost);
        Assert.Equal((TcpState.Established, TcpState.Established), (opening.StateOf("client"), opening.StateOf("server")));

        var sending = Connected();
        sending.Reboot("client");
        sending.Send("server", "ten octets");
        Deliver(sending, lost);
        Assert.Equal((TcpState.Closed, TcpState.Listen), (sending.StateOf("client"), sending.StateOf("server")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_simultaneous_close_gets_there_whichever_segment_is_lost(int lost)
    {
        var pair = Connected();
        pair.Close("client");
        pair.Close("server");
        Deliver(pair, lost);
        Assert.Equal((TcpState.TimeWait, TcpState.TimeWait), (pair.StateOf("client"), pair.StateOf("server")));

        pair.Wait(250);
        Assert.Equal((TcpState.Closed, TcpState.Listen), (pair.StateOf("client"), pair.StateOf("server")));
    }

    /// <summary>A pair whose handshake is over.</summary>
    private static Pair Connected()
    {
        var pair = new Pair();
        pair.Listen("server");
        pair.Open("client");
        pair.DeliverAll();
        return pair;
    }

    /// <summary>Delivers all that flies but one, and what the timers send again in ten seconds.</summary>
    private static void Deliver(Pair pair, int lost)
    {
        for (var (i, waits) = (1, 0); waits < 10; i++)
        {
            for (; pair.Flying == 0 && waits < 10; waits++) pair.Wait(1);
            if (pair.Flying == 0) return;
            if (i == lost) pair.Lose();
            else pair.Deliver();
        }
    }

    /// <summary>Four thousand octets one way, two thousand the other, then both close.</summary>
    private static void Converse(string profile, IEnumerable<int> lost, double withinSeconds)
    {
        var set = lost.ToHashSet();
        var what = $"{profile}, lost {string.Join(" and ", set)}";
        var setup = profile switch { "plain" => HostProfile.Plain, "modern" => HostProfile.Rfc9293, _ => HostProfile.Rfc793 };
        var transfer = new Transfer(new Weather(), 3, setup, setup) { Loses = set.Contains };

        transfer.Run(fromClient: 4000, fromServer: 2000);

        Assert.True((transfer.ServerEnd.Received.Count, transfer.ClientEnd.Received.Count) == (4000, 2000), what);
        Assert.True(transfer.ServerEnd.Received.Select((octet, i) => octet == Transfer.Talker.At(i)).All(right => right), what);
        Assert.True(transfer.ClientEnd.Received.Select((octet, i) => octet == Transfer.Talker.At(i)).All(right => right), what);
        Assert.True(transfer.ClientEnd.Endings is [Ending.Closed] && transfer.ServerEnd.Endings is [Ending.Closed], what);
        Assert.True(transfer.Trace[^1].At.Seconds < withinSeconds, $"{what}: the last segment went at {transfer.Trace[^1].At}");
        Assert.DoesNotContain(transfer.Trace, sent => sent.Segment.IsRst);
    }
}
