using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>What is said to who watches, after each segment: what was sent, or what its receiver did with it, by the names of the hosts.</summary>
public static class WatchLine
{
    /// <summary>So many of the newest rows are looked at: more are hardly ever on the link at once.</summary>
    private const int Newest = 32;

    /// <summary>The line on what has happened last.</summary>
    public static VerdictLine Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var free = view.Attempt is null ? view.Hosts.FirstOrDefault(h => h.Driver == HostDriver.Nobody) : null;
        Sentence? seat = free is null ? null : new("The {0}'s seat is free: take it to play.", free.Name);
        if (LastOf(view) is not { } row)
            return new(VerdictTone.Invite, new("You are watching."), new("You see all that travels, and what gets lost on the way."), Next: seat);
        var line = Of(row);
        return line with { Next = seat ?? line.Next };
    }

    private static VerdictLine Of(SegmentRow row)
    {
        var line = new VerdictLine(VerdictTone.Waiting, ArrivalLine.WhatCame(row), About: row.At);
        var slip = row.Review is { CouldBeSent: false } review ? review : null;
        Sentence? doubt = slip is null ? null : new("No TCP in its position would send it.");
        return row switch
        {
            { Fate: SegmentFate.Lost } => line with { Tone = VerdictTone.Wrong, Does = new("It is lost on the way."), Next = new("How will the {0} find out?", row.From) },
            { Fate: SegmentFate.OnTheWay } => line with
            {
                Does = doubt,
                Reference = slip?.Reference,
                Misconception = slip?.Misconception,
                Next = row.To.Length > 0 ? new("What will the {0} do with it?", row.To) : null,
            },
            { Verdict: { } verdict } => Judged(line, verdict, slip),
            { Expected: { } expected } => Judged(line, expected, slip),
            _ => line with { Tone = VerdictTone.Invite, Does = doubt, Reference = slip?.Reference, Misconception = slip?.Misconception },
        };
    }

    private static VerdictLine Judged(VerdictLine line, VerdictView verdict, ReviewView? slip) => line with
    {
        Tone = slip is not null || VerdictLine.IsBad(verdict.Outcome) ? VerdictTone.Wrong : VerdictTone.Good,
        Does = verdict.Headline,
        Says = verdict.Says,
        Reference = verdict.Reference,
        Misconception = slip?.Misconception,
    };

    /// <summary>What was sent or arrived last: a segment is told twice, when it leaves and when it is there.</summary>
    private static SegmentRow? LastOf(RoomView view)
    {
        SegmentRow? last = null;
        for (var i = Math.Max(0, view.Rows.Count - Newest); i < view.Rows.Count; i++)
        {
            if (view.Rows[i] is SegmentRow row && (last is null || MomentOf(last) <= MomentOf(row))) last = row;
        }

        return last;
    }

    private static Instant MomentOf(SegmentRow row) => row.Fate == SegmentFate.Arrived ? row.Arrival : row.At;
}
