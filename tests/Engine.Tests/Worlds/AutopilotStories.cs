namespace Playground.Tests.Worlds;

/// <summary>
/// What is to happen when a person hands their host to the engine, state by state. The lines of the other host and the commands are played;
/// what the host on autopilot does is what must come of it. <c>open</c> stands for the three segments of the handshake.
/// </summary>
internal static class AutopilotStories
{
    public const string Text =
        """
        # SYN-SENT
        client → server [SYN] seq=x
        hand client
        server → client [SYN, ACK] seq=y ack=x+1
        client: SYN-SENT → ESTABLISHED
        client → server [ACK] seq=x+1 ack=y+1

        # SYN-SENT, the SYN lost
        lose client
        client → server [SYN] seq=x
        hand client
        wait 1
        client → server [SYN] seq=x
        server → client [SYN, ACK] seq=y ack=x+1
        client: SYN-SENT → ESTABLISHED
        client → server [ACK] seq=x+1 ack=y+1

        # SYN-SENT, the SYN-ACK heard
        client → server [SYN] seq=x
        server → client [SYN, ACK] seq=y ack=x+1
        hand client
        client: SYN-SENT → ESTABLISHED
        client → server [ACK] seq=x+1 ack=y+1

        # SYN-SENT, a SYN that crossed heard
        client → server [SYN] seq=x
        server → client [SYN] seq=y
        hand client
        client: SYN-SENT → SYN-RECEIVED
        client → server [SYN, ACK] seq=x ack=y+1
        server → client [SYN, ACK] seq=y ack=x+1
        client: SYN-RECEIVED → ESTABLISHED

        # SYN-RECEIVED after a SYN that crossed
        client → server [SYN] seq=x
        server → client [SYN] seq=y
        client → server [SYN, ACK] seq=x ack=y+1
        hand client
        server → client [SYN, ACK] seq=y ack=x+1
        client: SYN-RECEIVED → ESTABLISHED

        # SYN-RECEIVED, the SYN-ACK lost
        client → server [SYN] seq=x
        lose server
        server → client [SYN, ACK] seq=y ack=x+1
        hand server
        wait 1
        server → client [SYN, ACK] seq=y ack=x+1
        client → server [ACK] seq=x+1 ack=y+1
        server: SYN-RECEIVED → ESTABLISHED

        # SYN-RECEIVED, and a reset
        client → server [SYN] seq=x
        server → client [SYN, ACK] seq=y ack=x+1
        hand server
        client → server [RST] seq=x+1
        server: SYN-RECEIVED → LISTEN

        # LISTEN
        hand server
        client → server [SYN] seq=x
        server: LISTEN → SYN-RECEIVED
        server → client [SYN, ACK] seq=y ack=x+1
        client → server [ACK] seq=x+1 ack=y+1
        server: SYN-RECEIVED → ESTABLISHED

        # LISTEN, a SYN heard
        client → server [SYN] seq=x
        hand server
        server: LISTEN → SYN-RECEIVED
        server → client [SYN, ACK] seq=y ack=x+1
        client → server [ACK] seq=x+1 ack=y+1
        server: SYN-RECEIVED → ESTABLISHED

        # CLOSED, nothing begun
        hand client
        client: CLOSED → SYN-SENT
        client → server [SYN] seq=x
        server → client [SYN, ACK] seq=y ack=x+1
        client: SYN-SENT → ESTABLISHED
        client → server [ACK] seq=x+1 ack=y+1

        # CLOSED after a reset
        client → server [SYN] seq=x
        server → client [RST, ACK] seq=0 ack=x+1
        hand client
        server → client [SYN, ACK] seq=y ack=x+1
        client → server [RST] seq=x+1

        # ESTABLISHED, text lost
        open
        lose client
        client → server [PSH, ACK] seq=x+1 ack=y+1 len=5 "HELLO"
        hand client
        wait 1
        client → server [PSH, ACK] seq=x+1 ack=y+1 len=5 "HELLO"
        server → client [ACK] seq=y+1 ack=x+6
        wait 100

        # ESTABLISHED, half of a text acknowledged
        open
        client → server [PSH, ACK] seq=x+1 ack=y+1 len=5 "HELLO"
        server → client [ACK] seq=y+1 ack=x+3
        hand client
        wait 1
        client → server [PSH, ACK] seq=x+3 ack=y+1 len=3 "LLO"
        server → client [ACK] seq=y+1 ack=x+6
        wait 100

        # ESTABLISHED, text heard
        open
        server → client [PSH, ACK] seq=y+1 ack=x+1 len=5 "HELLO"
        hand client
        wait 100
        client → server [ACK] seq=x+1 ack=y+6

        # ESTABLISHED, text heard beyond a gap
        open
        server → client [PSH, ACK] seq=y+4 ack=x+1 len=2 "LO"
        hand client
        client → server [ACK] seq=x+1 ack=y+1
        server → client [PSH, ACK] seq=y+1 ack=x+1 len=3 "HEL"
        client → server [ACK] seq=x+1 ack=y+6

        # ESTABLISHED, text and FIN heard beyond a gap
        open
        server → client [FIN, ACK] seq=y+4 ack=x+1 len=2 "LO"
        hand client
        client → server [ACK] seq=x+1 ack=y+1
        server → client [PSH, ACK] seq=y+1 ack=x+1 len=3 "HEL"
        client: ESTABLISHED → CLOSE-WAIT
        client: CLOSE-WAIT → LAST-ACK
        client → server [FIN, ACK] seq=x+1 ack=y+7
        server → client [ACK] seq=y+7 ack=x+2
        client: LAST-ACK → CLOSED

        # FIN-WAIT-1, the FIN lost
        open
        lose client
        client → server [FIN, ACK] seq=x+1 ack=y+1
        hand client
        wait 1
        client → server [FIN, ACK] seq=x+1 ack=y+1
        server → client [ACK] seq=y+1 ack=x+2
        client: FIN-WAIT-1 → FIN-WAIT-2
        server → client [FIN, ACK] seq=y+1 ack=x+2
        wait 240
        client: FIN-WAIT-2 → TIME-WAIT
        client → server [ACK] seq=x+2 ack=y+2
        client: TIME-WAIT → CLOSED

        # FIN-WAIT-1, text and FIN lost
        open
        lose client
        client → server [FIN, ACK] seq=x+1 ack=y+1 len=3 "BYE"
        hand client
        wait 1
        client → server [FIN, PSH, ACK] seq=x+1 ack=y+1 len=3 "BYE"
        server → client [FIN, ACK] seq=y+1 ack=x+5
        wait 240
        client: FIN-WAIT-1 → TIME-WAIT
        client → server [ACK] seq=x+5 ack=y+2
        client: TIME-WAIT → CLOSED

        # FIN-WAIT-2
        open
        client → server [FIN, ACK] seq=x+1 ack=y+1
        server → client [ACK] seq=y+1 ack=x+2
        hand client
        server → client [FIN, ACK] seq=y+1 ack=x+2
        wait 240
        client: FIN-WAIT-2 → TIME-WAIT
        client → server [ACK] seq=x+2 ack=y+2
        client: TIME-WAIT → CLOSED

        # CLOSE-WAIT
        open
        server → client [FIN, ACK] seq=y+1 ack=x+1
        client → server [ACK] seq=x+1 ack=y+2
        hand client
        client: CLOSE-WAIT → LAST-ACK
        client → server [FIN, ACK] seq=x+1 ack=y+2
        server → client [ACK] seq=y+2 ack=x+2
        client: LAST-ACK → CLOSED

        # CLOSE-WAIT, the FIN not acknowledged
        open
        server → client [FIN, ACK] seq=y+1 ack=x+1
        hand client
        client: CLOSE-WAIT → LAST-ACK
        client → server [FIN, ACK] seq=x+1 ack=y+2
        server → client [ACK] seq=y+2 ack=x+2
        client: LAST-ACK → CLOSED

        # CLOSING
        open
        client → server [FIN, ACK] seq=x+1 ack=y+1
        server → client [FIN, ACK] seq=y+1 ack=x+1
        hand client
        client → server [ACK] seq=x+2 ack=y+2
        server → client [ACK] seq=y+2 ack=x+2
        wait 240
        client: CLOSING → TIME-WAIT
        client: TIME-WAIT → CLOSED

        # LAST-ACK, the FIN lost
        open
        server → client [FIN, ACK] seq=y+1 ack=x+1
        lose client
        client → server [FIN, ACK] seq=x+1 ack=y+2
        hand client
        wait 1
        client → server [FIN, ACK] seq=x+1 ack=y+2
        server → client [ACK] seq=y+2 ack=x+2
        client: LAST-ACK → CLOSED

        # TIME-WAIT
        open
        client → server [FIN, ACK] seq=x+1 ack=y+1
        server → client [FIN, ACK] seq=y+1 ack=x+2
        client → server [ACK] seq=x+2 ack=y+2
        hand client
        wait 239
        back client
        hand client
        wait 241
        client: TIME-WAIT → CLOSED
        """;
}
