namespace Playground.Tests.Requirements;

/// <summary>
/// What the engine does not show yet, each with the test that would. An id leaves the list with the first test that shows it, and none
/// comes back: <see cref="Count"/> only falls.
/// </summary>
internal static class OpenRequirements
{
    /// <summary>How many there are, said once more so that a longer list is seen in review.</summary>
    public const int Count = 63;

    public static IReadOnlyDictionary<string, string> Tests { get; } = new Dictionary<string, string>
    {
        // §3.4 to §3.6
        ["MUST-66"] = "While RCV.WND is zero an exact RST deletes the connection, and an URG with a new pointer is told to the application.",
        ["MUST-12"] = "A FIN tells the application that the peer closed; an RST, in every state, that the connection was reset or refused.",
        ["MAY-2"] = "As RFC 6191 allows it, see SHLD-4; else a sentence why not.",
        ["SHLD-4"] = "In TIME-WAIT a SYN with a larger timestamp opens a new connection; one with an older timestamp and number does not.",

        // §3.7
        ["MUST-14"] = "Text to a peer whose SYN said an MSS of 700 goes out in segments of 700.",
        ["MUST-15"] = "Text to a peer whose SYN had no MSS goes out in segments of 536 with IPv4 and of 1220 with IPv6.",
        ["MUST-16"] = "A peer's MSS of 9000 does not make segments larger than the path's 1500; options on every segment are counted off (RFC 6691).",
        ["SHLD-7"] = "With one octet unacknowledged, later octets wait until it is acknowledged or fill a segment.",
        ["MUST-17"] = "The same octets go out one by one once the application has turned Nagle's algorithm off for its connection.",

        // §3.8.1 to §3.8.3
        ["MUST-18"] = "RTO after known round trips as RFC 6298 §2 computes it; the ACK of a retransmitted segment leaves SRTT alone.",
        ["MUST-19"] = "The window opens by a segment for each ACK, then for each round trip; after a timeout it is one, and RTO doubles.",
        ["MUST-20"] = "Text never acknowledged goes again until R2, then the connection is closed and the application told.",
        ["MUST-21"] = "With R2 set to 10 s and to never, the connection is given up then and never.",
        ["SHLD-9"] = "After R1 and before R2 the application is told, once, that its text does not get through.",
        ["SHLD-10"] = "It is not told before the third retransmission.",
        ["MUST-22"] = "A SYN never answered is given up at R2, and the application is told, of R1 as well.",

        // §3.8.4
        ["MAY-5"] = "An idle connection that asked for keep-alives sends an ACK whose number is SND.NXT-1.",
        ["MUST-24"] = "Keep-alives turned on send probes; turned off again, none.",
        ["MUST-25"] = "An idle connection whose application asked for nothing is silent for days.",
        ["MUST-26"] = "Neither unacknowledged text nor a segment heard within the interval lets a probe go out; each restarts the interval.",
        ["MUST-27"] = "An interval of 10 minutes sends the first probe then.",
        ["MUST-28"] = "Turned on without an interval, the first probe goes out after two hours, not before.",
        ["MUST-29"] = "A connection with its first probes lost lives on when a later one is answered.",
        ["SHLD-12"] = "A probe has no octet of text.",

        // §3.8.5
        ["MUST-30"] = "SEND with URGENT sets URG and the pointer; RECEIVE at the other end says that it is urgent.",
        ["MUST-31"] = "Urgent text of one octet, and of 100 000 over many segments, is announced to its last octet.",
        ["MUST-62"] = "SEG.SEQ plus the urgent pointer is the number after the last urgent octet; the receiver reads it so.",
        ["MUST-32"] = "The application is told at the first URG and at each that moves the pointer on; not at the same again.",
        ["MUST-33"] = "RECEIVE says whether urgent text is left, until it has been read.",

        // §3.8.6
        ["MUST-34"] = "A window that shrinks below what is in flight leaves the connection sound: no exception, no negative send.",
        ["SHLD-15"] = "While the usable window is negative, nothing new goes out.",
        ["SHLD-16"] = "On a timeout, what lies within the smaller window goes again.",
        ["MAY-7"] = "Whether what lies beyond it goes again too, shown or said why not.",
        ["SHLD-17"] = "Text beyond a shrunken window and never acknowledged does not end the connection while ACKs come.",
        ["MUST-35"] = "A window that shrank to zero is probed like one that filled up.",
        ["MUST-36"] = "With a window of zero and text waiting, one octet goes out; the ACK that opens the window releases the rest.",
        ["MAY-8"] = "An application that does not read closes the window; probes are answered with window zero for as long as one likes.",
        ["MUST-37"] = "Probes answered with window zero for a day keep the connection open.",
        ["SHLD-29"] = "The first probe goes out one RTO after the window closed.",
        ["SHLD-30"] = "The times of the probes double, up to the largest RTO.",
        ["MUST-38"] = "With room for a scrap only, nothing goes until a full segment, half the largest window or the override timeout.",
        ["MUST-39"] = "Reading octet by octet from a full buffer announces no window until min(half the buffer, a segment) is free.",
        ["SHLD-18"] = "One segment of text is acknowledged after the delay, or with text that goes the other way.",
        ["MUST-40"] = "The delay is below 500 ms.",
        ["SHLD-19"] = "The second full-sized segment is acknowledged at once; so are two segments' worth of small ones.",

        // §3.9.1
        ["MUST-41"] = "A second LISTEN on a port fails and the first application goes on being served; existing connections stay as they were.",
        ["MUST-46"] = "OPEN to 255.255.255.255, 224.0.0.1, 0.0.0.0, ff02::1 or :: is an error, and nothing is sent.",
        ["MAY-15"] = "SEND with PUSH sets PSH on the last segment of its text, or a sentence why there is no flag.",
        ["MUST-60"] = "Without a PUSH flag: text handed to SEND goes out without another call. With one: a sentence.",
        ["MUST-61"] = "Without a PUSH flag: the last segment of what is queued carries PSH. With one: a sentence.",
        ["SHLD-27"] = "Two pushed pieces that wait are sent as one segment with one PSH.",
        ["MAY-16"] = "Two pieces not pushed go out together, or a sentence.",
        ["SHLD-28"] = "3000 octets in pieces of 100 go out, once they may, in segments of the effective MSS.",
        ["MAY-17"] = "RECEIVE returns before its buffer is full when PSH arrives, or a sentence.",
        ["MUST-47"] = "A soft ICMP error, R1 and an urgent pointer each reach the application's report.",
        ["SHLD-20"] = "An application that declined hears none of them.",

        // §3.9.2
        ["MUST-54"] = "Of two connections, the one whose header the ICMP message quotes is told, and no other.",
        ["MUST-55"] = "A Source Quench changes nothing and is told to nobody.",
        ["MUST-56"] = "Destination Unreachable 0, 1, 5, Time Exceeded and Parameter Problem (and ICMPv6's likes) abort in no state.",
        ["SHLD-25"] = "Each of these reaches the application's report.",
        ["SHLD-26"] = "Destination Unreachable 2 to 4 aborts, at least before the connection is synchronized; see RFC 5461.",
        ["MUST-63"] = "A SYN from a broadcast, multicast or unspecified address, or from the host's own, is dropped without a word.",
        ["MUST-57"] = "A SYN to a broadcast or multicast address is dropped without a word, listener or not.",
    };
}
