using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>The room's time and its link: who may change them, and to what.</summary>
internal static partial class RoomRules
{
    /// <summary>How many touches can wait for their segments: more than anybody means.</summary>
    private const int MostTouches = 16;

    private static Decision Run(RoomState state, double pace)
    {
        if (!SetPace.Paces.Contains(pace)) return Decision.Refuse(RefusalKind.BadField, "Time runs at a quarter, a half, one, two, four or eight times its pace.");
        return pace == state.Pace ? Decision.Do() : Decision.Do(new ClockSet(state.IsPaused, pace));
    }

    private static Decision Step(RoomState state)
    {
        if (state.Match.PollAt is null)
            return Decision.Refuse(RefusalKind.Nothing, "Nothing is on its way and no timer runs, so there is nothing to step to.");
        return state.IsPaused ? Decision.Do(new Stepped()) : Decision.Do(new ClockSet(true, state.Pace), new Stepped());
    }

    private static Decision TurnBack(RoomState state, string host, Instant before)
    {
        if (before <= state.Match.BeganAt || before > state.Match.World.Now)
            return Decision.Refuse(RefusalKind.Nothing, "Time can be turned back to any moment since the match began.");
        var index = state.Match.FirstSince(before)?.Index ?? state.Length;
        return Decision.Do(new TurnedBack(host, index, new Instant(before.Microseconds - 1)));
    }

    private static Decision Change(RoomState state, string host, SetLink set)
    {
        if (WhyNotLink(state, set.From) is { } refused) return refused;
        if (set.Link is null) return Decision.Refuse(RefusalKind.BadField, "Say what the link is to do.");
        return set.Link.Problem() is { } problem ? new Decision(new Refusal(RefusalKind.BadField, problem), []) : Decision.Do(new LinkSet(host, set.Link, set.From));
    }

    private static Decision Touch(RoomState state, string host, TouchNext touch)
    {
        if (WhyNotLink(state, touch.From) is { } refused) return refused;
        if (!Enum.IsDefined(touch.What)) return Decision.Refuse(RefusalKind.BadField, "The link can't do that to a segment.");
        return state.Match.World.WaitingRules.Length >= MostTouches
            ? Decision.Refuse(RefusalKind.TooFast, "The link has enough to remember. Let some segments pass first.")
            : Decision.Do(new LinkTouchSet(host, touch.What, touch.From, touch.What == LinkTouch.Hold ? HoldMs(state, touch.From) : null));
    }

    private static double HoldMs(RoomState state, string? from)
    {
        var link = state.Match.World.Link;
        return LinkTouches.HoldMs(RoomSetup.Speed * state.Pace, LinkTerms.ToSettings(from is null ? link : link.PathFrom(from)).DelayMs);
    }

    private static Decision? WhyNotLink(RoomState state, string? from)
    {
        if (state.IsAttempt) return Decision.Refuse(RefusalKind.NotHere, "In a challenge the link is what it is.");
        return from is null || state.Match.World.Setup.Find(from) is not null ? null : Decision.Refuse(RefusalKind.NoSuchSeat, "There is no such host on this link.");
    }
}
