using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>What a client remembers of a server for Fast Open.</summary>
/// <param name="Cookie">The server's cookie for this client.</param>
/// <param name="Mss">The MSS of the server's SYN-ACK, which bounds the text of the next SYN; none stands for the default.</param>
public sealed record FastOpenEntry(ImmutableArray<byte> Cookie, ushort? Mss);

/// <summary>
/// The client's side of Fast Open cookies (RFC 7413 §4.1.3): those it was given, by the server's address. Bounded: the one given
/// longest ago makes room.
/// </summary>
/// <param name="capacity">How many servers are remembered, at least 1.</param>
public sealed class FastOpenCache(int capacity = FastOpenCache.DefaultCapacity)
{
    /// <summary>How many servers are remembered where nothing else is said.</summary>
    public const int DefaultCapacity = 64;

    private readonly OrderedDictionary<HostAddress, FastOpenEntry> _entries = [];

    /// <summary>How many servers are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes the cookie of a server's SYN-ACK in place of an older one. Octets that can't be a cookie are passed over.</summary>
    public void Remember(HostAddress server, ImmutableArray<byte> cookie, ushort? mss)
    {
        if (cookie.IsDefault || !SegmentOptions.IsFastOpenCookie(cookie.AsSpan())) return;
        _entries.Remove(server);
        if (_entries.Count >= capacity) _entries.RemoveAt(0);
        _entries.Add(server, new FastOpenEntry(cookie, mss));
    }

    /// <summary>Finds what is remembered of a server.</summary>
    public bool TryFind(HostAddress server, [NotNullWhen(true)] out FastOpenEntry? entry) => _entries.TryGetValue(server, out entry);

    /// <summary>Forgets a server, as when it no longer takes its cookie.</summary>
    public void Forget(HostAddress server) => _entries.Remove(server);
}
