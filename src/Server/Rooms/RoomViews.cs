using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Server.Challenges;

namespace Playground.Server.Rooms;

/// <summary>Who is in a room at the moment: nothing that the log would have to know.</summary>
/// <param name="IsHere">True for a participant whose page or program follows the room.</param>
/// <param name="Watchers">How many follow it without a seat.</param>
internal sealed record Presence(Func<Guid, bool> IsHere, int Watchers);

/// <summary>Makes the views of a room, one for each seat and one for all who watch.</summary>
internal sealed class RoomViews(RoomCode code)
{
    private readonly Dictionary<string, SeatLens> _lenses = RoomSetup.HostNames.ToDictionary(host => host, host => new SeatLens(host));
    private readonly SeatLens _wire = new(null);

    /// <summary>The view for a seat.</summary>
    /// <param name="host">The host; none for who watches.</param>
    /// <param name="version">The view's version.</param>
    /// <param name="draft">What the person at the host has typed so far, where they have typed.</param>
    public RoomView Make(RoomState state, string? host, long version, ClockView clock, Presence presence, StampedDraft? draft)
    {
        var lens = host is null ? _wire : _lenses[host];
        lens.Look(state);
        var view = new RoomView
        {
            Version = version,
            Code = code,
            Seat = host,
            Clock = clock,
            Hosts = [.. state.Match.World.Setup.Hosts.Select(setup => HostOf(state, setup.Name, setup.Socket.ToString(), host, presence))],
            Watchers = presence.Watchers,
            Rows = lens.Rows,
            Attempt = AttemptOf(state.Attempt),
            IsShared = state.IsShared,
            Link = state.Challenge is null ? LinkTerms.ToView(state.Match.World.Link, state.Match.World.WaitingRules) : null,
        };
        return host is null ? view : WithOwn(view, state, host, draft);
    }

    private static RoomView WithOwn(RoomView view, RoomState state, string host, StampedDraft? draft)
    {
        var given = state.GivenDrafts.GetValueOrDefault(host, new StampedDraft(new SegmentDraft(), 0));
        return view with
        {
            Ledger = state.Match.World.LedgerOf(host) is { } ledger ? Tell.Of(ledger) : null,
            Draft = draft is not null && draft.Stamp == given.Stamp ? draft.Draft : given.Draft,
            DraftStamp = given.Stamp,
            CanRewind = state.Match.LastSendOf(host) is not null,
        };
    }

    /// <summary>Whose state may be seen: one's own, the engine's, which teaches, and for who watches everybody's.</summary>
    private static HostView HostOf(RoomState state, string name, string socket, string? reader, Presence presence)
    {
        var isEngine = state.Match.IsEngine(name);
        var person = state.Seats.GetValueOrDefault(name);
        var driver = isEngine ? HostDriver.Engine : person is null ? HostDriver.Nobody : HostDriver.Person;
        var known = reader is null || reader == name || isEngine;
        return new HostView(
            name, socket, driver, person?.Name, person is not null && !presence.IsHere(person.Who),
            known ? state.Match.World.TcbOf(name).State : null);
    }

    private static AttemptView? AttemptOf(AttemptState? attempt)
    {
        if (attempt is null) return null;
        var challenge = attempt.Challenge;
        var goals = challenge.Goals.Zip(attempt.Missing, (goal, missing) => new GoalView(goal.Says, missing is null, missing));
        return new AttemptView(
            ChallengeCatalogue.CardOf(challenge), [.. goals], attempt.Sends, attempt.Rewinds, [.. challenge.Hints.Take(attempt.Hints)],
            challenge.Hints.Length - attempt.Hints, attempt.Points, attempt.Points is null ? null : challenge.Debrief);
    }
}
