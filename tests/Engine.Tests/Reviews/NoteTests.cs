using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>Legal is not the same as usual: what gets a note and no blame.</summary>
public class NoteTests
{
    private const string Handshake = "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+1;";
    private const string Sack = "client → server [SYN] seq=x <sackOK>; server → client [SYN, ACK] seq=y ack=x+1 <sackOK>; client → server [ACK] seq=x+1 ack=y+1;";
    private const string Closed = Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"ABCD\"; server → client [ACK] seq=y+1 ack=x+5 win=0;";
    private const string Held = Sack + "client → server [PSH, ACK] seq=x+6 ack=y+1 \"WORLD\";";
    private const string BothFins = Handshake
        + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+2 ack=y+2;";

    [Theory]
    [InlineData("client", "client → server [SYN] seq=0", RfcRule.SendIsnZero)]
    [InlineData("client", "client → server [SYN] seq=x urg=1", RfcRule.SendUrgentUnused)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 win=0", RfcRule.SendWindowZero)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 win=100", RfcRule.SendWindowShrinks)]
    [InlineData("client", Handshake + "client → server [URG, ACK] seq=x+1 ack=y+1 urg=1 \"!\"", RfcRule.SendUrgentOld)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 \"HELLO\"", RfcRule.SendNoPush)]
    [InlineData("client", Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"!\"", RfcRule.SendOneOctet)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x ack=y+1", RfcRule.SendKeepAlive)]
    [InlineData("client", Closed + "client → server [ACK] seq=x+5 ack=y+1 \"E\"", RfcRule.SendProbe)]
    [InlineData("client", BothFins + "client → server [SYN] seq=x+99", RfcRule.SendSynAfterTimeWait)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1", RfcRule.SendSackMissing)]
    [InlineData(
        "server", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=5; client → server [ACK] seq=x+6 ack=y+1 len=5; server → client [ACK] seq=y+1 ack=x+6",
        RfcRule.SendAckLate)]
    [InlineData("client", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 \"HI\"; client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendAckLess)]
    [InlineData(
        "server", Held + "client → server [PSH, ACK] seq=x+11 ack=y+1 \"AGAIN\"; client → server [PSH, ACK] seq=x+1 ack=y+1 \"HELLO\"; server → client [ACK] seq=y+1 ack=x+11",
        RfcRule.SendAckLess)]
    public void What_is_legal_and_unusual_gets_a_note_and_no_blame(string seat, string ladder, RfcRule rule)
    {
        var review = Seat.After(seat, ladder).Last!;

        Assert.True(review.CouldBeSent);
        Assert.Contains(rule, review.Findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendWindowShrinks)]
    [InlineData("client", Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"HELLO\"", RfcRule.SendNoPush)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025817-714025822>", RfcRule.SendSackMissing)]
    [InlineData("client", Closed + "client → server [ACK] seq=x+5 ack=y+1 \"E\"", RfcRule.SendOneOctet)]
    public void What_is_usual_gets_no_note(string seat, string ladder, RfcRule rule) =>
        Assert.DoesNotContain(rule, Seat.After(seat, ladder).Last!.Findings.Select(finding => finding.Rule));

    [Fact]
    public void A_scaled_window_rounded_down_is_no_shrinking()
    {
        const string Scaled = "client → server [SYN] seq=x win=0 <ws 3>; server → client [SYN, ACK] seq=y ack=x+1 <ws 3>; client → server [ACK] seq=x+1 ack=y+1 win=10;";
        var seat = Seat.After("client", Scaled + "server → client [PSH, ACK] seq=y+1 ack=x+1 len=5; client → server [ACK] seq=x+1 ack=y+6 win=9");
        Assert.DoesNotContain(RfcRule.SendWindowShrinks, seat.Last!.Findings.Select(finding => finding.Rule));

        seat.Play("client → server [ACK] seq=x+1 ack=y+6 win=8");
        Assert.Contains(RfcRule.SendWindowShrinks, seat.Last!.Findings.Select(finding => finding.Rule));
    }
}
