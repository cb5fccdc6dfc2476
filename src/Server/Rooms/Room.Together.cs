using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;

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
    private (Audience.Word Word, Guid Asker)? _forOthers;

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
        TellSoon(who.Id);
        return null;
    }

    /// <summary>Tells everybody now, or a moment later where they were just told.</summary>
    /// <param name="asker">Whose ask it is about: told first.</param>
    private void TellSoon(Guid asker)
    {
        if (_services.Clock.Elapsed - _toldAt >= s_calm) TellFirst(asker);
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

    private void TellAll() => _audience.TellAll(NewWord());

    private void TellOnly(Guid who) => _audience.TellOnly(who, NewWord(isForAll: false));

    /// <summary>Tells who asked; the others are told when the answer is on its way, see <see cref="TellOthers"/>.</summary>
    private void TellFirst(Guid asker)
    {
        var word = NewWord();
        _audience.TellOnly(asker, word);
        _forOthers = (word, asker);
    }

    private void TellOthers()
    {
        if (_forOthers is var (word, asker)) _audience.TellAll(word, but: asker);
        _forOthers = null;
    }

    private Audience.Word NewWord(bool isForAll = true)
    {
        // The log's length and, below it, what changed without the log: who is here.
        var version = ((long)_state.Length << TransientBits) | (uint)(_tellings++ & ((1 << TransientBits) - 1));
        var clock = new ClockView(_clock.Now, _clock.Speed, _clock.IsPaused, _state.Pace);
        var now = _services.Clock.Elapsed;
        var together = new TogetherView { People = PeopleAt(now), AwayLimit = _state.AwayLimit };
        var watchers = _audience.CountWithout(who => _state.SeatOf(who) is not null);
        var presence = new Presence(who => _attendance.IsAway(who, now), watchers, together, FingersAt(now));
        if (isForAll) (_toldAt, _owesTelling) = (now, false);
        return new Audience.Word(
            _state.SeatOf, (who, host) => _views.Make(_state, host, version, clock, presence, _drafts.GetValueOrDefault(who)), OwnOf);
    }

    /// <summary>What a view says about its reader alone.</summary>
    private OwnView OwnOf(Participant who, bool playsElsewhere) => new(
        _attendance.Know(who).Number, _state.Owner == who.Id, RoomRules.MayGiveAway(_state, who.Id, GoneFor), playsElsewhere,
        _state.LostSeats.GetValueOrDefault(who.Id));

    private ImmutableArray<PersonView> PeopleAt(TimeSpan now)
    {
        var seated = from host in _state.Match.World.Setup.Hosts.Select(host => host.Name).Append(Challenge.Observer)
                     where _state.Seats.ContainsKey(host)
                     let sitting = _state.Seats[host]
                     select PersonOf(_attendance.Know(new Participant(sitting.Who, sitting.Name)), host, now);
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
