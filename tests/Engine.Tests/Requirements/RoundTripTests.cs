using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.8.1 and §3.8.2: the retransmission timeout and the congestion window.</summary>
public class RoundTripTests
{
    private const uint Mss = 536;

    [Fact]
    [Trait("RFC9293", "MUST-18")]
    public void The_timeout_is_reckoned_from_round_trips()
    {
        // RFC 6298 §2: R = 0.9 s gives SRTT 0.9, RTTVAR 0.45; R' = 0.5 s gives RTTVAR 0.4375, SRTT 0.85.
        var stand = Calls.Connected(roundTrip: 0.9);
        Assert.Equal(TimeSpan.FromSeconds(2.7), Rto(stand));

        stand.Send("hello");
        Assert.Empty(stand.WaitUntil(1.4));
        stand.Acknowledge(stand.Tcb.SndNxt);

        Assert.Equal(TimeSpan.FromSeconds(2.6), Rto(stand));
        stand.Send("again");
        Assert.Equal(4.0, Assert.Single(stand.WaitUntil(4)).At);
    }

    [Fact]
    [Trait("RFC9293", "MUST-18")]
    public void Nothing_is_learnt_from_what_was_sent_twice()
    {
        var stand = Calls.Connected(roundTrip: 0.9);
        stand.Send("hello");
        stand.WaitUntil(3.7);
        var doubled = Rto(stand);

        stand.Acknowledge(stand.Tcb.SndNxt);

        Assert.Equal((TimeSpan.FromSeconds(5.4), doubled), (doubled, Rto(stand)));
    }

    [Fact]
    [Trait("RFC9293", "MUST-19")]
    public void In_slow_start_each_acknowledged_segment_brings_two()
    {
        var stand = Calls.Connected();

        var flight = stand.Send(100_000).Length;
        Assert.Equal((4, 4 * Mss), (flight, Window(stand)));

        for (var i = 1u; i <= 4; i++) Assert.Equal(2, stand.Acknowledge(stand.Tcb.SndUna + Mss).Length);
        Assert.Equal(8 * Mss, Window(stand));
    }

    [Fact]
    [Trait("RFC9293", "MUST-19")]
    public void After_a_timeout_one_segment_goes_then_two_and_from_half_the_flight_on_one_more_for_each_round_trip()
    {
        var stand = Calls.Connected();
        stand.Send(100_000);
        for (var i = 1; i <= 8; i++) stand.Acknowledge(stand.Tcb.SndUna + Mss);
        Assert.Equal(12 * Mss, stand.Tcb.SndUna.DistanceTo(stand.Tcb.SndNxt));

        Assert.Single(stand.WaitUntil(1));
        Assert.Equal(Mss, Window(stand));
        List<uint> windows = [];
        for (var i = 0; i < 20; i++)
        {
            stand.Acknowledge(stand.Tcb.SndUna + Mss);
            windows.Add(Window(stand) / Mss);
        }

        // Up to six, half of twelve, by one for each segment; then by one for each window.
        Assert.Equal([2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8], windows);
    }

    [Fact]
    [Trait("RFC9293", "MUST-19")]
    public void The_timeout_doubles_each_time()
    {
        var stand = Calls.Connected();
        stand.Send("hello");

        Assert.Equal([1, 3, 7, 15, 31, 63], stand.WaitUntil(100).Select(sent => sent.At));
    }

    private static TimeSpan Rto(Stand stand) => stand.Connection!.Status.Rto;

    private static uint Window(Stand stand) => stand.Connection!.Status.CongestionWindow;
}
