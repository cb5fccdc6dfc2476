using System.Collections.Immutable;

namespace Playground.Engine.Links;

/// <summary>What the link does to segments: its own members hold for every host that <see cref="ByHost"/> does not name.</summary>
public sealed record LinkSetup : LinkPath
{
    /// <summary>What is done to the segments of some hosts, by the name of the host that sends them.</summary>
    public ImmutableDictionary<string, LinkPath> ByHost { get; init; } = ImmutableDictionary<string, LinkPath>.Empty;

    /// <summary>What is done to single segments, chance or no chance.</summary>
    public ImmutableArray<LinkRule> Script { get; init; } = [];

    /// <summary>The path of what a host sends.</summary>
    public LinkPath PathFrom(string host) => ByHost.GetValueOrDefault(host, this);
}
