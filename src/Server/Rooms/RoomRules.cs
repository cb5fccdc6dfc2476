using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>What an ask comes to: inputs for the log, or a refusal and nothing.</summary>
internal readonly record struct Decision(Refusal? Refusal, ImmutableArray<RoomInput> Inputs)
{
    /// <summary>What is answered to an ask that only wanted to know.</summary>
    public ReviewView? Review { get; init; }

    public static Decision Do(params ImmutableArray<RoomInput> inputs) => new(null, inputs);

    public static Decision Refuse(RefusalKind kind, string says, params IReadOnlyList<string> arguments) =>
        new(new Refusal(kind, new Sentence(says, arguments)), []);
}

/// <summary>
/// Who may do what in a room, decided on the room's state as it is when the ask's turn comes. The page and the hub come through the same
/// gateway to this one place.
/// </summary>
internal static partial class RoomRules
{
    private static readonly Decision s_oneSeat = Decision.Refuse(
        RefusalKind.NotHere, "An attempt has one seat, and it is yours. You can leave the page and come back.");

    private static readonly Decision s_oneSeatForGood = Decision.Refuse(RefusalKind.NotHere, "An attempt has one seat, and nobody can give it free.");

    private static readonly Decision s_watching = Decision.Refuse(RefusalKind.NotSeated, "You are watching. Take a seat first.");

    /// <summary>What a match can hold, in events: more than anybody plays by hand, and little enough for a room's memory.</summary>
    private const int LongestTrace = 10_000;

    /// <summary>What is said when the database did not take it.</summary>
    public static Refusal NotWritten { get; } = new(
        RefusalKind.NotWritten, new Sentence("The server could not write that down, so it did not happen. Try again."));

    /// <summary>Decides about an ask. A draft that may be kept comes to no input: it is not the log's business.</summary>
    /// <param name="goneFor">How long a participant has been gone from the room; nothing while they are there.</param>
    public static Decision Decide(RoomState state, Participant who, RoomAsk ask, Func<Guid, TimeSpan> goneFor) => ask switch
    {
        TakeSeat take => Take(state, who, take.Host),
        LeaveSeat => WhenSeated(state, who, _ => Leave(state, who)),
        SendSegment send => WhenSeated(state, who, host => Send(state, host, send.Draft)),
        Rewind => WhenSeated(state, who, host => TurnBack(state, host)),
        RewindTo rewind => WhenSeated(state, who, host => TurnBack(state, host, rewind.Before)),
        PauseClock => WhenSeated(state, who, _ => state.IsPaused ? Decision.Do() : Decision.Do(new ClockSet(true, state.Pace))),
        ResumeClock => WhenSeated(state, who, _ => state.IsPaused ? Decision.Do(new ClockSet(false, state.Pace)) : Decision.Do()),
        SetPace pace => WhenSeated(state, who, _ => Run(state, pace.Pace)),
        StepClock => WhenSeated(state, who, _ => Step(state)),
        SetLink set => WhenSeated(state, who, host => Change(state, host, set)),
        TouchNext touch => WhenSeated(state, who, host => Touch(state, host, touch)),
        StartOver => WhenSeated(state, who, _ => Again(state, who)),
        AddHost add => Add(state, who, add),
        RemoveHost remove => Remove(state, who, remove.Host),
        SwapSeats swap => WhenSeated(state, who, host => Swap(state, who, host, swap)),
        KeepDraft keep => WhenSeated(state, who, _ => Keep(keep.Draft)),
        ShareReplay share => state.Owner != who.Id ? Decision.Refuse(RefusalKind.NotHere, "Only who opened the room can share what happened in it.")
            : share.IsShared == state.IsShared ? Decision.Do() : Decision.Do(new ReplayShared(share.IsShared)),
        OpenBooks books => Books(state, who, books.AreOpen),
        CheckDraft check => WhenSeated(state, who, host => Check(state, host, check.Draft)),
        HandToEngine => WhenSeated(state, who, host => Hand(state, host, toEngine: true)),
        TakeBack => WhenSeated(state, who, host => Hand(state, host, toEngine: false)),
        TakeHint => state.SeatOf(who.Id) is null ? s_watching : Hint(state),
        AnswerQuestion answer => state.SeatOf(who.Id) is null ? s_watching : Answer(state, answer),
        SetAwayLimit set => Limit(state, who, set.Limit),
        GiveSeatAway give => GiveAway(state, who, give.Host, goneFor),
        React react => Enum.IsDefined(react.What) ? Decision.Do() : Decision.Refuse(RefusalKind.BadField, "There is no such reaction."),
        PointAt => Decision.Do(),
        _ => Decision.Refuse(RefusalKind.NotHere, "This room does not know that request."),
    };

    private static Decision WhenSeated(RoomState state, Participant who, Func<string, Decision> then) => state.SeatOf(who.Id) switch
    {
        null => s_watching,
        Challenge.Observer => Decision.Refuse(RefusalKind.NotHere, "You only look on here: the questions are what is to be answered."),
        var host => then(host),
    };

    private static Decision Take(RoomState state, Participant who, string host)
    {
        if (state.Match.World.Setup.Find(host) is null) return Decision.Refuse(RefusalKind.NoSuchSeat, "There is no such seat in this room.");
        if (state.Seats.TryGetValue(host, out var sitting))
        {
            return sitting.Who == who.Id
                ? Decision.Do()
                : Decision.Refuse(RefusalKind.SeatTaken, "{0} sits there already.", sitting.Name);
        }

        if (state.IsAttempt) return Decision.Refuse(RefusalKind.NotHere, "This is somebody's attempt at a challenge. You can watch, or begin your own.");
        var inputs = ImmutableArray.CreateBuilder<RoomInput>();
        var own = state.SeatOf(who.Id);
        if (own is not null) inputs.Add(new GotUp(who.Id));

        // What the engine has begun, a person can't go on with: they don't know its numbers. The match begins anew.
        if (state.Match.IsEngine(host)) inputs.AddRange(OnTheSameLink(state, who, FreshMatch(state.Match.Hosts, state.Match.EngineHosts.Remove(host))));
        inputs.Add(new SatDown(who.Id, who.Name, host));
        return Decision.Do(inputs.DrainToImmutable());
    }

    private static Decision Leave(RoomState state, Participant who) => !state.IsAttempt
        ? Decision.Do(new GotUp(who.Id))
        : s_oneSeat;

    /// <summary>None while the ladder can grow.</summary>
    private static Decision? WhyFull(RoomState state) => state.Match.World.Trace.Count < LongestTrace
        ? null
        : Decision.Refuse(RefusalKind.NotHere, "This ladder is as long as a ladder can be here. Begin anew to go on.");

    private static Decision Send(RoomState state, string host, SegmentDraft draft)
    {
        if (state.Match.IsOnAutopilot(host)) return s_engineDrives;
        if (WhyFull(state) is { } full) return full;
        return Read(state, host, draft, out var segment) is { } refusal
            ? new Decision(refusal, [])
            : Decision.Do(state.Match.Made(host, segment));
    }

    /// <summary>Says about a draft what would be said if it were sent now: nothing, where it is forged. Nothing happens, and nothing is logged.</summary>
    private static Decision Check(RoomState state, string host, SegmentDraft draft)
    {
        if (state.Match.IsOnAutopilot(host)) return s_engineDrives;
        if (Read(state, host, draft, out var segment) is { } refusal) return new Decision(refusal, []);
        if (state.Match.IsForged(host, segment)) return Decision.Do();
        var ledger = state.Match.World.LedgerOf(host, segment.Connection);
        if (ledger is null) return Decision.Refuse(RefusalKind.NotHere, "The engine drives this host.");
        var says = Tell.Of(Reviewer.Review(ledger, segment), segment, host, state.Match.World.Setup.At(segment.Destination.Host)?.Name);
        return Decision.Do() with { Review = !state.IsAttempt ? says : WithoutTheAnswer(says) };
    }

    /// <summary>In a challenge the right number is the learner's to find: they hear which field to look at again.</summary>
    private static ReviewView WithoutTheAnswer(ReviewView says) => says with
    {
        Says = says.CouldBeSent
            ? new Sentence("A TCP in your position could send this.")
            : new Sentence("A TCP in your position would not send this. Look at the marked field again."),
        Misconception = null,
    };

    private static Refusal? Read(RoomState state, string host, SegmentDraft draft, out Segment segment) =>
        state.Match.EndsOf(host).TryRead(draft, out segment, out var problems)
            ? null
            : new Refusal(RefusalKind.BadField, problems[0].Problem, problems);

    private static Decision Keep(SegmentDraft? draft)
    {
        if (draft is null) return Decision.Refuse(RefusalKind.BadField, "There is no draft to keep.");
        return DraftReader.TooLongToKeep(draft) is { } problem
            ? new Decision(new Refusal(RefusalKind.BadField, problem.Problem, [problem]), [])
            : Decision.Do();
    }

    private static Decision TurnBack(RoomState state, string host) => state.Match.LastSendOf(host) is { } last
        ? Decision.Do(new TurnedBack(host, last.Index))
        : Decision.Refuse(RefusalKind.Nothing, "You have sent nothing yet, so there is nothing to turn back.");

    private static Decision Again(RoomState state, Participant who) => !state.IsAttempt
        ? Decision.Do(Anew(state, who))
        : Decision.Refuse(RefusalKind.NotHere, "An attempt is played to its end. Begin a new one for fresh numbers.");

    /// <summary>Who opened the room says, for the others' numbers are theirs to learn from; in a challenge they are what is to be worked out.</summary>
    private static Decision Books(RoomState state, Participant who, bool areOpen)
    {
        if (state.IsAttempt) return Decision.Refuse(RefusalKind.NotHere, "In a challenge every TCB stays shut.");
        if (state.Owner != who.Id) return Decision.Refuse(RefusalKind.NotHere, "Only who opened the room can open the TCBs in it.");
        return areOpen == state.BooksAreOpen ? Decision.Do() : Decision.Do(new BooksOpened(areOpen));
    }

    private static Decision Answer(RoomState state, AnswerQuestion answer)
    {
        if (state.Match.Challenge is not { } challenge) return Decision.Refuse(RefusalKind.Nothing, "There are no questions here: this is no challenge.");
        if (answer.Question < 0 || answer.Question >= challenge.Questions.Length) return Decision.Refuse(RefusalKind.BadField, "There is no such question.");
        if (state.Attempt is { Points: not null }) return Decision.Refuse(RefusalKind.Nothing, "You have solved it already.");
        if (challenge.Questions[answer.Question].IsAnswer(answer.Answer)) return Decision.Do(new Answered(answer.Question, answer.Answer));
        return challenge.Questions[answer.Question].Choices.IsEmpty
            ? Decision.Refuse(RefusalKind.BadField, "A number from 0 to 4294967295 belongs here, decimal or hex.")
            : Decision.Refuse(RefusalKind.BadField, "Choose one of the answers.");
    }

    private static Decision Hint(RoomState state) => state.Attempt switch
    {
        null => Decision.Refuse(RefusalKind.Nothing, "There are no hints here: this is no challenge."),
        { Points: not null } => Decision.Refuse(RefusalKind.Nothing, "You have solved it already."),
        { } attempt when attempt.Hints == attempt.Challenge.Hints.Length => Decision.Refuse(RefusalKind.Nothing, "You have seen all the hints."),
        _ => Decision.Do(new HintShown()),
    };
}
