using System.Collections.Immutable;
using Playground.Engine.Links;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>Which side of a connection a host is.</summary>
public enum HostRole
{
    /// <summary>Opens actively.</summary>
    Client,

    /// <summary>Opens passively, on its port.</summary>
    Server,
}

/// <summary>A host of a world.</summary>
public sealed record HostSetup
{
    /// <summary>Its name in the ladder.</summary>
    public required string Name { get; init; }

    /// <summary>Its side.</summary>
    public required HostRole Role { get; init; }

    /// <summary>Its socket: the server's well-known port, the client's ephemeral one.</summary>
    public required SocketAddress Socket { get; init; }

    /// <summary>True when the engine is this host's TCP; false when a person is, or nobody.</summary>
    public bool IsEngine { get; init; }
}

/// <summary>
/// All that a world begins with, besides its seed. The first host is the client's side, the second the server's.
/// </summary>
public sealed record WorldSetup
{
    /// <summary>The hosts on the link.</summary>
    public required ImmutableArray<HostSetup> Hosts { get; init; }

    /// <summary>The link between them.</summary>
    public LinkSetup Link { get; init; } = new();

    /// <summary>The host of that name; none where there is no such host.</summary>
    public HostSetup? Find(string name) => Hosts.FirstOrDefault(host => host.Name == name);

    /// <summary>The host that a host talks to: the nearest one of the other role.</summary>
    public HostSetup PeerOf(HostSetup host) => Hosts.First(other => other.Role != host.Role);
}
