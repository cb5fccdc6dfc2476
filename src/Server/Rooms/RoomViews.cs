using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Worlds;
using Playground.Server.Challenges;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>Who is in a room at the moment: nothing that the log would have to know.</summary>
/// <param name="IsHere">True for a participant whose page or program follows the room.</param>
/// <param name="Watchers">How many follow it without a seat.</param>
internal sealed record Presence(Func<Guid, bool> IsHere, int Watchers);

/// <summary>Makes the views of a room, one for each seat and one for all who watch.</summary>
internal sealed class RoomViews(RoomCode code)
{
    private readonly Dictionary<string, SeatLens> _lenses = [];
    private readonly SeatLens _wire = new(null);

    /// <summary>The view for a seat.</summary>
    /// <param name="host">The host; none for who watches.</param>
    /// <param name="version">The view's version.</param>
    /// <param name="draft">What the person at the host has typed so far, where they have typed.</param>
    public RoomView Make(RoomState state, string? host, long version, ClockView clock, Presence presence, StampedDraft? draft)
    {
        var lens = LensOf(host);
        lens.Look(state);
        var view = new RoomView
        {
            Version = version,
            Code = code,
            Seat = host,
            Clock = clock,
            Hosts = [.. state.Match.World.Setup.Hosts.Zip(state.Match.Hosts, (setup, named) => HostOf(state, setup, named.Role, host, presence))],
            Watchers = presence.Watchers,
            Rows = lens.Rows,
            Attempt = AttemptOf(state.Attempt),
            IsShared = state.IsShared,
            Link = state.Challenge is null ? LinkTerms.ToView(state.Match.World.Link, state.Match.World.WaitingRules) : null,
        };
        return host is null ? view : WithOwn(view, state, host, draft);
    }

    private SeatLens LensOf(string? host)
    {
        if (host is null) return _wire;
        if (!_lenses.TryGetValue(host, out var lens)) _lenses[host] = lens = new SeatLens(host);
        return lens;
    }

    private static RoomView WithOwn(RoomView view, RoomState state, string host, StampedDraft? draft)
    {
        var given = state.GivenDrafts.GetValueOrDefault(host, new StampedDraft(new SegmentDraft(), 0));
        return view with
        {
            Ledger = state.Match.World.LedgerOf(host) is { } ledger ? Tell.Of(ledger) : null,
            Peer = SeatConnections.PeerOf(state.Match, host),
            Connections = SeatConnections.Of(state.Match, host),
            IsOwner = state.Seats[host].Who == state.Owner,
            Draft = draft is not null && draft.Stamp == given.Stamp ? draft.Draft : given.Draft,
            DraftStamp = given.Stamp,
            CanRewind = state.Match.LastSendOf(host) is not null,
        };
    }

    private static HostView HostOf(RoomState state, HostSetup setup, SeatRole role, string? reader, Presence presence)
    {
        var name = setup.Name;
        var isEngine = state.Match.IsEngine(name);
        var person = state.Seats.GetValueOrDefault(name);
        var driver = isEngine ? HostDriver.Engine : person is null ? HostDriver.Nobody : HostDriver.Person;
        var swap = reader is null ? SwapOffer.None
            : state.Offers.GetValueOrDefault(reader) == name ? SwapOffer.Made
            : state.Offers.GetValueOrDefault(name) == reader ? SwapOffer.Received : SwapOffer.None;
        return new HostView(
            name, setup.Socket.ToString(), driver, person?.Name, person is not null && !presence.IsHere(person.Who), StateOf(state.Match, name, reader))
        {
            Role = role, IsOnPath = setup.IsOnPath, Swap = swap,
        };
    }

    /// <summary>
    /// Whose state may be seen: one's own, the engine's, which teaches, and for who watches everybody's. What an engine has with a third
    /// host is between the two.
    /// </summary>
    private static TcpState? StateOf(Match match, string name, string? reader)
    {
        if (reader is null || reader == name) return match.World.TcbOf(name).State;
        if (!match.IsEngine(name)) return null;
        return (match.Hosts.Length == 2 ? match.World.TcbOf(name) : match.World.TcbOf(name, SeatConnections.Between(match, name, reader))).State;
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
