using System.Globalization;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Captures;

/// <summary>What is said about a segment, as the comment of its frame: the sentence, and its section.</summary>
internal static class CaptureComment
{
    /// <summary>What a TCP did with it, and why. The numbers of its TCB stay out: the segment's sender may not know them.</summary>
    public static string Of(in Verdict verdict, string host)
    {
        var text = verdict.Rule.Text();
        var states = verdict.ChangedState ? $", {verdict.Before.State.ToName()} → {verdict.After.State.ToName()}" : "";
        return $"{host}: {Word(verdict.Outcome)}{states}. {text.Text} ({text.Reference})";
    }

    /// <summary>What can be said about it from its sender's ledger.</summary>
    public static string Of(Review review, in Segment segment)
    {
        var main = review.Main;
        var text = main.Rule.Text();
        var sent = main.Field == SegmentField.Ack ? segment.Ack : segment.Seq;
        var says = string.Format(CultureInfo.InvariantCulture, main.Misconception?.Text() ?? text.Text, sent, main.Expected ?? sent);
        return $"By hand: {says} ({text.Reference})";
    }

    /// <summary>What the link did to it; none where it travelled like any other.</summary>
    public static string? Of(SegmentSent sent) => sent.Fate switch
    {
        Fate.LostByChance or Fate.LostByScript => "Lost on its way.",
        Fate.QueueFull => "Dropped: too many packets waited to leave already.",
        Fate.TooBig => "Dropped: larger than the path takes.",
        Fate.Held => "Held back for a while.",
        Fate.Overtaken => "Overtaken by the next one.",
        Fate.Travels => sent.IsCorrupt ? "A bit was flipped on its way." : null,
    };

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "accepted",
        Outcome.Queued => "kept for later",
        Outcome.Dropped => "dropped",
        Outcome.Acknowledged => "dropped, and answered with an ACK",
        Outcome.Challenged => "answered with a challenge ACK",
        Outcome.Reset => "answered with a reset",
    };
}
