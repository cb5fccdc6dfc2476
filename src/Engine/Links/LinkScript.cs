using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Playground.Tcp;

namespace Playground.Engine.Links;

/// <summary>What the rules come to for one segment.</summary>
internal readonly record struct Orders(bool Lose, TimeSpan Hold, bool Duplicate, bool Corrupt, bool Swap);

/// <summary>The rules of a link, and how many segments each has counted.</summary>
internal sealed class LinkScript
{
    private List<(LinkRule Rule, int Seen)> _rules = [];

    /// <summary>Takes over new rules. One that was there before goes on counting; a rule that stands twice counts once.</summary>
    public void Follow(ImmutableArray<LinkRule> rules) =>
        _rules = [.. rules.Distinct().Select(rule => (rule, _rules.Find(old => old.Rule == rule).Seen))];

    /// <summary>Counts a segment.</summary>
    /// <returns>What is to be done to it.</returns>
    public Orders Count(string from, in Segment segment)
    {
        var orders = default(Orders);
        foreach (ref var entry in CollectionsMarshal.AsSpan(_rules))
        {
            if (entry.Rule.Fits(from, segment) && ++entry.Seen == entry.Rule.Nth) orders = Add(orders, entry.Rule);
        }

        return orders;
    }

    private static Orders Add(in Orders orders, LinkRule rule) => rule.Action switch
    {
        LinkAction.Lose => orders with { Lose = true },
        LinkAction.Hold => orders with { Hold = orders.Hold + rule.For },
        LinkAction.Duplicate => orders with { Duplicate = true },
        LinkAction.Corrupt => orders with { Corrupt = true },
        LinkAction.Swap => orders with { Swap = true },
    };
}
