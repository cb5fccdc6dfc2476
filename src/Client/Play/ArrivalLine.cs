using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>What is said about a segment that arrived at the reader, who is its TCP: the check that it meets, and what a TCP does with it.</summary>
public static class ArrivalLine
{
    /// <summary>The newest segment that arrived at the reader after their own newest one, and has something to be said about; none otherwise.</summary>
    public static SegmentRow? Newest(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        for (var i = view.Rows.Count - 1; i >= 0; i--)
        {
            if (view.Rows[i] is not SegmentRow row) continue;
            if (row.IsMine) return null;
            if (row.To == view.Seat && (row.Expected, row.Question) is not (null, null)) return row;
        }

        return null;
    }

    /// <summary>
    /// True for an arrival that is told in place of the reader's own segment. The usual answer of an engine is not: there the verdict on what the
    /// reader sent tells more, and a mistake stands until it was read.
    /// </summary>
    /// <param name="row">What arrived.</param>
    /// <param name="mine">What is said about the reader's own segment.</param>
    public static bool ComesFirst(SegmentRow row, RoomView view, VerdictLine mine)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(mine);
        if (mine.Tone == VerdictTone.Wrong || view.Attempt is { IsSolved: true }) return false;
        var isOfEngine = view.Hosts.Any(host => host is { Driver: HostDriver.Engine, IsOnAutopilot: false } && host.Name == row.From);
        return !isOfEngine || (!row.IsRepeat && row is { Expected: { Outcome: not Outcome.Accepted } } or { Question: { IsTaken: false } });
    }

    /// <summary>What arrived, and as far as the reader wants help what a TCP does with it. In a challenge that is theirs to say: there the section alone is named.</summary>
    public static VerdictLine Of(SegmentRow row, RoomView view, Assistance help)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(view);
        var line = new VerdictLine(VerdictTone.Invite, WhatCame(row), About: row.At);
        if (row.Question is { } question) return Asking(line, question, view, help);
        if (row.Expected is not { } expected) return line;
        var move = expected.Outcome == Outcome.Accepted ? NextMove.Of(view) : null;
        if (help == Assistance.Off) return line with { Next = move };
        line = line with { Does = expected.Headline, Says = expected.Says, Reference = expected.Reference, Next = move ?? NextQuestion.OfArrival(expected.Outcome, row.From, view) };
        return expected.Outcome == Outcome.Accepted && VerdictLine.IsOpening(view)
            ? line with { Tone = VerdictTone.Open, Headline = new("The connection is open."), Does = null }
            : line;
    }

    /// <summary>A segment in a few words: its bits, its text, its sender.</summary>
    public static Sentence WhatCame(SegmentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var octets = row.Segment.Payload.Length;
        if (row.Segment.Flags.Length == 0) return new("A segment without control bits from the {0}.", row.From);
        return octets switch
        {
            0 => new("{0} from the {1}.", row.Segment.Flags, row.From),
            1 => new("{0} with one octet from the {1}.", row.Segment.Flags, row.From),
            _ => new Sentence("{0} with {1} octets from the {2}.", row.Segment.Flags, $"{octets}", row.From) { Whose = [null, "", null] },
        };
    }

    private static VerdictLine Asking(VerdictLine line, ArrivalQuestion question, RoomView view, Assistance help)
    {
        var move = question.IsTaken ? NextMove.Of(view) : null;
        return help == Assistance.Off
            ? line with { Next = move }
            : line with { Reference = question.Reference, Next = move ?? new Sentence("What does a TCP in your position do with it?") };
    }
}
