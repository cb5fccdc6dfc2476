using System.Text.Json.Serialization;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>What a participant can ask of a room they are in. Each is checked once, in the gateway.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(TakeSeat), "takeSeat")]
[JsonDerivedType(typeof(LeaveSeat), "leaveSeat")]
[JsonDerivedType(typeof(SendSegment), "send")]
[JsonDerivedType(typeof(KeepDraft), "keepDraft")]
[JsonDerivedType(typeof(CheckDraft), "checkDraft")]
[JsonDerivedType(typeof(Rewind), "rewind")]
[JsonDerivedType(typeof(PauseClock), "pause")]
[JsonDerivedType(typeof(ResumeClock), "resume")]
[JsonDerivedType(typeof(StartOver), "startOver")]
[JsonDerivedType(typeof(TakeHint), "hint")]
[JsonDerivedType(typeof(AnswerQuestion), "answer")]
[JsonDerivedType(typeof(RewindTo), "rewindTo")]
[JsonDerivedType(typeof(SetPace), "pace")]
[JsonDerivedType(typeof(StepClock), "step")]
[JsonDerivedType(typeof(SetLink), "setLink")]
[JsonDerivedType(typeof(TouchNext), "touchNext")]
[JsonDerivedType(typeof(ShareReplay), "shareReplay")]
[JsonDerivedType(typeof(AddHost), "addHost")]
[JsonDerivedType(typeof(RemoveHost), "removeHost")]
[JsonDerivedType(typeof(SwapSeats), "swapSeats")]
[JsonDerivedType(typeof(React), "react")]
[JsonDerivedType(typeof(PointAt), "pointAt")]
[JsonDerivedType(typeof(SetAwayLimit), "awayLimit")]
[JsonDerivedType(typeof(GiveSeatAway), "giveSeatAway")]
[JsonDerivedType(typeof(OpenBooks), "openBooks")]
[JsonDerivedType(typeof(HandToEngine), "handToEngine")]
[JsonDerivedType(typeof(TakeBack), "takeBack")]
public abstract record RoomAsk;

/// <summary>Sit down at a host that no other person holds; where the engine drove it, the match begins anew.</summary>
/// <param name="Host">The host's name: <c>client</c> or <c>server</c>.</param>
public sealed record TakeSeat(string Host) : RoomAsk;

/// <summary>Get up and watch. The host is left to nobody: a TCP that has gone silent.</summary>
public sealed record LeaveSeat : RoomAsk;

/// <summary>Send the segment from one's own host.</summary>
/// <param name="Draft">The segment as typed.</param>
public sealed record SendSegment(SegmentDraft Draft) : RoomAsk;

/// <summary>Keep a half-typed segment, so that it is there when the page comes back.</summary>
/// <param name="Draft">The segment so far.</param>
public sealed record KeepDraft(SegmentDraft Draft) : RoomAsk;

/// <summary>Hear what would be said about the segment if it were sent now. Nothing happens.</summary>
/// <param name="Draft">The segment as typed.</param>
public sealed record CheckDraft(SegmentDraft Draft) : RoomAsk;

/// <summary>Go back to just before one's own last segment; the draft becomes that segment again.</summary>
public sealed record Rewind : RoomAsk;

/// <summary>Go back to just before a moment: before what happened then, and all after it.</summary>
/// <param name="Before">The moment, in the room's time: that at which a segment of the ladder left.</param>
public sealed record RewindTo(Instant Before) : RoomAsk;

/// <summary>Let the room's time run faster or slower.</summary>
/// <param name="Pace">One of <see cref="Paces"/>: 1 for the usual pace.</param>
public sealed record SetPace(double Pace) : RoomAsk
{
    /// <summary>The paces there are, slowest first.</summary>
    public static IReadOnlyList<double> Paces { get; } = [0.25, 0.5, 1, 2, 4, 8];
}

/// <summary>Let time stand, and go to the next thing that happens: an arrival, or a timer that goes off.</summary>
public sealed record StepClock : RoomAsk;

/// <summary>Change what the link does to segments sent from now on.</summary>
/// <param name="Link">What it does.</param>
/// <param name="From">The host whose segments it is about; none for all hosts.</param>
public sealed record SetLink(LinkSettings Link, string? From = null) : RoomAsk;

/// <summary>Do something to the next segment, chance or no chance.</summary>
/// <param name="What">What is done.</param>
/// <param name="From">The host whose next segment it is; none for the next of any host.</param>
public sealed record TouchNext(LinkTouch What, string? From = null) : RoomAsk;

/// <summary>Stop the room's time.</summary>
public sealed record PauseClock : RoomAsk;

/// <summary>Let the room's time run.</summary>
public sealed record ResumeClock : RoomAsk;

/// <summary>Begin the match anew, with fresh numbers.</summary>
public sealed record StartOver : RoomAsk;

/// <summary>Say who may see the room's replay: only who opened the room can.</summary>
/// <param name="IsShared">True for everybody who has its address; false for those who played in the room.</param>
public sealed record ShareReplay(bool IsShared) : RoomAsk;

/// <summary>Answer a question of the challenge.</summary>
/// <param name="Question">Its place among the questions, from 0.</param>
/// <param name="Answer">A number up to 2^32 − 1, decimal or hex, or one of the choices.</param>
public sealed record AnswerQuestion(int Question, string Answer) : RoomAsk;

/// <summary>Show the next hint of the challenge.</summary>
public sealed record TakeHint : RoomAsk;

/// <summary>Why something was refused.</summary>
public enum RefusalKind
{
    /// <summary>The code or address names no room.</summary>
    NoSuchRoom,

    /// <summary>The room has no host of that name.</summary>
    NoSuchSeat,

    /// <summary>The asker sits at no host of this room.</summary>
    NotSeated,

    /// <summary>Somebody else sits there.</summary>
    SeatTaken,

    /// <summary>A field holds what TCP can't carry.</summary>
    BadField,

    /// <summary>Too many asks from this seat in a short time.</summary>
    TooFast,

    /// <summary>There is nothing to do that to: nothing to rewind, no hint left, no challenge.</summary>
    Nothing,

    /// <summary>The room's rules don't allow it.</summary>
    NotHere,

    /// <summary>There is no challenge of that name.</summary>
    NoSuchChallenge,

    /// <summary>The server could not write it down, so it did not happen.</summary>
    NotWritten,
}

/// <summary>A refusal: typed for programs, a sentence for people.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Says">The sentence.</param>
/// <param name="Fields">With <see cref="RefusalKind.BadField"/>, each field that is wrong.</param>
public sealed record Refusal(RefusalKind Kind, Sentence Says, params IReadOnlyList<FieldProblem> Fields)
{
    /// <summary>The code names no room, or none any more.</summary>
    public static Refusal NoSuchRoom { get; } = new(RefusalKind.NoSuchRoom, new Sentence("There is no room with that code. A room that nobody comes to ends after a while."));
}

/// <summary>The answer to an ask: done, or refused and nothing changed.</summary>
/// <param name="Refusal">None when it was done.</param>
public record Reply(Refusal? Refusal)
{
    /// <summary>It was done.</summary>
    public static Reply Done { get; } = new((Refusal?)null);

    /// <summary>The answer to <see cref="CheckDraft"/>; none to any other ask.</summary>
    public ReviewView? Review { get; init; }

    /// <summary>True when it was done.</summary>
    public bool IsDone => Refusal is null;
}

/// <summary>What kind of room to open.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "open")]
[JsonDerivedType(typeof(OpenSandbox), "sandbox")]
[JsonDerivedType(typeof(OpenChallenge), "challenge")]
[JsonDerivedType(typeof(OpenBranch), "branch")]
public abstract record OpenRoom;

/// <summary>A link to play on. The opener sits at one host; the other is the engine's or waits for a friend.</summary>
/// <param name="Host">Where the opener sits: <c>client</c> or <c>server</c>.</param>
/// <param name="WithFriend">True to leave the other seat to a person; false for the engine.</param>
public sealed record OpenSandbox(string Host = "client", bool WithFriend = false) : OpenRoom;

/// <summary>A fresh attempt at a challenge, or a drill of it, which makes no points.</summary>
/// <param name="Challenge">The challenge's id.</param>
/// <param name="Drill">0 to drill the same with new numbers, from 1 one of the challenge's drills; none for an attempt that counts.</param>
public sealed record OpenChallenge(string Challenge, int? Drill = null) : OpenRoom;

/// <summary>A room that plays on from a moment of another's replay.</summary>
/// <param name="Room">The room whose replay it is.</param>
/// <param name="Match">The place of the match in the replay, from 0.</param>
/// <param name="At">The moment.</param>
public sealed record OpenBranch(RoomCode Room, int Match, Instant At) : OpenRoom;

/// <summary>The answer to opening a room.</summary>
/// <param name="Room">The code of the room; default when refused.</param>
/// <param name="Refusal">None when it was opened.</param>
public sealed record OpenReply(RoomCode Room, Refusal? Refusal = null) : Reply(Refusal);
