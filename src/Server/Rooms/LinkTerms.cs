using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Links;

namespace Playground.Server.Rooms;

/// <summary>The link in the words of the engine, and in those of the page and the log.</summary>
internal static class LinkTerms
{
    /// <summary>The link after a change; what settings don't speak of stays.</summary>
    public static LinkSetup With(this LinkSetup link, LinkSet change)
    {
        if (change.From is null)
        {
            var all = Apply(link, change.Link);
            return new LinkSetup
            {
                Delay = all.Delay,
                Jitter = all.Jitter,
                Loss = all.Loss,
                Duplication = all.Duplication,
                Reordering = all.Reordering,
                Corruption = all.Corruption,
                Rate = all.Rate,
                Queue = all.Queue,
                Mtu = all.Mtu,
                Script = link.Script,
            };
        }

        return link with { ByHost = link.ByHost.SetItem(change.From, Apply(link.PathFrom(change.From), change.Link)) };
    }

    /// <summary>The rule that a touch amounts to.</summary>
    public static LinkRule ToRule(this LinkTouchSet touch) => new(touch.From, 1, ActionOf(touch.What)) { For = touch.For };

    /// <summary>The link as its people see it.</summary>
    public static LinkView ToView(LinkSetup link, ImmutableArray<LinkRule> waiting) => new(
        ToSettings(link), link.ByHost.ToImmutableSortedDictionary(pair => pair.Key, pair => ToSettings(pair.Value), StringComparer.Ordinal),
        [.. waiting.Select(rule => new TouchNext(TouchOf(rule.Action), rule.From))]);

    private static LinkPath Apply(LinkPath path, LinkSettings settings) => new()
    {
        Delay = TimeSpan.FromMilliseconds(settings.DelayMs),
        Jitter = TimeSpan.FromMilliseconds(settings.JitterMs),
        Loss = settings.LossPercent / 100,
        Duplication = settings.DuplicationPercent / 100,
        Reordering = settings.ReorderingPercent / 100,
        Corruption = settings.CorruptionPercent / 100,
        Rate = path.Rate,
        Queue = path.Queue,
        Mtu = path.Mtu,
    };

    /// <summary>What a path does, in the numbers of the page.</summary>
    public static LinkSettings ToSettings(LinkPath path) => new()
    {
        DelayMs = path.Delay.TotalMilliseconds,
        JitterMs = path.Jitter.TotalMilliseconds,
        LossPercent = Math.Round(path.Loss * 100, 6),
        DuplicationPercent = Math.Round(path.Duplication * 100, 6),
        ReorderingPercent = Math.Round(path.Reordering * 100, 6),
        CorruptionPercent = Math.Round(path.Corruption * 100, 6),
    };

    private static LinkAction ActionOf(LinkTouch touch) => touch switch
    {
        LinkTouch.Lose => LinkAction.Lose,
        LinkTouch.Hold => LinkAction.Hold,
        LinkTouch.Duplicate => LinkAction.Duplicate,
        LinkTouch.Corrupt => LinkAction.Corrupt,
        LinkTouch.Swap => LinkAction.Swap,
    };

    private static LinkTouch TouchOf(LinkAction action) => action switch
    {
        LinkAction.Lose => LinkTouch.Lose,
        LinkAction.Hold => LinkTouch.Hold,
        LinkAction.Duplicate => LinkTouch.Duplicate,
        LinkAction.Corrupt => LinkTouch.Corrupt,
        LinkAction.Swap => LinkTouch.Swap,
    };
}
