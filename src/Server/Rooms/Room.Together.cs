using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>The room's mouth: what its people see of the room, and of each other.</summary>
internal sealed partial class Room
{
    /// <summary>
    /// The least time between two tellings of what is not in the log. A keystroke or a flood of reactions is no reason to make a view
    /// for each of two hundred who watch.
    /// </summary>
    private static readonly TimeSpan s_calm = TimeSpan.FromMilliseconds(200);

    private TimeSpan _toldAt;
    private bool _owesTelling;

    private IEnumerable<Guid> Awaited => _state.Owner is { } owner ? _state.Seats.Values.Select(seat => seat.Who).Append(owner) : [];

    private TimeSpan GoneFor(Guid who) => _attendance.GoneFor(who, _services.Clock.Elapsed);

    private SegmentDraft? DraftOf(Guid who) =>
        _drafts.GetValueOrDefault(who)?.Draft ?? (_state.SeatOf(who) is { } host ? _state.GivenDrafts.GetValueOrDefault(host)?.Draft : null);

    /// <summary>Lets a participant show what is seen for a moment and kept nowhere.</summary>
    private Refusal? Show(Participant who, RoomAsk ask)
    {
        if (ask is not (React or PointAt)) return null;
        if (!_attendance.IsHere(who.Id)) return new Refusal(RefusalKind.NotHere, new Sentence("Enter the room first."));
        var now = _services.Clock.Elapsed;
        if (ask is React react) _attendance.React(who.Id, react.What, now);
        else if (_views.Resolve(_state, _state.SeatOf(who.Id), (PointAt)ask) is { } at) _attendance.Point(who.Id, at, now);
        else return new Refusal(RefusalKind.Nothing, new Sentence("That row is not there any more."));
        TellSoon();
        return null;
    }

    /// <summary>Tells everybody now, or a moment later where they were just told.</summary>
    /// <param name="unlessAlone">Who knows already: where nobody else is here, nobody is told.</param>
    private void TellSoon(Guid? unlessAlone = null)
    {
        if (unlessAlone is { } who && !_audience.HasOthersThan(who)) return;
        if (_services.Clock.Elapsed - _toldAt >= s_calm) TellAll();
        else _owesTelling = true;
        Schedule();
    }

    private void TellWhatIsDue()
    {
        if (!_audience.IsEmpty && NextTelling() is { } due && due <= _services.Clock.Elapsed) TellAll();
    }

    /// <summary>When something is to be told next that nobody asks for: what waits for a calm moment, or ends by itself.</summary>
    private TimeSpan? NextTelling()
    {
        if (_audience.IsEmpty) return null;
        var edge = _attendance.EdgeAfter(_toldAt, Awaited, _state.AwayLimit.ToTime());
        var calm = _toldAt + s_calm;
        return _owesTelling && (edge is null || calm < edge) ? calm : edge;
    }

    private void TellAll(Guid? only = null)
    {
        // The log's length and, below it, what changed without the log: who is here.
        var version = ((long)_state.Length << TransientBits) | (uint)(_tellings++ & ((1 << TransientBits) - 1));
        var clock = new ClockView(_clock.Now, _clock.Speed, _clock.IsPaused, _state.Pace);
        var now = _services.Clock.Elapsed;
        var together = new TogetherView { People = PeopleAt(now), AwayLimit = _state.AwayLimit };
        var watchers = _audience.CountWithout(who => _state.SeatOf(who) is not null);
        var presence = new Presence(who => _attendance.IsAway(who, now), watchers, together, FingersAt(now));
        _audience.Tell(
            _state.SeatOf, (who, host) => _views.Make(_state, host, version, clock, presence, _drafts.GetValueOrDefault(who)), Address, only);
        if (only is null) (_toldAt, _owesTelling) = (now, false);
    }

    /// <summary>Puts into a view what is about its reader alone.</summary>
    private RoomView Address(RoomView view, Participant who, bool playsElsewhere) => view with
    {
        Together = view.Together! with
        {
            Me = _attendance.Know(who).Number,
            IsOwner = _state.Owner == who.Id,
            MayGiveAway = RoomRules.MayGiveAway(_state, who.Id, GoneFor),
            PlaysElsewhere = playsElsewhere,
            Lost = _state.LostSeats.GetValueOrDefault(who.Id),
        },
    };

    private ImmutableArray<PersonView> PeopleAt(TimeSpan now)
    {
        var seated = from host in _state.Match.World.Setup.Hosts
                     where _state.Seats.ContainsKey(host.Name)
                     let sitting = _state.Seats[host.Name]
                     select PersonOf(_attendance.Know(new Participant(sitting.Who, sitting.Name)), host.Name, now);
        var watching = _attendance.Here.Where(person => _state.SeatOf(person.Who.Id) is null).Select(person => PersonOf(person, null, now));
        return [.. seated.Concat(watching).Take(TogetherView.MostPeople)];
    }

    private PersonView PersonOf(Attendance.Person person, string? host, TimeSpan now)
    {
        var who = person.Who.Id;
        int? away = _attendance.IsAway(who, now) ? (int)_attendance.GoneFor(who, now).TotalSeconds : null;
        return new PersonView(
            person.Number, person.Who.Name, host, host is not null && person.TypesUntil > now, away, away is not null && RoomRules.IsGone(_state, who, GoneFor),
            person.ReactsUntil > now ? person.Reaction : null);
    }

    private ImmutableArray<Finger> FingersAt(TimeSpan now) =>
    [
        .. from person in _attendance.Here
           where person.PointsUntil > now && person.Pointed is { } at && at.Epoch == _state.Epoch
           select new Finger(person.Number, person.Who.Name, person.Serial, person.Pointed!),
    ];
}
