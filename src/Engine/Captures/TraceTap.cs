using System.Collections.Immutable;
using Playground.Engine.Worlds;

namespace Playground.Engine.Captures;

/// <summary>Where a world is listened to: an interface of its capture.</summary>
/// <param name="Name">The interface's name.</param>
/// <param name="Host">The host at whose end of the link it is; none for the link itself.</param>
public sealed record TraceTap(string Name, string? Host)
{
    /// <summary>On the link: every segment once, when it is sent, lost ones too, and what became of it.</summary>
    public static TraceTap Link { get; } = new("link", null);

    /// <summary>
    /// At a host: what it sends when it sends it, and what reaches it when it does. It knows no more than the host's person may: not what was lost.
    /// </summary>
    public static TraceTap At(string host) => new(host, host);

    /// <summary>A tap at each host. A segment that gets there is seen twice, as by two people who capture at both ends.</summary>
    public static ImmutableArray<TraceTap> AtEachHost(WorldSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return [.. setup.Hosts.Select(host => At(host.Name))];
    }
}
