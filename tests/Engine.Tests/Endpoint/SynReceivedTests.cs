using Playground.Tcp;
using Playground.Tests.Stands;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.7.4 in SYN-RECEIVED, which remembers whether it came from LISTEN or from SYN-SENT (MUST-11).</summary>
public class SynReceivedTests
{
    public static TheoryData<string, int, Place, RfcRule, string> FromListenRows() => Matrix.Rows(
    [
        .. Matrix.Both("fourth", "SYN", SequenceOutside, SynReturnsToListen, SynReturnsToListen, SynReturnsToListen, SequenceOutside),
        .. Matrix.Both("fourth", "SYN, ACK", SequenceOutside, SynReturnsToListen, SynReturnsToListen, SynReturnsToListen, SequenceOutside),
        .. Matrix.Both("fourth", "SYN, FIN", SequenceOutside, SynReturnsToListen, SynReturnsToListen, SynReturnsToListen, SequenceOutside),
        .. Matrix.Both("fifth", "ACK", SequenceOutside, SynReceivedEstablishes, SynReceivedEstablishes, SynReceivedEstablishes, SequenceOutside),
        .. Matrix.Both("fifth", "FIN", SequenceOutside, AckMissing, AckMissing, AckMissing, SequenceOutside),
        .. Matrix.Both("fifth", "FIN, ACK", SequenceOutside, SynReceivedEstablishes, SynReceivedEstablishes, SynReceivedEstablishes, SequenceOutside),
        .. Matrix.Both("second", "RST", SequenceOutsideReset, ResetReturnsToListen, ResetChallenged, ResetChallenged, SequenceOutsideReset),
        .. Matrix.Both("second", "RST, ACK", SequenceOutsideReset, ResetReturnsToListen, ResetChallenged, ResetChallenged, SequenceOutsideReset),
    ]);

    public static TheoryData<string, int, Place, RfcRule, string> FromSynSentRows() => Matrix.Rows(
    [
        .. Matrix.Both("fourth", "SYN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
        .. Matrix.Both("fourth", "SYN, ACK", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
        .. Matrix.Both("fourth", "SYN, FIN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
        .. Matrix.Both("fifth", "ACK", SequenceOutside, SynReceivedEstablishes, SynReceivedEstablishes, SynReceivedEstablishes, SequenceOutside),
        .. Matrix.Both("fifth", "FIN", SequenceOutside, AckMissing, AckMissing, AckMissing, SequenceOutside),
        .. Matrix.Both("fifth", "FIN, ACK", SequenceOutside, SynReceivedEstablishes, SynReceivedEstablishes, SynReceivedEstablishes, SequenceOutside),
        .. Matrix.Both("second", "RST", SequenceOutsideReset, ResetRefuses, ResetChallenged, ResetChallenged, SequenceOutsideReset),
        .. Matrix.Both("second", "RST, ACK", SequenceOutsideReset, ResetRefuses, ResetChallenged, ResetChallenged, SequenceOutsideReset),
    ]);

    [Theory]
    [Trait("RFC9293", "MUST-11")]
    [MemberData(nameof(FromListenRows))]
    public void From_LISTEN_each_segment_meets_the_first_step_that_fits_it(string bits, int text, Place place, RfcRule rule, string section)
    {
        _ = section;
        var stand = Stand.In(TcpState.SynReceived);
        Matrix.Play(stand, Matrix.Make(stand, bits, text, place), rule);
        if (rule is SynReturnsToListen or ResetReturnsToListen) Assert.Equal(TcpState.Listen, stand.State);
    }

    [Theory]
    [Trait("RFC9293", "MUST-11")]
    [MemberData(nameof(FromSynSentRows))]
    public void From_SYN_SENT_each_segment_meets_the_first_step_that_fits_it(string bits, int text, Place place, RfcRule rule, string section)
    {
        _ = section;
        var stand = Stand.InSynReceivedFromSynSent();
        Matrix.Play(stand, Matrix.Make(stand, bits, text, place), rule);
        if (rule == ResetRefuses) Assert.Equal(TcpState.Closed, stand.State);
    }

    [Theory]
    [InlineData(299u)]
    [InlineData(300u)]
    [InlineData(302u)]
    [InlineData(0x8000_0000u)]
    public void An_ack_that_does_not_cover_our_syn_is_answered_with_a_reset(uint ack)
    {
        var stand = Stand.In(TcpState.SynReceived);
        Matrix.Play(stand, stand.Next with { Ack = new(ack) }, SynReceivedResetsAck);
    }

    [Fact]
    public void The_ack_of_our_syn_opens_the_connection_takes_the_window_and_stops_the_timer()
    {
        var stand = Stand.In(TcpState.SynReceived);

        var arrival = stand.Receive(stand.Next with { Window = 5000 });

        Assert.Equal(
            arrival.Verdict.Before with { State = TcpState.Established, SndUna = new(301), SndWnd = 5000, SndWl1 = new(101), SndWl2 = new(301) },
            arrival.Verdict.After);
        Assert.Empty(arrival.Answers);
        Assert.Empty(stand.WaitUntil(600));
    }

    [Fact]
    public void Text_with_the_opening_ack_is_taken_and_acknowledged()
    {
        var stand = Stand.In(TcpState.SynReceived);

        var arrival = stand.Receive(stand.Next with { Payload = Stand.Text("hello") });

        Assert.Equal(("hello", new SeqNumber(106)), (stand.Application.Text, arrival.Answer.Ack));
    }

    [Fact]
    public void A_fin_with_the_opening_ack_opens_and_half_closes()
    {
        var stand = Stand.In(TcpState.SynReceived);

        var arrival = stand.Receive(stand.Fin);

        Assert.Equal((SynReceivedEstablishes, TcpState.CloseWait), (arrival.Verdict.Rule, stand.State));
        Assert.Equal(stand.OurAck, arrival.Answer);
        Assert.Equal(1, stand.Application.TimesClosed);
    }

    [Fact]
    public void The_same_syn_again_is_an_old_duplicate_and_hears_what_is_expected()
    {
        var stand = Stand.In(TcpState.SynReceived);
        Matrix.Play(stand, stand.Syn, SequenceOutside);
    }

    [Fact]
    public void The_same_syn_again_with_text_that_reaches_into_the_window_does_not_forget_the_connection()
    {
        var stand = Stand.In(TcpState.SynReceived);
        Matrix.Play(stand, stand.Syn with { Payload = Stand.Text("hello") }, SequenceOutside);
        Assert.Equal(TcpState.SynReceived, stand.State);
    }

    [Fact]
    public void A_reset_that_begins_before_the_window_is_dropped_though_its_text_reaches_into_it()
    {
        var stand = Stand.In(TcpState.SynReceived);
        Matrix.Play(stand, stand.Next with { Bits = ControlBits.Rst, Seq = new(99), Payload = Stand.Text("diagnostics") }, SequenceOutsideReset);
    }

    [Fact]
    [Trait("RFC9293", "MUST-11")]
    public void A_listener_listens_on_after_a_half_open_connection_was_reset()
    {
        var stand = Stand.In(TcpState.SynReceived);

        stand.Receive(stand.Next with { Bits = ControlBits.Rst });

        Assert.Null(stand.Connection);
        Assert.Equal(ListenTakesSyn, stand.Receive(stand.Syn).Verdict.Rule);
    }

    [Fact]
    [Trait("RFC9293", "MUST-10")]
    public void The_syn_ack_that_crosses_ours_opens_a_simultaneous_open()
    {
        var stand = Stand.InSynReceivedFromSynSent();

        var arrival = stand.Receive(stand.SynAck);

        Assert.Equal((Outcome.Accepted, SynReceivedEstablishes), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal((TcpState.Established, new SeqNumber(301), new SeqNumber(101)), (stand.State, stand.Tcb.SndUna, stand.Tcb.RcvNxt));
        Assert.Empty(arrival.Answers);
    }

    [Fact]
    public void The_crossing_syn_ack_may_carry_text()
    {
        var stand = Stand.InSynReceivedFromSynSent();

        stand.Receive(stand.SynAck with { Payload = Stand.Text("hello") });

        Assert.Equal(("hello", new SeqNumber(106)), (stand.Application.Text, stand.Tcb.RcvNxt));
    }

    [Fact]
    public void A_crossing_syn_ack_that_acknowledges_something_else_is_answered_with_a_reset()
    {
        var stand = Stand.InSynReceivedFromSynSent();
        Matrix.Play(stand, stand.SynAck with { Ack = new(999) }, SynReceivedResetsAck);
    }

    [Fact]
    public void A_syn_ack_is_no_crossing_one_when_the_connection_came_from_LISTEN()
    {
        var stand = Stand.In(TcpState.SynReceived);
        Matrix.Play(stand, stand.SynAck, SequenceOutside);
    }

    [Fact]
    public void Closing_before_the_opening_ack_sends_a_fin_behind_the_syn_ack()
    {
        var stand = Stand.In(TcpState.SynReceived);

        var fin = Assert.Single(stand.Close());

        Assert.Equal((ControlBits.FinAck, new SeqNumber(301)), (fin.Bits, fin.Seq));
        Assert.Equal((TcpState.FinWait1, new SeqNumber(302)), (stand.State, stand.Tcb.SndNxt));
        var opening = stand.Receive(stand.Next with { Ack = new(301) });
        Assert.Equal((AckAdvances, TcpState.FinWait1), (opening.Verdict.Rule, stand.State));
        Assert.Equal((AckOfFin, TcpState.FinWait2), (stand.Receive(stand.Next).Verdict.Rule, stand.State));
    }

    [Fact]
    public void Text_held_since_the_syn_is_taken_though_the_connection_was_closed_meanwhile()
    {
        var stand = Stand.In(TcpState.Listen);
        stand.Receive(stand.Syn with { Payload = Stand.Text("early") });
        stand.Close();

        var arrival = stand.Receive(stand.Next with { Ack = new(301) });

        Assert.Equal(("early", new SeqNumber(106)), (stand.Application.Text, arrival.Answer.Ack));
    }
}
