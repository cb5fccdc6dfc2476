using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>Each misconception by the wrong move that shows it, the number that would have been right, and what only looks like it.</summary>
public class MisconceptionTests
{
    private const string Answered = "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1;";
    private const string Third = "client → server [ACK] seq=x+1 ack=y+1;";
    private const string Handshake = Answered + Third;
    private const string Crossing = "client → server [SYN] seq=x; server → client [SYN] seq=y;";
    private const string Said = Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"HELLO\";";
    private const string Hello = Said;
    private const string Gap = Handshake + "client → server [PSH, ACK] seq=x+6 ack=y+1 \"WORLD\";";
    private const string SackGap = "client → server [SYN] seq=x <sackOK>; server → client [SYN, ACK] seq=y ack=x+1 <sackOK>;"
        + Third + "client → server [PSH, ACK] seq=x+6 ack=y+1 \"WORLD\";";
    private const string Goodbye = Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1;";

    /// <summary>
    /// What no single segment shows to its sender's ledger: a bare third segment is what most TCPs send, a probe that never comes is no segment, and
    /// what a handshake proves is the attacker's lesson, who is not reviewed.
    /// </summary>
    private static readonly Misconception[] s_invisible =
    [
        Misconception.NoDataOnThird, Misconception.ProbeNever, Misconception.HandshakeAuthenticates, Misconception.SynTextAtOnce, Misconception.CookiesAreFree,
    ];

    public static TheoryData<Misconception, string, string, RfcRule, string, bool> Rows() => new()
    {
        { Misconception.IsnMustBeZero, "client", "client → server [SYN] seq=0", RfcRule.SendIsnZero, "", true },
        { Misconception.IsnMustBeZero, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=0 ack=x+1", RfcRule.SendIsnZero, "", true },
        { Misconception.SynCarriesAck, "client", "client → server [SYN, ACK] seq=x ack=1", RfcRule.SendAckOfNothing, "", false },
        { Misconception.SynCarriesAck, "client", "client → server [SYN] seq=x; client → server [SYN, ACK] seq=x ack=1", RfcRule.SendAckOfNothing, "", false },
        { Misconception.AckCopiesSeq, "client", Answered + "client → server [ACK] seq=x+1 ack=y", RfcRule.SendAckWrong, "y+1", false },
        { Misconception.AckCopiesSeq, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x", RfcRule.SendAckWrong, "x+1", false },
        { Misconception.AckCopiesSeq, "server", Hello + "server → client [ACK] seq=y+1 ack=x+1", RfcRule.SendAckWrong, "x+6", false },
        { Misconception.AckCopiesSeq, "host", "client → host [SYN] seq=x; host → client [RST, ACK] seq=0 ack=x", RfcRule.SendAckWrong, "x+1", false },
        { Misconception.AckPlusFour, "client", Answered + "client → server [ACK] seq=x+1 ack=y+4", RfcRule.SendAckWrong, "y+1", false },
        { Misconception.AckPlusFour, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+4", RfcRule.SendAckWrong, "x+1", false },
        { Misconception.SeqStaysAtIsn, "client", Answered + "client → server [ACK] seq=x ack=y+1", RfcRule.SendSeqWrong, "x+1", false },
        { Misconception.SeqStaysAtIsn, "client", Answered + "client → server [ACK] seq=x ack=y+1 len=5", RfcRule.SendSeqWrong, "x+1", false },
        { Misconception.SeqStaysAtIsn, "server", Hello + "server → client [ACK] seq=y ack=x+6", RfcRule.SendSeqWrong, "y+1", false },
        { Misconception.SeqStaysAtIsn, "server", Handshake + "server → client [ACK] seq=y ack=x+1", RfcRule.SendKeepAlive, "y+1", true },
        { Misconception.ServerReusesIsn, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=x ack=x+1", RfcRule.SendIsnOfPeer, "", true },
        { Misconception.SynAndAckApart, "server", "client → server [SYN] seq=x; server → client [ACK] seq=y ack=x+1", RfcRule.SendNeedsSynAck, "", false },
        { Misconception.SynAndAckApart, "server", "client → server [SYN] seq=x; server → client [SYN] seq=y", RfcRule.SendNeedsSynAck, "", false },
        { Misconception.SynAndAckApart, "client", Crossing + "client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendNeedsSynAck, "", false },
        { Misconception.SeqCountsPackets, "client", Said + "client → server [ACK] seq=x+2 ack=y+1 len=6 \"WORLD!\"", RfcRule.SendSeqWrong, "x+6", false },
        { Misconception.SeqCountsPackets, "client", Said + "client → server [ACK] seq=x+2 ack=y+1 len=2 \"!!\"", RfcRule.SendSeqWrong, "x+6", false },
        { Misconception.SeqCountsPackets, "server", Hello + "server → client [ACK] seq=y+1 ack=x+2", RfcRule.SendAckWrong, "x+6", false },
        { Misconception.PureAckConsumes, "client", Handshake + "client → server [ACK] seq=x+2 ack=y+1 len=5", RfcRule.SendSeqWrong, "x+1", false },
        { Misconception.PureAckConsumes, "client", Handshake + "client → server [FIN, ACK] seq=x+2 ack=y+1", RfcRule.SendSeqWrong, "x+1", false },
        { Misconception.PureAckConsumes, "server", Handshake + "server → client [ACK] seq=y+1 ack=x+2", RfcRule.SendAckWrong, "x+1", false },
        { Misconception.AckPlusLenPlusOne, "server", Hello + "server → client [ACK] seq=y+1 ack=x+7", RfcRule.SendAckWrong, "x+6", false },
        { Misconception.AckPlusLenPlusOne, "client", Said + "client → server [ACK] seq=x+7 ack=y+1 len=1", RfcRule.SendSeqWrong, "x+6", false },
        { Misconception.RetryNewIsn, "client", "client → server [SYN] seq=x ✕; client → server [SYN] seq=x+1000", RfcRule.SendSynKeepsIss, "x", false },
        {
            Misconception.RetryNewIsn, "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x ✕; server → client [SYN, ACK] seq=y+99 ack=x+1",
            RfcRule.SendSynKeepsIss, "y", false
        },
        {
            Misconception.SecondSynSecondConnection, "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 ✕; client → server [SYN] seq=x; server → client [SYN, ACK] seq=y+99 ack=x+1",
            RfcRule.SendSynKeepsIss, "y", false
        },
        {
            Misconception.SecondSynSecondConnection, "server",
            Handshake + "client → server [SYN] seq=x+5000; server → client [SYN, ACK] seq=y+99 ack=x+5001", RfcRule.SendSynAgain, "y", false
        },
        { Misconception.RetransmitNewSeq, "client", Said + "client → server [PSH, ACK] seq=x+6 ack=y+1 \"HELLO\"", RfcRule.SendSameTextAnew, "x+1", true },
        {
            Misconception.RetransmitNewSeq, "client",
            Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1 ✕; client → server [FIN, ACK] seq=x+2 ack=y+1", RfcRule.SendAfterFin, "x+1", false
        },
        { Misconception.NackExists, "server", Gap + "server → client [] seq=y+1 ack=x+1", RfcRule.SendNeedsAck, "", false },
        { Misconception.NackExists, "server", Gap + "server → client [ACK, R1] seq=y+1 ack=x+1", RfcRule.SendReservedBits, "", false },
        { Misconception.AckTheLatest, "server", Gap + "server → client [ACK] seq=y+1 ack=x+11", RfcRule.SendAckWrong, "x+1", false },
        {
            Misconception.OutOfOrderResend, "server",
            Gap + "client → server [ACK] seq=x+1 ack=y+1 \"HELLO\"; server → client [ACK] seq=y+1 ack=x+6", RfcRule.SendAckLess, "x+11", true
        },
        { Misconception.SackReplacesAck, "server", SackGap + "server → client [ACK] seq=y+1 ack=x+11 <sack 714025817-714025822>", RfcRule.SendAckWrong, "x+1", false },
        { Misconception.SackReplacesAck, "server", SackGap + "server → client [ACK] seq=y+1 ack=0 <sack 714025817-714025822>", RfcRule.SendAckWrong, "x+1", false },
        { Misconception.SackReplacesAck, "server", SackGap + "server → client [] seq=y+1 <sack 714025817-714025822>", RfcRule.SendNeedsAck, "", false },
        {
            Misconception.BadChecksumReset, "server",
            Handshake + "client → server [ACK] seq=x+1 ack=y+1 \"HELLO\" sum=0xbeef; server → client [RST] seq=y+1", RfcRule.SendResetRight, "", true
        },
        { Misconception.BadChecksumReset, "host", "client → host [SYN] seq=x sum=0xbeef; host → client [RST, ACK] seq=0 ack=x+1", RfcRule.SendNothingForCorrupt, "", false },
        { Misconception.FinIsFree, "server", Goodbye + "server → client [ACK] seq=y+1 ack=x+1", RfcRule.SendAckWrong, "x+2", false },
        {
            Misconception.FinIsFree, "client",
            Goodbye + "server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+1 ack=y+2", RfcRule.SendSeqWrong, "x+2", false
        },
        { Misconception.FinClosesBoth, "server", Goodbye + "server → client [RST] seq=y+1", RfcRule.SendResetRight, "", true },
        {
            Misconception.FinClosesBoth, "client",
            Goodbye + "server → client [PSH, ACK] seq=y+1 ack=x+2 \"BYE\"; client → server [RST] seq=x+2", RfcRule.SendResetRight, "", true
        },
        {
            Misconception.TimeWaitLeak, "client",
            Goodbye + "server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+2 ack=y+2; client → server [RST] seq=x+2",
            RfcRule.SendResetTooLate, "", false
        },
        { Misconception.RstWithoutAckToSyn, "host", "client → host [SYN] seq=x; host → client [RST] seq=0", RfcRule.SendResetNeedsAck, "x+1", false },
        { Misconception.RstWithoutAckToSyn, "server", "client → server [SYN] seq=x; server → client [RST] seq=y", RfcRule.SendResetNeedsAck, "x+1", false },
        { Misconception.RstAnswersRst, "host", "client → host [RST] seq=x; host → client [RST, ACK] seq=0 ack=x", RfcRule.SendResetForReset, "", false },
        { Misconception.RstAnswersRst, "server", Handshake + "client → server [RST] seq=x+1; server → client [RST] seq=y+1", RfcRule.SendResetForReset, "", false },
        { Misconception.RstAnswersRst, "server", Handshake + "client → server [RST] seq=x+9; server → client [RST] seq=y+1", RfcRule.SendResetRight, "", true },
        {
            Misconception.TwoWayIsEnough, "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x-9; client → server [ACK] seq=x+1 ack=y+1", RfcRule.SendNeedsReset, "x-9", false
        },
        {
            Misconception.TwoWayIsEnough, "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1; server → client [PSH, ACK] seq=y+1 ack=x+1 \"HI\"",
            RfcRule.SendTextBeforeOpen, "", false
        },
        { Misconception.ServerRequired, "client", Crossing + "client → server [SYN] seq=x", RfcRule.SendNeedsSynAck, "", false },
        { Misconception.ServerRequired, "client", Crossing + "client → server [RST] seq=x+1", RfcRule.SendResetRight, "", true },
        { Misconception.MssNegotiated, "client", Handshake + "client → server [ACK] seq=x+1 ack=y+1 <mss 500>", RfcRule.SendOptionOnSynOnly, "", false },
        {
            Misconception.MssNegotiated, "client",
            "client → server [SYN] seq=x <mss 1460>; server → client [SYN, ACK] seq=y ack=x+1 <mss 1000>; client → server [PSH, ACK] seq=x+1 ack=y+1 len=1400",
            RfcRule.SendOverMss, "", false
        },
        {
            Misconception.WindowScaledInSyn, "client",
            "client → server [SYN] seq=x <ws 2>; server → client [SYN, ACK] seq=y ack=x+1 win=100 <ws 2>; client → server [PSH, ACK] seq=x+1 ack=y+1 len=400",
            RfcRule.SendOverWindow, "", false
        },
        {
            Misconception.SeqMustGrow, "server",
            Handshake + "server → client [PSH, ACK] seq=y+1 ack=x+1 \"HELLO\"; server → client [PSH, ACK] seq=0 ack=x+1 \"!\"", RfcRule.SendSeqWrong, "y+6", false
        },
        { Misconception.SeqMustGrow, "client", Answered + Third + "server → client [ACK] seq=y+1 ack=x+1 \"HELLO\"; client → server [ACK] seq=x+1 ack=0", RfcRule.SendAckWrong, "y+6", false },
        {
            Misconception.AnyRstKills, "server",
            Handshake + "client → server [RST] seq=x+9; server → client [SYN] seq=y+5000", RfcRule.SendSynAgain, "", false
        },
        { Misconception.AnyRstKills, "client", Handshake + "client → server [RST] seq=x+9", RfcRule.SendResetWrong, "x+1", false },
        { Misconception.RelativeIsOnTheWire, "client", Answered + "client → server [ACK] seq=1 ack=y+1", RfcRule.SendSeqWrong, "x+1", false },
        { Misconception.RelativeIsOnTheWire, "client", Answered + "client → server [ACK] seq=x+1 ack=1", RfcRule.SendAckWrong, "y+1", false },
        { Misconception.RelativeIsOnTheWire, "server", Hello + "server → client [ACK] seq=y+1 ack=6", RfcRule.SendAckWrong, "x+6", false },
        { Misconception.PortIsTheConnection, "client", Answered + "client:49153 → server [ACK] seq=x+1 ack=y+1", RfcRule.SendOtherConnection, "", false },
    };

    public static TheoryData<Misconception, string, string> NearMisses() => new()
    {
        { Misconception.IsnMustBeZero, "client", "client → server [SYN] seq=1" },
        { Misconception.SynCarriesAck, "client", "client → server [SYN] seq=x ack=1" },
        { Misconception.SynCarriesAck, "host", "client → host [SYN] seq=x; host → client [SYN, ACK] seq=y ack=x+1" },
        { Misconception.AckCopiesSeq, "client", Answered + "client → server [ACK] seq=x+1 ack=y-1" },
        { Misconception.AckCopiesSeq, "server", Hello + "client → server [ACK] seq=x+6 ack=y+1 \"!\"; server → client [ACK] seq=y+1 ack=x+6" },
        { Misconception.AckPlusFour, "client", Answered + "client → server [ACK] seq=x+1 ack=y+5" },
        { Misconception.AckPlusFour, "server", Handshake + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"FOUR\"; server → client [ACK] seq=y+1 ack=x+5" },
        { Misconception.SeqStaysAtIsn, "client", Said + "server → client [ACK] seq=y+1 ack=x+6; client → server [ACK] seq=x+5 ack=y+1" },
        { Misconception.SeqStaysAtIsn, "client", "client → server [SYN] seq=x; client → server [SYN] seq=x" },
        { Misconception.ServerReusesIsn, "server", "client → server [SYN] seq=x; server → client [SYN, ACK] seq=x+1 ack=x+1" },
        { Misconception.SynAndAckApart, "server", "client → server [SYN] seq=x; server → client [FIN] seq=y" },
        { Misconception.SeqCountsPackets, "client", Said + "client → server [ACK] seq=x+3 ack=y+1 len=2 \"!!\"" },
        { Misconception.SeqCountsPackets, "client", Said + "client → server [PSH, ACK] seq=x+2 ack=y+1 \"ELLO\"" },
        { Misconception.PureAckConsumes, "client", Handshake + "client → server [ACK] seq=x+3 ack=y+1 len=5" },
        { Misconception.PureAckConsumes, "server", Goodbye + "server → client [ACK] seq=y+1 ack=x+2" },
        { Misconception.AckPlusLenPlusOne, "server", Hello + "server → client [ACK] seq=y+1 ack=x+8" },
        {
            Misconception.AckPlusLenPlusOne, "server", Handshake + "client → server [FIN, ACK] seq=x+1 ack=y+1 \"HELLO\"; server → client [ACK] seq=y+1 ack=x+7"
        },
        { Misconception.RetryNewIsn, "client", "client → server [SYN] seq=x; server → client [RST, ACK] seq=0 ack=x+1; client → server [SYN] seq=x+1000" },
        {
            Misconception.SecondSynSecondConnection, "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 ✕; client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1"
        },
        { Misconception.SecondSynSecondConnection, "server", Handshake + "server → client [SYN, ACK] seq=y+99 ack=x+1" },
        { Misconception.RetransmitNewSeq, "client", Said + "client → server [PSH, ACK] seq=x+6 ack=y+1 \"WORLD\"" },
        { Misconception.RetransmitNewSeq, "client", Said + "server → client [ACK] seq=y+1 ack=x+6; client → server [PSH, ACK] seq=x+6 ack=y+1 \"HELLO\"" },
        { Misconception.NackExists, "server", Hello + "server → client [] seq=y+1 ack=x+1" },
        { Misconception.NackExists, "server", Gap + "server → client [ACK] seq=y+1 ack=x+1" },
        { Misconception.AckTheLatest, "server", Gap + "server → client [ACK] seq=y+1 ack=x+10" },
        { Misconception.AckTheLatest, "server", Hello + "server → client [ACK] seq=y+1 ack=x+6" },
        {
            Misconception.OutOfOrderResend, "server", Gap + "client → server [ACK] seq=x+1 ack=y+1 \"HELLO\"; server → client [ACK] seq=y+1 ack=x+11"
        },
        { Misconception.SackReplacesAck, "server", SackGap + "server → client [ACK] seq=y+1 ack=x+1 <sack 714025817-714025822>" },
        { Misconception.SackReplacesAck, "server", SackGap + "server → client [ACK] seq=y+1 ack=x+500 <sack 714025817-714025822>" },
        {
            Misconception.BadChecksumReset, "server",
            Handshake + "client → server [ACK] seq=x+1 ack=y+1 \"HELLO\" sum=0xbeef; server → client [ACK] seq=y+1 ack=x+1; server → client [RST] seq=y+1"
        },
        { Misconception.FinIsFree, "server", Hello + "server → client [ACK] seq=y+1 ack=x+5" },
        { Misconception.FinIsFree, "server", Goodbye + "server → client [ACK] seq=y+1 ack=x" },
        { Misconception.FinClosesBoth, "server", Handshake + "server → client [RST] seq=y+1" },
        { Misconception.FinClosesBoth, "server", Goodbye + "server → client [ACK] seq=y+1 ack=x+2; server → client [RST] seq=y+1" },
        {
            Misconception.TimeWaitLeak, "server",
            Goodbye + "server → client [FIN, ACK] seq=y+1 ack=x+2; server → client [RST] seq=y+2"
        },
        {
            Misconception.TimeWaitLeak, "client",
            Goodbye + "server → client [FIN, ACK] seq=y+1 ack=x+2; client → server [ACK] seq=x+2 ack=y+2; client → server [SYN] seq=x+5000"
        },
        { Misconception.RstWithoutAckToSyn, "host", "client → host [ACK] seq=x ack=y; host → client [RST] seq=y+1" },
        { Misconception.RstWithoutAckToSyn, "host", "client → host [SYN] seq=x; host → client [RST, ACK] seq=0 ack=x+1" },
        { Misconception.RstAnswersRst, "host", "client → host [ACK] seq=x ack=y; client → host [RST] seq=x; host → client [RST] seq=y" },
        { Misconception.TwoWayIsEnough, "client", "client → server [SYN] seq=x; server → client [ACK] seq=y ack=x-9; client → server [ACK] seq=x+1 ack=y" },
        { Misconception.TwoWayIsEnough, "client", Answered + "client → server [PSH, ACK] seq=x+1 ack=y+1 \"HI\"" },
        {
            Misconception.TwoWayIsEnough, "server",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 \"HI\"; server → client [PSH, ACK] seq=y+1 ack=x+1 \"HI\""
        },
        { Misconception.ServerRequired, "client", Crossing + "client → server [SYN, ACK] seq=x ack=y" },
        { Misconception.ServerRequired, "client", Answered + "client → server [RST] seq=x+1" },
        {
            Misconception.MssNegotiated, "client",
            "client → server [SYN] seq=x <mss 1200>; server → client [SYN, ACK] seq=y ack=x+1 <mss 1000>; client → server [PSH, ACK] seq=x+1 ack=y+1 len=1400"
        },
        {
            Misconception.WindowScaledInSyn, "client",
            "client → server [SYN] seq=x <ws 2>; server → client [SYN, ACK] seq=y ack=x+1 win=100 <ws 2>; client → server [PSH, ACK] seq=x+1 ack=y+1 len=401"
        },
        {
            Misconception.WindowScaledInSyn, "client",
            "client → server [SYN] seq=x; server → client [SYN, ACK] seq=y ack=x+1 win=100; client → server [PSH, ACK] seq=x+1 ack=y+1 len=101"
        },
        { Misconception.SeqMustGrow, "server", Handshake + "server → client [PSH, ACK] seq=y+1 ack=x+1 \"HELLO\"; server → client [ACK] seq=9 ack=x+1" },
        { Misconception.AnyRstKills, "client", Handshake + "client → server [RST] seq=x+1" },
        { Misconception.AnyRstKills, "client", Handshake + "client → server [RST] seq=x+3000000" },
        { Misconception.AnyRstKills, "server", Handshake + "client → server [RST] seq=x+1; server → client [SYN] seq=y+5000" },
        { Misconception.RelativeIsOnTheWire, "client", Answered + "client → server [ACK] seq=2 ack=y+1" },
        { Misconception.RelativeIsOnTheWire, "client", "client → server [SYN] seq=0; server → client [SYN, ACK] seq=y ack=1; client → server [ACK] seq=1 ack=y+1" },
        { Misconception.PortIsTheConnection, "client", Answered + "client:49153 → server [ACK] seq=x+9 ack=y+1" },
        { Misconception.PortIsTheConnection, "client", Answered + "client:49153 → server [SYN] seq=x+9" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_wrong_move_is_recognised(Misconception misconception, string seat, string ladder, RfcRule rule, string expected, bool isLegal)
    {
        var review = Seat.After(seat, ladder).Last!;

        Assert.Equal((misconception, rule, expected), (review.Main.Misconception, review.Main.Rule, Seat.Count(review.Main.Expected)));
        Assert.Equal(isLegal, review.CouldBeSent);
    }

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void What_only_looks_like_it_is_not_called_so(Misconception misconception, string seat, string ladder) =>
        Assert.DoesNotContain(misconception, Seat.After(seat, ladder).Last!.Findings.Select(finding => finding.Misconception));

    [Fact]
    public void Every_misconception_that_a_segment_can_show_has_a_row() => Assert.Equal(
        Enum.GetValues<Misconception>().Except(s_invisible), Rows().Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void Every_misconception_that_a_segment_can_show_has_a_near_miss() => Assert.Equal(
        Enum.GetValues<Misconception>().Except(s_invisible), NearMisses().Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void A_text_names_the_expected_number_only_where_there_is_one() => Assert.All(Rows(), row =>
    {
        var (misconception, seat, ladder, _, _, _) = row.Data;
        var main = Seat.After(seat, ladder).Last!.Main;
        Assert.True(main.Expected is not null || !misconception.Text().Contains("{1}", StringComparison.Ordinal), ladder);
    });
}
