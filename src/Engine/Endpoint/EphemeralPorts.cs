using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// The local port of an active OPEN that names none, by RFC 6056 §3.3.3: a keyed hash of the other end says where to begin, a
/// counter goes on from there. The ports to one server follow each other, so that none comes again soon; nobody else can tell
/// where they stand.
/// </summary>
/// <param name="hash">The keyed hash, its key drawn from the host's seed.</param>
public sealed class EphemeralPorts(SipHash hash)
{
    /// <summary>The first of the dynamic ports (RFC 6335 §6); the last is 65535.</summary>
    public const ushort First = 49152;

    /// <summary>How many dynamic ports there are.</summary>
    public const int Count = ushort.MaxValue - First + 1;

    private uint _next;

    /// <summary>A port for a connection from <paramref name="local"/> to <paramref name="remote"/>.</summary>
    /// <param name="isInUse">Says whether a four-tuple, the local socket first, names a connection that exists.</param>
    /// <returns>None when all are in use.</returns>
    public Port? Choose(HostAddress local, SocketAddress remote, Func<FourTuple, bool> isInUse)
    {
        ArgumentNullException.ThrowIfNull(isInUse);
        var offset = Offset(local, remote);
        for (var tried = 0; tried < Count; tried++)
        {
            var port = new Port((ushort)(First + (unchecked(offset + _next++) % Count)));
            if (!isInUse(new FourTuple(new SocketAddress(local, port), remote))) return port;
        }

        return null;
    }

    private uint Offset(HostAddress local, SocketAddress remote)
    {
        Span<byte> bytes = stackalloc byte[34];
        bytes.Clear();
        local.WriteTo(bytes);
        remote.Host.WriteTo(bytes[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[32..], remote.Port.Number);
        return unchecked((uint)hash.Hash(bytes));
    }
}
