using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 5681 and RFC 6582: how much may be in flight, and what goes again without waiting for the timer. Segments of 1000 octets.</summary>
public class RecoveryTests
{
    private const uint Mss = 1000;
    private static readonly string[] s_slowStart = ["[ACK] 4001+1000, [ACK] 5001+1000", "[ACK] 6001+1000, [ACK] 7001+1000", "[ACK] 8001+1000, [ACK] 9001+1000"];

    private static Stand Open(uint iss = Stand.DefaultIss, HostProfile? profile = null) =>
        Stand.In(TcpState.Established, iss, profile: profile, options: new() { MaximumSegmentSize = (ushort)Mss }, window: 60_000);

    /// <summary>The peer acknowledges so many octets of text, counted from the first.</summary>
    private static Segment Ack(Stand stand, uint octets) => stand.Next with { Ack = stand.Tcb.Iss + 1 + octets };

    private static string Hear(Stand stand, uint octets) => stand.Brief(stand.Receive(Ack(stand, octets)).Answers);

    private static uint Cwnd(Stand stand) => stand.Connection!.Status.CongestionWindow;

    [Theory]
    [InlineData(536, 2144u)]
    [InlineData(1095, 4380u)]
    [InlineData(1096, 3288u)]
    [InlineData(2190, 6570u)]
    [InlineData(2191, 4382u)]
    public void The_initial_window_is_four_three_or_two_segments(int mss, uint window)
    {
        var stand = Stand.In(
            TcpState.Established, profile: HostProfile.Plain with { Mtu = 9000 }, options: new() { MaximumSegmentSize = (ushort)mss }, window: 60_000);

        var sent = stand.Send(20_000);

        Assert.Equal(window, Cwnd(stand));
        Assert.Equal(window, (uint)sent.Sum(s => s.Payload.Length));
    }

    [Fact]
    public void After_a_lost_syn_it_is_one_segment_and_the_RTO_three_seconds()
    {
        var stand = Stand.In(TcpState.SynSent, options: new() { MaximumSegmentSize = (ushort)Mss }, window: 60_000);
        stand.WaitUntil(1);
        stand.Receive(stand.SynAck);

        Assert.Equal("[ACK] 1+1000", stand.Brief(stand.Send(5000)));
        Assert.Equal("@4 [ACK] 1+1000", stand.Brief(stand.WaitUntil(5)));
    }

    [Theory]
    [InlineData(Stand.DefaultIss)]
    [InlineData(uint.MaxValue - 4500)]
    public void In_slow_start_each_ack_opens_the_window_by_one_segment(uint iss)
    {
        var stand = Open(iss);
        stand.Send(50_000);

        Assert.Equal(s_slowStart, new uint[] { 1000, 2000, 3000 }.Select(octets => Hear(stand, octets)));
        Assert.Equal(7000u, Cwnd(stand));

        // An ACK for three segments counts as one (RFC 5681 §3.1, formula 2).
        Assert.Equal("[ACK] 10001+1000, [ACK] 11001+1000, [ACK] 12001+1000, [ACK] 13001+1000", Hear(stand, 6000));
        Assert.Equal(8000u, Cwnd(stand));
    }

    [Fact]
    public void Without_congestion_control_the_window_alone_counts()
    {
        var stand = Open(profile: HostProfile.Plain with { ControlsCongestion = false });

        Assert.Equal(60_000, stand.Send(100_000).Sum(s => s.Payload.Length));
    }

    [Fact]
    public void After_a_timeout_one_segment_goes_and_above_half_the_flight_growth_is_slow()
    {
        var stand = Open();
        stand.Send(50_000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);
        Assert.Equal(8000u, Cwnd(stand));

        Assert.Equal("@1 [ACK] 4001+1000", stand.Brief(stand.WaitUntil(1)));
        Assert.Equal(1000u, Cwnd(stand));

        // ssthresh is 4000: slow start up to there, then one segment for each window.
        var trace = new List<uint>();
        for (var octets = 5000u; octets <= 17_000; octets += 1000)
        {
            Hear(stand, octets);
            trace.Add(Cwnd(stand) / 1000);
        }

        Assert.Equal([2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6], trace);
    }

    [Fact]
    public void After_a_timeout_all_that_is_out_goes_again_as_the_window_opens_and_what_arrived_does_not()
    {
        var stand = Open();
        stand.Send(50_000);
        stand.WaitUntil(1);

        Assert.Equal("[ACK] 1001+1000, [ACK] 2001+1000", Hear(stand, 1000));

        // The fourth had arrived: only the third was still missing.
        Assert.Equal("[ACK] 4001+1000, [ACK] 5001+1000, [ACK] 6001+1000", Hear(stand, 4000));
    }

    [Fact]
    public void The_threshold_falls_once_for_each_loss_however_often_the_timer_goes_off()
    {
        var stand = Open();
        stand.Send(50_000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);
        stand.WaitUntil(8);

        var trace = new List<uint>();
        for (var octets = 5000u; octets <= 8000; octets += 1000)
        {
            Hear(stand, octets);
            trace.Add(Cwnd(stand) / 1000);
        }

        Assert.Equal([2, 3, 4, 4], trace);
    }

    [Theory]
    [InlineData(Stand.DefaultIss)]
    [InlineData(uint.MaxValue - 4500)]
    public void The_third_duplicate_ack_brings_the_lost_segment_at_once(uint iss)
    {
        var stand = Open(iss);
        stand.Send(50_000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);

        // Eight in flight, 4001 to 12000. Two duplicates let new segments go (limited transmit), the third brings the lost one.
        Assert.Equal("[ACK] 12001+1000", Hear(stand, 4000));
        Assert.Equal("[ACK] 13001+1000", Hear(stand, 4000));
        Assert.Equal("[ACK] 4001+1000", Hear(stand, 4000));
        Assert.Equal(4000u, Cwnd(stand));

        // Half of the eight may be in flight. Ten are out and three have left: three more have to before a new one goes.
        Assert.Equal(["", "", "", "[ACK] 14001+1000", "[ACK] 15001+1000"], Enumerable.Range(0, 5).Select(_ => Hear(stand, 4000)));

        // All of it: recovery ends with half the window.
        Hear(stand, 14_000);
        Assert.Equal(3000u, Cwnd(stand));
    }

    [Fact]
    public void A_partial_acknowledgment_brings_the_next_lost_segment_at_once()
    {
        var stand = Open();
        stand.Send(50_000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);
        for (var i = 0; i < 3; i++) Hear(stand, 4000);

        Assert.StartsWith("[ACK] 6001+1000", Hear(stand, 6000), StringComparison.Ordinal);
        Assert.StartsWith("[ACK] 9001+1000", Hear(stand, 9000), StringComparison.Ordinal);
        Assert.Equal(4000u, Cwnd(stand));
    }

    [Fact]
    public void Duplicates_of_what_the_timer_sent_again_start_no_second_repair()
    {
        var stand = Open();
        stand.Send(50_000);
        stand.WaitUntil(1);
        Hear(stand, 1000);

        for (var i = 0; i < 5; i++) Assert.DoesNotContain("1001+", Hear(stand, 1000), StringComparison.Ordinal);
        Assert.Equal(2000u, Cwnd(stand));
    }

    [Fact]
    public void Duplicates_of_the_end_of_what_was_repaired_start_no_other_repair()
    {
        var stand = Open();
        stand.Send(4000);
        stand.WaitUntil(1);
        stand.Send(50_000);
        Assert.Equal("[ACK] 4001+1000, [ACK] 5001+1000", Hear(stand, 4000));

        // Limited transmit: two duplicates bring two new segments, and the rest nothing at all.
        Assert.Equal(["[ACK] 6001+1000", "[ACK] 7001+1000", "", "", ""], Enumerable.Range(0, 5).Select(_ => Hear(stand, 4000)));
        Assert.Equal(2000u, Cwnd(stand));
    }

    [Fact]
    public void Text_and_window_updates_are_no_duplicates()
    {
        var stand = Open();
        stand.Send(50_000);
        var before = Cwnd(stand);

        for (var i = 0; i < 6; i++) stand.Receive(Ack(stand, 0) with { Payload = Stand.Text("hi") });
        for (var i = 0; i < 6; i++) stand.Receive(Ack(stand, 0) with { Window = (ushort)(50_000 + i) });

        Assert.Equal((before, new SeqNumber(4301)), (Cwnd(stand), stand.Tcb.SndNxt));
    }

    [Fact]
    public void Half_of_little_is_still_two_segments()
    {
        var stand = Open();
        stand.Send(2000);
        for (var i = 0; i < 3; i++) Hear(stand, 0);

        Assert.Equal(2000u, Cwnd(stand));
    }

    [Theory]
    [InlineData(0.99, 8)]
    [InlineData(1.01, 4)]
    public void After_more_than_one_RTO_of_silence_the_window_is_the_initial_one_again(double idle, int segments)
    {
        var stand = Open();
        stand.Send(4000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);
        stand.Wait(idle);

        Assert.Equal(segments, stand.Send(20_000).Length);
    }

    [Fact]
    public void A_keep_alive_in_the_silence_is_no_text()
    {
        var stand = Open(profile: HostProfile.Plain with { KeepAlive = TimeSpan.FromSeconds(10) });
        stand.Send(4000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);
        Assert.Single(stand.Wait(10.5));

        Assert.Equal(4, stand.Send(20_000).Length);
    }

    [Fact]
    public void The_fin_is_repaired_like_text()
    {
        var stand = Open();
        stand.Send(1500);
        Assert.Equal("[FIN, PSH, ACK] 1001+500", stand.Brief(stand.Close()));
        Hear(stand, 0);
        Hear(stand, 0);

        Assert.Equal("[ACK] 1+1000", Hear(stand, 0));
        Assert.Equal("[FIN, PSH, ACK] 1001+500", Hear(stand, 1000));
        Assert.Equal("", Hear(stand, 1500));
        Assert.Equal("[FIN, ACK] 1501+0", stand.Brief(stand.WaitUntil(1).Select(s => s.Segment)));
    }

    [Fact]
    public void A_fin_goes_again_with_the_full_segment_that_it_went_with()
    {
        var stand = Open();
        stand.Send(600);
        stand.Send(900);
        Assert.Equal("[FIN, PSH, ACK] 601+900", stand.Brief(stand.Close()));

        Hear(stand, 500);

        Assert.Equal("@1 [FIN, PSH, ACK] 501+1000", stand.Brief(stand.WaitUntil(1)));
    }
}
