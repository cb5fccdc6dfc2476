using System.Globalization;
using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>What stands in the ladder when somebody changes the link.</summary>
internal static class LinkRemarks
{
    private static readonly (Func<LinkSettings, double> Number, string Both, string OneWay)[] s_dials =
    [
        (link => link.DelayMs, "The link takes {0} ms now", "From the {1} the link takes {0} ms now"),
        (link => link.JitterMs, "The link takes up to {0} ms longer now", "From the {1} the link takes up to {0} ms longer now"),
        (link => link.LossPercent, "{0} % of segments are lost now", "{0} % of segments from the {1} are lost now"),
        (link => link.DuplicationPercent, "{0} % of segments arrive twice now", "{0} % of segments from the {1} arrive twice now"),
        (link => link.ReorderingPercent, "{0} % of segments are overtaken now", "{0} % of segments from the {1} are overtaken now"),
        (link => link.CorruptionPercent, "{0} % of segments are damaged now", "{0} % of segments from the {1} are damaged now"),
    ];

    /// <summary>One remark for each number that is another now.</summary>
    /// <param name="before">What the link did until now.</param>
    public static IEnumerable<Sentence> Of(LinkSet set, LinkSettings before) =>
        from dial in s_dials
        let now = dial.Number(set.Link)
        where now != dial.Number(before)
        select new Sentence(set.From is null ? dial.Both : dial.OneWay, now.ToString(CultureInfo.InvariantCulture), set.From ?? "");

    /// <summary>The remark on a touch.</summary>
    public static Sentence Of(LinkTouchSet touch) => new(
        (touch.What, touch.From is null) switch
        {
            (LinkTouch.Lose, true) => "The next segment will be lost",
            (LinkTouch.Lose, false) => "The next segment from the {0} will be lost",
            (LinkTouch.Hold, true) => "The next segment will be held for {1} ms of the link's time",
            (LinkTouch.Hold, false) => "The next segment from the {0} will be held for {1} ms of the link's time",
            (LinkTouch.Duplicate, true) => "The next segment will arrive twice",
            (LinkTouch.Duplicate, false) => "The next segment from the {0} will arrive twice",
            (LinkTouch.Corrupt, true) => "The next segment will be damaged",
            (LinkTouch.Corrupt, false) => "The next segment from the {0} will be damaged",
            (LinkTouch.Swap, true) => "The next segment will be overtaken",
            _ => "The next segment from the {0} will be overtaken",
        },
        touch.From ?? "", touch.For.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
}
