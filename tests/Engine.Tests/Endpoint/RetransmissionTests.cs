using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 6298 timers and RFC 9293 §3.8.3: when something goes again, and when a TCP gives up.</summary>
public class RetransmissionTests
{
    private static readonly double[] s_synTimes = [1, 3, 7, 15, 31, 63, 123];
    private static readonly double[] s_finTimes = [1, 3, 7, 15, 31, 63];

    [Fact]
    [Trait("RFC9293", "MUST-23")]
    public void A_syn_goes_again_with_doubled_waits_and_is_given_up_after_three_minutes()
    {
        var stand = Stand.Closed();
        var syn = Assert.Single(stand.Open());

        var sent = stand.WaitUntil(182.999);
        Assert.Equal(s_synTimes, sent.Select(s => s.At));
        Assert.All(sent, s => Assert.Equal(syn, s.Segment));
        Assert.Equal(TcpState.SynSent, stand.State);

        Assert.Empty(stand.WaitUntil(183));
        Assert.Equal(TcpState.Closed, stand.State);
        Assert.Empty(stand.WaitUntil(10_000));
    }

    [Fact]
    [Trait("RFC9293", "MUST-22")]
    public void The_user_hears_of_a_syn_that_nobody_answers_and_at_last_that_it_was_given_up()
    {
        var stand = Stand.In(TcpState.SynSent);

        stand.WaitUntil(6.9);
        Assert.Empty(stand.Application.Heard);
        stand.WaitUntil(200);

        Assert.Equal(["Unanswered", "TimedOut"], stand.Application.Heard);
    }

    [Fact]
    public void A_user_who_listens_hears_nothing_of_a_syn_ack_that_nobody_answers()
    {
        var stand = Stand.In(TcpState.SynReceived);

        stand.WaitUntil(200);

        Assert.Empty(stand.Application.Heard);
    }

    [Fact]
    [Trait("RFC9293", "MUST-23")]
    public void A_syn_ack_goes_again_likewise_and_the_listener_listens_on()
    {
        var stand = Stand.In(TcpState.Listen);
        var synAck = stand.Receive(stand.Syn).Answer;

        var sent = stand.WaitUntil(182.999);
        Assert.Equal(s_synTimes, sent.Select(s => s.At));
        Assert.All(sent, s => Assert.Equal(synAck, s.Segment));

        Assert.Empty(stand.WaitUntil(183));
        Assert.Equal(TcpState.Listen, stand.State);
        Assert.Null(stand.Host.PollAt);
        Assert.Equal(RfcRule.ListenTakesSyn, stand.Receive(stand.Syn).Verdict.Rule);
    }

    [Fact]
    public void In_a_simultaneous_open_the_syn_ack_takes_the_place_of_the_syn()
    {
        var stand = Stand.In(TcpState.SynSent);
        stand.WaitUntil(2);
        var synAck = stand.Receive(stand.Syn).Answer;

        var sent = stand.WaitUntil(10);

        // The RTO stays doubled until a round trip is measured, and of what was sent twice none is (RFC 6298 §3, §5.5).
        Assert.Equal([4, 8], sent.Select(s => s.At));
        Assert.All(sent, s => Assert.Equal(synAck, s.Segment));
    }

    [Fact]
    public void In_a_simultaneous_open_with_a_lost_syn_no_round_trip_is_measured()
    {
        var stand = Stand.In(TcpState.SynSent);
        stand.WaitUntil(2);
        stand.Receive(stand.Syn);
        stand.WaitUntil(2.05);

        stand.Receive(stand.SynAck);

        // Its acknowledgment may be for any of the three.
        Assert.Equal(TimeSpan.FromSeconds(3), stand.Connection!.Status.Rto);
    }

    [Theory]
    [Trait("RFC9293", "SHLD-11")]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.Closing)]
    [InlineData(TcpState.LastAck)]
    public void A_fin_goes_again_with_doubled_waits_and_is_given_up_after_a_hundred_seconds(TcpState state)
    {
        var stand = Stand.In(state);
        var fin = stand.OurFin with { Seq = stand.Tcb.SndUna };

        var sent = stand.WaitUntil(122.999);
        Assert.Equal(s_finTimes, sent.Select(s => s.At));
        Assert.All(sent, s => Assert.Equal(fin, s.Segment));
        Assert.Equal(state, stand.State);

        Assert.Empty(stand.WaitUntil(123));
        Assert.Null(stand.Connection);
    }

    [Fact]
    public void A_fin_sent_again_acknowledges_what_has_come_since()
    {
        var stand = Stand.In(TcpState.FinWait1);
        stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Payload = Stand.Text("hello") });

        var (_, fin) = Assert.Single(stand.WaitUntil(1));

        Assert.Equal((new SeqNumber(301), new SeqNumber(106)), (fin.Seq, fin.Ack));
    }

    [Theory]
    [InlineData(TcpState.Established)]
    [InlineData(TcpState.FinWait2)]
    [InlineData(TcpState.CloseWait)]
    public void Nothing_goes_again_when_all_is_acknowledged(TcpState state)
    {
        var stand = Stand.In(state);

        Assert.Empty(stand.WaitUntil(10_000));
        Assert.Equal(state, stand.State);
    }

    [Fact]
    public void When_syn_ack_and_fin_are_both_out_the_syn_ack_goes_again_first_and_then_the_fin()
    {
        var stand = Stand.In(TcpState.SynReceived);
        stand.WaitUntil(0.5);
        stand.Close();

        var before = stand.WaitUntil(4);
        stand.Receive(stand.Next with { Ack = new(301) });
        var after = stand.WaitUntil(8);

        Assert.Equal([(1.0, ControlBits.SynAck, 300u), (3.0, ControlBits.SynAck, 300u)], before.Select(s => (s.At, s.Segment.Bits, s.Segment.Seq.Value)));

        // A SYN that was lost makes the RTO of what follows three seconds (RFC 6298 §5.7).
        Assert.Equal([(7.0, ControlBits.FinAck, 301u)], after.Select(s => (s.At, s.Segment.Bits, s.Segment.Seq.Value)));
    }

    [Fact]
    public void An_out_of_order_segment_does_not_stop_the_timer()
    {
        var stand = Stand.In(TcpState.FinWait1);
        stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Seq = stand.Tcb.RcvNxt + 10, Payload = Stand.Text("early") });

        Assert.Single(stand.WaitUntil(1));
    }

    [Fact]
    public void A_stopped_and_restarted_timer_leaves_no_second_one_behind()
    {
        // Waits of falling length: each new timer is due before the one that stands.
        var stand = Stand.In(TcpState.SynSent);
        stand.WaitUntil(16);
        stand.Receive(stand.SynAck);
        stand.Close();
        stand.WaitUntil(16.5);

        var sent = stand.WaitUntil(120);

        Assert.Equal([19, 25, 37, 61, 109], sent.Select(s => s.At));
    }
}
