using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.8.6.2.2 and §3.8.6.3, the receiver's side: the window that is offered, and when text is acknowledged.</summary>
public class ReceiveTests
{
    private static readonly HostProfile s_delays = HostProfile.Plain with { AckDelay = TimeSpan.FromMilliseconds(200) };

    private static Arrival Hear(Stand stand, int octets) => stand.Receive(stand.Next with { Payload = new byte[octets] });

    [Fact]
    public void Every_second_segment_is_acknowledged_and_a_single_one_after_the_delay()
    {
        var stand = Stand.In(TcpState.Established, profile: s_delays);

        Assert.Empty(Hear(stand, 536).Answers);
        Assert.Equal("[ACK] 1+0 ack=1073", stand.Brief(Hear(stand, 536).Answers, withAck: true));
        Assert.Empty(Hear(stand, 536).Answers);
        Assert.Equal("@0.2 [ACK] 1+0", stand.Brief(stand.WaitUntil(1)));
    }

    [Fact]
    public void Small_segments_wait_for_as_much_as_two_large_ones_hold_or_for_the_delay()
    {
        var stand = Stand.In(TcpState.Established, profile: s_delays);
        Hear(stand, 1000);
        Hear(stand, 1000);

        Assert.All(Enumerable.Range(0, 19), _ => Assert.Empty(Hear(stand, 100).Answers));
        Assert.Single(Hear(stand, 100).Answers);
    }

    [Theory]
    [InlineData(100u, 4, "ack=1")]
    [InlineData(0u, 4, "ack=5")]
    public void What_opens_a_gap_or_fills_one_is_acknowledged_at_once(uint offset, int octets, string ack)
    {
        var stand = Stand.In(TcpState.Established, profile: s_delays);
        if (offset == 0) stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + 50, Payload = new byte[1] });

        var answers = stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + offset, Payload = new byte[octets] }).Answers;

        Assert.EndsWith(ack, stand.Brief(answers, withAck: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fin_is_acknowledged_at_once_and_the_text_before_it_with_it()
    {
        var stand = Stand.In(TcpState.Established, profile: s_delays);
        Hear(stand, 10);

        Assert.Equal("[ACK] 1+0 ack=12", stand.Brief(stand.Receive(stand.Fin).Answers, withAck: true));
        Assert.Empty(stand.WaitUntil(5));
    }

    [Fact]
    public void Any_segment_pays_the_debt()
    {
        var stand = Stand.In(TcpState.Established, profile: s_delays);
        Hear(stand, 10);
        Assert.Equal("[PSH, ACK] 1+3 ack=11", stand.Brief(stand.Send(3), withAck: true));
        Assert.Equal("@1 [PSH, ACK] 1+3", stand.Brief(stand.WaitUntil(1)));

        Hear(stand, 10);
        Assert.Equal("[ACK] 4+0 ack=21", stand.Brief(stand.Receive(stand.Next with { Bits = ControlBits.Syn }).Answers, withAck: true));
        Assert.Empty(stand.Wait(0.5));
    }

    [Fact]
    public void A_small_piece_that_waits_for_an_acknowledgment_that_waits_too_goes_after_the_delay()
    {
        var stand = Stand.In(TcpState.Established);
        var peer = Stand.In(TcpState.Established, profile: s_delays);
        var first = Assert.Single(stand.Send(10));
        Assert.Empty(stand.Send(10));

        Assert.Empty(peer.Receive(peer.Next with { Payload = first.Payload }).Answers);
        var (at, ack) = Assert.Single(peer.WaitUntil(0.9));
        stand.WaitUntil(at);

        Assert.Equal((0.2, peer.Tcb.Irs + 11), (at, ack.Ack));
        Assert.Equal("[PSH, ACK] 11+10", stand.Brief(stand.Receive(stand.Next with { Ack = stand.Tcb.Iss + 11 }).Answers));
    }

    [Theory]
    [InlineData(Stand.DefaultIrs)]
    [InlineData(uint.MaxValue - 1000)]
    public void The_right_edge_stands_still_until_the_user_has_read_and_then_moves_in_steps(uint irs)
    {
        var stand = Stand.In(TcpState.Established, irs: irs, profile: HostProfile.Plain with { ReceiveBuffer = 10_000 });
        stand.Application.Reads = false;
        Assert.Equal(7000, Hear(stand, 3000).Answer.Window);
        Assert.Equal(0, Hear(stand, 7000).Answer.Window);

        Assert.Empty(stand.Read(2919));
        Assert.Equal([2920], stand.Read(1).Select(s => (int)s.Window));
        Assert.Empty(stand.Read(1459));

        // 1459 more are free: less than a segment is not told. One more octet makes it one, and any segment tells.
        Assert.Equal(2920 - 10, Hear(stand, 10).Answer.Window);
        Assert.Empty(stand.Read(11));
        Assert.Equal(2910 - 10 + 1470, Hear(stand, 10).Answer.Window);
    }

    [Fact]
    public void Text_for_a_closed_window_is_not_taken_but_its_acknowledgment_is()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { ReceiveBuffer = 10 });
        stand.Application.Reads = false;
        Hear(stand, 10);
        stand.Send(5);

        var probe = stand.Receive(stand.Next with { Payload = new byte[1], Window = 7 });

        Assert.Equal((Outcome.Acknowledged, RfcRule.WindowClosed), (probe.Verdict.Outcome, probe.Verdict.Rule));
        Assert.Equal((new SeqNumber(306), 7u, 10), (stand.Tcb.SndUna, stand.Tcb.SndWnd, stand.Connection!.Unread));
        Assert.Equal((0, stand.OurAck), (probe.Answer.Window, probe.Answer));
    }

    [Fact]
    public void A_closed_window_still_believes_an_exact_reset_and_no_other()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { ReceiveBuffer = 10 });
        stand.Application.Reads = false;
        Hear(stand, 10);

        Assert.Equal(RfcRule.SequenceOutsideReset, stand.Receive(stand.Next with { Bits = ControlBits.Rst, Seq = stand.Tcb.RcvNxt + 1 }).Verdict.Rule);
        Assert.Equal(RfcRule.ResetExact, stand.Receive(stand.Next with { Bits = ControlBits.Rst }).Verdict.Rule);
    }

    [Fact]
    public void A_fin_for_a_closed_window_waits_until_there_is_room()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { ReceiveBuffer = 10 });
        stand.Application.Reads = false;
        stand.Receive(stand.Fin with { Payload = new byte[10] });
        Assert.Equal((RfcRule.WindowClosed, TcpState.Established), (stand.Receive(stand.Fin).Verdict.Rule, stand.State));

        stand.Read(10);

        Assert.Equal((RfcRule.FinTaken, TcpState.CloseWait), (stand.Receive(stand.Fin).Verdict.Rule, stand.State));
    }

    [Fact]
    public void Without_scaling_no_more_is_offered_than_the_field_can_say()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { ReceiveBuffer = 200_000 });
        Hear(stand, 10);

        Assert.Equal(65535u - 10, stand.Tcb.RcvWnd);
        Assert.Equal(RfcRule.SequenceOutside, stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + 65_600, Payload = new byte[1] }).Verdict.Rule);
    }

    [Theory]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.FinWait2)]
    public void Half_closed_we_go_on_receiving_for_as_long_as_it_takes(TcpState state)
    {
        var stand = Stand.In(state);
        for (var minute = 0; minute < 30; minute++)
        {
            stand.Wait(60);
            var answer = Hear(stand, 100).Answer;
            Assert.Equal(stand.OurAck, answer);
        }

        Assert.Equal((TcpState.FinWait2, 3000), (stand.State, stand.Application.Text.Length));
        stand.Receive(stand.Fin);
        Assert.Equal(TcpState.TimeWait, stand.State);
    }

    [Fact]
    public void Half_closed_by_the_peer_we_go_on_sending_for_as_long_as_it_takes()
    {
        var stand = Stand.In(TcpState.CloseWait);
        for (var minute = 0; minute < 30; minute++)
        {
            stand.Wait(60);
            Assert.Single(stand.Send(100));
            Assert.Empty(stand.Receive(stand.Next).Answers);
        }

        Assert.Equal("[FIN, ACK] 3001+0", stand.Brief(stand.Close()));
    }
}
