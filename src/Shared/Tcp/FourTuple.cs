using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Playground.Tcp;

/// <summary>An address and a port: what RFC 9293 §3.1 calls a socket.</summary>
public readonly record struct SocketAddress(HostAddress Host, Port Port)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (int)Mixed;

    /// <summary>The bits of address and port, mixed well enough for a table; quick, because every segment is looked up.</summary>
    internal uint Mixed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => unchecked((uint)(((Host.Folded ^ ((ulong)Port.Number << 40)) * 0x9E37_79B9_7F4A_7C15) >> 32));
    }

    /// <summary><c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
    public override string ToString() => Host.IsV4 ? $"{Host}:{Port}" : $"[{Host}]:{Port}";
}

/// <summary>The pair of sockets that names a connection, seen from one of its ends (RFC 9293 §3.4.2).</summary>
public readonly record struct FourTuple(SocketAddress Local, SocketAddress Remote)
{
    /// <summary>The same connection seen from the other end.</summary>
    [JsonIgnore]
    public FourTuple Reversed => new(Remote, Local);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)((Local.Mixed * 31) ^ Remote.Mixed));

    /// <summary><c>local → remote</c>.</summary>
    public override string ToString() => $"{Local} → {Remote}";
}
