using Playground.Tcp;
using Playground.Tests.Stands;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.7.4 in what all states after ESTABLISHED have in common.</summary>
public class ClosingStatesTests
{
    private static readonly TcpState[] s_states =
        [TcpState.FinWait1, TcpState.FinWait2, TcpState.CloseWait, TcpState.Closing, TcpState.LastAck, TcpState.TimeWait];

    public static TheoryData<TcpState, string, int, Place, RfcRule> Rows()
    {
        var data = new TheoryData<TcpState, string, int, Place, RfcRule>();
        MatrixRow[] rows =
        [
            .. Matrix.Both("fourth", "SYN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
            .. Matrix.Both("fourth", "SYN, ACK", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
            .. Matrix.Both("fifth", "FIN", SequenceOutside, AckMissing, AckMissing, AckMissing, SequenceOutside),
            .. Matrix.Both("second", "RST", SequenceOutsideReset, ResetExact, ResetChallenged, ResetChallenged, SequenceOutsideReset),
            .. Matrix.Both("second", "RST, ACK", SequenceOutsideReset, ResetExact, ResetChallenged, ResetChallenged, SequenceOutsideReset),
        ];
        foreach (var state in s_states)
        {
            foreach (var row in rows)
            {
                foreach (var place in Enum.GetValues<Place>()) data.Add(state, row.Bits, row.Text, place, InTimeWait(state, row.At(place)));
            }
        }

        return data;
    }

    /// <summary>RFC 1337: what would be a reset to any other state is nothing in TIME-WAIT.</summary>
    private static RfcRule InTimeWait(TcpState state, RfcRule rule) =>
        state == TcpState.TimeWait && rule is ResetExact or ResetChallenged ? TimeWaitIgnoresReset : rule;

    public static TheoryData<TcpState> States() => [.. s_states];

    public static TheoryData<TcpState> StatesAfterTheirFin() => [TcpState.CloseWait, TcpState.Closing, TcpState.LastAck, TcpState.TimeWait];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Syns_resets_and_segments_without_ack_meet_the_same_steps(TcpState state, string bits, int text, Place place, RfcRule rule)
    {
        var stand = Stand.In(state);
        Matrix.Play(stand, Matrix.Make(stand, bits, text, place), rule);
        if (rule == ResetExact) Assert.Equal(TcpState.Closed, stand.State);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void An_ack_of_what_was_never_sent_is_answered(TcpState state)
    {
        var stand = Stand.In(state);
        Matrix.Play(stand, stand.Next with { Ack = stand.Tcb.SndNxt + 1 }, AckOfUnsent);
    }

    [Theory]
    [MemberData(nameof(StatesAfterTheirFin))]
    public void Text_after_a_fin_is_ignored(TcpState state)
    {
        var stand = Stand.In(state);
        var segment = stand.Next with { Ack = stand.Tcb.SndUna, Payload = Stand.Text("late") };

        Matrix.Play(stand, segment, TextAfterFin);

        Assert.Equal("", stand.Application.Text);
    }

    [Theory]
    [MemberData(nameof(StatesAfterTheirFin))]
    public void A_fin_beyond_the_fin_is_acknowledged_and_moves_nothing(TcpState state)
    {
        var stand = Stand.In(state);
        var before = stand.Tcb;

        var arrival = stand.Receive(stand.Fin with { Ack = before.SndUna });

        Assert.Equal((FinAgain, before.RcvNxt), (arrival.Verdict.Rule, stand.Tcb.RcvNxt));
        Assert.Equal((state, stand.OurAck), (stand.State, arrival.Answer));
    }

    [Theory]
    [MemberData(nameof(StatesAfterTheirFin))]
    public void The_fin_sent_again_is_acknowledged_again(TcpState state)
    {
        var stand = Stand.In(state);
        var before = stand.Tcb;

        var arrival = stand.Receive(stand.Fin with { Seq = before.RcvNxt - 1, Ack = before.SndUna });

        Assert.Equal((before, stand.OurAck), (stand.Tcb, arrival.Answer));
        Assert.Equal(state == TcpState.TimeWait ? FinAgain : SequenceOutside, arrival.Verdict.Rule);
    }

    [Theory]
    [InlineData(TcpState.FinWait1, FinTaken, TcpState.TimeWait)]
    [InlineData(TcpState.FinWait2, FinTaken, TcpState.TimeWait)]
    [InlineData(TcpState.CloseWait, AckDuplicate, TcpState.CloseWait)]
    [InlineData(TcpState.Closing, AckOfFin, TcpState.TimeWait)]
    [InlineData(TcpState.LastAck, LastAckCloses, TcpState.Closed)]
    [InlineData(TcpState.TimeWait, AckDuplicate, TcpState.TimeWait)]
    public void An_ack_of_everything_with_the_fin_that_is_still_to_come_leads_on(TcpState state, RfcRule rule, TcpState next)
    {
        var stand = Stand.In(state);
        var awaitsFin = state is TcpState.FinWait1 or TcpState.FinWait2;

        var arrival = stand.Receive(awaitsFin ? stand.Fin : stand.Next);

        Assert.Equal((Outcome.Accepted, rule), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(next, stand.State);
        if (awaitsFin) Assert.Equal(stand.OurAck, arrival.Answer);
        else Assert.Empty(arrival.Answers);
    }

    [Fact]
    public void In_FIN_WAIT_1_the_ack_of_our_fin_leads_to_FIN_WAIT_2()
    {
        var stand = Stand.In(TcpState.FinWait1);

        var arrival = stand.Receive(stand.Next);

        Assert.Equal((AckOfFin, TcpState.FinWait2), (arrival.Verdict.Rule, stand.State));
        Assert.Null(stand.Connection!.PollAt);
    }

    [Fact]
    public void In_FIN_WAIT_1_a_fin_that_does_not_acknowledge_ours_leads_to_CLOSING()
    {
        var stand = Stand.In(TcpState.FinWait1);

        var arrival = stand.Receive(stand.Fin with { Ack = stand.Tcb.SndUna });

        Assert.Equal((FinTaken, TcpState.Closing), (arrival.Verdict.Rule, stand.State));
        Assert.Equal((stand.OurAck, 1), (arrival.Answer, stand.Application.TimesClosed));
    }

    [Theory]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.FinWait2)]
    public void A_half_closed_connection_still_receives(TcpState state)
    {
        var stand = Stand.In(state);

        var arrival = stand.Receive(stand.Next with { Payload = Stand.Text("more") });

        Assert.Equal((TextTaken, "more", TcpState.FinWait2), (arrival.Verdict.Rule, stand.Application.Text, stand.State));
        Assert.Equal(stand.OurAck, arrival.Answer);
    }

    [Theory]
    [InlineData(TcpState.Closing)]
    [InlineData(TcpState.LastAck)]
    public void An_ack_that_does_not_cover_our_fin_waits_on(TcpState state)
    {
        var stand = Stand.In(state);
        Matrix.Play(stand, stand.Next with { Ack = stand.Tcb.SndUna }, AckDuplicate);
        Assert.Equal(state, stand.State);
    }

    [Fact]
    public void In_CLOSE_WAIT_closing_sends_our_fin()
    {
        var stand = Stand.In(TcpState.CloseWait);
        var fin = stand.OurFin;

        Assert.Equal(fin, Assert.Single(stand.Close()));
        Assert.Equal(TcpState.LastAck, stand.State);
    }

    [Theory]
    [InlineData(TcpState.FinWait1)]
    [InlineData(TcpState.FinWait2)]
    [InlineData(TcpState.Closing)]
    [InlineData(TcpState.LastAck)]
    [InlineData(TcpState.TimeWait)]
    public void Closing_twice_sends_no_second_fin(TcpState state)
    {
        var stand = Stand.In(state);

        Assert.Empty(stand.Close());
        Assert.Equal(state, stand.State);
    }
}
