namespace Playground.Client.Authoring;

/// <summary>What a new file begins with: a small challenge that is whole, to be changed into another.</summary>
internal static class Example
{
    /// <summary>The file.</summary>
    public const string Text =
        """
        id: say-it-twice
        number: 101
        title: Say it twice
        tier: 2
        role: client
        brief: The connection is open. Say ${word} to the server, and then say it once more.

        fresh:
          word: [HELLO, PING, MOIN]

        setup:
          prologue: |
            client → server  [SYN] seq=x
            server → client  [SYN, ACK] seq=y ack=x+1
            client → server  [ACK] seq=x+1 ack=y+1

        goals:
          - delivered: server
            text: ${word}${word}
            says: The server's application has read the word twice
        par: 1

        hints:
          - Where does your text begin, and where does the next one?
          - Each octet of text takes one number.
          - The first word goes with seq one past your ISN, the second its length further on. Both fit in one segment.

        misconceptions: [relative-is-on-the-wire, seq-stays-at-isn]
        debrief: The stream has no segments, only octets in their order.
        read: ["3.4"]

        proof:
          solutions:
            - name: both at once
              ladder: |
                client → server  [PSH, ACK] seq=x+1 ack=y+1 "${word}${word}"
            - name: one after the other
              ladder: |
                client → server  [PSH, ACK] seq=x+1 ack=y+1 "${word}"
                client → server  [PSH, ACK] seq=x+${1+word.length} ack=y+1 "${word}"
          wrong-attempts:
            - name: the numbers of a capture tool
              misconception: relative-is-on-the-wire
              ladder: |
                client → server  [PSH, ACK] seq=1 ack=1 "${word}${word}"
            - name: begins at the ISN
              misconception: seq-stays-at-isn
              ladder: |
                client → server  [PSH, ACK] seq=x ack=y+1 "${word}"
        """;
}
