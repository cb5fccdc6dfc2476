using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>Who sits at a host.</summary>
public sealed record Occupant(Guid Who, string Name);

/// <summary>A half-typed segment.</summary>
/// <param name="Draft">The segment so far.</param>
/// <param name="Stamp">The place in the log where the room last gave its host a draft: typing that is older is void.</param>
public sealed record StampedDraft(SegmentDraft Draft, long Stamp);

/// <summary>A remark that stands in the ladder between the segments.</summary>
/// <param name="After">After how many events of the trace it stands.</param>
public sealed record Remark(Instant At, int After, Sentence Says);

/// <summary>A room's state: the fold of its log. Nothing else is in it, and nothing but <see cref="Apply"/> changes it.</summary>
/// <param name="setup">What the room is for.</param>
public sealed class RoomState(RoomSetup setup)
{
    private readonly List<Remark> _remarks = [];
    private readonly Dictionary<Guid, string> _hostOf = [];
    private Match? _match;
    private bool _wasEntered;
    private double? _pace;
    private int _earlyHints;
    private AttemptNotes _notes = new();

    /// <summary>True for an attempt at a challenge, false for a sandbox.</summary>
    public bool IsAttempt => setup.ChallengeFile is not null;

    /// <summary>Which drill of its challenge it is, as <see cref="RoomSetup.Drill"/> has it; none for an attempt that counts.</summary>
    public int? Drill => setup.Drill;

    /// <summary>How many inputs have been applied: the place of the next one.</summary>
    public int Length { get; private set; }

    /// <summary>The match.</summary>
    /// <exception cref="InvalidOperationException">The log is empty.</exception>
    public Match Match => _match ?? throw new InvalidOperationException("No match has begun.");

    /// <summary>Who sits where, by host.</summary>
    public ImmutableDictionary<string, Occupant> Seats
    {
        get;
        private set
        {
            field = value;
            _hostOf.Clear();
            foreach (var (host, sitting) in value) _hostOf.TryAdd(sitting.Who, host);
        }
    } = ImmutableDictionary<string, Occupant>.Empty;

    /// <summary>True while time stands.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>How many times the usual pace time runs, when it does.</summary>
    public double Pace => _pace ?? _match?.Challenge?.Pace ?? 1;

    /// <summary>Who opened the room: the first who sat down in it.</summary>
    public Guid? Owner { get; private set; }

    /// <summary>True when everybody who has its address may see the room's replay.</summary>
    public bool IsShared { get; private set; }

    /// <summary>After what time away a seat can be given free.</summary>
    public AwayLimit AwayLimit { get; private set; } = AwayLimit.OneMinute;

    /// <summary>Whose seat was given free, which, and by whom, until they sit down again.</summary>
    public ImmutableDictionary<Guid, LostSeat> LostSeats { get; private set; } = ImmutableDictionary<Guid, LostSeat>.Empty;

    /// <summary>True when everybody may see every host's TCB.</summary>
    public bool BooksAreOpen { get; private set; }

    /// <summary>The remarks, oldest first.</summary>
    public IReadOnlyList<Remark> Remarks => _remarks;

    /// <summary>Rises each time the ladder was cut or begun anew, so that whoever follows it starts over.</summary>
    public int Epoch { get; private set; }

    /// <summary>The draft that the room itself last gave each host.</summary>
    public ImmutableDictionary<string, StampedDraft> GivenDrafts { get; private set; } = ImmutableDictionary<string, StampedDraft>.Empty;

    /// <summary>The offers to exchange seats that stand: from a host's person to another host's.</summary>
    public ImmutableDictionary<string, string> Offers { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The attempt's progress; none on a sandbox.</summary>
    public AttemptState? Attempt { get; private set; }

    /// <summary>What there is to see of the attempt since it was solved; none until then.</summary>
    public ResultView? Result { get; private set; }

    /// <summary>The host where a participant sits; none while they watch.</summary>
    public string? SeatOf(Guid who) => _hostOf.GetValueOrDefault(who);

    /// <summary>Applies the next input.</summary>
    public void Apply(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Length = entry.Index + 1;
        switch (entry.Input)
        {
            case MatchBegan began:
                Begin(began, entry);
                break;
            case SatDown sat:
                // Who opens a room sits down in silence: there is nobody to tell.
                if (_wasEntered) Say(new Sentence("{0} is the {1} now", sat.Name, sat.Host));
                Seats = Seats.SetItem(sat.Host, new Occupant(sat.Who, sat.Name));
                LetLapse(sat.Host);
                LostSeats = LostSeats.Remove(sat.Who);
                Owner ??= sat.Who;
                _wasEntered = true;
                break;
            case GotUp up when SeatOf(up.Who) is { } host:
                Say(new Sentence("{0} has left the {1}'s seat", Seats[host].Name, host));
                Seats = Seats.Remove(host);
                LetLapse(host);
                break;
            case SwapOffered offered:
                Offer(offered);
                break;
            case HostAdded added:
                Say(new Sentence("{0} has put the {1} on the link, so the match begins anew", added.By, added.Host));
                break;
            case HostRemoved removed:
                Say(new Sentence("{0} has taken the {1} off the link, so the match begins anew", removed.By, removed.Host));
                break;
            case SeatGivenAway given when SeatOf(given.Who) is { } host:
                Say(new Sentence("{0} gave the {1}'s seat free", given.ByName, host));
                LostSeats = LostSeats.SetItem(given.Who, new LostSeat(host, given.ByName));
                Seats = Seats.Remove(host);
                LetLapse(host);
                break;
            case AwayLimitSet limit:
                AwayLimit = limit.Limit;
                break;
            case SegmentMade made:
                var review = Match.Apply(entry);
                if (made.Host == Match.Challenge?.Role && review is not null)
                {
                    Attempt?.Note(review);
                    _notes.Take(review, Match.Decode(made), made.Host, Match.EndsOf(made.Host).Peer);
                }

                break;
            case Answered answered:
                Match.Apply(entry);
                if (Match.Mistake is { } mistake)
                {
                    Attempt?.Note(mistake);
                    _notes.Take(mistake, AttemptViews.SaysTo(mistake, answered.Text, Match.Challenge!.Questions[answered.Question], Match.Trial!.Numbers));
                }

                break;
            case TimePassed or Stepped:
                Match.Apply(entry);
                break;
            case LinkSet set:
                var link = Match.World.Link;
                var before = LinkTerms.ToSettings(set.From is null ? link : link.PathFrom(set.From));
                Match.Apply(entry);
                foreach (var remark in LinkRemarks.Of(set, before)) Say(remark);
                break;
            case LinkTouchSet touch:
                Match.Apply(entry);
                Say(LinkRemarks.Of(touch));
                break;
            case AutopilotSet autopilot:
                Match.Apply(entry);
                if (Match.LastHandover is { } over) Say(HandoverRemark.Of(over, NameAt(autopilot.Host)));
                break;
            case TurnedBack back:
                TurnBack(back, entry);
                break;
            case ClockSet clock:
                _match?.Apply(entry);
                (IsPaused, _pace) = (clock.IsPaused, clock.Pace);
                break;
            case ReplayShared share:
                IsShared = share.IsShared;
                break;
            case BooksOpened books:
                BooksAreOpen = books.AreOpen;
                Say(new Sentence(books.AreOpen ? "Every TCB is open to everybody now" : "Each TCB is its owner's alone again"));
                break;
            case HintShown when Attempt is { } attempt:
                attempt.ShowHint();
                break;
            case HintShown:
                _earlyHints++;
                break;
            case Upgraded:
                Say(new Sentence("The server was upgraded, so the match begins anew"));
                break;
            default:
                // Woke and the getting up of somebody who had no seat change nothing.
                break;
        }

        Judge();
    }

    /// <summary>Lets time come to a moment, as it does between inputs.</summary>
    public void LetPass(Instant to)
    {
        Match.Advance(to);
        Judge();
    }

    private void Judge()
    {
        if (_match?.Trial is not { } trial || Attempt is not { Points: null } attempt) return;
        attempt.Look(trial, _match.SendsOf(trial.Challenge.Role));
        foreach (var standing in attempt.Standings)
        {
            if (standing is { IsMissed: true, Misconception: { } misconception, Missing: { } missing }) _notes.Take(misconception, missing);
        }

        if (attempt.Points is not null) Result = AttemptResults.Of(_match, attempt, _notes, isDrill: Drill is not null);
    }

    private void Begin(MatchBegan began, LogEntry entry)
    {
        _match = new Match(began, setup.Draw(began));
        if (_match.Challenge is { } challenge)
        {
            (Attempt, Result, _notes) = (new AttemptState(challenge), null, new AttemptNotes());
            for (; _earlyHints > 0; _earlyHints--) Attempt.ShowHint();
        }

        _remarks.Clear();
        Epoch++;
        Offers = Offers.Clear();
        foreach (var host in Match.Hosts.Where(host => !Match.IsEngine(host.Name))) Give(host.Name, FirstDraft(host), entry.Index);
    }

    private void Offer(SwapOffered offered)
    {
        if (offered.With is not { } with)
        {
            Offers = Offers.Remove(offered.Host);
            return;
        }

        Offers = Offers.SetItem(offered.Host, with);
        Say(new Sentence("{0} offers to exchange seats with {1}", Seats[offered.Host].Name, Seats[with].Name));
    }

    private void LetLapse(string host) => Offers = Offers.RemoveRange(Offers.Where(offer => offer.Key == host || offer.Value == host).Select(offer => offer.Key));

    /// <summary>On a sandbox a client's first segment is ready to send; any other, and who plays a challenge, begins with an empty one.</summary>
    private SegmentDraft FirstDraft(MatchHost host)
    {
        if (IsAttempt) return new SegmentDraft();
        var isn = new SeqNumber(Match.SuggestedIsn(host.Name)).ToString();
        return new SegmentDraft { Flags = host.Role == SeatRole.Client ? ControlBits.Syn.ToNames() : "", Seq = isn };
    }

    private void TurnBack(TurnedBack back, LogEntry entry)
    {
        if (Match.FirstSendOf(back.Host, back.Index) is { } made)
            Give(back.Host, DraftWriter.Of(Match.Decode(made), Match.EndsOf(made.Host)), entry.Index);
        Match.TurnBack(back.Index, entry.At);
        _remarks.RemoveAll(remark => remark.After > Match.World.Trace.Count);
        Epoch++;
        Attempt?.CountRewind();
        Say(new Sentence("Time was turned back"));
    }

    /// <summary>Who sits at a host; in a room that plays on from another's moment perhaps nobody does, and the host stands for them.</summary>
    private string NameAt(string host) => Seats.GetValueOrDefault(host)?.Name ?? host;

    private void Give(string host, SegmentDraft draft, int stamp) => GivenDrafts = GivenDrafts.SetItem(host, new StampedDraft(draft, stamp));

    /// <summary>Before the match nobody is told anything: the fold of a long log begins with who sits where.</summary>
    private void Say(Sentence says)
    {
        if (_match is { World: var world }) _remarks.Add(new Remark(world.Now, world.Trace.Count, says));
    }
}
