using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>A segment or ICMP error that somebody points at.</summary>
/// <param name="Id">Its id on the trace: of a copy that the link made, that of the first.</param>
/// <param name="Host">The host that they sit at; none for who watches.</param>
/// <param name="Row">The row of their own ladder that they chose.</param>
/// <param name="Epoch">The room's epoch: a ladder that was cut has nothing left to point at.</param>
internal sealed record Pointed(int Id, string? Host, int Row, int Epoch);

/// <summary>
/// Who is in a room and what they show for a while: what a room forgets when it leaves memory. Times are the server's, and arguments;
/// what ends by itself has its end as a value, and one question, <see cref="EdgeAfter"/>, finds the next.
/// </summary>
/// <param name="began">When the room came into memory: who has not come since has been away since then at least.</param>
internal sealed class Attendance(TimeSpan began)
{
    /// <summary>How long after a change of their draft somebody counts as typing.</summary>
    public static readonly TimeSpan TypingTime = TimeSpan.FromSeconds(3);

    /// <summary>How long a reaction is shown.</summary>
    public static readonly TimeSpan ReactionTime = TimeSpan.FromSeconds(5);

    /// <summary>How long a pointer is shown.</summary>
    public static readonly TimeSpan PointerTime = TimeSpan.FromSeconds(8);

    /// <summary>How long somebody can be gone before they are called away: a page that is loaded anew is not.</summary>
    public static readonly TimeSpan Blink = TimeSpan.FromSeconds(2);

    private const int MostRemembered = 1_000;

    /// <summary>Longer than any limit: whether somebody has been gone for this or for a day makes no difference.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Guid, Person> _people = [];
    private int _count;
    private int _pointings;

    /// <summary>Those who are here, in the order they came.</summary>
    public IEnumerable<Person> Here => _people.Values.Where(person => person.Tabs > 0).OrderBy(person => person.Number);

    /// <summary>A participant came, in one more tab.</summary>
    public void Come(Participant who) => Know(who).Tabs++;

    /// <summary>What is known of a participant, who may not have come yet.</summary>
    public Person Know(Participant who)
    {
        if (!_people.TryGetValue(who.Id, out var person)) _people[who.Id] = person = new Person(who, ++_count) { LeftAt = began };
        return person;
    }

    /// <summary>A participant closed a tab.</summary>
    public void Leave(Guid who, TimeSpan now)
    {
        var person = _people[who];
        person.Tabs--;
        if (person.Tabs > 0) return;
        (person.LeftAt, person.TypesUntil, person.ReactsUntil, person.PointsUntil) = (now, now, now, now);
        if (_people.Count <= MostRemembered) return;
        foreach (var id in _people.Where(pair => pair.Value.Tabs == 0 && now - pair.Value.LeftAt > s_longest).Select(pair => pair.Key).ToList()) _people.Remove(id);
    }

    /// <summary>True while a participant is here, in one tab or more.</summary>
    public bool IsHere(Guid who) => _people.TryGetValue(who, out var person) && person.Tabs > 0;

    /// <summary>How long a participant has been gone; nothing while they are here.</summary>
    public TimeSpan GoneFor(Guid who, TimeSpan now) => IsHere(who) ? TimeSpan.Zero : now - GoneSince(who);

    /// <summary>True when a participant has been gone for more than a blink.</summary>
    public bool IsAway(Guid who, TimeSpan now) => !IsHere(who) && GoneFor(who, now) >= Blink;

    /// <summary>A participant changed their draft to what they have not just sent.</summary>
    /// <returns>True when they were not typing before.</returns>
    public bool Type(Guid who, SegmentDraft draft, TimeSpan now)
    {
        if (!IsHere(who) || _people[who].Sent == draft) return false;
        var wasTyping = _people[who].TypesUntil > now;
        _people[who].TypesUntil = now + TypingTime;
        return !wasTyping;
    }

    /// <summary>A participant has sent what they had typed.</summary>
    public void Send(Guid who, SegmentDraft draft, TimeSpan now)
    {
        if (_people.TryGetValue(who, out var person)) (person.Sent, person.TypesUntil) = (draft, now);
    }

    /// <summary>A participant shows a reaction.</summary>
    public void React(Guid who, Reaction what, TimeSpan now) => (_people[who].Reaction, _people[who].ReactsUntil) = (what, now + ReactionTime);

    /// <summary>A participant points at something.</summary>
    public void Point(Guid who, Pointed at, TimeSpan now) =>
        (_people[who].Pointed, _people[who].Serial, _people[who].PointsUntil) = (at, ++_pointings, now + PointerTime);

    /// <summary>The next moment at which something ends by itself, or somebody who is awaited has been gone too long.</summary>
    /// <param name="moment">After this.</param>
    /// <param name="awaited">Those with a seat, and the owner.</param>
    /// <param name="limit">After what time away a seat can be given free.</param>
    public TimeSpan? EdgeAfter(TimeSpan moment, IEnumerable<Guid> awaited, TimeSpan? limit)
    {
        TimeSpan? next = null;
        foreach (var person in _people.Values.Where(person => person.Tabs > 0))
        {
            Consider(person.TypesUntil);
            Consider(person.ReactsUntil);
            Consider(person.PointsUntil);
        }

        foreach (var since in awaited.Where(who => !IsHere(who)).Select(GoneSince))
        {
            Consider(since + Blink);
            if (limit is { } span) Consider(since + span);
        }

        return next;

        void Consider(TimeSpan edge)
        {
            if (edge > moment && (next is null || edge < next)) next = edge;
        }
    }

    private TimeSpan GoneSince(Guid who) => _people.TryGetValue(who, out var person) ? person.LeftAt : began;

    /// <summary>Somebody who is here, or was.</summary>
    internal sealed class Person(Participant who, int number)
    {
        public Participant Who => who;

        public int Number => number;

        public int Tabs { get; set; }

        public TimeSpan LeftAt { get; set; }

        public TimeSpan TypesUntil { get; set; }

        public SegmentDraft? Sent { get; set; }

        public Reaction Reaction { get; set; }

        public TimeSpan ReactsUntil { get; set; }

        public Pointed? Pointed { get; set; }

        public int Serial { get; set; }

        public TimeSpan PointsUntil { get; set; }
    }
}
