using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Playground.Tcp;

namespace Playground.Engine.Links;

/// <summary>What the rules come to for one segment.</summary>
internal readonly record struct Orders(bool Lose, TimeSpan Hold, bool Duplicate, bool Corrupt, bool Swap);

/// <summary>The rules of a link, and how many segments each has counted.</summary>
internal sealed class LinkScript
{
    private readonly List<(LinkRule Rule, int Seen)> _touches = [];
    private List<(LinkRule Rule, int Seen)> _rules = [];

    /// <summary>The rules that have not done yet what they are for: those of the script, then those that were added, in order.</summary>
    public ImmutableArray<LinkRule> Waiting => [.. _rules.Concat(_touches).Where(entry => entry.Seen < entry.Rule.Nth).Select(entry => entry.Rule)];

    /// <summary>Takes over new rules. One that was there before goes on counting; a rule that stands twice counts once.</summary>
    public void Follow(ImmutableArray<LinkRule> rules) =>
        _rules = [.. rules.Distinct().Select(rule => (rule, _rules.Find(old => old.Rule == rule).Seen))];

    /// <summary>Adds a rule that counts from here on, whether there was one like it before or not, and is over once it has done its work.</summary>
    public void Add(LinkRule rule) => _touches.Add((rule, 0));

    /// <summary>Counts a segment.</summary>
    /// <returns>What is to be done to it.</returns>
    public Orders Count(string from, in Segment segment)
    {
        var orders = Count(_touches, Count(_rules, default, from, segment), from, segment);
        _touches.RemoveAll(entry => entry.Seen == entry.Rule.Nth);
        return orders;
    }

    private static Orders Count(List<(LinkRule Rule, int Seen)> rules, Orders orders, string from, in Segment segment)
    {
        foreach (ref var entry in CollectionsMarshal.AsSpan(rules))
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
