using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>TIME-WAIT lasts 2 MSL, four minutes, after the last FIN that was heard (RFC 9293 §3.6.1, MUST-13; §3.10.8).</summary>
public class TimeWaitTests
{
    [Fact]
    [Trait("RFC9293", "MUST-13")]
    public void After_two_lifetimes_the_connection_is_gone()
    {
        var stand = Stand.In(TcpState.TimeWait);

        stand.WaitUntil(239.999999);
        Assert.Equal(TcpState.TimeWait, stand.State);

        Assert.Empty(stand.WaitUntil(240));
        Assert.Equal(TcpState.Closed, stand.State);
        Assert.Null(stand.Host.PollAt);
    }

    [Theory]
    [Trait("RFC9293", "MUST-13")]
    [InlineData(0u)]
    [InlineData(1u)]
    public void The_fin_sent_again_restarts_the_wait(uint back)
    {
        var stand = Stand.In(TcpState.TimeWait);
        stand.WaitUntil(100);

        var arrival = stand.Receive(stand.Fin with { Seq = stand.Tcb.RcvNxt - back });

        Assert.Equal((Outcome.Accepted, RfcRule.FinAgain), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(stand.OurAck, arrival.Answer);
        stand.WaitUntil(339.999);
        Assert.Equal(TcpState.TimeWait, stand.State);
        stand.WaitUntil(340);
        Assert.Equal(TcpState.Closed, stand.State);
    }

    [Theory]
    [InlineData("FIN")]
    [InlineData("SYN, FIN, ACK")]
    [InlineData("ACK")]
    [InlineData("SYN")]
    public void Nothing_else_restarts_it(string bits)
    {
        var stand = Stand.In(TcpState.TimeWait);
        stand.WaitUntil(100);
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));
        var segment = stand.Next with { Bits = parsed };

        stand.Receive(segment with { Seq = stand.Tcb.RcvNxt - segment.Length });

        stand.WaitUntil(240);
        Assert.Equal(TcpState.Closed, stand.State);
    }

    [Fact]
    public void A_fin_with_an_older_number_does_not_restart_it()
    {
        var stand = Stand.In(TcpState.TimeWait);
        stand.WaitUntil(100);

        Matrix.Play(stand, stand.Fin with { Seq = stand.Tcb.RcvNxt - 50 }, RfcRule.SequenceOutside);

        stand.WaitUntil(240);
        Assert.Equal(TcpState.Closed, stand.State);
    }

    [Fact]
    public void Where_nobody_listens_a_new_syn_is_challenged_or_told_what_is_expected_and_opens_nothing()
    {
        var stand = Stand.In(TcpState.TimeWait);

        Assert.Equal(RfcRule.SynChallenged, stand.Receive(stand.Syn with { Seq = stand.Tcb.RcvNxt + 5 }).Verdict.Rule);
        Assert.Equal(RfcRule.SequenceOutside, stand.Receive(stand.Syn with { Seq = stand.Tcb.RcvNxt + 100_000 }).Verdict.Rule);
        Assert.Equal(TcpState.TimeWait, stand.State);
    }

    [Fact]
    public void A_reset_does_not_end_it_early()
    {
        var stand = Stand.In(TcpState.TimeWait);

        Matrix.Play(stand, stand.Next with { Bits = ControlBits.Rst }, RfcRule.TimeWaitIgnoresReset);

        Assert.Equal(TcpState.TimeWait, stand.State);
    }

    [Fact]
    public void Without_the_guard_of_RFC_1337_an_exact_reset_ends_it_early()
    {
        var stand = Stand.In(TcpState.TimeWait, profile: HostProfile.Plain with { GuardsTimeWait = false });

        Matrix.Play(stand, stand.Next with { Bits = ControlBits.Rst }, RfcRule.ResetExact);

        Assert.Null(stand.Connection);
        Assert.Empty(stand.WaitUntil(1000));
    }

    [Fact]
    public void A_listener_takes_a_new_connection_of_the_same_two_sockets_when_it_is_over()
    {
        var stand = Stand.InEstablishedFromListen();
        stand.Close();
        stand.Receive(stand.Fin);
        Assert.Equal(TcpState.TimeWait, stand.State);
        stand.WaitUntil(300);

        Assert.Equal(RfcRule.ListenTakesSyn, stand.Receive(stand.Syn).Verdict.Rule);
    }
}
