namespace Playground.Tests.Requirements;

/// <summary>§3.9 and §3.10: the calls of the application, the IP layer, and the arrival of segments.</summary>
internal static partial class RfcTable
{
    private const string NoIpHeader = "A segment on a link here has no IP header; one is put before it only in a capture.";
    private const string NoSourceRoutes = "A link here joins its hosts directly: there is no route, and no IP option that could name one.";

    private static RfcSection[] Interfaces =>
    [
        new("3.9.1.1", "Open",
        [
            new("MUST-41", "A passive OPEN makes a new record in LISTEN or fails; what existed before stays as it was."),
            new("MUST-42", "One can listen on a port while a connection from it is still opening."),
            new("MUST-43", "OPEN takes a local address."),
            new("MUST-44", "Where an active OPEN names no local address, the IP layer picks one before the first SYN."),
            new("MUST-45", "A connection keeps the local address that it began with."),
            new("MUST-46", "OPEN to an address that can't be a host's, such as broadcast or multicast, is an error."),
        ]),
        new("3.9.1.2", "Send",
        [
            new("MAY-15", "SEND may have a PUSH flag.")
            {
                Outside = "Text never waits longer than the Nagle algorithm asks, so there is nothing to push.",
            },
            new("MUST-60", "A SEND without a PUSH flag does not hold text back for ever."),
            new("MUST-61", "Where SEND has no PUSH flag, the last segment of what is queued carries PSH."),
            new("SHLD-27", "Several pushes are collapsed, so that segments get as large as they can."),
            new("MAY-16", "Text that was not pushed may be gathered before it is sent."),
            new("SHLD-28", "A segment of the maximum size is sent whenever there is one."),
        ]),
        new("3.9.1.3", "Receive",
        [
            new("MAY-17", "The application may be told of a PSH that was received.")
            {
                Outside = "RECEIVE gives at once whatever there is, pushed or not.",
            },
        ]),
        new("3.9.1.7", "Flush",
        [
            new("MAY-14", "There may be a FLUSH call.")
            {
                Outside = "No application here would call it, and a call that unsends text would puzzle a learner.",
            },
        ]),
        new("3.9.1.8", "Asynchronous Reports",
        [
            new("MUST-47", "The application can be told of soft errors as they come up."),
            new("SHLD-20", "An application can decline to hear of soft errors."),
        ]),
        new("3.9.1.9", "Set Differentiated Services Field (IPv4 TOS or IPv6 Traffic Class)",
        [
            new("MUST-48", "The application can set the Diffserv field of what is sent.") { Outside = NoIpHeader },
            new("SHLD-21", "The application can change the Diffserv field while the connection lives.") { Outside = NoIpHeader },
            new("SHLD-22", "TCP passes the Diffserv field on to IP unchanged.") { Outside = NoIpHeader },
            new("MAY-9", "The Diffserv field of what was received may be passed up to the application.") { Outside = NoIpHeader },
        ]),
        new("3.9.2", "TCP/Lower-Level Interface",
        [
            new("MUST-49", "The TTL of what is sent can be configured.") { Outside = NoIpHeader },
            new("SHLD-23", "An application rather leaves the Diffserv field of its connection alone.") { Outside = NoIpHeader },
            new("MUST-50", "IP options that are not understood are ignored."),
            new("MAY-10", "The Timestamp option of IP may be supported.") { Outside = "All IP options are passed over, see MUST-50." },
            new("MAY-11", "The Record Route option of IP may be supported.") { Outside = "All IP options are passed over, see MUST-50." },
        ]),
        new("3.9.2.1", "Source Routing",
        [
            new("MUST-51", "An application can name a source route when it opens a connection.") { Outside = NoSourceRoutes },
            new("MUST-52", "An application's source route goes before one that arrives in a datagram.") { Outside = NoSourceRoutes },
            new("MUST-53", "A passive connection answers along the route by which its SYN came.") { Outside = NoSourceRoutes },
            new("SHLD-24", "A later source route takes the place of an earlier one.") { Outside = NoSourceRoutes },
        ]),
        new("3.9.2.2", "ICMP Messages",
        [
            new("MUST-54", "An ICMP error is handed to the connection that it is about."),
            new("MUST-55", "A Source Quench is discarded without a word."),
            new("MUST-56", "A soft error, such as network unreachable or time exceeded, does not abort a connection."),
            new("SHLD-25", "The application can learn of a soft error."),
            new("SHLD-26", "A hard error, such as protocol or port unreachable, aborts the connection."),
        ]),
        new("3.9.2.3", "Source Address Validation",
        [
            new("MUST-63", "A SYN from an address that can't be a host's is ignored."),
            new("MUST-57", "A SYN to a broadcast or multicast address is discarded without a word."),
        ]),
        new("3.10.7.4", "Other States",
        [
            new("MUST-58", "One ACK stands for as many segments as it can."),
            new("MUST-59", "Segments that have waited are all processed before an ACK is sent."),
            new("SHLD-31", "Segments that come before their turn are held until it comes."),
            new("MAY-12", "An acknowledgment too old or too new guards against data that somebody else injects (RFC 5961 §5)."),
            new("MAY-13", "A segment that comes before its turn may be answered with an ACK."),
        ]),
    ];
}
