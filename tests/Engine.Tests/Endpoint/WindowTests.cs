using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.8.6, the sender's side: closed, shrunk and silly windows.</summary>
public class WindowTests
{
    private static readonly double[] s_probeTimes = [1, 3, 7, 15, 31, 63, 123, 183, 243];

    /// <summary>A connection whose peer has closed its window.</summary>
    private static Stand Closed(uint iss = Stand.DefaultIss)
    {
        var stand = Stand.In(TcpState.Established, iss);
        stand.Receive(stand.Next with { Window = 0 });
        return stand;
    }

    [Fact]
    public void A_closed_window_is_probed_with_one_octet_after_the_RTO_and_then_ever_more_rarely()
    {
        var stand = Closed();

        Assert.Empty(stand.Send(10));

        foreach (var at in s_probeTimes)
        {
            var (when, probe) = Assert.Single(stand.WaitUntil(at));
            Assert.Equal((at, "[ACK] 1+1"), (when, stand.Brief([probe])));
            stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 0 });
        }
    }

    [Theory]
    [InlineData(Stand.DefaultIss)]
    [InlineData(uint.MaxValue)]
    public void A_window_that_stays_closed_for_hours_is_probed_as_long_as_the_answers_come(uint iss)
    {
        var stand = Closed(iss);
        stand.Send(10);
        for (var i = 0; i < 300; i++)
        {
            stand.Wait(60.5);

            // Every third answer is lost.
            if (i % 3 != 0) stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 0 });
        }

        Assert.Equal((TcpState.Established, new SeqNumber(iss) + 1), (stand.State, stand.Tcb.SndUna));
        Assert.DoesNotContain("Unanswered", stand.Application.Heard);
    }

    [Fact]
    public void A_probe_that_nobody_answers_any_more_is_given_up()
    {
        var stand = Closed();
        stand.Send(10);
        for (var i = 0; i < 10; i++)
        {
            stand.Wait(61);
            stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 0 });
        }

        stand.Wait(300);
        Assert.Equal(TcpState.Established, stand.State);
        stand.Wait(300);

        Assert.Equal(TcpState.Closed, stand.State);
        Assert.Equal("TimedOut", stand.Application.Heard[^1]);
    }

    [Fact]
    public void When_the_window_opens_everything_goes_at_once_in_one_piece_and_with_a_timer_of_its_own()
    {
        var stand = Closed();
        stand.Send(10);
        stand.WaitUntil(100);

        var opened = stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 1000 }).Answers;
        var again = stand.WaitUntil(104);

        Assert.Equal("[PSH, ACK] 1+10", stand.Brief(opened));
        Assert.Equal("@101 [PSH, ACK] 1+10; @103 [PSH, ACK] 1+10", stand.Brief(again));
    }

    [Fact]
    public void A_window_that_opens_before_the_first_probe_leaves_no_hurried_timer()
    {
        var stand = Closed();
        stand.Send(10);
        stand.WaitUntil(0.9);

        var opened = stand.Receive(stand.Next with { Window = 1000 }).Answers;

        Assert.Equal("[PSH, ACK] 1+10", stand.Brief(opened));
        Assert.Equal("@1.9 [PSH, ACK] 1+10", stand.Brief(stand.WaitUntil(2)));
    }

    [Fact]
    public void Closed_windows_do_not_slow_down_what_follows()
    {
        var stand = Closed();
        stand.Send(1);
        stand.WaitUntil(90);
        stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna });
        stand.Receive(stand.Next);

        stand.Send(1);

        Assert.Equal(TimeSpan.FromSeconds(1), stand.Connection!.Status.Rto);
        Assert.Equal("@91 [PSH, ACK] 2+1", stand.Brief(stand.WaitUntil(91.5)));
    }

    [Fact]
    public void A_probe_that_was_taken_counts_as_sent()
    {
        var stand = Closed();
        stand.Send(10);
        stand.WaitUntil(1);

        Assert.Empty(stand.Receive(stand.Next with { Window = 0 }).Answers);

        Assert.Equal("@2 [ACK] 2+1", stand.Brief(stand.WaitUntil(2)));
    }

    [Fact]
    public void A_fin_behind_a_closed_window_asks_for_room_by_itself_and_is_never_given_up()
    {
        var stand = Closed();
        stand.Send(3);
        Assert.Empty(stand.Close());
        Assert.Equal(TcpState.FinWait1, stand.State);

        Assert.Equal("@1 [ACK] 1+1", stand.Brief(stand.WaitUntil(1)));
        Assert.Equal("[FIN, PSH, ACK] 1+3", stand.Brief(stand.Receive(stand.Next with { Ack = new(301), Window = 3 }).Answers));
        stand.Receive(stand.Next with { Ack = new(304), Window = 0 });
        for (var i = 0; i < 100; i++)
        {
            Assert.All(stand.Wait(61), s => Assert.Equal("[FIN, ACK] 4+0", stand.Brief([s.Segment])));
            stand.Receive(stand.Next with { Ack = new(304), Window = 0 });
        }

        Assert.Equal("[FIN, ACK] 4+0", stand.Brief(stand.Receive(stand.Next with { Ack = new(304), Window = 1 }).Answers));
        stand.Receive(stand.Next);
        Assert.Equal(TcpState.FinWait2, stand.State);
    }

    [Fact]
    public void Inside_a_window_that_has_shrunk_old_octets_go_again_and_new_ones_wait()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Send(900);
        stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Seq = stand.Tcb.RcvNxt, Window = 100 });

        Assert.Empty(stand.Send(50));
        Assert.Equal("@1 [ACK] 1+100", stand.Brief(stand.WaitUntil(2.9)));

        // The next hundred follow when the first are acknowledged; what was never sent still waits.
        Assert.Equal("[ACK] 101+100", stand.Brief(stand.Receive(stand.Next with { Ack = new(401), Window = 100 }).Answers));
    }

    [Fact]
    public void A_window_that_shrinks_to_nothing_is_probed_with_an_old_octet()
    {
        var stand = Stand.In(TcpState.Established, window: 2000);
        stand.Send(1072);
        stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 0 });

        Assert.Equal("@1 [ACK] 1+1; @3 [ACK] 1+1", stand.Brief(stand.WaitUntil(5)));

        var opened = stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 1500 }).Answers;
        Assert.Equal("[ACK] 1+536, [PSH, ACK] 537+536", stand.Brief(opened));
    }

    [Fact]
    public void Two_sides_with_closed_windows_probe_each_other_in_peace_and_the_first_to_read_is_heard()
    {
        var profile = HostProfile.Plain with { ReceiveBuffer = 10 };
        var stand = Stand.In(TcpState.Established, profile: profile);
        stand.Application.Reads = false;
        stand.Receive(stand.Next with { Payload = new byte[10], Window = 0 });
        Assert.Equal(0u, stand.Tcb.RcvWnd);
        stand.Send(4);
        stand.WaitUntil(1);

        // Its probe, then the ACK with which it answers ours: SND.NXT stands behind its probe.
        var probe = stand.Receive(stand.Next with { Ack = new(301), Payload = new byte[1], Window = 0 });
        var answer = stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + 1, Ack = new(301), Window = 0 });
        var update = stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + 1, Ack = new(301), Window = 1000 });

        Assert.Equal((RfcRule.WindowClosed, RfcRule.AckDuplicate), (probe.Verdict.Rule, answer.Verdict.Rule));
        Assert.Equal(stand.OurAck with { Seq = new(302) }, probe.Answer);
        Assert.Empty(answer.Answers);
        Assert.Equal("[PSH, ACK] 1+4", stand.Brief(update.Answers));
    }

    [Fact]
    public void A_small_piece_of_window_is_not_filled_until_half_a_second_has_passed()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Window = 100 });

        Assert.Empty(stand.Send(300));

        Assert.Equal("@0.5 [ACK] 1+100", stand.Brief(stand.WaitUntil(0.6)));
    }

    [Theory]
    [InlineData(500, "[ACK] 1+500")]
    [InlineData(499, "")]
    [InlineData(536, "[ACK] 1+536")]
    public void Half_of_the_largest_window_or_a_full_segment_is_worth_sending(int window, string expected)
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Window = (ushort)window });

        Assert.Equal(expected, stand.Brief(stand.Send(900)));
    }

    [Fact]
    public void All_that_waits_is_worth_sending_however_little()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Window = 3 });

        Assert.Equal("[PSH, ACK] 1+2", stand.Brief(stand.Send(2)));
    }

    [Theory]
    [InlineData(Stand.DefaultIss)]
    [InlineData(uint.MaxValue - 2)]
    public void Through_windows_of_one_octet_text_goes_octet_by_octet(uint iss)
    {
        var stand = Stand.In(TcpState.Established, iss, profile: HostProfile.Plain with { ReceiveBuffer = 1 }, window: 1);
        Assert.Equal("[ACK] 1+1", stand.Brief(stand.Send(5)));
        Assert.Equal("[ACK] 2+1", stand.Brief(stand.Receive(stand.Next).Answers));
        Assert.Equal("[ACK] 3+1", stand.Brief(stand.Receive(stand.Next).Answers));

        var both = stand.Receive(stand.Next with { Payload = Stand.Text("a") });

        Assert.Equal(("[ACK] 4+1", (ushort)1), (stand.Brief(both.Answers), both.Answer.Window));
        Assert.Equal("a", stand.Application.Text);
        Assert.Equal("[PSH, ACK] 5+1", stand.Brief(stand.Receive(stand.Next).Answers));
    }

    [Fact]
    public void Two_hosts_with_windows_of_one_octet_get_everything_across()
    {
        var narrow = HostProfile.Rfc9293 with { ReceiveBuffer = 1, SendBuffer = 1 };
        var transfer = new Transfer(new Weather(0.1, 0.1, 0.1), 7, narrow, narrow);

        transfer.Run(fromClient: 60, fromServer: 40);

        Assert.Equal((60, 40), (transfer.ServerEnd.Received.Count, transfer.ClientEnd.Received.Count));
        Assert.Equal((Ending.Closed, Ending.Closed), (Assert.Single(transfer.ClientEnd.Endings), Assert.Single(transfer.ServerEnd.Endings)));
    }
}
