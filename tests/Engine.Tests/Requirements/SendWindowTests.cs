using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.8.6: a sender whose peer's window is small, shrinks or closes.</summary>
public class SendWindowTests
{
    private static readonly double[] s_probes = [1, 3, 7, 15, 31, 63, 123, 183];

    [Fact]
    [Trait("RFC9293", "MUST-34")]
    [Trait("RFC9293", "SHLD-15")]
    public void After_the_window_has_shrunk_nothing_new_is_sent()
    {
        var stand = Shrunk(to: 100);

        Assert.Empty(stand.Send(50));

        Assert.Equal((100u, 900u), (stand.Tcb.SndWnd, stand.Tcb.SndUna.DistanceTo(stand.Tcb.SndNxt)));
        Assert.Equal([50], stand.Acknowledge(stand.Tcb.SndNxt, 1000).Sizes());
    }

    [Fact]
    [Trait("RFC9293", "SHLD-16")]
    public void After_the_window_has_shrunk_what_lies_within_it_goes_again()
    {
        var stand = Shrunk(to: 100);

        var (_, again) = Assert.Single(stand.WaitUntil(1));

        Assert.Equal((stand.Tcb.SndUna, 100), (again.Seq, again.Payload.Length));
    }

    [Fact]
    [Trait("RFC9293", "SHLD-17")]
    [Trait("RFC9293", "MUST-35")]
    public void What_lies_beyond_a_shrunken_window_does_not_end_the_connection_while_the_peer_answers()
    {
        var stand = Shrunk(to: 0);

        for (var i = 0; i < 100; i++)
        {
            var (_, probe) = Assert.Single(stand.WaitUntilNext());
            Assert.Equal((stand.Tcb.SndUna, 1), (probe.Seq, probe.Payload.Length));
            stand.Acknowledge(stand.Tcb.SndUna, 0);
        }

        Assert.Equal(TcpState.Established, stand.State);
        stand.Acknowledge(stand.Tcb.SndUna + 1);
        var (_, rest) = stand.WaitUntilNext()[0];
        Assert.Equal((stand.Tcb.SndUna, 536), (rest.Seq, rest.Payload.Length));
    }

    [Fact]
    [Trait("RFC9293", "MUST-36")]
    [Trait("RFC9293", "SHLD-29")]
    [Trait("RFC9293", "SHLD-30")]
    public void A_closed_window_is_probed_with_one_octet_after_one_timeout_and_then_ever_less_often()
    {
        var stand = Calls.Connected(window: 0);
        Assert.Empty(stand.Send("hello"));

        List<double> times = [];
        while (times.Count < s_probes.Length)
        {
            var (at, probe) = Assert.Single(stand.WaitUntilNext());
            Assert.Equal(("h", stand.Tcb.SndUna), (probe.TextOf(), probe.Seq));
            times.Add(at);
            Assert.Empty(stand.Acknowledge(stand.Tcb.SndUna, 0));
        }

        Assert.Equal(s_probes, times);
    }

    [Fact]
    [Trait("RFC9293", "MUST-36")]
    public void The_answer_that_opens_the_window_releases_the_rest()
    {
        var stand = Calls.Connected(window: 0);
        stand.Send("hello");
        stand.WaitUntil(1);

        Assert.Equal("ello", Assert.Single(stand.Acknowledge(stand.Tcb.SndUna + 1, 1000)).TextOf());
    }

    [Fact]
    [Trait("RFC9293", "MUST-37")]
    public void A_window_may_stay_closed_for_a_week_if_its_owner_answers()
    {
        var stand = Calls.Connected(window: 0);
        stand.Send("hello");

        while (stand.Now - stand.Began < TimeSpan.FromDays(7))
        {
            Assert.Single(stand.WaitUntilNext());
            stand.Acknowledge(stand.Tcb.SndUna, 0);
        }

        Assert.Equal(TcpState.Established, stand.State);
        Assert.Equal(["opened"], stand.Application.Heard);
    }

    [Fact]
    [Trait("RFC9293", "MUST-38")]
    public void A_scrap_of_window_is_not_filled_at_once()
    {
        var stand = Calls.Connected(window: 1000);
        stand.Send(1000);
        stand.Acknowledge(stand.Tcb.SndNxt, 1000);

        stand.Receive(stand.Next with { Window = 100 });
        Assert.Empty(stand.Send(1000));

        // The override timeout lies between 0.1 and 1 s (§3.8.6.2.1).
        var (at, scrap) = Assert.Single(stand.WaitUntil(1));
        Assert.Equal(100, scrap.Payload.Length);
        Assert.InRange(at, 0.1, 1);
    }

    [Theory]
    [Trait("RFC9293", "MUST-38")]
    [InlineData(499, 0)]
    [InlineData(500, 500)]
    [InlineData(536, 536)]
    public void Half_of_the_largest_window_is_worth_a_segment(ushort window, int sent)
    {
        var stand = Calls.Connected(window: 1000);

        stand.Receive(stand.Next with { Window = window });

        Assert.Equal(sent, stand.Send(2000).Sum(segment => segment.Payload.Length));
    }

    /// <summary>900 octets are out when the peer says that its window is smaller.</summary>
    private static Stand Shrunk(ushort to)
    {
        var stand = Calls.Connected(Calls.Eager, window: 1000);
        Assert.Equal([536, 364], stand.Send(900).Sizes());
        Assert.Empty(stand.Acknowledge(stand.Tcb.SndUna, to));
        return stand;
    }
}
