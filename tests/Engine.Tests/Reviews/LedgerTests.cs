using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>What a ledger holds where a person differs from a TCP: late answers, mistakes, refusals.</summary>
public class LedgerTests
{
    private const string Handshake = "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+1;";

    [Theory]
    [InlineData("client", "", TcpState.Closed)]
    [InlineData("server", "", TcpState.Listen)]
    [InlineData("client", "client → server [SYN] seq=x", TcpState.SynSent)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1", TcpState.SynSent)]
    [InlineData("client", Handshake, TcpState.Established)]
    [InlineData("server", "client → server [SYN] seq=x", TcpState.Listen)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1", TcpState.SynReceived)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x", TcpState.SynSent)]
    [InlineData("server", Handshake, TcpState.Established)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [SYN] seq=y; client → server [SYN, ACK] seq=x ack=y+1", TcpState.SynReceived)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [RST, ACK] seq=0 ack=x+1", TcpState.Closed)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [RST, ACK] seq=0 ack=x", TcpState.SynSent)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x-9; client → server [RST] seq=x-9", TcpState.SynSent)]
    [InlineData("client", Handshake + "client → server [RST] seq=x+1", TcpState.Closed)]
    [InlineData("server", Handshake + "client → server [RST] seq=x+1", TcpState.Listen)]
    [InlineData("server", Handshake + "client → server [RST] seq=x+2", TcpState.Established)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [RST] seq=x+1", TcpState.Listen)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [SYN] seq=x+50", TcpState.Listen)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1", TcpState.FinWait1)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [ACK] seq=y+1 ack=x+2", TcpState.FinWait2)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+2", TcpState.TimeWait)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+1", TcpState.Closing)]
    [InlineData("server", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1", TcpState.CloseWait)]
    [InlineData("server", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+2", TcpState.LastAck)]
    [InlineData(
        "server", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+2 ack=y+2",
        TcpState.Listen)]
    public void The_state_follows_what_was_sent_and_heard(string seat, string ladder, TcpState state) =>
        Assert.Equal(state, Seat.After(seat, ladder).Ledger.Tcb.State);

    [Fact]
    public void What_arrives_before_the_late_answer_counts_once_the_answer_is_sent()
    {
        var seat = Seat.After("client", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; server → client [FIN, ACK] seq=y+1 ack=x+1 len=5");
        Assert.Equal("y+7", Seat.Count(seat.Ledger.Tcb.RcvNxt));

        seat.Play("client → server [ACK] seq=x+1 ack=y+7");

        Assert.Equal((true, TcpState.CloseWait), (seat.Last!.CouldBeSent, seat.Ledger.Tcb.State));
    }

    [Fact]
    public void After_ones_own_fin_nothing_takes_a_number_any_more()
    {
        var seat = Seat.After("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; client → server [ACK] seq=x+2 ack=y+1 len=3");

        Assert.False(seat.Last!.CouldBeSent);
        Assert.Equal("x+2", Seat.Count(seat.Ledger.Tcb.SndNxt));
    }

    [Fact]
    public void In_a_simultaneous_open_a_late_answer_may_be_the_plain_ack()
    {
        var seat = Seat.After("client", "client → server [SYN] seq=x; server → client [SYN] seq=y; server → client [SYN, ACK] seq=y ack=x+1");

        seat.Play("client → server [ACK] seq=x+1 ack=y+1");

        Assert.Equal((true, TcpState.Established), (seat.Last!.CouldBeSent, seat.Ledger.Tcb.State));
    }

    [Fact]
    public void A_wrong_checksum_is_not_heard()
    {
        var seat = Seat.After("server", "client → server [SYN] seq=x sum=0xbeef");

        Assert.False(seat.Ledger.HasHeardSyn);
        Assert.Null(seat.Ledger.LastHeard);
    }

    [Fact]
    public void A_segment_with_a_wrong_number_uses_up_nothing()
    {
        var seat = Seat.After("client", Handshake + "client → server [ACK] seq=x+100 ack=y+1 len=5");

        Assert.Equal("x+1", Seat.Count(seat.Ledger.Tcb.SndNxt));
    }

    [Fact]
    public void After_a_reset_a_connection_can_begin_anew()
    {
        var seat = Seat.After("client", Handshake + "server → client [RST] seq=y+1; client → server [SYN] seq=x+5000");

        Assert.Equal((true, TcpState.SynSent), (seat.Last!.CouldBeSent, seat.Ledger.Tcb.State));
    }

    [Theory]
    [InlineData("client → server [ACK] seq=x+1 ack=y+1 len=5", false)]
    [InlineData("client → server [ACK] seq=x+1 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+1", false)]
    [InlineData("client → server [ACK] seq=x+1 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+6", true)]
    public void It_knows_whether_all_that_was_heard_is_acknowledged(string ladder, bool has) =>
        Assert.Equal(has, Seat.After("server", Handshake + ladder).Ledger.HasAcknowledged);

    [Fact]
    public void What_lies_beyond_the_window_is_taken_when_its_acknowledgment_is_sent()
    {
        var seat = Seat.After("server", Handshake + "server → client [ACK] seq=y+1 ack=x+1 win=3; client → server [FIN, PSH, ACK] seq=x+1 ack=y+1 \"HELLO\"");
        Assert.Equal(("x+4", TcpState.Established), (Seat.Count(seat.Ledger.Tcb.RcvNxt), seat.Ledger.Tcb.State));

        seat.Play("server → client [ACK] seq=y+1 ack=x+7");

        Assert.Equal((true, "x+7", TcpState.CloseWait), (seat.Last!.CouldBeSent, Seat.Count(seat.Ledger.Tcb.RcvNxt), seat.Ledger.Tcb.State));
    }

    [Fact]
    public void The_window_heard_is_shifted_only_when_both_SYNs_agreed_and_never_on_a_SYN()
    {
        var seat = Seat.After("client", "client → server [SYN] seq=x <ws 0>; server → client [SYN, ACK] seq=y ack=x+1 win=100 <ws 3>;");
        Assert.Equal(100u, seat.Ledger.Tcb.SndWnd);

        seat.Play("client → server [ACK] seq=x+1 ack=y+1; server → client [ACK] seq=y+1 ack=x+1 win=100");

        Assert.Equal(800u, seat.Ledger.Tcb.SndWnd);
    }

    [Fact]
    public void A_segment_older_than_the_last_timestamp_moves_nothing()
    {
        var seat = Seat.After(
            "server", "client → server [SYN] seq=x <ts 10 0>; server → client [SYN, ACK] seq=y ack=x+1 <ts 90 10>; client → server [ACK] seq=x+1 ack=y+1 <ts 11 90>;"
            + "client → server [PSH, ACK] seq=x+1 ack=y+1 <ts 9 90> \"HELLO\"");

        Assert.Equal("x+1", Seat.Count(seat.Ledger.Tcb.RcvNxt));
    }

    [Fact]
    public void A_SYN_from_another_port_begins_another_connection()
    {
        var seat = Seat.After("client", Handshake + "client:49153 → server [SYN] seq=x+9;");

        Assert.Equal((true, TcpState.SynSent, "x+9"), (seat.Last!.CouldBeSent, seat.Ledger.Tcb.State, Seat.Count(seat.Ledger.Tcb.Iss)));
    }

    [Fact]
    public void What_a_stranger_sends_moves_nothing()
    {
        var before = Seat.After("server", Handshake).Ledger.Tcb;

        Assert.Equal(before, Seat.After("server", Handshake + "client:49153 → server [FIN, ACK] seq=x+1 ack=y+1 \"HELLO\"").Ledger.Tcb);
    }

    [Theory]
    [InlineData("client → server [SYN] seq=x+99;", "x+100")]
    [InlineData("client → server [SYN] seq=x-99 <ts 40 0>;", "x-98")]
    public void A_newer_SYN_may_end_TIME_WAIT(string syn, string irs)
    {
        var seat = Seat.After(
            "server", "client → server [SYN] seq=x <ts 10 0>; server → client [SYN, ACK] seq=y ack=x+1 <ts 90 10>; client → server [ACK] seq=x+1 ack=y+1 <ts 11 90>;"
            + "server → client [FIN, ACK] seq=y+1 ack=x+1 <ts 91 11>; client → server [FIN, ACK] seq=x+1 ack=y+2 <ts 12 91>; server → client [ACK] seq=y+2 ack=x+2 <ts 92 12>");
        Assert.Equal(TcpState.TimeWait, seat.Ledger.Tcb.State);

        seat.Play(syn + $"server → client [SYN, ACK] seq=y+50 ack={irs}");

        Assert.Equal((true, TcpState.SynReceived), (seat.Last!.CouldBeSent, seat.Ledger.Tcb.State));
        Assert.Equal(irs, Seat.Count(seat.Ledger.Tcb.RcvNxt));
    }

    [Fact]
    public void Text_after_a_FIN_leaves_open_which_of_the_two_is_believed()
    {
        var seat = Seat.After(
            "server", Handshake + "client → server [FIN, ACK] seq=x+3 ack=y+1; client → server [PSH, ACK] seq=x+1 ack=y+1 \"HELLO\"; server → client [ACK] seq=y+1 ack=x+6");

        Assert.Equal((true, true), (seat.Last!.CouldBeSent, seat.Ledger.IsInDoubt));
    }
}
