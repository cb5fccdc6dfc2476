using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>Where a segment begins, seen from the receive window.</summary>
public enum Place
{
    OutsideLeft,
    LeftEdge,
    Inside,
    RightEdge,
    OutsideRight,
}

/// <summary>One row of the matrix: a kind of segment, and the rule that decides about it at each place of the window.</summary>
public sealed record MatrixRow(string Section, string Bits, int Text, RfcRule OutsideLeft, RfcRule LeftEdge, RfcRule Inside, RfcRule RightEdge, RfcRule OutsideRight)
{
    public RfcRule At(Place place) => place switch
    {
        Place.OutsideLeft => OutsideLeft,
        Place.LeftEdge => LeftEdge,
        Place.Inside => Inside,
        Place.RightEdge => RightEdge,
        Place.OutsideRight => OutsideRight,
    };
}

/// <summary>Plays rows of the matrix, and knows what goes with a rule: its outcome, its answer, and whether the TCB may change.</summary>
internal static class Matrix
{
    public static TheoryData<string, int, Place, RfcRule, string> Rows(params MatrixRow[] rows)
    {
        var data = new TheoryData<string, int, Place, RfcRule, string>();
        foreach (var row in rows)
        {
            foreach (var place in Enum.GetValues<Place>()) data.Add(row.Bits, row.Text, place, row.At(place), row.Section);
        }

        return data;
    }

    /// <summary>A row that says the same of segments with and without text.</summary>
    public static MatrixRow[] Both(string section, string bits, RfcRule left, RfcRule edge, RfcRule inside, RfcRule rightEdge, RfcRule right) =>
        [new(section, bits, 0, left, edge, inside, rightEdge, right), new(section, bits, 4, left, edge, inside, rightEdge, right)];

    public static Segment Make(Stand stand, string bits, int text, Place place)
    {
        var tcb = stand.Tcb;
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));
        var seq = place switch
        {
            Place.OutsideLeft => tcb.RcvNxt - 10,
            Place.LeftEdge => tcb.RcvNxt,
            Place.Inside => tcb.RcvNxt + 100,
            Place.RightEdge => tcb.RcvNxt + (tcb.RcvWnd - 1),
            Place.OutsideRight => tcb.RcvNxt + tcb.RcvWnd,
        };
        return stand.Next with { Bits = parsed, Seq = seq, Payload = Stand.Text("text")[..text], Ack = parsed.Has(ControlBits.Ack) ? tcb.SndNxt : default };
    }

    /// <summary>Sends the segment to the stand and asserts all that follows from the rule.</summary>
    public static Arrival Play(Stand stand, Segment segment, RfcRule rule)
    {
        var before = stand.Tcb;
        var arrival = stand.Receive(segment);
        Assert.Equal(rule, arrival.Verdict.Rule);
        Assert.Equal(OutcomeOf(rule), arrival.Verdict.Outcome);
        Assert.Equal(before, arrival.Verdict.Before);
        if (arrival.Verdict.Outcome != Outcome.Accepted) Assert.Equal(before, WithWindowOf(before, arrival.Verdict.After, rule));
        switch (arrival.Verdict.Outcome)
        {
            case Outcome.Dropped:
                Assert.Empty(arrival.Answers);
                break;
            case Outcome.Queued or Outcome.Acknowledged or Outcome.Challenged:
                Assert.Equal(stand.OurAck, arrival.Answer);
                break;
            case Outcome.Reset:
                Assert.Equal(Stand.OurReset(segment.Ack), arrival.Answer);
                break;
            case Outcome.Accepted:
                if (stand.Connection is null || segment.Length == 0) Assert.Empty(arrival.Answers);
                else Assert.Equal(stand.OurAck, arrival.Answer);
                break;
        }

        return arrival;
    }

    /// <summary>The acknowledgment and the window of a segment count although its text waits or is ignored: fifth comes before seventh.</summary>
    private static Tcb WithWindowOf(in Tcb before, in Tcb after, RfcRule rule) => rule is RfcRule.TextQueued or RfcRule.TextAfterFin
        ? after with { SndWnd = before.SndWnd, SndWl1 = before.SndWl1, SndWl2 = before.SndWl2 }
        : after;

    private static Outcome OutcomeOf(RfcRule rule) => rule switch
    {
        RfcRule.SequenceOutside or RfcRule.AckOfUnsent or RfcRule.AckTooOld => Outcome.Acknowledged,
        RfcRule.SynChallenged or RfcRule.ResetChallenged => Outcome.Challenged,
        RfcRule.SequenceOutsideReset or RfcRule.AckMissing or RfcRule.TextAfterFin or RfcRule.TimeWaitIgnoresReset => Outcome.Dropped,
        RfcRule.TextQueued => Outcome.Queued,
        RfcRule.SynReceivedResetsAck => Outcome.Reset,
        _ => Outcome.Accepted,
    };
}
