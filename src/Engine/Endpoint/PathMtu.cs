using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Path MTU discovery (RFC 1191 for IPv4, RFC 8201 for IPv6): what a router's "too big" does to the size of packets. All sizes are
/// in octets.
/// </summary>
public static class PathMtu
{
    /// <summary>
    /// The least that an IPv4 path MTU comes down to (RFC 1191 §3): the longest header, 60 octets, and the shortest fragment, 8, which
    /// every router must forward whole (RFC 791 §3.2). A message that says less is wrong, or wants to make a sender crawl.
    /// </summary>
    public const int LeastV4 = 68;

    /// <summary>The IPv6 minimum link MTU (RFC 8200 §5): a message that says less is no reason to go below (RFC 8201 §4).</summary>
    public const int LeastV6 = 1280;

    /// <summary>The MTUs that occur, falling (RFC 1191 §7.1).</summary>
    private static ReadOnlySpan<int> Plateaus => [65535, 32000, 17914, 8166, 4352, 2002, 1492, 1006, 508, 296, LeastV4];

    /// <summary>The path MTU after a packet was too big; never above what it was (RFC 1191 §3, RFC 8201 §4).</summary>
    /// <param name="remote">The host the packet was for.</param>
    /// <param name="pathMtu">The path MTU until now.</param>
    /// <param name="packet">
    /// The length of the packet that the message quotes. It may be larger than the path MTU: then it was sent before that came down.
    /// </param>
    /// <param name="reported">
    /// The next hop's MTU by the message. 0 is from an IPv4 router older than the field: the next plateau below the packet counts.
    /// </param>
    /// <returns>The same as before where the message can't be true: the packet would have fitted, or less than an IPv6 link takes.</returns>
    public static int AfterTooBig(HostAddress remote, int pathMtu, int packet, int reported)
    {
        if (reported >= packet || (!remote.IsV4 && reported < LeastV6)) return pathMtu;
        var taken = reported == 0 ? PlateauBelow(packet) : reported;
        return Math.Min(pathMtu, Math.Max(taken, LeastV4));
    }

    private static int PlateauBelow(int packet)
    {
        foreach (var plateau in Plateaus)
        {
            if (plateau < packet) return plateau;
        }

        return LeastV4;
    }
}
