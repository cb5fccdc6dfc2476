using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 6298: how long the retransmission timer runs.</summary>
public class RtoTests
{
    public static TheoryData<double[], double[]> Samples() => new()
    {
        // SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR; then RTTVAR = 3/4 RTTVAR + 1/4 |SRTT - R'|, SRTT = 7/8 SRTT + 1/8 R'.
        { [1, 1, 1, 1], [3, 2.5, 2.125, 1.84375] },
        { [2, 4], [6, 2.25 + (4 * 1.25)] },
        { [4, 2], [12, 3.75 + (4 * 2)] },

        // Never less than a second, and here never more than a minute.
        { [0.1, 0.1, 0.1], [1, 1, 1] },
        { [0.4, 0.4], [1.2, 1] },
        { [30, 30], [60, 60] },
        { [0, 0], [1, 1] },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Each_measured_round_trip_moves_it(double[] roundTrips, double[] expected)
    {
        var timer = default(RetransmissionTimer);
        Assert.Equal(TimeSpan.FromSeconds(1), timer.Rto);

        Assert.Equal(expected, roundTrips.Select(seconds =>
        {
            timer.Measure(TimeSpan.FromSeconds(seconds));
            return timer.Rto.TotalSeconds;
        }));
    }

    [Fact]
    public void It_doubles_up_to_a_minute_and_stays_so_until_a_round_trip_is_measured()
    {
        var timer = default(RetransmissionTimer);
        timer.Start(Instant.Zero);
        double[] waits = [.. Enumerable.Range(0, 8).Select(_ =>
        {
            timer.BackOff(timer.DueAt);
            return timer.Rto.TotalSeconds;
        })];
        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60], waits);

        timer.Stop();
        timer.Start(Instant.FromSeconds(1000));
        Assert.Equal(Instant.FromSeconds(1060), timer.DueAt);

        timer.Measure(TimeSpan.FromSeconds(0.5));
        timer.Start(Instant.FromSeconds(1000));
        Assert.Equal(Instant.FromSeconds(1001.5), timer.DueAt);
    }

    [Fact]
    public void Probes_of_a_closed_window_double_their_own_wait_and_not_it()
    {
        var timer = default(RetransmissionTimer);
        timer.Start(Instant.Zero);
        timer.AwaitProbe(Instant.FromSeconds(1));
        timer.AwaitProbe(Instant.FromSeconds(3));

        Assert.Equal((Instant.FromSeconds(7), TimeSpan.FromSeconds(1), true), (timer.DueAt, timer.Rto, timer.IsProbing));
        timer.Start(Instant.FromSeconds(4));
        Assert.Equal((Instant.FromSeconds(5), false), (timer.DueAt, timer.IsProbing));
    }

    [Fact]
    public void One_segment_at_a_time_is_timed_and_what_was_sent_twice_is_not()
    {
        var stand = Stand.In(TcpState.SynSent, window: 5000, profile: HostProfile.Plain with { Nagle = false });
        stand.WaitUntil(0.8);
        stand.Receive(stand.SynAck);
        Assert.Equal(2.4, stand.Connection!.Status.Rto.TotalSeconds);

        // 0.8 s after the first, whatever came since: RTTVAR is 3/4 * 0.4 s.
        stand.Send(100);
        stand.Wait(0.5);
        stand.Send(100);
        stand.Wait(0.3);
        stand.Receive(stand.Next);
        Assert.Equal(2.0, stand.Connection.Status.Rto.TotalSeconds);

        stand.Send(100);
        stand.Wait(2.1);
        stand.Receive(stand.Next);
        Assert.Equal(4.0, stand.Connection.Status.Rto.TotalSeconds);
    }

    [Fact]
    public void An_acknowledgment_of_something_new_starts_the_timer_again_for_the_rest()
    {
        var stand = Stand.In(TcpState.Established, window: 5000);
        stand.Send(1072);
        stand.WaitUntil(0.9);
        stand.Receive(stand.Next with { Ack = new(837) });

        Assert.Empty(stand.WaitUntil(1.8));
        Assert.Equal("[PSH, ACK] 537+536", stand.Brief(stand.WaitUntil(3.7).Select(s => s.Segment).Take(1)));
    }

    [Fact]
    public void Small_pieces_are_sent_again_as_one()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { Nagle = false });
        for (var i = 0; i < 5; i++) stand.Send(10);

        Assert.Equal("@1 [PSH, ACK] 1+50", stand.Brief(stand.WaitUntil(1)));
    }

    [Fact]
    public void A_smaller_path_cuts_what_is_out_anew_and_the_network_is_not_to_blame()
    {
        var stand = Stand.In(TcpState.Established, window: 5000, options: new() { MaximumSegmentSize = 1460 });
        stand.Send(2920);
        var before = stand.Connection!.Status.CongestionWindow;

        var again = stand.Icmp(IcmpKind.TooBig, stand.Tcb.SndUna, mtu: 1000);

        Assert.Equal("[ACK] 1+960, [ACK] 961+960, [ACK] 1921+960, [PSH, ACK] 2881+40", stand.Brief(again));
        Assert.Equal(before, stand.Connection.Status.CongestionWindow);
        Assert.Empty(stand.Icmp(IcmpKind.TooBig, stand.Tcb.SndUna, mtu: 1200));
        Assert.Empty(stand.Icmp(IcmpKind.TooBig, stand.Tcb.SndNxt, mtu: 500));
    }
}
