namespace Playground.Tests.Requirements;

/// <summary>§3.8: data, time and windows.</summary>
internal static partial class RfcTable
{
    private static RfcSection[] Sending =>
    [
        new("3.8.1", "Retransmission Timeout",
        [
            new("MUST-18", "The retransmission timeout is measured as RFC 6298 says, and never on a segment sent twice (Karn)."),
            new("MAY-4", "A packet that goes again unchanged may keep its IPv4 identification.")
            {
                Beside = "No packet may be fragmented, so all of them say zero (RFC 6864 §4.1).",
            },
        ]),
        new("3.8.2", "TCP Congestion Control",
        [
            new("MUST-19", "Slow start, congestion avoidance and a timeout that doubles keep the network from collapsing."),
            new("MAY-18", "Other congestion controls that conform may be offered.")
            {
                Outside = "There is one, the standard one, so that a learner can look up everything they see.",
            },
            new("SHLD-8", "Explicit Congestion Notification (RFC 3168) is supported.")
            {
                Outside = "ECN needs routers that mark the IP header. A link here has none; it loses what it cannot carry.",
            },
        ]),
        new("3.8.3", "TCP Connection Failures",
        [
            new("MUST-20", "Something retransmitted too often is noticed at a threshold R1, and at R2 the connection is closed.")
            {
                Beside = "The advice to the IP layer at R1 lies outside: there is no gateway here that could be found dead.",
            },
            new("MUST-21", "An application can set R2 for its connection."),
            new("SHLD-9", "The application is told, between R1 and R2, that its data does not get through."),
            new("SHLD-10", "R1 is at least three retransmissions."),
            new("SHLD-11", "R2 is at least 100 seconds."),
            new("MUST-22", "SYNs are given up in the same way, and the application is told."),
            new("MUST-23", "R2 for a SYN is at least three minutes."),
        ]),
        new("3.8.4", "TCP Keep-Alives",
        [
            new("MAY-5", "Keep-alives may be sent on an idle connection."),
            new("MUST-24", "An application can turn keep-alives on and off for its connection."),
            new("MUST-25", "Keep-alives are off until it does."),
            new("MUST-26", "Keep-alives are sent only while nothing is outstanding and nothing has arrived for an interval."),
            new("MUST-27", "That interval can be set."),
            new("MUST-28", "That interval is two hours or more until it is set."),
            new("MUST-29", "One keep-alive without an answer does not mean that the connection is dead."),
            new("SHLD-12", "A keep-alive carries no data."),
            new("MAY-6", "A keep-alive may be set to carry one octet of garbage.")
            {
                Outside = "The octet is for old TCPs that answered nothing less; none of them is on a link here.",
            },
        ]),
        new("3.8.5", "The Communication of Urgent Information",
        [
            new("SHLD-13", "New applications leave the urgent mechanism alone.")
            {
                Outside = "It binds applications, and none of the engine's urges; a learner may, to see what happens.",
            },
            new("MUST-30", "The urgent mechanism is supported nevertheless."),
            new("MUST-31", "Urgent data may be of any length."),
            new("MUST-62", "The urgent pointer names the octet after the urgent data."),
            new("MUST-32", "The application is told when urgent data is announced, and when there is more."),
            new("MUST-33", "The application can learn whether urgent data is still to be read."),
        ]),
        new("3.8.6", "Managing the Window",
        [
            new("SHLD-14", "A receiver never takes back a window that it offered."),
            new("MUST-34", "A sender bears it when the other side takes a window back."),
            new("SHLD-15", "With a window taken back, a sender sends nothing new."),
            new("SHLD-16", "With a window taken back, a sender retransmits what still lies within it."),
            new("MAY-7", "With a window taken back, a sender may retransmit what lies beyond it too.")
            {
                Outside = "Where nothing lies within it, one octet goes again to ask, and no more.",
            },
            new("SHLD-17", "A sender does not give up because what lies beyond a window taken back is not acknowledged."),
            new("MUST-35", "A window taken back to zero is probed like any other of zero."),
        ]),
        new("3.8.6.1", "Zero-Window Probing",
        [
            new("MUST-36", "A window of zero is probed."),
            new("MAY-8", "A receiver may keep its window closed as long as it likes."),
            new("MUST-37", "The connection stays open as long as the other side answers the probes."),
            new("SHLD-29", "The first probe of a zero window goes out after one retransmission timeout."),
            new("SHLD-30", "The time between probes of a zero window grows exponentially."),
        ]),
        new("3.8.6.2.1", "Sender's Algorithm -- When to Send Data",
        [
            new("MUST-38", "The sender avoids the silly window syndrome: it waits rather than send scraps."),
        ]),
        new("3.8.6.2.2", "Receiver's Algorithm -- When to Send a Window Update",
        [
            new("MUST-39", "The receiver avoids the silly window syndrome: its window grows in large steps."),
        ]),
        new("3.8.6.3", "Delayed Acknowledgments -- When to Send an ACK Segment",
        [
            new("SHLD-18", "An ACK waits a little for company."),
            new("MUST-40", "A delayed ACK waits less than half a second."),
            new("SHLD-19", "At least every second full-sized segment is acknowledged at once."),
        ]),
    ];
}
