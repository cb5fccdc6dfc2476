using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

public class NextSegmentTests
{
    private static readonly SegmentDraft s_empty = new();

    [Fact]
    public void The_first_segment_is_a_SYN_with_the_number_that_is_typed() =>
        Says(Views.Fresh, s_empty with { Seq = "7" }, "SYN", 7, null);

    [Fact]
    public void A_SYN_ACK_is_answered_with_an_ACK() => Says(Views.Answered, s_empty, "ACK", Views.X + 1, Views.Y + 1);

    [Fact]
    public void A_SYN_that_crosses_ones_own_is_answered_with_a_SYN_ACK()
    {
        var view = Views.Answered with { Rows = [Views.Mine(0, "SYN", Views.X, 0), Views.Theirs(0, "SYN", Views.Y, 0)] };
        Says(view, s_empty, "SYN, ACK", Views.X, Views.Y + 1);
    }

    [Fact]
    public void A_listener_answers_a_SYN()
    {
        var view = Views.Fresh with
        {
            Rows = [Views.Theirs(0, "SYN", Views.Y, 0)],
            Ledger = new LedgerView(TcpState.Listen, null, null, null, 65535, Views.Y, null, null),
        };
        Says(view, s_empty with { Seq = "300" }, "SYN, ACK", 300, Views.Y + 1);
    }

    [Fact]
    public void Text_and_FIN_are_acknowledged_up_to_the_first_gap()
    {
        var rows = Views.Open.Rows.Add(Views.Theirs(1, "ACK", Views.Y + 4, Views.X + 1, "DEF")).Add(Views.Theirs(2, "ACK", Views.Y + 1, Views.X + 1, "ABC"));
        Says(Views.Open with { Rows = rows }, s_empty, "ACK", Views.X + 1, Views.Y + 7);
        rows = rows.Add(Views.Theirs(3, "FIN, ACK", Views.Y + 9, Views.X + 1));
        Says(Views.Open with { Rows = rows }, s_empty, "ACK", Views.X + 1, Views.Y + 7);
    }

    [Fact]
    public void A_payload_is_pushed() => Says(Views.Open, s_empty with { Payload = "HI" }, "PSH, ACK", Views.X + 1, Views.Y + 1);

    [Fact]
    public void Who_has_acknowledged_the_others_FIN_says_FIN()
    {
        var ledger = Views.Open.Ledger! with { State = TcpState.CloseWait, RcvNxt = Views.Y + 2 };
        var view = Views.Open with { Ledger = ledger, Rows = Views.Open.Rows.Add(Views.Theirs(1, "FIN, ACK", Views.Y + 1, Views.X + 1)) };
        Says(view, s_empty, "FIN, ACK", Views.X + 1, Views.Y + 2);
    }

    [Fact]
    public void Who_only_watches_has_no_next_segment() => Assert.Null(NextSegment.Of(Views.Fresh with { Ledger = null }, s_empty));

    private static void Says(RoomView view, SegmentDraft draft, string flags, uint seq, uint? ack)
    {
        var next = NextSegment.Of(view, draft);
        Assert.Equal((flags, $"{seq}", $"{ack}", draft.Payload), (next?.Flags, next?.Seq, next?.Ack, next?.Payload));
    }
}
