using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Endpoint;

/// <summary>How much text a segment may carry (RFC 9293 §3.7.1). All sizes are in octets.</summary>
public static class SendMss
{
    private const int LeastDatagramV4 = 576;
    private const int LeastDatagramV6 = 1280;

    /// <summary>The send MSS where the other side sent no option (MUST-15): 536 for IPv4, 1220 for IPv6.</summary>
    public static ushort Default(in FourTuple connection) =>
        (ushort)((connection.Remote.Host.IsV4 ? LeastDatagramV4 : LeastDatagramV6) - HeadersOf(connection));

    /// <summary>
    /// The MSS to offer: the MTU less the fixed headers, "ignoring both IP and TCP Options". So it is never above MMS_R − 20 (MUST-67).
    /// </summary>
    /// <param name="mtu">The largest packet that this host can take from its link.</param>
    public static ushort ToOffer(in FourTuple connection, int mtu) => (ushort)Math.Clamp(mtu - HeadersOf(connection), 0, ushort.MaxValue);

    /// <summary>
    /// The effective send MSS, the most text in one segment (MUST-16):
    /// <c>Eff.snd.MSS = min(SendMSS+20, MMS_S) - TCPhdrsize - IPoptionsize</c>. IP options are not modelled.
    /// </summary>
    /// <param name="offered">SendMSS, the MSS that the other side sent; none stands for the default.</param>
    /// <param name="pathMtu">The largest packet that the path takes; MMS_S is this less the IP header.</param>
    /// <param name="optionsLength">The octets of TCP options in the segment, padding included: 0 to 40.</param>
    /// <returns>
    /// At least 1. Where options fill all that was granted the formula gives nothing, and nothing would ever be sent again.
    /// </returns>
    public static int Effective(in FourTuple connection, ushort? offered, int pathMtu, int optionsLength)
    {
        var granted = (offered ?? Default(connection)) + TcpCodec.MinHeaderLength;
        var carried = pathMtu - IpCodec.HeaderLength(connection);
        return Math.Max(1, Math.Min(granted, carried) - TcpCodec.MinHeaderLength - optionsLength);
    }

    private static int HeadersOf(in FourTuple connection) => IpCodec.HeaderLength(connection) + TcpCodec.MinHeaderLength;
}
