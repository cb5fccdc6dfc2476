using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.2 to §3.10.6: each call of a user in each state that a connection can be in.</summary>
public class CallTests
{
    private static readonly TcpState[] s_states =
    [
        TcpState.SynSent, TcpState.SynReceived, TcpState.Established, TcpState.FinWait1, TcpState.FinWait2, TcpState.CloseWait, TcpState.Closing,
        TcpState.LastAck, TcpState.TimeWait,
    ];

    private readonly Outbox _outbox = new();

    public static TheoryData<TcpState> States() => [.. s_states];

    [Theory]
    [InlineData(TcpState.SynSent, CallError.None, 0)]
    [InlineData(TcpState.SynReceived, CallError.None, 0)]
    [InlineData(TcpState.Established, CallError.None, 1)]
    [InlineData(TcpState.FinWait1, CallError.Closing, 0)]
    [InlineData(TcpState.FinWait2, CallError.Closing, 0)]
    [InlineData(TcpState.CloseWait, CallError.None, 1)]
    [InlineData(TcpState.Closing, CallError.Closing, 0)]
    [InlineData(TcpState.LastAck, CallError.Closing, 0)]
    [InlineData(TcpState.TimeWait, CallError.Closing, 0)]
    public void Send(TcpState state, CallError error, int segments)
    {
        var stand = Stand.In(state);

        var result = stand.Host.Send(stand.Connection!, Stand.Text("hello"), stand.Now, _outbox);

        Assert.Equal(new CallResult(error == CallError.None ? 5 : 0, error), result);
        Assert.Equal((segments, state), (_outbox.Count, stand.State));
        if (segments > 0) Assert.Equal((stand.Tcb.RcvNxt, ControlBits.Ack | ControlBits.Psh), (_outbox[0].Segment.Ack, _outbox[0].Segment.Bits));
    }

    [Theory]
    [InlineData(TcpState.SynSent, CallError.None)]
    [InlineData(TcpState.SynReceived, CallError.None)]
    [InlineData(TcpState.Established, CallError.None)]
    [InlineData(TcpState.FinWait1, CallError.None)]
    [InlineData(TcpState.FinWait2, CallError.None)]
    [InlineData(TcpState.CloseWait, CallError.Closing)]
    [InlineData(TcpState.Closing, CallError.Closing)]
    [InlineData(TcpState.LastAck, CallError.Closing)]
    [InlineData(TcpState.TimeWait, CallError.Closing)]
    public void Receive_when_there_is_nothing(TcpState state, CallError error)
    {
        var stand = Stand.In(state);

        Assert.Equal(new CallResult(0, error), stand.Host.Receive(stand.Connection!, new byte[10], stand.Now, _outbox));
        Assert.Equal(0, _outbox.Count);
    }

    [Theory]
    [InlineData(TcpState.Established)]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.FinWait2)]
    public void What_came_with_the_last_segment_can_be_read_after_its_fin(TcpState state)
    {
        var stand = Stand.In(state);
        stand.Application.Reads = false;
        stand.Receive(stand.Fin with { Payload = Stand.Text("hello") });
        var (connection, room) = (stand.Connection!, new byte[3]);

        Assert.Equal(new CallResult(3), stand.Host.Receive(connection, room, stand.Now, _outbox));
        Assert.False(connection.IsAtEnd);
        Assert.Equal(new CallResult(2), stand.Host.Receive(connection, room, stand.Now, _outbox));
        Assert.Equal(new CallResult(0, CallError.Closing), stand.Host.Receive(connection, room, stand.Now, _outbox));
        Assert.Equal((true, 0), (connection.IsAtEnd, _outbox.Count));
    }

    [Theory]
    [InlineData(TcpState.SynSent, CallError.None, TcpState.Closed, "")]
    [InlineData(TcpState.SynReceived, CallError.None, TcpState.FinWait1, "[FIN, ACK] 1+0")]
    [InlineData(TcpState.Established, CallError.None, TcpState.FinWait1, "[FIN, ACK] 1+0")]
    [InlineData(TcpState.FinWait1, CallError.Closing, TcpState.FinWait1, "")]
    [InlineData(TcpState.FinWait2, CallError.Closing, TcpState.FinWait2, "")]
    [InlineData(TcpState.CloseWait, CallError.None, TcpState.LastAck, "[FIN, ACK] 1+0")]
    [InlineData(TcpState.Closing, CallError.Closing, TcpState.Closing, "")]
    [InlineData(TcpState.LastAck, CallError.Closing, TcpState.LastAck, "")]
    [InlineData(TcpState.TimeWait, CallError.Closing, TcpState.TimeWait, "")]
    public void Close(TcpState state, CallError error, TcpState next, string sent)
    {
        var stand = Stand.In(state);

        Assert.Equal(error, stand.Host.Close(stand.Connection!, stand.Now, _outbox));

        Assert.Equal(next, stand.State);
        Assert.Equal(sent, sent.Length == 0 ? string.Concat(Sent()) : stand.Brief(Sent()));
    }

    [Theory]
    [InlineData(TcpState.SynSent, false)]
    [InlineData(TcpState.SynReceived, true)]
    [InlineData(TcpState.Established, true)]
    [InlineData(TcpState.FinWait1, true)]
    [InlineData(TcpState.FinWait2, true)]
    [InlineData(TcpState.CloseWait, true)]
    [InlineData(TcpState.Closing, false)]
    [InlineData(TcpState.LastAck, false)]
    [InlineData(TcpState.TimeWait, false)]
    public void Abort(TcpState state, bool isTold)
    {
        var stand = Stand.In(state);
        var reset = Stand.OurReset(stand.Tcb.SndNxt);
        var connection = stand.Connection!;

        Assert.Equal(CallError.None, stand.Host.Abort(connection, stand.Now, _outbox));

        Assert.Equal(isTold ? [reset] : [], Sent());
        Assert.Null(stand.Connection);
        Assert.Empty(stand.WaitUntil(1000));
        if (state == TcpState.SynReceived) Assert.Empty(stand.Application.Heard);
        else Assert.Equal("Aborted", stand.Application.Heard[^1]);
        Assert.Equal(CallError.NoConnection, stand.Host.Abort(connection, stand.Now, _outbox));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Status(TcpState state)
    {
        var stand = Stand.In(state);

        var status = stand.Connection!.Status;

        Assert.Equal((Stand.Tuple, stand.Tcb, state, 0, 0, 0u), (status.Connection, status.Tcb, status.Tcb.State, status.Unacknowledged, status.Unread, status.UrgentAhead));
        Assert.Equal(TimeSpan.FromSeconds(1), status.Rto);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Of_a_connection_that_is_gone_every_call_is_an_error(TcpState state)
    {
        var stand = Stand.In(state);
        var (host, connection) = (stand.Host, stand.Connection!);
        stand.Abort();

        Assert.Equal(new CallResult(0, CallError.NoConnection), host.Send(connection, Stand.Text("x"), stand.Now, _outbox));
        Assert.Equal(new CallResult(0, CallError.NoConnection), host.Receive(connection, new byte[1], stand.Now, _outbox));
        Assert.Equal(CallError.NoConnection, host.Close(connection, stand.Now, _outbox));
        Assert.Equal(0, _outbox.Count);
    }

    [Fact]
    public void Sent_text_that_no_room_is_left_for_is_not_taken_and_the_user_is_told_when_there_is_room_again()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { SendBuffer = 100 });

        Assert.Equal(new CallResult(100, CallError.InsufficientResources), stand.Host.Send(stand.Connection!, new byte[150], stand.Now, _outbox));
        Assert.Equal(new CallResult(0, CallError.InsufficientResources), stand.Host.Send(stand.Connection!, new byte[1], stand.Now, _outbox));
        stand.Receive(stand.Next with { Ack = new(311) });

        Assert.Equal("writable", stand.Application.Heard[^1]);
        Assert.Equal(10, stand.Host.Send(stand.Connection!, new byte[11], stand.Now, _outbox).Octets);
    }

    [Fact]
    public void Text_sent_before_the_connection_is_open_follows_the_handshake_and_the_close_follows_it()
    {
        var stand = Stand.In(TcpState.SynReceived);
        Assert.Empty(stand.Send(600));
        Assert.Empty(stand.Close());
        Assert.Equal(TcpState.SynReceived, stand.State);

        var opened = stand.Receive(stand.Next);

        Assert.Equal("[ACK] 1+536, [FIN, PSH, ACK] 537+64", stand.Brief(opened.Answers));
        Assert.Equal((RfcRule.SynReceivedEstablishes, TcpState.FinWait1), (opened.Verdict.Rule, stand.State));
        Assert.Equal(CallError.Closing, stand.Host.Close(stand.Connection!, stand.Now, _outbox));
    }

    [Fact]
    public void A_close_that_waits_for_a_half_open_connection_follows_the_peer_s_fin_as_well()
    {
        var stand = Stand.In(TcpState.SynReceived);
        stand.Send(5);
        stand.Close();

        var opened = stand.Receive(stand.Fin);

        Assert.Equal("[FIN, PSH, ACK] 1+5", stand.Brief(opened.Answers));
        Assert.Equal((TcpState.LastAck, 1), (stand.State, stand.Application.TimesClosed));
    }

    [Fact]
    public void Text_sent_in_SYN_SENT_goes_with_the_ack_of_the_handshake()
    {
        var stand = Stand.In(TcpState.SynSent);
        Assert.Empty(stand.Send(5));

        var opened = stand.Receive(stand.SynAck).Answers;

        Assert.Equal("[PSH, ACK] 1+5 ack=1", stand.Brief(opened, withAck: true));
    }

    [Fact]
    public void Text_sent_before_two_syns_cross_goes_when_both_are_acknowledged()
    {
        var stand = Stand.In(TcpState.SynSent);
        stand.Send(5);

        Assert.Equal("[SYN, ACK] 0+0", stand.Brief(stand.Receive(stand.Syn).Answers));
        Assert.Equal("[PSH, ACK] 1+5", stand.Brief(stand.Receive(stand.SynAck).Answers));
    }

    [Fact]
    public void In_CLOSE_WAIT_all_text_goes_before_the_fin_and_LAST_ACK_begins_with_it()
    {
        var stand = Stand.In(TcpState.CloseWait, window: 1072);
        stand.Send(2000);
        Assert.Empty(stand.Close());
        Assert.Equal(TcpState.CloseWait, stand.State);

        Assert.Equal("[ACK] 1073+536, [FIN, PSH, ACK] 1609+392", stand.Brief(stand.Receive(stand.Next).Answers));
        Assert.Equal(TcpState.LastAck, stand.State);
        Assert.Equal(RfcRule.LastAckCloses, stand.Receive(stand.Next).Verdict.Rule);
    }

    [Fact]
    public void A_close_with_text_that_waits_is_FIN_WAIT_1_at_once_and_acks_of_the_text_do_not_end_it()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Send(600);
        Assert.Equal("[FIN, PSH, ACK] 537+64", stand.Brief(stand.Close()));
        Assert.Equal(CallError.Closing, stand.Host.Send(stand.Connection!, Stand.Text("x"), stand.Now, _outbox).Error);

        Assert.Equal(RfcRule.AckAdvances, stand.Receive(stand.Next with { Ack = new(301 + 600) }).Verdict.Rule);
        Assert.Equal(TcpState.FinWait1, stand.State);
        Assert.Equal(RfcRule.AckOfFin, stand.Receive(stand.Next).Verdict.Rule);
        Assert.Equal(TcpState.FinWait2, stand.State);
    }

    [Fact]
    public void A_fin_that_crosses_our_unsent_text_leads_to_CLOSING_and_our_fin_still_comes()
    {
        var stand = Stand.In(TcpState.Established, window: 536);
        stand.Send(600);
        Assert.Empty(stand.Close());

        stand.Receive(stand.Fin with { Ack = new(301) });
        Assert.Equal(TcpState.Closing, stand.State);
        Assert.Equal("[FIN, PSH, ACK] 537+64", stand.Brief(stand.Receive(stand.Next).Answers));

        Assert.Equal(RfcRule.AckOfFin, stand.Receive(stand.Next).Verdict.Rule);
        Assert.Equal(TcpState.TimeWait, stand.State);
    }

    private Segment[] Sent() => [.. Enumerable.Range(0, _outbox.Count).Select(i => _outbox[i].Segment)];
}
