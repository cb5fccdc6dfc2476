namespace Playground.Tcp;

/// <summary>What is so, where a misconception says otherwise: without the numbers of an attempt, to be remembered.</summary>
public static class MisconceptionLessons
{
    /// <summary>The sentence.</summary>
    public static string Lesson(this Misconception misconception) => misconception switch
    {
        Misconception.SynCarriesAck => "The first SYN acknowledges nothing, because nothing was heard yet.",
        Misconception.AckCopiesSeq => "An acknowledgment names the next number expected, not the one that arrived.",
        Misconception.AckPlusFour => "The numbers count what is sent, not the octets of the header's fields: a SYN counts one.",
        Misconception.SeqStaysAtIsn => "A SYN uses up its number, so what follows it starts one later.",
        Misconception.ServerReusesIsn => "Each side picks its own first number: the two directions are counted apart.",
        Misconception.SynAndAckApart => "SYN and ACK fit in one segment.",
        Misconception.SeqCountsPackets => "The numbers count octets, not segments.",
        Misconception.PureAckConsumes => "A pure ACK uses up no number.",
        Misconception.AckPlusLenPlusOne => "Only SYN and FIN add one; text counts its octets and nothing more.",
        Misconception.RetryNewIsn => "A SYN that is sent again keeps its number.",
        Misconception.IsnMustBeZero => "A connection begins at a number that nobody can guess; any of the 4 294 967 296 will do.",
        Misconception.NoDataOnThird => "The third segment of the handshake may carry text already.",
        Misconception.SecondSynSecondConnection => "A SYN that comes again asks for no second connection.",
        Misconception.RetransmitNewSeq => "What is sent again keeps its numbers, or it would be something new.",
        Misconception.NackExists => "TCP has no NACK: repeating the acknowledgment of the first missing number says it all.",
        Misconception.AckTheLatest => "An acknowledgment covers everything before it, so at a gap it stays at the first missing number.",
        Misconception.OutOfOrderResend => "What came early is kept; once the gap is filled, one acknowledgment covers it all.",
        Misconception.SackReplacesAck => "A SACK block adds to the acknowledgment, and never takes its place.",
        Misconception.BadChecksumReset => "A segment with a wrong checksum is thrown away without a word.",
        Misconception.FinIsFree => "A FIN counts one, as a SYN does.",
        Misconception.FinClosesBoth => "A FIN closes one direction alone.",
        Misconception.TimeWaitLeak => "TIME-WAIT is no leak: it lets the last ACK be sent once more, should it get lost.",
        Misconception.RstWithoutAckToSyn => "Who has only sent a SYN believes a RST that acknowledges it, and no other.",
        Misconception.RstAnswersRst => "A reset is never answered.",
        Misconception.TwoWayIsEnough => "Only an acknowledgment of its own SYN tells a side that no old duplicate is talking.",
        Misconception.ServerRequired => "No side has to be the server: two SYNs that cross open one connection.",
        Misconception.MssNegotiated => "Each side says what it can take, and the two values may differ.",
        Misconception.WindowScaledInSyn => "The window of a SYN is never scaled.",
        Misconception.ProbeNever => "A closed window is probed now and then, because the segment that opens it may get lost.",
        Misconception.SeqMustGrow => "The numbers go round: after 4 294 967 295 comes 0.",
        Misconception.HandshakeAuthenticates => "The handshake proves only that somebody knows the number that was sent.",
        Misconception.AnyRstKills => "Only a reset with exactly the next expected number ends a connection.",
        Misconception.RelativeIsOnTheWire => "Numbers counted from the ISN are a capture tool's; on the wire stands the number itself.",
        Misconception.PortIsTheConnection => "A connection is both addresses and both ports together.",
        Misconception.SynTextAtOnce => "Text on a SYN waits for the end of the handshake, unless a Fast Open cookie comes with it.",
        Misconception.CookiesAreFree => "A SYN cookie costs the options for which it has no room.",
    };
}
