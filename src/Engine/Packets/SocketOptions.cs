using Playground.Engine.Endpoint;

namespace Playground.Engine.Packets;

/// <summary>How one socket is set up. A socket begins with its host's way: <c>socket.Options with { NoDelay = true }</c> changes one thing.</summary>
/// <remarks>
/// Before the connection is opened everything counts. Afterwards <see cref="SendBuffer"/>, <see cref="NoDelay"/>, <see cref="KeepAlive"/>,
/// <see cref="UserTimeout"/> and <see cref="AckDelay"/> change at once, <see cref="ReceiveBuffer"/> may grow as far as the agreed window scale
/// reaches, and <see cref="MaximumSegmentSize"/> stays.
/// </remarks>
public sealed record SocketOptions
{
    private const int MaxBuffer = (1 << 30) - 1;

    /// <summary>SO_RCVBUF: the octets that wait for the user at most, so the largest window offered; 1 to 2^30 − 1.</summary>
    public int ReceiveBuffer { get; init => field = In(value, 1, MaxBuffer); }

    /// <summary>SO_SNDBUF: the octets that wait for acknowledgment or their turn at most; 1 to 2^30 − 1.</summary>
    public int SendBuffer { get; init => field = In(value, 1, MaxBuffer); }

    /// <summary>TCP_NODELAY: true to switch the Nagle algorithm off (RFC 9293 §3.7.4, MUST-17).</summary>
    public bool NoDelay { get; init; }

    /// <summary>SO_KEEPALIVE and TCP_KEEPIDLE: the idle time after which the other side is asked whether it is there; none for never (MUST-25).</summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>
    /// TCP_USER_TIMEOUT: how long what was sent may wait for an acknowledgment (RFC 9293 §3.8.3, MUST-21).
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever; none for three minutes for a SYN and a hundred seconds for the rest.
    /// </summary>
    public TimeSpan? UserTimeout { get; init; }

    /// <summary>How long an ACK may wait for something to ride on; zero, as by TCP_QUICKACK, to 500 ms (MUST-40).</summary>
    public TimeSpan AckDelay { get; init; }

    /// <summary>TCP_MAXSEG: the most octets of text in a segment, offered and sent; none for what the link takes. 1 to 65535.</summary>
    public int? MaximumSegmentSize { get; init => field = value is { } size ? In(size, 1, ushort.MaxValue) : null; }

    /// <summary>A host's own way.</summary>
    public static SocketOptions Of(HostProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new()
        {
            ReceiveBuffer = profile.ReceiveBuffer,
            SendBuffer = profile.SendBuffer,
            NoDelay = !profile.Nagle,
            KeepAlive = profile.KeepAlive,
            UserTimeout = profile.UserTimeout,
            AckDelay = profile.AckDelay,
        };
    }

    /// <summary>The profile of a connection with these options.</summary>
    /// <param name="profile">The host's.</param>
    /// <param name="headers">The octets of the fixed IP and TCP headers.</param>
    internal HostProfile ApplyTo(HostProfile profile, int headers) => profile with
    {
        ReceiveBuffer = ReceiveBuffer,
        SendBuffer = SendBuffer,
        Nagle = !NoDelay,
        KeepAlive = KeepAlive,
        UserTimeout = UserTimeout,
        AckDelay = AckDelay,
        Mtu = MaximumSegmentSize is { } size ? Math.Min(profile.Mtu, size + headers) : profile.Mtu,
    };

    private static int In(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
