using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>What is said about segments made by hand, right ones and wrong ones.</summary>
public class ReviewerTests
{
    private const string Handshake = "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+1;";
    private const string Crossing = "client → server [SYN] seq=x; server → client [SYN] seq=y;";

    [Theory]
    [InlineData("client", "client → server [SYN] seq=x", RfcRule.SendCalls)]
    [InlineData("client", "client → server [SYN] seq=x ack=7", RfcRule.SendAckFieldUnused)]
    [InlineData("client", "client → server [SYN] seq=x len=5", RfcRule.SendCalls)]
    [InlineData("client", "client → server [SYN] seq=x; client → server [SYN] seq=x", RfcRule.SendIsRepeat)]
    [InlineData("client", Handshake, RfcRule.SendConfirms)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1", RfcRule.SendAnswersCall)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; server → client [SYN, ACK] seq=y ack=x+1", RfcRule.SendIsRepeat)]
    [InlineData("server", "client → server [SYN] seq=x len=5; server → client [SYN, ACK] seq=y ack=x+1", RfcRule.SendAnswersCall)]
    [InlineData("server", "server → client [SYN] seq=y", RfcRule.SendCalls)]
    [InlineData("client", Crossing + "client → server [SYN, ACK] seq=x ack=y+1", RfcRule.SendAnswersCrossing)]
    [InlineData("client", Crossing + "client → server [SYN, ACK] seq=x ack=y+1; client → server [SYN, ACK] seq=x ack=y+1", RfcRule.SendIsRepeat)]
    [InlineData(
        "client",
        Crossing + "client → server [SYN, ACK] seq=x ack=y+1; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+1 len=5",
        RfcRule.SendText)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5", RfcRule.SendText)]
    [InlineData("client", Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 len=5; client → server [ACK] seq=x+6 ack=y+1 len=7", RfcRule.SendText)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5; client → server [ACK] seq=x+1 ack=y+1 len=5", RfcRule.SendIsRepeat)]
    [InlineData(
        "client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5 \"HELLO\"; client → server [ACK] seq=x+3 ack=y+1 len=3 \"LLO\"", RfcRule.SendIsRepeat)]
    [InlineData("server", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+6", RfcRule.SendAcknowledges)]
    [InlineData(
        "server", Handshake + "client → server [ACK] seq=x+6 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+1; client → server [ACK] seq=x+1 ack=y+1 len=5;"
        + "server → client [ACK] seq=y+1 ack=x+11", RfcRule.SendAcknowledges)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1", RfcRule.SendCloses)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; client → server [FIN, ACK] seq=x+1 ack=y+1", RfcRule.SendIsRepeat)]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1 len=5", RfcRule.SendCloses)]
    [InlineData("server", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [ACK] seq=y+1 ack=x+2", RfcRule.SendAcknowledges)]
    [InlineData("server", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+2", RfcRule.SendCloses)]
    [InlineData(
        "client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [ACK] seq=y+1 ack=x+2; server → client [FIN, ACK] seq=y+1 ack=x+2;"
        + "client → server [ACK] seq=x+2 ack=y+2", RfcRule.SendAcknowledges)]
    [InlineData("client", Handshake + "client → server [RST] seq=x+1", RfcRule.SendResetRight)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x-9; client → server [RST] seq=x-9", RfcRule.SendResetRight)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [RST, ACK] seq=0 ack=x+1", RfcRule.SendResetRight)]
    [InlineData("server", "client → server [ACK] seq=x ack=y; server → client [RST] seq=y", RfcRule.SendResetRight)]
    public void What_a_TCP_could_send_is_called_right(string seat, string ladder, RfcRule rule)
    {
        var played = Seat.After(seat, ladder);

        Assert.Equal((true, rule), (played.Last!.CouldBeSent, played.Last.Main.Rule));
        Assert.Equal(rule == RfcRule.SendIsRepeat, played.LastIsRepeat);
    }

    [Theory]
    [InlineData("client", "client → server [ACK] seq=x ack=y", RfcRule.SendNeedsSyn, SegmentField.Bits, "")]
    [InlineData("client", "client → server [FIN] seq=x", RfcRule.SendNeedsSyn, SegmentField.Bits, "")]
    [InlineData("client", "client → server [SYN, FIN] seq=x", RfcRule.SendBitsTogether, SegmentField.Bits, "")]
    [InlineData("client", "client → server [SYN, RST] seq=x", RfcRule.SendBitsTogether, SegmentField.Bits, "")]
    [InlineData("client", Handshake + "client → server [FIN, RST] seq=x+1", RfcRule.SendBitsTogether, SegmentField.Bits, "")]
    [InlineData("client", "client → server [SYN] seq=x; client → server [FIN] seq=x+1", RfcRule.SendNeedsAnswer, SegmentField.Bits, "")]
    [InlineData("client", "client → server [SYN] seq=x; client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendNeedsAnswer, SegmentField.Bits, "")]
    [InlineData(
        "client", "client → server [SYN] seq=x; server → client [ACK] seq=y ack=x+1; server → client [FIN, ACK] seq=y ack=x+1; client → server [FIN, ACK] seq=x+1 ack=y+1",
        RfcRule.SendNeedsAnswer, SegmentField.Bits, "")]
    [InlineData("server", "client → server [SYN] seq=x; server → client [FIN] seq=y", RfcRule.SendNeedsSynAck, SegmentField.Bits, "")]
    [InlineData("client", Crossing + "client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendNeedsSynAck, SegmentField.Bits, "")]
    [InlineData("client", Crossing + "client → server [SYN, ACK] seq=x+1 ack=y+1", RfcRule.SendSynKeepsIss, SegmentField.Seq, "x")]
    [InlineData("client", Crossing + "client → server [SYN, ACK] seq=x ack=y", RfcRule.SendAckWrong, SegmentField.Ack, "y+1")]
    [InlineData("client", Handshake + "client → server [SYN] seq=x", RfcRule.SendSynAgain, SegmentField.Bits, "")]
    [InlineData("client", Handshake + "client → server [PSH] seq=x+1 len=5", RfcRule.SendNeedsAck, SegmentField.Bits, "")]
    [InlineData("client", Handshake + "client → server [FIN] seq=x+1", RfcRule.SendNeedsAck, SegmentField.Bits, "")]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+500 ack=y+1", RfcRule.SendSeqWrong, SegmentField.Seq, "x+1")]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+500", RfcRule.SendAckWrong, SegmentField.Ack, "y+1")]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; server → client [ACK] seq=y ack=x+1 len=1",
        RfcRule.SendSeqWrong, SegmentField.Seq, "y+1")]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; client → server [ACK] seq=x+2 ack=y+1 len=5",
        RfcRule.SendAfterFin, SegmentField.Payload, "")]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; client → server [ACK] seq=x+1 ack=y+1 len=1",
        RfcRule.SendSeqWrong, SegmentField.Seq, "x+2")]
    [InlineData("client", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1; client → server [FIN, ACK] seq=x+2 ack=y+1",
        RfcRule.SendAfterFin, SegmentField.Seq, "x+1")]
    [InlineData("client", Handshake + "server → client [ACK] seq=y+1 ack=x+1 win=4; client → server [ACK] seq=x+1 ack=y+1 len=5",
        RfcRule.SendOverWindow, SegmentField.Payload, "")]
    [InlineData("client", Handshake + "client → server [RST] seq=x", RfcRule.SendResetWrong, SegmentField.Seq, "x+1")]
    [InlineData("client", "client → server [RST] seq=x", RfcRule.SendResetWrong, SegmentField.Seq, "")]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 sum=0xbeef", RfcRule.SendChecksumWrong, SegmentField.Checksum, "")]
    public void What_no_TCP_could_send_is_called_wrong_with_what_was_expected(string seat, string ladder, RfcRule rule, SegmentField field, string expected)
    {
        var review = Seat.After(seat, ladder).Last!;

        Assert.Equal((false, rule, field, expected), (review.CouldBeSent, review.Main.Rule, review.Main.Field, Seat.Count(review.Main.Expected)));
        Assert.NotEmpty(review.Main.Rule.Text().Text);
    }

    [Fact]
    public void A_closed_window_may_be_probed_with_one_octet()
    {
        var seat = Seat.After("client", Handshake + "server → client [ACK] seq=y+1 ack=x+1 win=0;");

        seat.Play("client → server [ACK] seq=x+1 ack=y+1 len=1");

        Assert.True(seat.Last!.CouldBeSent);
    }

    [Fact]
    public void What_was_sent_before_the_window_shrank_may_be_sent_again()
    {
        var seat = Seat.After("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+1 win=2;");

        seat.Play("client → server [ACK] seq=x+1 ack=y+1 len=5");

        Assert.Equal((true, RfcRule.SendIsRepeat), (seat.Last!.CouldBeSent, seat.Last.Main.Rule));
    }

    [Fact]
    public void Two_wrong_fields_are_both_told_the_sequence_number_first()
    {
        var review = Seat.After("client", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x ack=y").Last!;

        Assert.Equal([SegmentField.Seq, SegmentField.Ack], review.Findings.Select(finding => finding.Field));
    }
}
