using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>What a user can set for one connection: RFC 9293 §3.7.4, §3.8.3, §3.8.4 and §3.10.8.</summary>
public class ConfigurationTests
{
    private static readonly double[] s_moreThanAnHour = [1, 3, 7, 15, 31, 63, 123];

    [Fact]
    [Trait("RFC9293", "MUST-17")]
    public void Without_the_Nagle_algorithm_small_pieces_go_at_once_and_what_waited_goes_too()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Send(1);
        Assert.Empty(stand.Send(1));

        Assert.Equal("[PSH, ACK] 2+1", stand.Brief(stand.Configure(stand.Connection!.Profile with { Nagle = false })));
        Assert.Equal("[PSH, ACK] 3+1", stand.Brief(stand.Send(1)));
        Assert.True(stand.Host.Profile.Nagle);
    }

    [Theory]
    [Trait("RFC9293", "MUST-21")]
    [InlineData(TcpState.SynSent)]
    [InlineData(TcpState.SynReceived)]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.Closing)]
    [InlineData(TcpState.LastAck)]
    public void The_user_timeout_ends_the_wait_for_an_acknowledgment_to_the_microsecond(TcpState state)
    {
        var stand = Stand.In(state);
        stand.Configure(stand.Connection!.Profile with { UserTimeout = TimeSpan.FromSeconds(10) });

        stand.WaitUntil(9.999999);
        Assert.Equal(state, stand.State);
        stand.WaitUntil(10);

        Assert.Equal(state == TcpState.SynReceived ? TcpState.Listen : TcpState.Closed, stand.State);
        if (state != TcpState.SynReceived) Assert.Equal("TimedOut", stand.Application.Heard[^1]);
    }

    [Fact]
    [Trait("RFC9293", "MUST-21")]
    public void The_user_timeout_begins_again_with_each_acknowledgment_and_counts_only_while_one_is_missing()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { UserTimeout = TimeSpan.FromSeconds(10) });
        stand.WaitUntil(100);
        stand.Send(10);
        stand.WaitUntil(109);
        stand.Receive(stand.Next with { Ack = new(306) });

        stand.WaitUntil(118.9);
        Assert.Equal(TcpState.Established, stand.State);
        stand.WaitUntil(119);
        Assert.Equal(TcpState.Closed, stand.State);
    }

    [Fact]
    [Trait("RFC9293", "MUST-21")]
    public void With_a_user_timeout_that_never_comes_nothing_is_given_up()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Configure(stand.Connection!.Profile with { UserTimeout = Timeout.InfiniteTimeSpan });
        stand.Send(1);

        var sent = stand.WaitUntil(86_400);

        Assert.Equal(s_moreThanAnHour, sent.Take(7).Select(s => s.At));
        Assert.Equal((TcpState.Established, 7 + ((86_400 - 123) / 60)), (stand.State, sent.Count));
    }

    [Fact]
    [Trait("RFC9293", "MUST-24")]
    public void Keep_alives_are_turned_on_and_off_for_one_connection()
    {
        var stand = Stand.In(TcpState.Established);
        Assert.Empty(stand.WaitUntil(100));

        stand.Configure(stand.Connection!.Profile with { KeepAlive = TimeSpan.FromSeconds(300) });
        Assert.Equal("@300 [ACK] 0+0", stand.Brief(stand.WaitUntil(301)));
        stand.Receive(stand.Next);
        stand.Configure(stand.Connection!.Profile with { KeepAlive = null });

        Assert.Empty(stand.WaitUntil(100_000));
    }

    [Fact]
    [Trait("RFC9293", "MUST-28")]
    public void Keep_alives_that_are_only_turned_on_wait_two_hours()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Configure(stand.Connection!.Profile.WithKeepAlives());

        Assert.Equal("@7200 [ACK] 0+0", stand.Brief(stand.WaitUntil(7201)));
    }

    [Fact]
    public void A_keep_alive_is_not_sent_while_a_closed_window_is_probed()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { KeepAlive = TimeSpan.FromSeconds(20) });
        stand.Receive(stand.Next with { Window = 0 });
        stand.Send(1);
        for (var i = 0; i < 20; i++)
        {
            Assert.All(stand.Wait(61), s => Assert.Equal("[PSH, ACK] 1+1", stand.Brief([s.Segment])));
            stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna, Window = 0 });
        }
    }

    [Fact]
    public void A_keep_alive_from_the_peer_is_answered_with_or_without_an_octet()
    {
        var stand = Stand.In(TcpState.Established);

        foreach (var octets in (int[])[0, 1])
        {
            var arrival = stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt - 1, Payload = new byte[octets] });
            Assert.Equal((RfcRule.SequenceOutside, stand.OurAck), (arrival.Verdict.Rule, arrival.Answer));
        }

        Assert.Equal("", stand.Application.Text);
    }

    [Fact]
    public void The_answer_to_a_keep_alive_is_taken_without_a_word()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { KeepAlive = TimeSpan.FromSeconds(20) });
        stand.WaitUntil(20);

        var answer = stand.Receive(stand.Next);

        Assert.Equal(RfcRule.AckDuplicate, answer.Verdict.Rule);
        Assert.Empty(answer.Answers);
        Assert.Equal("@40 [ACK] 0+0", stand.Brief(stand.WaitUntil(41)));
    }
}
