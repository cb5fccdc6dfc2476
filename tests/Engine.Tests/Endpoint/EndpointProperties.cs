using FsCheck;
using FsCheck.Fluent;
using Playground.Tcp;
using Playground.Tests.Stands;
using Outcome = Playground.Tcp.Outcome;

namespace Playground.Tests.Endpoint;

/// <summary>What holds for any segment in any state, however the connection came there.</summary>
public class EndpointProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60).WithQuietOnSuccess(true);

    private static readonly Dictionary<TcpState, TcpState[]> s_arrows = new()
    {
        [TcpState.Closed] = [],
        [TcpState.Listen] = [TcpState.SynReceived],
        [TcpState.SynSent] = [TcpState.Established, TcpState.SynReceived, TcpState.CloseWait, TcpState.Closed],
        [TcpState.SynReceived] = [TcpState.Established, TcpState.CloseWait, TcpState.Listen, TcpState.Closed, TcpState.TimeWait],
        [TcpState.Established] = [TcpState.CloseWait, TcpState.Closed],
        [TcpState.FinWait1] = [TcpState.FinWait2, TcpState.Closing, TcpState.TimeWait, TcpState.Closed],
        [TcpState.FinWait2] = [TcpState.TimeWait, TcpState.Closed],
        [TcpState.CloseWait] = [TcpState.Closed],
        [TcpState.Closing] = [TcpState.TimeWait, TcpState.Closed],
        [TcpState.LastAck] = [TcpState.Closed],
        [TcpState.TimeWait] = [TcpState.Closed, TcpState.SynReceived],
    };

    public static TheoryData<TcpState, uint> Starts()
    {
        var data = new TheoryData<TcpState, uint>();
        foreach (var state in Enum.GetValues<TcpState>())
        {
            data.Add(state, Stand.DefaultIrs);
            data.Add(state, uint.MaxValue - 3);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Every_segment_gets_a_verdict_that_fits_what_was_sent_and_what_changed(TcpState start, uint irs) => ForAll(start, irs, (stand, segment) =>
    {
        var before = stand.Connection?.Tcb;
        var arrival = Answered(stand, stand.Receive(segment));
        var verdict = arrival.Verdict;

        Assert.True(arrival.Answers.Length <= 1, "more than one answer");
        Assert.True(!segment.IsRst || arrival.Answers.All(answer => !answer.IsRst), "a reset answered with a reset");
        Assert.Equal(before ?? verdict.Before, verdict.Before);

        // The verdict was given before the user read, and reading opens the window again.
        if (stand.Connection is { } connection) Assert.Equal(connection.Tcb, verdict.After with { RcvWnd = connection.Tcb.RcvWnd });
        else Assert.True(verdict.After.State is TcpState.Closed or TcpState.Listen);
        if (verdict.ChangedState) Assert.Contains(verdict.After.State, s_arrows[verdict.Before.State]);
        Assert.NotEmpty(verdict.Rule.Text().Text);
        CheckOutcome(stand, segment, arrival);
    });

    [Theory]
    [MemberData(nameof(Starts))]
    public void The_numbers_of_a_living_connection_only_go_forward(TcpState start, uint irs) => ForAll(start, irs, (stand, segment) =>
    {
        var (_, rule, before, after) = stand.Receive(segment).Verdict;
        if (!after.HasIss || !before.HasIss || rule == RfcRule.TimeWaitGoesOn) return;
        if (rule == RfcRule.TimeWaitReopens)
        {
            Assert.True(before.SndNxt.IsAtOrBefore(after.Iss) && before.RcvNxt.IsBefore(after.Irs));
            return;
        }

        Assert.Equal(before.Iss, after.Iss);
        Assert.True(before.SndUna.IsAtOrBefore(after.SndUna) && after.SndUna.IsAtOrBefore(after.SndNxt));
        Assert.Equal(before.SndNxt, after.SndNxt);
        if (!before.HasIrs) return;
        Assert.Equal(before.Irs, after.Irs);
        Assert.True(before.RcvNxt.DistanceTo(after.RcvNxt) <= before.RcvWnd, "more was taken than the window");
    });

    [Theory]
    [MemberData(nameof(Starts))]
    public void The_host_never_waits_for_the_past(TcpState start, uint irs) => ForAll(start, irs, (stand, segment) =>
    {
        stand.Receive(segment);
        Assert.False(stand.Connection?.PollAt < stand.Now);
        Assert.False(stand.Host.PollAt > stand.Connection?.PollAt, "the host would wake too late");
        Assert.True(stand.Connection?.PollAt is null || stand.Host.PollAt is not null);
    });

    [Theory]
    [MemberData(nameof(Starts))]
    public void The_same_blows_give_the_same_answers(TcpState start, uint irs) => Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
    {
        Assert.Equal(Run(start, irs, blows), Run(start, irs, blows));
    }));

    [Fact]
    public void Text_that_waits_and_opens_the_window_is_acknowledged_and_the_FIN_goes_again()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Window = 0 });
        stand.Close();
        stand.WaitUntil(1);

        var answers = stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + 3, Ack = stand.Tcb.SndUna, Window = 1, Payload = Stand.Text("d") }).Answers;

        Assert.Equal([stand.OurAck, RepeatedFin(stand)], answers);
    }

    private static List<(Verdict, string)> Run(TcpState start, uint irs, Blow[] blows)
    {
        var stand = Stand.In(start, irs: irs);
        var log = new List<(Verdict, string)>();
        foreach (var blow in blows)
        {
            if (blow.SegmentFor(stand) is { } segment)
            {
                var arrival = stand.Receive(segment);
                log.Add((arrival.Verdict, string.Join('|', arrival.Answers)));
            }
            else
            {
                blow.DoOther(stand);
            }
        }

        return log;
    }

    private static void CheckOutcome(Stand stand, Segment segment, Arrival arrival)
    {
        var (outcome, rule, before, after) = arrival.Verdict;
        switch (outcome)
        {
            case Outcome.Dropped:
                Assert.All(arrival.Answers, answer => Assert.True(rule == RfcRule.TextAfterFin && answer == RepeatedFin(stand)));
                Assert.Equal(before, rule == RfcRule.TextAfterFin ? WithAckOf(before, after) : after);
                break;
            case Outcome.Reset:
                var reset = arrival.Answer;
                Assert.Equal(before, after);
                Assert.True(segment.IsAck ? reset.Seq == segment.Ack : reset is { IsAck: true, Seq.Value: 0 } && reset.Ack == segment.End);
                break;
            case Outcome.Acknowledged or Outcome.Challenged:
                Assert.Equal(rule == RfcRule.FinAgain && arrival.Answer.IsFin ? RepeatedFin(stand) : stand.OurAck, arrival.Answer);
                Assert.Equal(before, rule == RfcRule.FinAgain ? WithAckOf(before, after) : after);
                break;
            case Outcome.Queued:
                Assert.Equal(stand.OurAck, arrival.Answer);
                Assert.Equal(before.RcvNxt, after.RcvNxt);
                break;
            case Outcome.Accepted:
                Assert.All(arrival.Answers, answer => Assert.True(answer.IsAck && !answer.IsRst && answer.Ack == after.RcvNxt));
                break;
        }
    }

    /// <summary>What went because of the segment itself: where it opened the window, the FIN that goes again besides is none of it.</summary>
    private static Arrival Answered(Stand stand, Arrival arrival) =>
        arrival is { Verdict: { Before.SndWnd: 0, After.SndWnd: > 0 }, Answers: [var answer, var again] } && again == RepeatedFin(stand)
            ? arrival with { Answers = [answer] }
            : arrival;

    /// <summary>A window that opens lets a FIN go again, even on a segment whose text is ignored.</summary>
    private static Segment RepeatedFin(Stand stand) => stand.OurFin with { Seq = stand.Tcb.SndUna };

    /// <summary>Text after a FIN is ignored, but its segment's acknowledgment counts (§3.10.7.4, fifth before seventh).</summary>
    private static Tcb WithAckOf(in Tcb before, in Tcb after) =>
        after with { State = before.State, SndUna = before.SndUna, SndWnd = before.SndWnd, SndWl1 = before.SndWl1, SndWl2 = before.SndWl2 };

    private static void ForAll(TcpState start, uint irs, Action<Stand, Segment> check) => Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
    {
        var stand = Stand.In(start, irs: irs);
        foreach (var blow in blows)
        {
            if (blow.SegmentFor(stand) is { } segment) check(stand, segment);
            else blow.DoOther(stand);
        }
    }));
}
