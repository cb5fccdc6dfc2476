using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.6, §3.8.3, §3.9.1.8 and §3.9.2.2: what the application is told, and what ICMP does.</summary>
public class ReportTests
{
    public static TheoryData<TcpState> Open() => [TcpState.Established, TcpState.FinWait1, TcpState.FinWait2, TcpState.CloseWait];

    [Theory]
    [Trait("RFC9293", "MUST-12")]
    [MemberData(nameof(Open))]
    public void A_connection_that_the_peer_aborts_ends_with_a_reset(TcpState state)
    {
        var stand = Stand.In(state);
        stand.Receive(stand.Next with { Bits = ControlBits.Rst });

        Assert.Equal(["opened", nameof(Ending.Reset)], stand.Application.Heard);
    }

    [Fact]
    [Trait("RFC9293", "MUST-12")]
    public void A_connection_that_the_peer_closes_ends_closed()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Fin);
        Assert.Equal(1, stand.Application.TimesClosed);
        Assert.Equal(["opened"], stand.Application.Heard);

        stand.Close();
        stand.Receive(stand.Next);

        Assert.Equal(["opened", nameof(Ending.Closed)], stand.Application.Heard);
    }

    [Fact]
    [Trait("RFC9293", "MUST-12")]
    public void A_connection_that_never_opened_ends_refused()
    {
        var stand = Stand.In(TcpState.SynSent);
        stand.Receive(stand.FromPeer with { Bits = ControlBits.RstAck, Ack = stand.Tcb.SndNxt });

        Assert.Equal([nameof(Ending.Refused)], stand.Application.Heard);
    }

    [Fact]
    [Trait("RFC9293", "MUST-20")]
    [Trait("RFC9293", "SHLD-9")]
    [Trait("RFC9293", "SHLD-10")]
    [Trait("RFC9293", "SHLD-11")]
    [Trait("RFC9293", "MUST-47")]
    public void Text_that_nobody_acknowledges_is_told_of_after_three_retransmissions_and_given_up_after_a_hundred_seconds()
    {
        var stand = Calls.Connected();
        var first = Assert.Single(stand.Send("hello"));

        var again = stand.WaitUntil(6.999);
        Assert.Equal([1, 3], again.Select(sent => sent.At));
        Assert.All(again, sent => Assert.Equal(first, sent.Segment));
        Assert.Equal(["opened"], stand.Application.Heard);

        Assert.Equal([7], stand.WaitUntil(7).Select(sent => sent.At));
        Assert.Equal(["opened", nameof(Trouble.Unanswered)], stand.Application.Heard);

        stand.WaitUntil(100);
        Assert.Equal((TcpState.Established, 2), (stand.State, stand.Application.Heard.Count));
        stand.WaitUntil(200);
        Assert.Null(stand.Connection);
        Assert.Equal(["opened", nameof(Trouble.Unanswered), nameof(Ending.TimedOut)], stand.Application.Heard);
    }

    [Theory]
    [Trait("RFC9293", "MUST-47")]
    [Trait("RFC9293", "MUST-56")]
    [Trait("RFC9293", "SHLD-25")]
    [InlineData(IcmpKind.Unreachable)]
    [InlineData(IcmpKind.TimeExceeded)]
    [InlineData(IcmpKind.ParameterProblem)]
    public void A_soft_error_is_told_and_aborts_nothing(IcmpKind kind) => Assert.All(
        [TcpState.SynSent, TcpState.SynReceived, TcpState.Established, TcpState.FinWait1, TcpState.Closing, TcpState.LastAck],
        state =>
        {
            var stand = state == TcpState.SynReceived ? Stand.InSynReceivedFromSynSent() : Stand.In(state);
            if (state == TcpState.Established) stand.Send("hello");
            var before = stand.Tcb;

            Assert.Empty(stand.HearIcmp(kind));

            Assert.Equal(before, stand.Tcb);
            Assert.Equal(nameof(Trouble.SoftError), stand.Application.Heard[^1]);
        });

    [Fact]
    [Trait("RFC9293", "MUST-55")]
    public void A_source_quench_is_nothing()
    {
        var stand = Calls.Connected();
        stand.Send("hello");
        var (before, heard, window) = (stand.Tcb, stand.Application.Heard.Count, stand.Connection!.Status.CongestionWindow);

        Assert.Empty(stand.HearIcmp(IcmpKind.SourceQuench));

        Assert.Equal((before, heard, window), (stand.Tcb, stand.Application.Heard.Count, stand.Connection!.Status.CongestionWindow));
    }

    [Theory]
    [Trait("RFC9293", "SHLD-26")]
    [InlineData(TcpState.SynSent, Ending.Refused)]
    [InlineData(TcpState.Established, Ending.Reset)]
    [InlineData(TcpState.FinWait1, Ending.Reset)]
    public void A_hard_error_aborts(TcpState state, Ending ending)
    {
        var stand = Stand.In(state);
        if (state == TcpState.Established) stand.Send("hello");

        Assert.Empty(stand.HearIcmp(IcmpKind.Refused));

        Assert.Null(stand.Connection);
        Assert.Equal(ending.ToString(), stand.Application.Heard[^1]);
    }

    [Fact]
    [Trait("RFC9293", "MUST-54")]
    public void An_icmp_error_reaches_the_connection_whose_segment_it_quotes_and_no_other()
    {
        var stand = Stand.In(TcpState.SynSent);
        var other = new Recorder();
        var outbox = new Outbox();
        stand.Host.Open(new Port(81), Stand.Peer, other, stand.Now, outbox);
        var quoted = outbox[0].Segment;

        stand.Host.OnIcmp(new IcmpError(IcmpKind.Refused, quoted.Connection, quoted.Seq), stand.Now, outbox);
        stand.HearIcmp(IcmpKind.Refused, new FourTuple(Stand.Us with { Port = new(82) }, Stand.Peer));

        Assert.Equal([nameof(Ending.Refused)], other.Heard);
        Assert.Equal(TcpState.SynSent, stand.State);
        Assert.Empty(stand.Application.Heard);
        Assert.Single(stand.Host.Connections);
    }

    [Fact]
    [Trait("RFC9293", "SHLD-20")]
    public void An_application_that_takes_no_reports_is_not_troubled_by_them()
    {
        var outbox = new Outbox();
        var host = new Host(Stand.Us.Host, new SipHash(1, 2));
        var connection = host.Open(Stand.Us.Port, Stand.Peer, new Deaf(), Instant.Zero, outbox).Connection!;

        host.OnIcmp(new IcmpError(IcmpKind.Unreachable, Stand.Tuple, connection.Tcb.SndUna), Instant.Zero, outbox);

        Assert.Equal(TcpState.SynSent, connection.Tcb.State);
    }

    /// <summary>An application that implements nothing: every report has an answer that does nothing.</summary>
    private sealed class Deaf : IApplication;
}
