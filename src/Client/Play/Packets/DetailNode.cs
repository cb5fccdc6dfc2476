using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Client.Play.Packets;

/// <summary>A line of the details of a packet, and the octets it was read from.</summary>
/// <param name="Id">What it is, the same in each packet: <c>tcp.flags.syn</c>.</param>
/// <param name="Says">The line.</param>
/// <param name="At">Where in the frame its octets begin.</param>
/// <param name="Length">How many there are; 0 for what stands in no octet.</param>
public sealed record DetailNode(string Id, Sentence Says, int At = 0, int Length = 0)
{
    /// <summary>The lines below it.</summary>
    public ImmutableArray<DetailNode> Parts { get; init; } = [];

    /// <summary>The number that it shows, where that can be part of another segment.</summary>
    public uint? Number { get; init; }

    /// <summary>It and all below it.</summary>
    public IEnumerable<DetailNode> All() => Parts.SelectMany(part => part.All()).Prepend(this);
}
