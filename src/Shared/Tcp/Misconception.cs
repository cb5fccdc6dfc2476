namespace Playground.Tcp;

/// <summary>A mistake that has a name: learners make it for a reason, and the reason has an answer.</summary>
public enum Misconception
{
    /// <summary>A SYN carries an acknowledgment.</summary>
    SynCarriesAck,

    /// <summary>The acknowledgment repeats the sequence number that arrived.</summary>
    AckCopiesSeq,

    /// <summary>The acknowledgment adds 4, because the field has four octets.</summary>
    AckPlusFour,

    /// <summary>The sequence number stays at the ISN after the SYN.</summary>
    SeqStaysAtIsn,

    /// <summary>The server answers with the client's number as its own.</summary>
    ServerReusesIsn,

    /// <summary>SYN and ACK go in two segments.</summary>
    SynAndAckApart,

    /// <summary>The numbers count segments.</summary>
    SeqCountsPackets,

    /// <summary>A pure ACK takes a sequence number.</summary>
    PureAckConsumes,

    /// <summary>One is added to every length.</summary>
    AckPlusLenPlusOne,

    /// <summary>A SYN sent again takes a new ISN.</summary>
    RetryNewIsn,

    /// <summary>Counting begins at 0.</summary>
    IsnMustBeZero,

    /// <summary>Text has to wait for a segment of its own after the handshake. No single segment shows it: a bare third segment is what most TCPs send.</summary>
    NoDataOnThird,

    /// <summary>A SYN that comes again asks for a second connection.</summary>
    SecondSynSecondConnection,

    /// <summary>What is sent again takes new numbers.</summary>
    RetransmitNewSeq,

    /// <summary>There is a way to say what is missing.</summary>
    NackExists,

    /// <summary>The acknowledgment names the latest that arrived.</summary>
    AckTheLatest,

    /// <summary>What came before its turn must be sent again.</summary>
    OutOfOrderResend,

    /// <summary>A SACK block takes the place of the acknowledgment.</summary>
    SackReplacesAck,

    /// <summary>A wrong checksum is answered with a reset.</summary>
    BadChecksumReset,

    /// <summary>A FIN takes no sequence number.</summary>
    FinIsFree,

    /// <summary>A FIN closes both directions.</summary>
    FinClosesBoth,

    /// <summary>TIME-WAIT is to be got rid of.</summary>
    TimeWaitLeak,

    /// <summary>A SYN is refused with RST alone.</summary>
    RstWithoutAckToSyn,

    /// <summary>A reset is answered with a reset.</summary>
    RstAnswersRst,

    /// <summary>Two segments open a connection.</summary>
    TwoWayIsEnough,

    /// <summary>One side has to be the server.</summary>
    ServerRequired,

    /// <summary>The MSS is negotiated to one value for both.</summary>
    MssNegotiated,

    /// <summary>The window of a SYN is scaled.</summary>
    WindowScaledInSyn,

    /// <summary>A closed window is waited out. It shows in what is not sent.</summary>
    ProbeNever,

    /// <summary>Sequence numbers only grow.</summary>
    SeqMustGrow,

    /// <summary>The handshake proves who somebody is. It is the attacker's and the observer's to find out.</summary>
    HandshakeAuthenticates,

    /// <summary>Any reset ends a connection.</summary>
    AnyRstKills,

    /// <summary>The small numbers of a capture tool are on the wire.</summary>
    RelativeIsOnTheWire,

    /// <summary>A port is a connection.</summary>
    PortIsTheConnection,

    /// <summary>Text on a plain SYN is delivered at once.</summary>
    SynTextAtOnce,

    /// <summary>SYN cookies cost nothing.</summary>
    CookiesAreFree,
}

/// <summary>The misconceptions by name, with what is said to the learner.</summary>
public static class Misconceptions
{
    /// <summary>The name in challenge files, in the database and on the page: <c>ack-copies-seq</c>.</summary>
    public static string ToName(this Misconception misconception) => misconception switch
    {
        Misconception.SynCarriesAck => "syn-carries-ack",
        Misconception.AckCopiesSeq => "ack-copies-seq",
        Misconception.AckPlusFour => "ack-plus-four",
        Misconception.SeqStaysAtIsn => "seq-stays-at-isn",
        Misconception.ServerReusesIsn => "server-reuses-isn",
        Misconception.SynAndAckApart => "syn-and-ack-apart",
        Misconception.SeqCountsPackets => "seq-counts-packets",
        Misconception.PureAckConsumes => "pure-ack-consumes",
        Misconception.AckPlusLenPlusOne => "ack-plus-len-plus-one",
        Misconception.RetryNewIsn => "retry-new-isn",
        Misconception.IsnMustBeZero => "isn-must-be-zero",
        Misconception.NoDataOnThird => "no-data-on-third",
        Misconception.SecondSynSecondConnection => "second-syn-second-connection",
        Misconception.RetransmitNewSeq => "retransmit-new-seq",
        Misconception.NackExists => "nack-exists",
        Misconception.AckTheLatest => "ack-the-latest",
        Misconception.OutOfOrderResend => "out-of-order-resend",
        Misconception.SackReplacesAck => "sack-replaces-ack",
        Misconception.BadChecksumReset => "bad-checksum-reset",
        Misconception.FinIsFree => "fin-is-free",
        Misconception.FinClosesBoth => "fin-closes-both",
        Misconception.TimeWaitLeak => "time-wait-leak",
        Misconception.RstWithoutAckToSyn => "rst-without-ack-to-syn",
        Misconception.RstAnswersRst => "rst-answers-rst",
        Misconception.TwoWayIsEnough => "two-way-is-enough",
        Misconception.ServerRequired => "server-required",
        Misconception.MssNegotiated => "mss-negotiated",
        Misconception.WindowScaledInSyn => "window-scaled-in-syn",
        Misconception.ProbeNever => "probe-never",
        Misconception.SeqMustGrow => "seq-must-grow",
        Misconception.HandshakeAuthenticates => "handshake-authenticates",
        Misconception.AnyRstKills => "any-rst-kills",
        Misconception.RelativeIsOnTheWire => "relative-is-on-the-wire",
        Misconception.PortIsTheConnection => "port-is-the-connection",
        Misconception.SynTextAtOnce => "syn-text-at-once",
        Misconception.CookiesAreFree => "cookies-are-free",
    };

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? name, out Misconception misconception)
    {
        foreach (var candidate in Enum.GetValues<Misconception>())
        {
            misconception = candidate;
            if (candidate.ToName() == name) return true;
        }

        misconception = default;
        return false;
    }

    /// <summary>
    /// The sentence for the learner: <c>{0}</c> stands for the number that was sent, <c>{1}</c> for the one it should have been.
    /// </summary>
    public static string Text(this Misconception misconception) => misconception switch
    {
        Misconception.SynCarriesAck => "The first SYN acknowledges nothing: you have heard no SYN yet. Leave the ACK bit off.",
        Misconception.AckCopiesSeq => "Your ack {0} repeats the number that arrived. That number is used up, so the next one is {1}.",
        Misconception.AckPlusFour => "You added 4 for the four octets of the field. The numbers count what is sent, and a SYN counts one: {1}, not {0}.",
        Misconception.SeqStaysAtIsn => "Your SYN used up {0}, so your next segment starts at {1}.",
        Misconception.ServerReusesIsn => "{0} is the client's number. Each side picks its own: the two directions are counted apart.",
        Misconception.SynAndAckApart => "SYN and ACK fit in one segment: your number and the acknowledgment of theirs travel together.",
        Misconception.SeqCountsPackets => "The numbers count octets, not segments: the next one is {1}, not {0}.",
        Misconception.PureAckConsumes => "A pure ACK uses up no number: after one {1} is still the next, not {0}.",
        Misconception.AckPlusLenPlusOne => "Only SYN and FIN add one. Text counts its octets and nothing more: {1}, not {0}.",
        Misconception.RetryNewIsn => "A SYN that is sent again keeps its number: {1}, not {0}.",
        Misconception.IsnMustBeZero => "A connection may begin at 0, and need not: a TCP picks a number that nobody can guess. Any of the 4 294 967 296 will do.",
        Misconception.NoDataOnThird => "The third segment of the handshake may already carry text. Nothing has to wait for a segment of its own.",
        Misconception.SecondSynSecondConnection => "A SYN that comes again asks for no second connection. Your own number stays {1}, not {0}.",
        Misconception.RetransmitNewSeq => "What is sent again keeps its numbers. It starts at {1}, not {0}, or the other side takes it for something new.",
        Misconception.NackExists => "TCP has no NACK. An ACK of the first number that is missing, once for each segment that arrives, says it all.",
        Misconception.AckTheLatest => "An acknowledgment covers everything before it, and there is a gap: it stays at {1}, the first number that is missing, and not {0}.",
        Misconception.OutOfOrderResend => "What came early need not be sent again: the gap is filled, so you can acknowledge everything up to {1}, not just {0}.",
        Misconception.SackReplacesAck => "A SACK block only adds to the acknowledgment, which still names the first number that is missing.",
        Misconception.BadChecksumReset => "A segment with a wrong checksum is thrown away without a word. Its sender hears nothing and sends it again.",
        Misconception.FinIsFree => "A FIN counts one, as a SYN does: the next number is {1}, not {0}.",
        Misconception.FinClosesBoth => "A FIN closes one direction alone. The other stays open until it is closed too, so there is nothing to reset.",
        Misconception.TimeWaitLeak => "TIME-WAIT is no leak. You wait there so that you can acknowledge the other side's FIN once more, should your last ACK get lost.",
        Misconception.RstWithoutAckToSyn => "RST alone is not believed by who has only sent a SYN. It has to acknowledge the SYN: RST and ACK, with ack {1}.",
        Misconception.RstAnswersRst => "A reset is never answered: two hosts could reset each other for ever.",
        Misconception.TwoWayIsEnough => "Two segments are not enough: only an acknowledgment of a side's own SYN tells it that no old duplicate is talking.",
        Misconception.ServerRequired => "No side has to be the server. When two SYNs cross, each side answers with SYN and ACK, and one connection opens.",
        Misconception.MssNegotiated => "The MSS is not negotiated. Each side says once, with its SYN, what it can take, and the two may differ.",
        Misconception.WindowScaledInSyn => "The window of a SYN is never scaled: it counts octets as it stands. The shift holds for the segments after it.",
        Misconception.ProbeNever => "A closed window is probed with one octet now and then, because the segment that opens it again may get lost.",
        Misconception.SeqMustGrow => "After 4 294 967 295 comes 0. The numbers go round, and the next one is {1}, not {0}.",
        Misconception.HandshakeAuthenticates => "The handshake proves only that somebody knows the number that was sent. Who can guess it needs no other proof.",
        Misconception.AnyRstKills => "Only a reset with exactly the next expected number ends a connection. One nearby is asked about, any other is dropped.",
        Misconception.RelativeIsOnTheWire => "{0} is counted from the ISN, as capture tools show it. On the wire stands the number itself: {1}.",
        Misconception.PortIsTheConnection => "The numbers fit, but the sockets do not: a connection is both addresses and both ports together, not one port.",
        Misconception.SynTextAtOnce => "Text on a SYN waits until the handshake is complete. Only a Fast Open cookie of the server's own lets it through before.",
        Misconception.CookiesAreFree => "A SYN cookie has only the 32 bits of an ISN. Window scale, SACK and timestamps find no room in it, and are lost.",
    };
}
