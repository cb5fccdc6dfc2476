using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>Who is in a room at the moment: nothing that the log would have to know.</summary>
/// <param name="IsAway">True for a participant whom no page or program follows the room for.</param>
/// <param name="Watchers">How many follow it without a seat.</param>
/// <param name="Together">Who they are; none in a replay.</param>
/// <param name="Fingers">Who of them points at what.</param>
internal sealed record Presence(Func<Guid, bool> IsAway, int Watchers, TogetherView? Together = null, ImmutableArray<Finger> Fingers = default);

/// <summary>Somebody who points at something.</summary>
internal sealed record Finger(int By, string Name, int Serial, Pointed At);

/// <summary>Makes the views of a room, one for each seat and one for all who watch.</summary>
internal sealed class RoomViews(RoomCode code)
{
    private readonly Dictionary<string, SeatLens> _lenses = [];
    private readonly SeatLens _wire = new(null);
    private (int Length, LinkView View)? _link;

    /// <summary>The view for a seat.</summary>
    /// <param name="host">The host; none for who watches.</param>
    /// <param name="version">The view's version.</param>
    /// <param name="draft">What the person at the host has typed so far, where they have typed.</param>
    public RoomView Make(RoomState state, string? host, long version, ClockView clock, Presence presence, StampedDraft? draft)
    {
        var eyes = EyesOf(state, host);
        var lens = LensOf(eyes);
        lens.Look(state);
        var view = new RoomView
        {
            Version = version,
            Code = code,
            Seat = host,
            Clock = clock,
            Hosts = [.. state.Match.World.Setup.Hosts.Zip(state.Match.Hosts, (setup, named) => HostOf(state, setup, named.Role, eyes, presence))],
            Watchers = presence.Watchers,
            Rows = lens.Rows,
            Attempt = AttemptViews.Of(state),
            IsShared = state.IsShared,
            Books = state.BooksAreOpen ? [.. state.Match.World.Setup.Hosts.Select(setup => BookOf(state.Match.World, setup.Name))] : [],
            Link = !state.IsAttempt ? LinkOf(state) : null,
            Together = presence.Together is { } together ? together with { Pointers = PointersOf(state, presence.Fingers, lens) } : null,
        };
        return host is null || state.Match.World.Setup.Find(host) is null ? view : WithOwn(view, state, host, draft);
    }

    /// <summary>What a row of a ladder stands for, for who sits there and points at it.</summary>
    /// <param name="host">Where they sit; none for who watches.</param>
    /// <returns>None where the row is no segment or error, or another by now.</returns>
    public Pointed? Resolve(RoomState state, string? host, PointAt point)
    {
        var lens = LensOf(EyesOf(state, host));
        lens.Look(state);
        return point.Row >= 0 && point.Row < lens.Rows.Count && lens.Rows[point.Row].At == point.At && lens.IdOf(point.Row) is { } id
            ? new Pointed(id, host, point.Row, state.Epoch)
            : null;
    }

    /// <summary>
    /// Whose eyes somebody looks through: their own host's, or the wire's. Until an attempt is solved who watches it sees what its learner sees,
    /// for who watches could be the learner, in another browser.
    /// </summary>
    private static string? EyesOf(RoomState state, string? host) =>
        host is null && state.Attempt is { Points: null, Challenge.Role: var role } ? role : host;

    private SeatLens LensOf(string? host)
    {
        if (host is null) return _wire;
        if (!_lenses.TryGetValue(host, out var lens)) _lenses[host] = lens = new SeatLens(host);
        return lens;
    }

    private ImmutableArray<PointerView> PointersOf(RoomState state, ImmutableArray<Finger> fingers, SeatLens lens) =>
    [
        .. from finger in fingers
           let row = lens.RowOf(finger.At, LensOf(EyesOf(state, finger.At.Host)))
           where row is not null
           select new PointerView(row.Value, finger.By, finger.Name, finger.Serial),
    ];

    /// <summary>The link as it is since the last input: the same one until then, so that a page sees that nothing changed.</summary>
    private LinkView LinkOf(RoomState state)
    {
        if (_link?.Length != state.Length) _link = (state.Length, LinkTerms.ToView(state.Match.World.Link, state.Match.World.WaitingRules));
        return _link.Value.View;
    }

    private static RoomView WithOwn(RoomView view, RoomState state, string host, StampedDraft? draft)
    {
        var given = state.GivenDrafts.GetValueOrDefault(host, new StampedDraft(new SegmentDraft(), 0));
        return view with
        {
            Ledger = state.Match.World.LedgerOf(host) is { } ledger ? Tell.Of(ledger) : null,
            Peer = SeatConnections.PeerOf(state.Match, host),
            Connections = SeatConnections.Of(state.Match, host),
            Draft = draft is not null && draft.Stamp == given.Stamp ? draft.Draft : given.Draft,
            DraftStamp = given.Stamp,
            CanRewind = state.Match.LastSendOf(host) is not null,
        };
    }

    private static BookView BookOf(World world, string host) =>
        new(host, world.LedgerOf(host) is { } ledger ? Tell.Of(ledger) with { Timers = null } : Tell.Of(world.TcbOf(host)));

    private static HostView HostOf(RoomState state, HostSetup setup, SeatRole role, string? reader, Presence presence)
    {
        var name = setup.Name;
        var isEngine = state.Match.IsEngine(name);
        var person = state.Seats.GetValueOrDefault(name);
        var driver = isEngine || setup.IsScripted || state.Match.IsOnAutopilot(name) ? HostDriver.Engine : person is null ? HostDriver.Nobody : HostDriver.Person;
        var swap = reader is null ? SwapOffer.None
            : state.Offers.GetValueOrDefault(reader) == name ? SwapOffer.Made
            : state.Offers.GetValueOrDefault(name) == reader ? SwapOffer.Received : SwapOffer.None;
        return new HostView(
            name, setup.Socket.ToString(), driver, person?.Name, person is not null && presence.IsAway(person.Who), StateOf(state.Match, name, reader))
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
}
