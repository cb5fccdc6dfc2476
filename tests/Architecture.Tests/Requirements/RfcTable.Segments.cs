namespace Playground.Tests.Requirements;

/// <summary>§3.1 to §3.7: what a segment is, and how a connection begins and ends.</summary>
internal static partial class RfcTable
{
    private static RfcSection[] Segments =>
    [
        new("3.1", "Header Format",
        [
            new("MUST-1", "A window is an unsigned number."),
            new("REC-1", "Windows are kept and reckoned in 32 bits."),
            new("MUST-2", "Every segment goes out with a checksum."),
            new("MUST-3", "The checksum of every arriving segment is checked."),
            new("MUST-69", "What follows the End of Option List is padding of zeros."),
            new("MUST-4", "End of Option List, No-Operation and Maximum Segment Size are understood."),
            new("MUST-5", "An option may arrive on any segment."),
            new("MUST-6", "An option that is not understood is passed over without complaint."),
            new("MUST-68", "Every option but End of Option List and No-Operation carries its length."),
            new("MUST-7", "An illegal option length does no harm.")
            {
                Beside = "What stands before it counts, the rest of the options is not read; the connection goes on.",
            },
        ]),
        new("3.2", "Specific Option Definitions",
        [
            new("MUST-64", "An option is read wherever it begins, on a word boundary or not."),
            new("MUST-65", "The MSS option is sent on a SYN and on nothing else."),
        ]),
        new("3.4", "Sequence Numbers",
        [
            new("MUST-66", "RST and URG are heeded even while the receive window is zero."),
        ]),
        new("3.4.1", "Initial Sequence Number Selection",
        [
            new("MUST-8", "Initial sequence numbers follow a clock that ticks every 4 µs."),
            new("SHLD-1", "To the clock is added a pseudorandom function of both sockets and a secret key."),
            new("MUST-9", "Nobody outside can compute that function.")
            {
                Beside = "Its key is a secret of the host, which never leaves the server.",
            },
        ]),
        new("3.5", "Establishing a Connection",
        [
            new("MUST-10", "Two SYNs that cross open one connection."),
            new("MUST-11", "SYN-RECEIVED remembers whether it came from a passive or an active OPEN."),
        ]),
        new("3.5.3", "Reset Processing",
        [
            new("SHLD-2", "A reset may carry data."),
        ]),
        new("3.6", "Closing a Connection",
        [
            new("MUST-12", "The application learns whether the other side closed or aborted the connection."),
        ]),
        new("3.6.1", "Half-Closed Connections",
        [
            new("MAY-1", "An application that has called CLOSE cannot read any more.")
            {
                Outside = "Half a connection stays open here until its sender closes it, which is what a learner should see.",
            },
            new("SHLD-3", "A half-duplex close that throws received data away says so with a reset.")
            {
                Outside = "It is asked only of a TCP with the half-duplex close of MAY-1.",
            },
            new("MUST-13", "Who closes first stays in TIME-WAIT for twice the maximum segment lifetime."),
            new("MAY-2", "A new SYN may reopen a connection from TIME-WAIT."),
            new("SHLD-4", "Timestamps shorten TIME-WAIT for a new connection between the same sockets (RFC 6191)."),
        ]),
        new("3.7.1", "Maximum Segment Size Option",
        [
            new("MUST-14", "The MSS option is both sent and heeded."),
            new("SHLD-5", "The MSS option is sent on every SYN when the MSS is not the default, 536 with IPv4 and 1220 with IPv6."),
            new("MAY-3", "The MSS option is sent on every SYN, default or not."),
            new("MUST-15", "From a SYN without the MSS option 536 is assumed with IPv4 and 1220 with IPv6."),
            new("MUST-16", "No segment is larger than the other side's MSS nor than the path lets through."),
            new("MUST-67", "The MSS offered is no larger than what the IP layer can receive, less the TCP header."),
        ]),
        new("3.7.3", "Interfaces with Variable MTU Values",
        [
            new("SHLD-6", "Where the MTU differs from packet to packet, the smallest decides about the MSS offered.")
            {
                Outside = "No interface here compresses headers: the MTU of a link is the same for every packet.",
            },
        ]),
        new("3.7.4", "Nagle Algorithm",
        [
            new("SHLD-7", "Short pieces of text are gathered while something is unacknowledged."),
            new("MUST-17", "An application can turn Nagle's algorithm off for its connection."),
        ]),
    ];
}
