namespace Playground.Tcp;

/// <summary>An address and a port: what RFC 9293 §3.1 calls a socket.</summary>
public readonly record struct SocketAddress(HostAddress Host, Port Port)
{
    /// <inheritdoc/>
    public override int GetHashCode() => Host.Mix(Port.Number);

    /// <summary><c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
    public override string ToString() => Host.IsV4 ? $"{Host}:{Port}" : $"[{Host}]:{Port}";
}

/// <summary>The pair of sockets that names a connection, seen from one of its ends (RFC 9293 §3.4.2).</summary>
public readonly record struct FourTuple(SocketAddress Local, SocketAddress Remote)
{
    /// <summary>The same connection seen from the other end.</summary>
    public FourTuple Reversed => new(Remote, Local);

    // Found by every segment that arrives, so the hash is a few instructions; both ends' own bits reach all of it.
    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Local.GetHashCode() * 31) ^ Remote.GetHashCode());

    /// <summary><c>local → remote</c>.</summary>
    public override string ToString() => $"{Local} → {Remote}";
}
