namespace Playground.Engine.Endpoint;

/// <summary>How a host's TCP is set up: what the RFCs leave open, and which of the guards against old attacks are on.</summary>
public sealed record HostProfile
{
    /// <summary>All that RFC 9293 asks and today's stacks do.</summary>
    public static HostProfile Rfc9293 { get; } = new();

    /// <summary>As true as <see cref="Rfc9293"/>, without the options and delays that a first lesson doesn't need: every text is acknowledged at once.</summary>
    public static HostProfile Plain { get; } = new()
    {
        Sack = false,
        Timestamps = false,
        ScalesWindow = false,
        AckDelay = TimeSpan.Zero,
    };

    /// <summary>As TCPs were before attacks were thought of: a victim for lessons about them.</summary>
    public static HostProfile Rfc793 { get; } = Plain with
    {
        ResistsBlindAttacks = false,
        IsnStep = 64_000,
        SynCookies = false,
        GuardsTimeWait = false,
        ReopensTimeWait = false,
    };

    /// <summary>
    /// True for the checks of RFC 5961: only the exact reset is believed, and resets and SYNs inside the window are answered with a
    /// challenge ACK. False for those of RFC 793: anything in the window counts.
    /// </summary>
    public bool ResistsBlindAttacks { get; init; } = true;

    /// <summary>The constant step from one ISN to the next, as TCPs did before RFC 1948; none for the clock and keyed hash of RFC 9293 §3.4.1.</summary>
    public uint? IsnStep { get; init; }

    /// <summary>The ISN of the host's first connection, for a lesson that is about certain numbers; none for one of the usual kind.</summary>
    public uint? FirstIsn { get; init; }

    /// <summary>How many connections of one listener may be in SYN-RECEIVED; at least 1.</summary>
    public int Backlog { get; init; } = 128;

    /// <summary>True to answer SYNs beyond the backlog with SYN cookies (RFC 4987 §3.6); false to drop them.</summary>
    public bool SynCookies { get; init; } = true;

    /// <summary>True when TIME-WAIT ignores resets (RFC 1337).</summary>
    public bool GuardsTimeWait { get; init; } = true;

    /// <summary>True when a later SYN may reopen a connection from TIME-WAIT (RFC 9293 MAY-2, RFC 6191).</summary>
    public bool ReopensTimeWait { get; init; } = true;

    /// <summary>True to agree on selective acknowledgments (RFC 2018).</summary>
    public bool Sack { get; init; } = true;

    /// <summary>True to agree on timestamps (RFC 7323 §3).</summary>
    public bool Timestamps { get; init; } = true;

    /// <summary>True to agree on window scaling (RFC 7323 §2).</summary>
    public bool ScalesWindow { get; init; } = true;

    /// <summary>The shift to offer with window scaling, 0 to 14; none for the least with which the whole buffer can be offered.</summary>
    public byte? WindowShift { get; init; }

    /// <summary>True for Fast Open (RFC 7413), both to ask for cookies and to issue them.</summary>
    public bool FastOpen { get; init; }

    /// <summary>The Fast Open cookie that this host gives to every client, for a lesson that is about certain numbers; none for a keyed hash of each one's address.</summary>
    public ulong? FastOpenCookie { get; init; }

    /// <summary>True for the Nagle algorithm (RFC 9293 §3.7.4).</summary>
    public bool Nagle { get; init; } = true;

    /// <summary>How long an ACK may wait for something to ride on: less than 500 ms (MUST-40); zero for none.</summary>
    public TimeSpan AckDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The octets that wait for the application at most; the largest window offered. 1 to 2^30 − 1.</summary>
    public int ReceiveBuffer { get; init; } = ushort.MaxValue;

    /// <summary>The octets that wait for acknowledgment or their turn to be sent at most; at least 1.</summary>
    public int SendBuffer { get; init; } = 256 * 1024;

    /// <summary>The octets of the largest packet on the host's own link, IP header included.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>The maximum segment lifetime (RFC 9293 §3.4.2).</summary>
    public TimeSpan MaximumSegmentLifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an idle connection waits before it asks whether the other side is there; off by default (MUST-25).</summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>
    /// The user timeout, which is R2 too (RFC 9293 §3.8.3, §3.10.8): how long what was sent may wait for an acknowledgment.
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever; none for three minutes for a SYN and a hundred seconds for the rest.
    /// </summary>
    public TimeSpan? UserTimeout { get; init; }

    /// <summary>True for slow start and congestion avoidance (RFC 5681).</summary>
    public bool ControlsCongestion { get; init; } = true;

    /// <summary>The same with keep-alives, two hours apart as long as nobody says otherwise (RFC 9293 §3.8.4, MUST-28).</summary>
    public HostProfile WithKeepAlives() => this with { KeepAlive = TimeSpan.FromHours(2) };
}
