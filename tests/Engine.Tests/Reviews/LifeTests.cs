using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>
/// The whole of a connection's life, written out as ladders from the RFCs: whatever an endpoint sends in them could be sent, seen from either
/// end. And beside each such life, the one step that leaves it.
/// </summary>
public class LifeTests
{
    private const string Handshake = "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [ACK] seq=x+1 ack=y+1;";
    private const string Times = "client → server [SYN] seq=x <ts 10 0>; server → client [SYN, ACK] seq=y ack=x+1 <ts 90 10>; client → server [ACK] seq=x+1 ack=y+1 <ts 11 90>;";
    private const string Sack = "client → server [SYN] seq=x <sackOK>; server → client [SYN, ACK] seq=y ack=x+1 <sackOK>; client → server [ACK] seq=x+1 ack=y+1;";
    private const string Closed = Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"ABCD\"; server → client [ACK] seq=y+1 ack=x+5 win=0;";
    private const string Held = Sack + "client → server [PSH, ACK] seq=x+6 ack=y+1 \"WORLD\";";
    private const string BothFins = Handshake
        + "client → server [FIN, ACK] seq=x+1 ack=y+1; server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+2 ack=y+2;";

    public static TheoryData<string, string> Lives() => new()
    {
        // Text both ways, in flight at once, lost, cut anew and sent again.
        {
            "client server",
            Handshake + """
                client → server [PSH, ACK] seq=x+1 ack=y+1 "HELLO"
                server → client [PSH, ACK] seq=y+1 ack=x+6 "HI"
                client → server [ACK] seq=x+6 ack=y+3 "ABC" ✕
                client → server [PSH, ACK] seq=x+9 ack=y+3 "DEF"
                server → client [ACK] seq=y+3 ack=x+6
                client → server [PSH, ACK] seq=x+6 ack=y+3 "ABCDEF"
                server → client [ACK] seq=y+3 ack=x+12
                """
        },

        // A part is acknowledged, and the whole segment sent again with more behind it.
        {
            "client server",
            Handshake + """
                client → server [PSH, ACK] seq=x+1 ack=y+1 "ABCDEF"
                server → client [ACK] seq=y+1 ack=x+7
                client → server [PSH, ACK] seq=x+7 ack=y+1 "GHI" ✕
                client → server [PSH, ACK] seq=x+7 ack=y+1 "GHIJKL"
                server → client [ACK] seq=y+1 ack=x+13
                """
        },

        // The window closes, is probed, and opens.
        {
            "client server",
            Closed + """
                client → server [PSH, ACK] seq=x+5 ack=y+1 "E"
                server → client [ACK] seq=y+1 ack=x+5 win=0
                client → server [PSH, ACK] seq=x+5 ack=y+1 "E"
                server → client [ACK] seq=y+1 ack=x+6 win=1000
                client → server [PSH, ACK] seq=x+6 ack=y+1 "FG"
                server → client [ACK] seq=y+1 ack=x+8
                """
        },

        // Window scaling, agreed: the SYN's own window stays as it is, every other one is shifted.
        {
            "client server",
            """
            client → server [SYN] seq=x win=100 <ws 4>
            server → client [SYN, ACK] seq=y ack=x+1 win=100 <ws 3>
            client → server [ACK] seq=x+1 ack=y+1 win=10
            server → client [ACK] seq=y+1 ack=x+1 win=100
            client → server [PSH, ACK] seq=x+1 ack=y+1 len=500
            server → client [PSH, ACK] seq=y+1 ack=x+501 win=100 len=160
            client → server [ACK] seq=x+501 ack=y+161 win=10
            """
        },

        // Offered by one side alone, it holds for neither.
        {
            "client server",
            """
            client → server [SYN] seq=x <ws 4, ts 1 0>
            server → client [SYN, ACK] seq=y ack=x+1
            client → server [ACK] seq=x+1 ack=y+1 win=10
            server → client [PSH, ACK] seq=y+1 ack=x+1 len=10
            """
        },

        // The MSS of each side for the other's text.
        {
            "client server",
            """
            client → server [SYN] seq=x <mss 1460>
            server → client [SYN, ACK] seq=y ack=x+1 <mss 600>
            client → server [PSH, ACK] seq=x+1 ack=y+1 len=600
            server → client [PSH, ACK] seq=y+1 ack=x+601 len=1460
            """
        },
        {
            "client server",
            Times + """
                client → server [PSH, ACK] seq=x+1 ack=y+1 <ts 12 90> "HELLO"
                server → client [ACK] seq=y+1 ack=x+6 <ts 92 12>
                client → server [FIN, ACK] seq=x+6 ack=y+1 <ts 13 92>
                server → client [FIN, ACK] seq=y+1 ack=x+7 <ts 93 13>
                client → server [ACK] seq=x+7 ack=y+2 <ts 14 93>
                """
        },
        { "client server", Times + "client → server [RST] seq=x+1" },

        // A gap, blocks for what lies beyond it, a duplicate told with D-SACK, and the gap filled.
        {
            "server",
            Held + """
                server → client [ACK] seq=y+1 ack=x+1 <sack 714025817-714025822>
                client → server [PSH, ACK] seq=x+16 ack=y+1 "AGAIN"
                server → client [ACK] seq=y+1 ack=x+1 <sack 714025827-714025832 714025817-714025822>
                client → server [PSH, ACK] seq=x+1 ack=y+1 "HELLO"
                server → client [ACK] seq=y+1 ack=x+11 <sack 714025827-714025832>
                client → server [PSH, ACK] seq=x+1 ack=y+1 "HELLO"
                server → client [ACK] seq=y+1 ack=x+11 <sack 714025812-714025817 714025827-714025832>
                """
        },

        // Text beyond the window: left, or taken.
        {
            "client server",
            Handshake + """
                server → client [ACK] seq=y+1 ack=x+1 win=0
                client → server [PSH, ACK] seq=x+1 ack=y+1 "A"
                server → client [ACK] seq=y+1 ack=x+1 win=0
                client → server [PSH, ACK] seq=x+1 ack=y+1 "A"
                server → client [ACK] seq=y+1 ack=x+2 win=0
                client → server [FIN, ACK] seq=x+2 ack=y+1
                server → client [ACK] seq=y+1 ack=x+3 win=0
                server → client [FIN, ACK] seq=y+1 ack=x+3
                client → server [ACK] seq=x+3 ack=y+2
                """
        },
        { "client server", Handshake + "client → server [ACK] seq=x ack=y+1; server → client [ACK] seq=y+1 ack=x+1; client → server [ACK] seq=x ack=y+1 \"?\"" },
        { "client server", Handshake + "client → server [URG, PSH, ACK] seq=x+1 ack=y+1 urg=2 \"!!\"; server → client [ACK] seq=y+1 ack=x+3" },

        // Fast Open: text with the SYN, taken at once and answered at once (RFC 7413); and a server that leaves it to be sent again.
        {
            "client server",
            """
            client → server [SYN] seq=x <tfo 0x0102030405060708> "GET"
            server → client [SYN, ACK] seq=y ack=x+4
            server → client [PSH, ACK] seq=y+1 ack=x+4 "PAGE"
            client → server [ACK] seq=x+4 ack=y+5
            """
        },
        {
            "client server",
            """
            client → server [SYN] seq=x <tfo 0x0102030405060708> "GET"
            server → client [SYN, ACK] seq=y ack=x+1 <tfo 0x0202030405060708>
            client → server [PSH, ACK] seq=x+1 ack=y+1 "GET"
            server → client [ACK] seq=y+1 ack=x+4
            """
        },

        // A half-closed connection: one side has said FIN, with text, and the other goes on.
        {
            "client server",
            Handshake + """
                client → server [FIN, PSH, ACK] seq=x+1 ack=y+1 "BYE" ✕
                client → server [FIN, PSH, ACK] seq=x+1 ack=y+1 "BYE"
                server → client [PSH, ACK] seq=y+1 ack=x+5 "ONE"
                client → server [ACK] seq=x+5 ack=y+4
                server → client [FIN, PSH, ACK] seq=y+4 ack=x+5 "TWO" ✕
                server → client [FIN, PSH, ACK] seq=y+4 ack=x+5 "TWO"
                client → server [ACK] seq=x+5 ack=y+8
                """
        },

        // Both FINs cross (figure 13).
        {
            "client server",
            Handshake + """
                client → server [FIN, ACK] seq=x+1 ack=y+1 ✕
                server → client [FIN, ACK] seq=y+1 ack=x+1
                client → server [ACK] seq=x+2 ack=y+2 ✕
                client → server [FIN, ACK] seq=x+1 ack=y+2
                server → client [ACK] seq=y+2 ack=x+2
                """
        },
        { "client", BothFins + "server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+2 ack=y+2" },
        { "client server", BothFins + "client → server [SYN] seq=x+99; server → client [SYN, ACK] seq=y+99 ack=x+100; client → server [ACK] seq=x+100 ack=y+100" },

        // Simultaneous open (figure 7), with a SYN-ACK that is lost.
        {
            "client",
            """
            client → server [SYN] seq=x
            server → client [SYN] seq=y
            client → server [SYN, ACK] seq=x ack=y+1 ✕
            server → client [SYN, ACK] seq=y ack=x+1 ✕
            client → server [SYN, ACK] seq=x ack=y+1
            server → client [ACK] seq=y+1 ack=x+1
            """
        },

        // An old duplicate SYN (figure 8), and the one that was meant.
        {
            "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x-9; client → server [RST] seq=x-9;"
                + "server → client [SYN, ACK] seq=y+5 ack=x+1; client → server [ACK] seq=x+1 ack=y+6"
        },

        // A half-open connection, found out by who crashed (figure 9).
        { "client", "client → server [SYN] seq=x; server → client [ACK] seq=y ack=x-700; client → server [RST] seq=x-700; client → server [SYN] seq=x" },

        // A closed host, a listener that refuses an ACK, and a reset that is not answered.
        { "host", "client → host [SYN] seq=x \"HELLO\"; host → client [RST, ACK] seq=0 ack=x+6" },
        { "host", "client → host [FIN] seq=x; host → client [RST, ACK] seq=0 ack=x+1" },
        { "host", "client → host [ACK] seq=x ack=y; client → host [ACK] seq=x ack=y+9; host → client [RST] seq=y; host → client [RST] seq=y+9" },
        { "server", "client → server [ACK] seq=x ack=y; server → client [RST] seq=y; client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1" },

        // The listener gives up an old SYN and takes the next; a stranger calls meanwhile.
        {
            "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; client → server [RST] seq=x+1; client → server [SYN] seq=x+9;"
                + "server → client [SYN, ACK] seq=y+50 ack=x+10"
        },
        { "server", Handshake + "client:49153 → server [SYN] seq=x+9; server → client:49153 [SYN, ACK] seq=y+50 ack=x+10" },
        { "server", Handshake + "client:49153 → server [ACK] seq=x+9 ack=y+7; server → client:49153 [RST] seq=y+7; server → client [ACK] seq=y+1 ack=x+1" },

        // Challenges are answered with what is true.
        { "server", Handshake + "client → server [RST] seq=x+9; server → client [ACK] seq=y+1 ack=x+1; client → server [RST] seq=x+1" },
        { "server", Handshake + "client → server [SYN] seq=x+9; server → client [ACK] seq=y+1 ack=x+1" },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public void Whatever_an_endpoint_sends_in_its_life_could_be_sent(string seats, string ladder)
    {
        foreach (var seat in seats.Split(' '))
        {
            var sent = Seat.After(seat, ladder).Reviews;
            Assert.NotEmpty(sent);
            Assert.All(sent, line => Assert.True(line.Review.CouldBeSent, $"{seat}: {line.Line} was called {line.Review.Main}"));
        }
    }

    [Theory]
    [InlineData("client", Closed + "client → server [ACK] seq=x+5 ack=y+1 \"EF\"", RfcRule.SendOverWindow)]
    [InlineData("client", Closed + "client → server [ACK] seq=x+5 ack=y+1 \"E\"; client → server [ACK] seq=x+6 ack=y+1 \"F\"", RfcRule.SendOverWindow)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 len=537", RfcRule.SendOverMss)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 <ts 1 2>", RfcRule.SendTimestampsNotAgreed)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 <ws 3>", RfcRule.SendOptionOnSynOnly)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 <sackOK>", RfcRule.SendOptionOnSynOnly)]
    [InlineData("client", "client → server [SYN] seq=x <ws 15>", RfcRule.SendShiftTooLarge)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 <ws 3>", RfcRule.SendOptionNotOffered)]
    [InlineData("server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 <ts 1 0>", RfcRule.SendOptionNotOffered)]
    [InlineData("client", Times + "client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendNeedsTimestamps)]
    [InlineData("client", Times + "client → server [ACK] seq=x+1 ack=y+1 <ts 12 91>", RfcRule.SendEchoWrong)]
    [InlineData("client", Times + "client → server [ACK] seq=x+1 ack=y+1 <ts 10 90>", RfcRule.SendTimestampBack)]
    [InlineData("server", "client → server [SYN] seq=x <ts 10 0>; server → client [SYN, ACK] seq=y ack=x+1 <ts 90 11>", RfcRule.SendEchoWrong)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025817-714025823>", RfcRule.SendSackWrong)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025816-714025822>", RfcRule.SendSackWrong)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025822-714025817>", RfcRule.SendSackWrong)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025812-714025822>", RfcRule.SendSackWrong)]
    [InlineData("server", Held + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025812-714025817>", RfcRule.SendSackWrong)]
    [InlineData("server", Handshake + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025817-714025822>", RfcRule.SendSackNotAgreed)]
    [InlineData("client", Handshake + "client → server [ACK, R4] seq=x+1 ack=y+1", RfcRule.SendReservedBits)]
    [InlineData("client", BothFins + "server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [RST] seq=x+2", RfcRule.SendResetTooLate)]
    [InlineData("server", Handshake + "client → server [SYN] seq=x+9; server → client [RST, ACK] seq=0 ack=x+10", RfcRule.SendResetWrong)]
    [InlineData("host", "client → host [SYN] seq=x; host → client [RST, ACK] seq=y ack=x+1", RfcRule.SendResetSeqZero)]
    [InlineData("host", "client → host [SYN] seq=x; host → client [ACK] seq=0 ack=x+1", RfcRule.SendNeedsReset)]
    [InlineData("host", "client → host [ACK] seq=x ack=y; host → client [RST] seq=y+1", RfcRule.SendResetWrong)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 \"ABC\"; client → server [ACK] seq=x+1 ack=y+1 \"ABX\"", RfcRule.SendOtherOctets)]
    [InlineData(
        "client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 \"ABC\"; client → server [ACK] seq=x+4 ack=y+1 \"DEF\"; client → server [ACK] seq=x+2 ack=y+1 \"BX\"",
        RfcRule.SendOtherOctets)]
    [InlineData(
        "client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 \"ABC\"; server → client [ACK] seq=y+1 ack=x+4; client → server [ACK] seq=x+1 ack=y+1 \"ABC\"",
        RfcRule.SendSeqWrong)]
    [InlineData("server", "client → server [SYN] seq=x \"GET\"; server → client [SYN, ACK] seq=y ack=x+4", RfcRule.SendAckWrong)]
    [InlineData("client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 <tfo>", RfcRule.SendOptionOnSynOnly)]
    [InlineData("client", Handshake + "client:7 → server [ACK] seq=x+1 ack=y+1", RfcRule.SendOtherConnection)]
    public void The_step_that_leaves_it_is_named(string seat, string ladder, RfcRule rule)
    {
        var review = Seat.After(seat, ladder).Last!;

        Assert.Equal((false, rule), (review.CouldBeSent, review.Main.Rule));
    }
}
