using Playground.Client.Numbers;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>How a verdict feels.</summary>
public enum VerdictTone
{
    /// <summary>Nothing has happened yet.</summary>
    Invite,

    /// <summary>The segment is on its way.</summary>
    Waiting,

    /// <summary>It was right.</summary>
    Good,

    /// <summary>It was wrong.</summary>
    Wrong,

    /// <summary>The connection is open.</summary>
    Open,
}

/// <summary>What is said about the newest segment: the reader's own or one that arrived at them, and to who watches anybody's.</summary>
/// <param name="Tone">How it feels.</param>
/// <param name="Headline">What happened.</param>
/// <param name="Says">Why; with the numbers.</param>
/// <param name="Reference">The section.</param>
/// <param name="Misconception">The name of the mistake.</param>
/// <param name="About">The segment it is about; none for an invitation.</param>
/// <param name="Next">What there is to do now.</param>
/// <param name="Does">What is done with it, between the headline and why.</param>
/// <param name="NextReference">The section of what <paramref name="Next"/> is about, where that is another segment.</param>
/// <param name="Until">When it will have to be said otherwise, though nothing happens; none where only an event can change it.</param>
public sealed record VerdictLine(
    VerdictTone Tone, Sentence Headline, Sentence? Says = null, string? Reference = null,
        string? Misconception = null, Instant? About = null, Sentence? Next = null, Instant? Until = null,
        Sentence? Does = null, string? NextReference = null)
{
    /// <summary>Reads the verdict off a view.</summary>
    /// <param name="help">How much help the reader wants.</param>
    public static VerdictLine Of(RoomView view, Assistance help = Assistance.Explain)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Seat is null) return WatchLine.Of(view);
        if (view is { IsObserver: true, Attempt: { } asked }) return OfObserver(asked);
        if (view.IsOnAutopilot)
            return new(VerdictTone.Invite, new("The engine drives your host."), new("It goes on where you stood, and answers what arrives. Take it back to send by hand."));

        // What a challenge's prologue sent was not the reader's doing: until they send, their task is what there is to say.
        var hasBegun = view.Attempt is not { Sends: 0, IsSolved: false };
        var heard = hasBegun ? ArrivalLine.Newest(view) : null;
        if (!hasBegun || view.Rows.LastOrDefault(row => row is SegmentRow { IsMine: true }) is not SegmentRow mine)
            return heard is null || IsRepeatedCall(heard, view) ? Invitation(view, view.Seat) : ArrivalLine.Of(heard, view, help);
        var line = OfSegment(mine, view);
        if (heard is not null && ArrivalLine.ComesFirst(heard, view, line)) return ArrivalLine.Of(heard, view, help);
        if (heard is not null && line.Tone == VerdictTone.Wrong && NextMove.PeerOf(view) is { Driver: not HostDriver.Engine })
            return line with { Next = ArrivalLine.WhatCame(heard) };
        var move = line.Tone is VerdictTone.Good or VerdictTone.Open ? NextMove.Of(view) : null;
        return line with
        {
            Next = move ?? NextQuestion.Of(view, mine),
            NextReference = move is not null && heard is { Expected: { } expected } && help != Assistance.Off && view.Attempt is null ? expected.Reference : null,
        };
    }

    /// <summary>A SYN that comes again because the reader has not answered yet: the invitation says so.</summary>
    private static bool IsRepeatedCall(SegmentRow heard, RoomView view) => heard.IsRepeat && view.Ledger is { State: TcpState.Listen, Irs: not null };

    private static VerdictLine Invitation(RoomView view, string seat)
    {
        if (view.Attempt is { } attempt) return new(VerdictTone.Invite, new("Your move."), new(attempt.Challenge.Brief));
        if (view.RoleOf(seat) == SeatRole.Attacker)
        {
            var hears = view.Hosts.Any(host => host.Name == seat && host.IsOnPath)
                ? new Sentence("You are on the path: you hear whatever is put on the link.")
                : new Sentence("You are beside the link: you hear only what is addressed to you.");
            return new(
                VerdictTone.Invite, new("You are the {0}.", seat), new("Send in any host's name. What comes back goes to the host that you named."), Next: hears);
        }

        var line = view.RoleOf(seat) == SeatRole.Client
            ? new VerdictLine(VerdictTone.Invite, new("You are the {0}.", seat), new("Say hello: send a SYN."))
            : view.Rows.LastOrDefault(row => row is SegmentRow { IsMine: false }) switch
            {
                SegmentRow { IsRepeat: true } heard => new(
                    VerdictTone.Invite, new("The {0} asks again.", heard.From), new("It has heard no answer, so it repeats its SYN. You are the server: answer it.")),
                SegmentRow => new(VerdictTone.Invite, new("A segment has arrived."), new("You are the server: answer it.")),
                _ => new(VerdictTone.Invite, new("You are the {0}.", seat), new("Wait for a SYN, then answer it by hand.")),
            };
        return NextMove.PeerOf(view) is { Driver: HostDriver.Nobody } empty
            ? line with { Next = new("The {0}'s seat is still free: invite a friend with the room's code.", empty.Name) }
            : line;
    }

    private static Sentence Solved(AttemptView attempt) => attempt.IsDrill ? new("Solved.") : new("Solved: {0} points.", $"{attempt.Points}") { Whose = [""] };

    /// <summary>Who only looks on sends nothing: what is said is about their answers.</summary>
    private static VerdictLine OfObserver(AttemptView attempt)
    {
        if (attempt.IsSolved) return new(VerdictTone.Open, Solved(attempt));
        var right = attempt.Questions.Count(question => question.IsRight);
        return attempt.Questions.FirstOrDefault(question => question.Says is not null) is { } wrong
            ? new(VerdictTone.Wrong, new("{0}: not yet.", wrong.Asks))
            : right > 0
            ? new(VerdictTone.Good, new("{0} of {1} right.", $"{right}", $"{attempt.Questions.Length}") { Whose = ["", ""] })
            : new(VerdictTone.Invite, new("Your move."), new(attempt.Challenge.Brief));
    }

    private static VerdictLine OfSegment(SegmentRow row, RoomView view) => row switch
    {
        { Fate: not SegmentFate.OnTheWay } when view.Attempt is { IsSolved: true } attempt => new(
            VerdictTone.Open, Solved(attempt),
                row.Verdict?.Says ?? row.Review?.Says, row.Verdict?.Reference, About: row.At),
        { Forges: { } named } => new(
            VerdictTone.Waiting, new("Sent in the name of {0}.", named), new("You hear no more of it: whatever comes back goes to the host that you named."), About: row.At),
        { Fate: SegmentFate.OnTheWay } when view.Clock.IsPaused =>
            new(VerdictTone.Waiting, new("On its way, while time stands still."), new("Let time run, and it travels on."), About: row.At),
        { Fate: SegmentFate.OnTheWay } when view.Clock.Now > row.Arrival =>
            new(VerdictTone.Waiting, new("No word of it yet."),
                new("It may still be on its way, or lost. A TCP can't tell either: it waits, then sends again."), About: row.At),
        { Fate: SegmentFate.OnTheWay } => new(VerdictTone.Waiting, new("On its way…"), About: row.At, Until: row.Arrival),
        { Review: { CouldBeSent: false } review } => new(
            VerdictTone.Wrong, row.Verdict?.Headline ?? new("Delivered, but no TCP in your position would send it."), review.Says,
            row.Verdict?.Reference ?? review.Reference, review.Misconception, row.At),
        { Verdict: { } verdict } => IsOpening(view)
            ? new(VerdictTone.Open, new("The connection is open."), verdict.Says, verdict.Reference, About: row.At)
            : new(IsBad(verdict.Outcome) ? VerdictTone.Wrong : VerdictTone.Good,
                verdict.Headline, verdict.Says, verdict.Reference, About: row.At),
        _ when NextMove.PeerOf(view) is { Driver: HostDriver.Nobody } empty => new(
            VerdictTone.Good, new("Delivered, but nobody sits at the {0} yet.", empty.Name),
            new("Whoever takes the seat finds your segment waiting. Invite a friend with the room's code."), About: row.At),
        _ => IsOpening(view)
            ? new(VerdictTone.Open, new("The connection is open."), row.Review?.Says, row.Review?.Reference, About: row.At)
            : new(VerdictTone.Good, new("Delivered."), row.Review?.Says, row.Review?.Reference, About: row.At),
    };

    /// <summary>True where the segment did not do what it was sent for.</summary>
    internal static bool IsBad(Outcome outcome) => outcome is Outcome.Dropped or Outcome.Reset;

    /// <summary>The handshake is done and nothing has been said over it yet.</summary>
    internal static bool IsOpening(RoomView view) =>
        view.Ledger?.State == TcpState.Established && !view.Rows.Any(row => row is SegmentRow { Segment.Payload.Length: > 0 } text && view.IsWithPeer(text));
}
