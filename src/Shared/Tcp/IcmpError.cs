namespace Playground.Tcp;

/// <summary>The ICMP errors that reach a TCP (RFC 9293 §3.9.2.2; RFC 792, RFC 4443).</summary>
public enum IcmpKind
{
    /// <summary>Destination unreachable: network, host or source route (codes 0, 1, 5): soft.</summary>
    Unreachable,

    /// <summary>Destination unreachable: protocol or port (codes 2, 3): hard.</summary>
    Refused,

    /// <summary>Fragmentation needed and DF set (code 4), or IPv6's packet too big: carries the next hop's MTU.</summary>
    TooBig,

    /// <summary>Time exceeded: soft.</summary>
    TimeExceeded,

    /// <summary>Parameter problem: soft.</summary>
    ParameterProblem,

    /// <summary>Source quench: to be discarded without a word (MUST-55).</summary>
    SourceQuench,
}

/// <summary>An ICMP error about a segment that this host has sent.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Connection">The quoted segment's sockets, its sender first.</param>
/// <param name="Seq">The quoted segment's sequence number: an error about what isn't in flight is not believed (RFC 5927 §4).</param>
/// <param name="Mtu">For <see cref="IcmpKind.TooBig"/> the octets that the next hop takes, IP header included; else 0.</param>
public readonly record struct IcmpError(IcmpKind Kind, FourTuple Connection, SeqNumber Seq, ushort Mtu = 0);
