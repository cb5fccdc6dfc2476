using System.Buffers.Binary;
using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// The server's side of Fast Open cookies (RFC 7413 §4.1.2): a keyed hash of the client's address. Who brings it back once heard
/// us at that address, so text in its SYN may be taken; nothing is remembered for it.
/// </summary>
/// <param name="hash">The keyed hash, its key drawn from the host's seed. Another key makes all cookies worthless.</param>
/// <param name="given">The cookie of every client, where it is given.</param>
public sealed class FastOpenCookies(SipHash hash, ulong? given = null)
{
    /// <summary>The octets of a cookie.</summary>
    public const int Length = sizeof(ulong);

    /// <summary>The cookie of a client.</summary>
    public ImmutableArray<byte> Issue(HostAddress client)
    {
        Span<byte> cookie = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(cookie, Hash(client));
        return ImmutableArray.Create<byte>(cookie);
    }

    /// <summary>True when this is the cookie of that client.</summary>
    /// <param name="cookie">Any octets, as many as the option brought.</param>
    public bool IsValid(HostAddress client, ReadOnlySpan<byte> cookie) =>
        cookie.Length == Length && BinaryPrimitives.ReadUInt64BigEndian(cookie) == Hash(client);

    private ulong Hash(HostAddress client)
    {
        if (given is { } cookie) return cookie;
        Span<byte> bytes = stackalloc byte[16];
        client.WriteTo(bytes);
        return hash.Hash(bytes[..client.WireLength]);
    }
}
