using Playground.Tcp;
using Playground.Tests.Stands;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>
/// Eight kinds of segment in the seven synchronized states, at five places of the window, with and without text; each state reached
/// through LISTEN and through SYN-SENT (RFC 9293 §3.10.7.4). CLOSED, LISTEN, SYN-SENT and SYN-RECEIVED have tables of their own.
/// </summary>
public class MatrixTests
{
    private static readonly TcpState[] s_states =
    [
        TcpState.Established, TcpState.FinWait1, TcpState.FinWait2, TcpState.CloseWait, TcpState.Closing, TcpState.LastAck, TcpState.TimeWait,
    ];

    public static TheoryData<string, TcpState, bool, int, Place, RfcRule, string> Cells()
    {
        var data = new TheoryData<string, TcpState, bool, int, Place, RfcRule, string>();
        foreach (var state in s_states)
        {
            foreach (var row in RowsOf(state))
            {
                foreach (var place in Enum.GetValues<Place>())
                {
                    data.Add(row.Bits, state, false, row.Text, place, row.At(place), row.Section);
                    data.Add(row.Bits, state, true, row.Text, place, Reopens(row, state, place) ? TimeWaitReopens : row.At(place), row.Section);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_segment_meets_the_first_step_that_fits_it(
        string bits, TcpState state, bool throughListen, int text, Place place, RfcRule rule, string section)
    {
        _ = section;
        var stand = throughListen ? Stand.InThroughListen(state) : Stand.In(state);
        var before = stand.Tcb;

        var (verdict, answers) = stand.Receive(Matrix.Make(stand, bits, text, place));

        Assert.Equal((rule, before), (verdict.Rule, verdict.Before));
        Assert.True(answers.Length <= 1);
        if (verdict.Outcome is Outcome.Dropped) Assert.Empty(answers);
        if (verdict.Outcome is Outcome.Acknowledged or Outcome.Challenged or Outcome.Queued) Assert.Equal(stand.OurAck, Assert.Single(answers));
        var after = StateAfter(rule, state);

        // Beside a listener that listens on, nothing is ever CLOSED.
        Assert.Equal(throughListen && after == TcpState.Closed ? TcpState.Listen : after, stand.State);
    }

    private static IEnumerable<MatrixRow> RowsOf(TcpState state)
    {
        const string syn = "fourth, RFC 5961 §4";
        var reset = state == TcpState.TimeWait ? (Exact: TimeWaitIgnoresReset, Near: TimeWaitIgnoresReset) : (Exact: ResetExact, Near: ResetChallenged);
        var receives = state is TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2;
        var closes = state == TcpState.LastAck;
        var ack = state switch
        {
            TcpState.FinWait1 or TcpState.Closing => AckOfFin,
            TcpState.LastAck => LastAckCloses,
            _ => AckDuplicate,
        };
        var (text, early) = receives ? (TextTaken, TextQueued) : closes ? (LastAckCloses, LastAckCloses) : (TextAfterFin, TextAfterFin);
        var (fin, earlyFin) = receives ? (FinTaken, TextQueued) : closes ? (LastAckCloses, LastAckCloses) : (FinAgain, FinAgain);
        return
        [
            .. Matrix.Both(syn, "SYN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
            .. Matrix.Both(syn, "SYN, ACK", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
            .. Matrix.Both(syn, "SYN, FIN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
            new("fifth", "ACK", 0, SequenceOutside, ack, ack, ack, SequenceOutside),
            new("fifth, seventh", "ACK", 4, SequenceOutside, text, early, early, SequenceOutside),
            .. Matrix.Both("fifth", "FIN", SequenceOutside, AckMissing, AckMissing, AckMissing, SequenceOutside),
            .. Matrix.Both("fifth, eighth", "FIN, ACK", SequenceOutside, fin, earlyFin, earlyFin, SequenceOutside),
            .. Matrix.Both("second, RFC 5961 §3", "RST", SequenceOutsideReset, reset.Exact, reset.Near, reset.Near, SequenceOutsideReset),
            .. Matrix.Both("second, RFC 5961 §3", "RST, ACK", SequenceOutsideReset, reset.Exact, reset.Near, reset.Near, SequenceOutsideReset),
        ];
    }

    /// <summary>MAY-2: where somebody listens, a SYN beyond all that was received begins a new connection.</summary>
    private static bool Reopens(MatrixRow row, TcpState state, Place place) =>
        state == TcpState.TimeWait && row.Bits is "SYN" or "SYN, FIN" && place is Place.Inside or Place.RightEdge or Place.OutsideRight;

    private static TcpState StateAfter(RfcRule rule, TcpState state) => (rule, state) switch
    {
        (ResetExact, _) or (LastAckCloses, _) => TcpState.Closed,
        (TimeWaitReopens, _) => TcpState.SynReceived,
        (AckOfFin or TextTaken or TextQueued, TcpState.FinWait1) => TcpState.FinWait2,
        (AckOfFin or TextAfterFin or FinAgain, TcpState.Closing) => TcpState.TimeWait,
        (FinTaken, TcpState.Established) => TcpState.CloseWait,
        (FinTaken, TcpState.FinWait1 or TcpState.FinWait2) => TcpState.TimeWait,
        _ => state,
    };
}
