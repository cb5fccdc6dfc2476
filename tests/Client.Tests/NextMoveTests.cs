using Playground.Client.Play;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

public class NextMoveTests
{
    private static readonly HostView s_empty = Views.Fresh.Hosts[1] with { Driver = HostDriver.Nobody };

    [Fact]
    public void A_syn_ack_waits_for_its_answer() =>
        Assert.Equal("Your move: answer the SYN-ACK.", VerdictLine.Of(Views.Answered).Next?.Text);

    [Fact]
    public void What_does_not_answer_the_syn_is_said_not_to() => Assert.StartsWith(
        "A segment has arrived that does not answer your SYN",
        NextMove.Of(Views.SynSent with { Rows = Views.SynSent.Rows.Add(Views.Theirs(41, "SYN, ACK", Views.Y, Views.X + 4)) })?.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(SegmentField.Seq, "Your sequence number is {0}, the next one is {1}.", "And once five octets of yours have followed?")]
    [InlineData(SegmentField.Seq, "A SYN that is sent again keeps its number.", "Which number does the server expect next?")]
    [InlineData(SegmentField.Ack, "Your ack {0} repeats the number that arrived: the next one is {1}.", "And once five octets more have come?")]
    [InlineData(SegmentField.Ack, "Your ack {0} is wrong.", "Which number do you expect next?")]
    [InlineData(SegmentField.Bits, "There is no connection yet.", "Which control bits belong to what you mean to say?")]
    [InlineData(SegmentField.Payload, "Your SYN has not been acknowledged yet.", "How much may you send now?")]
    [InlineData(SegmentField.Payload, "New text begins at {1}.", "Which of your octets still wait for their acknowledgment?")]
    public void A_mistake_is_followed_by_a_question_about_its_field_that_was_not_just_answered(SegmentField field, string says, string question)
    {
        var wrong = (SegmentRow)Views.Reset.Rows[3];
        var view = Views.Reset with { Rows = Views.Reset.Rows.SetItem(3, wrong with { Review = wrong.Review! with { Field = field, Says = new(says, "1", "2") } }) };
        Assert.Equal(question, VerdictLine.Of(view).Next?.ToString());
    }

    [Fact]
    public void After_a_keep_alive_it_is_not_asked_for_the_number_that_was_just_named()
    {
        var alive = Views.Mine(9000, "ACK", Views.X, Views.Y + 1) with { Review = new ReviewView(true, SegmentField.Seq, new(RfcRule.SendKeepAlive.Text().Text, "1", "2"), "RFC 9293 §3.8.4", null) };
        var view = Views.Open with { Rows = Views.Open.Rows.Add(Views.Mine(8000, "PSH, ACK", Views.X + 1, Views.Y + 1, Views.Heard, "HELLO")).Add(alive) };
        Assert.Equal("And once five octets of yours have followed?", VerdictLine.Of(view).Next?.Text);
    }

    [Theory]
    [InlineData(TcpState.SynSent, "Which number does the {0} expect next?")]
    [InlineData(TcpState.SynReceived, "What has the {0} to send before the connection is open?")]
    [InlineData(TcpState.FinWait1, "Which number will acknowledge your FIN?")]
    [InlineData(TcpState.Closing, "Which number will acknowledge your FIN?")]
    [InlineData(TcpState.LastAck, "Which number will acknowledge your FIN?")]
    [InlineData(TcpState.FinWait2, "What may the {0} still send?")]
    [InlineData(TcpState.CloseWait, "The {0} has closed. What may you still send?")]
    public void Each_segment_that_was_right_is_followed_by_one_question(TcpState state, string question)
    {
        var view = Views.SynSent with
        {
            Rows = [Views.Mine(0, "SYN", Views.X, 0, Views.Heard)],
            Ledger = new LedgerView(state, Views.X, Views.X, Views.X + 1, 65535, Views.Y, Views.Y + 1, 65535),
        };
        Assert.Equal(question, VerdictLine.Of(view).Next?.Text);
    }

    [Fact]
    public void Text_that_waits_for_its_acknowledgment_asks_for_that_number_and_no_question_holds_one()
    {
        var sent = Views.Mine(9000, "PSH, ACK", Views.X + 1, Views.Y + 1, Views.Heard, "HELLO");
        var view = Views.Open with { Rows = Views.Open.Rows.Add(sent), Ledger = Views.Open.Ledger! with { SndNxt = Views.X + 6 } };
        Assert.Equal("Which acknowledgment number will come back?", VerdictLine.Of(view).Next?.ToString());
        Assert.DoesNotContain(NextQuestion.Of(view, sent)!.Arguments, argument => uint.TryParse(argument, out _));
    }

    [Fact]
    public void While_a_segment_travels_nothing_is_asked() => Assert.Null(VerdictLine.Of(Views.SynSent).Next);

    [Fact]
    public void Over_an_open_connection_one_can_talk_or_say_goodbye() =>
        Assert.Equal("Type a payload and send it, or say goodbye with FIN.", VerdictLine.Of(Views.Open).Next?.Text);

    [Fact]
    public void A_fin_that_arrived_waits_for_its_acknowledgment() =>
        Assert.Equal("The server has said FIN. Your move: acknowledge it.", NextMove.Of(Fined(Views.Y, null))?.ToString());

    [Fact]
    public void When_both_have_said_fin_there_is_nothing_left_but_to_start_over() =>
        Assert.StartsWith("Both directions are closed.", NextMove.Of(Fined(Views.Y, Views.Y + 2))?.Text, StringComparison.Ordinal);

    [Fact]
    public void Text_that_arrived_waits_for_its_acknowledgment()
    {
        var view = Views.Open with
        {
            Rows = Views.Open.Rows.Add(Views.Theirs(7000, "ACK", Views.Y + 1, Views.X + 1, "HELLO")),
            Ledger = Views.Open.Ledger! with { RcvNxt = null },
        };
        Assert.Equal("The server has sent text. Your move: acknowledge it.", NextMove.Of(view)?.ToString());
    }

    [Fact]
    public void A_free_seat_wants_a_friend()
    {
        var alone = Views.Fresh with { Hosts = Views.Fresh.Hosts.SetItem(1, s_empty) };
        Assert.Contains("invite a friend", VerdictLine.Of(alone).Next?.Text, StringComparison.Ordinal);
        var sent = alone with { Rows = [Views.Mine(0, "SYN", Views.X, 0)] };
        Assert.Equal("Delivered, but nobody sits at the server yet.", VerdictLine.Of(sent).Headline.ToString());
    }

    [Fact]
    public void A_syn_that_comes_again_is_a_call_for_an_answer()
    {
        var view = Views.Fresh with
        {
            Seat = "server",
            Rows = [Views.Theirs(0, "SYN", Views.X, 0) with { From = "client", To = "server", IsRepeat = true }],
        };
        Assert.Equal("The client asks again.", VerdictLine.Of(view).Headline.ToString());
    }

    [Fact]
    public void Who_watches_hears_of_a_free_seat()
    {
        var view = Views.Fresh with { Seat = null, Ledger = null, Hosts = Views.Fresh.Hosts.SetItem(1, s_empty) };
        Assert.Equal("The server's seat is free: take it to play.", VerdictLine.Of(view).Next?.ToString());
    }

    private static RoomView Fined(uint irs, uint? rcvNxt) => Views.Open with
    {
        Rows = Views.Open.Rows.Add(Views.Mine(7000, "FIN, ACK", Views.X + 1, Views.Y + 1, Views.Heard))
            .Add(Views.Theirs(7040, "FIN, ACK", Views.Y + 1, Views.X + 2)),
        Ledger = new LedgerView(TcpState.TimeWait, Views.X, Views.X + 2, Views.X + 2, 65535, irs, rcvNxt, 65535),
    };
}
