using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>Each misconception by the wrong move that shows it, and the number that would have been right.</summary>
public class MisconceptionTests
{
    private const string Handshake = "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+1;";

    public static TheoryData<Misconception, string, string, RfcRule, string> Rows() => new()
    {
        { Misconception.SynCarriesAck, "client", "client → server [SYN, ACK] seq=x ack=1", RfcRule.SendAckOfNothing, "" },
        { Misconception.SynCarriesAck, "client", "client → server [SYN] seq=x; client → server [SYN, ACK] seq=x ack=1", RfcRule.SendAckOfNothing, "" },
        {
            Misconception.AckCopiesSeq, "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y", RfcRule.SendAckWrong, "y+1"
        },
        { Misconception.AckCopiesSeq, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x", RfcRule.SendAckWrong, "x+1" },
        {
            Misconception.AckCopiesSeq, "server", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+1",
            RfcRule.SendAckWrong, "x+6"
        },
        {
            Misconception.AckPlusFour, "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+4", RfcRule.SendAckWrong, "y+1"
        },
        { Misconception.AckPlusFour, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+4", RfcRule.SendAckWrong, "x+1" },
        {
            Misconception.SeqStaysAtIsn, "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x ack=y+1", RfcRule.SendSeqWrong, "x+1"
        },
        {
            Misconception.SeqStaysAtIsn, "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x ack=y+1 len=5", RfcRule.SendSeqWrong, "x+1"
        },
        { Misconception.SeqStaysAtIsn, "server", Handshake + "server → client [ACK] seq=y ack=x+1", RfcRule.SendSeqWrong, "y+1" },
        { Misconception.ServerReusesIsn, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=x ack=x+1", RfcRule.SendIsRight, "" },
        { Misconception.SynAndAckApart, "server", "client → server [SYN] seq=x; server → client [ACK] seq=y ack=x+1", RfcRule.SendNeedsSynAck, "" },
        { Misconception.SynAndAckApart, "server", "client → server [SYN] seq=x; server → client [SYN] seq=y", RfcRule.SendNeedsSynAck, "" },
        {
            Misconception.SeqCountsPackets, "client",
            Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5 \"HELLO\"; client → server [ACK] seq=x+2 ack=y+1 len=6 \"WORLD!\"",
            RfcRule.SendSeqWrong, "x+6"
        },
        {
            Misconception.SeqCountsPackets, "client",
            Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5 \"HELLO\"; client → server [ACK] seq=x+2 ack=y+1 len=2 \"!!\"", RfcRule.SendSeqWrong, "x+6"
        },
        { Misconception.PureAckConsumes, "client", Handshake + "client → server [ACK] seq=x+2 ack=y+1 len=5", RfcRule.SendSeqWrong, "x+1" },
        { Misconception.PureAckConsumes, "client", Handshake + "client → server [FIN, ACK] seq=x+2 ack=y+1", RfcRule.SendSeqWrong, "x+1" },
        {
            Misconception.AckPlusLenPlusOne, "server", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+7",
            RfcRule.SendAckWrong, "x+6"
        },
        { Misconception.RetryNewIsn, "client", "client → server [SYN] seq=x ✕; client → server [SYN] seq=x+1000", RfcRule.SendSynKeepsIss, "x" },
        {
            Misconception.RetryNewIsn, "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x ✕; server → client [SYN, ACK] seq=y+99 ack=x+1",
            RfcRule.SendSynKeepsIss, "y"
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_wrong_move_is_recognised(Misconception misconception, string seat, string ladder, RfcRule rule, string expected)
    {
        var review = Seat.After(seat, ladder).Last!;

        Assert.Equal((misconception, rule, expected), (review.Main.Misconception, review.Main.Rule, Seat.Count(review.Main.Expected)));
        Assert.Equal(misconception == Misconception.ServerReusesIsn, review.CouldBeSent);
        Assert.NotEmpty(misconception.Text());
    }

    [Fact]
    public void Every_misconception_has_a_row() => Assert.Equal(
        Enum.GetValues<Misconception>(), Rows().Select(row => row.Data.Item1).Distinct().Order());
}
