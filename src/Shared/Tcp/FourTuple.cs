using System.Text.Json.Serialization;

namespace Playground.Tcp;

/// <summary>An address and a port: what RFC 9293 §3.1 calls a socket.</summary>
public readonly record struct SocketAddress(HostAddress Host, Port Port)
{
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
    public override int GetHashCode() => (int)KeyedHash(Local, Remote, 0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F);

    /// <summary>A hash for tables: whoever doesn't know the key can't choose sockets that share one. Quick, because every segment is looked up.</summary>
    public static uint KeyedHash(SocketAddress local, SocketAddress remote, ulong key0, ulong key1)
    {
        var (localHigh, localLow) = local.Host.Words;
        var (remoteHigh, remoteLow) = remote.Host.Words;
        var ports = ((ulong)local.Port.Number << 16) | remote.Port.Number;
        var hash = Mix(localLow ^ key0, remoteLow ^ key1);
        hash = Mix(hash ^ localHigh ^ key1, remoteHigh ^ ports ^ key0);
        return (uint)(hash ^ (hash >> 32));
    }

    /// <summary>All bits of the product of two words, folded into one.</summary>
    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }

    /// <summary><c>local → remote</c>.</summary>
    public override string ToString() => $"{Local} → {Remote}";
}
