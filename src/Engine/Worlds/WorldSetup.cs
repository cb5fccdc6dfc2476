using System.Collections.Immutable;
using Playground.Engine.Endpoint;
using Playground.Engine.Links;
using Playground.Engine.Museum;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>Which side of a connection a host is.</summary>
public enum HostRole
{
    /// <summary>Opens actively.</summary>
    Client,

    /// <summary>Opens passively, on its port.</summary>
    Server,

    /// <summary>Opens nothing, and puts onto the link what others would not: segments whose source is forged, and ICMP errors.</summary>
    Attacker,
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

    /// <summary>How the engine's TCP is set up.</summary>
    public ProfileName Profile { get; init; }

    /// <summary>The setup of the engine's TCP where none of the ready-made ones will do.</summary>
    public HostProfile? OwnProfile { get; init; }

    /// <summary>What is wrong with the engine's TCP; none for an honest one.</summary>
    public ExhibitName? Exhibit { get; init; }

    /// <summary>What stands above the engine's TCP.</summary>
    public HostApplication Application { get; init; }

    /// <summary>The page that an HTTP server has; none for the usual one.</summary>
    public string? Page { get; init; }

    /// <summary>
    /// True when a host opens at the beginning: the engine's client actively to its peer, any server passively. False when it waits
    /// for <see cref="World.Call"/>; a person's server is CLOSED then.
    /// </summary>
    public bool OpensAtStart { get; init; } = true;

    /// <summary>True for a host that neither the engine nor a person drives: a script sends for it, and nothing answers by itself.</summary>
    public bool IsScripted { get; init; }

    /// <summary>The setup of the engine's TCP.</summary>
    public HostProfile TcpProfile => OwnProfile ?? Profile.ToProfile();

    /// <summary>True for a host that hears whatever is put on the link, beside what is addressed to it.</summary>
    public bool IsOnPath { get; init; }

    /// <summary>True for a segment whose source names another host than this one, which sends it.</summary>
    public bool IsForged(in Segment segment) => segment.Source.Host != Socket.Host;
}

/// <summary>
/// All that a world begins with, besides its seed. The first host is the client's side, the second the server's.
/// </summary>
public sealed record WorldSetup
{
    /// <summary>The hosts on the link; no two have the same name or address.</summary>
    public required ImmutableArray<HostSetup> Hosts { get; init; }

    /// <summary>The link between them.</summary>
    public LinkSetup Link { get; init; } = new();

    /// <summary>The host of that name; none where there is no such host.</summary>
    public HostSetup? Find(string name) => Hosts.FirstOrDefault(host => host.Name == name);

    /// <summary>The host with that address; none where nobody has it.</summary>
    public HostSetup? At(HostAddress address)
    {
        foreach (var host in Hosts)
        {
            if (host.Socket.Host == address) return host;
        }

        return null;
    }

    /// <summary>
    /// The host that a host talks to when nothing else is said: a server's is the first client, any other's the first server; where
    /// there is none, the first other host.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no other host.</exception>
    public HostSetup PeerOf(HostSetup host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var role = host.Role == HostRole.Server ? HostRole.Client : HostRole.Server;
        return Hosts.FirstOrDefault(other => other.Role == role && other != host) ?? Hosts.First(other => other != host);
    }
}
