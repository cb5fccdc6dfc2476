using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Server.Rooms;

/// <summary>
/// A match: the world as it follows from the inputs that count. Turning time back drops inputs and folds the rest again.
/// </summary>
public sealed class Match
{
    private readonly MatchBegan _began;
    private readonly List<LogEntry> _inputs = [];

    /// <summary>A match at its beginning, after the challenge's prologue if it has one.</summary>
    public Match(MatchBegan began, Challenge? challenge)
    {
        _began = began;
        Challenge = challenge;
        Begin();
        PrologueLength = World.Trace.Count;
        BeganAt = World.Now;
    }

    /// <summary>The challenge as this match finds it; none on a sandbox.</summary>
    public Challenge? Challenge { get; }

    /// <summary>The challenge while it is played; none on a sandbox.</summary>
    public Trial? Trial { get; private set; }

    /// <summary>The world now.</summary>
    public World World { get; private set; }

    /// <summary>When something happens next if nobody does anything; none when nothing ever would.</summary>
    public Instant? PollAt => Trial is { } trial ? trial.PollAt : World.PollAt;

    /// <summary>How much of the trace was there before anybody did anything.</summary>
    public int PrologueLength { get; }

    /// <summary>The hosts on the link, the first client and the first server before all others.</summary>
    public ImmutableArray<MatchHost> Hosts => _began.Hosts ?? MatchHost.Two(_began.ClientPort);

    /// <summary>The hosts that the engine drives.</summary>
    public ImmutableArray<string> EngineHosts => _began.EngineHosts;

    /// <summary>The ISN that a host's composer is filled with.</summary>
    public uint SuggestedIsn(string host) => _began.SuggestedIsns[host];

    /// <summary>True when the engine drives the host.</summary>
    public bool IsEngine(string host) => _began.EngineHosts.Contains(host);

    /// <summary>True while the engine drives a host that is a person's.</summary>
    public bool IsOnAutopilot(string host) => World.IsOnAutopilot(host);

    /// <summary>The last time that a host was handed to the engine or taken back; none before the first.</summary>
    public HandedOver? LastHandover => World.Trace.OfType<HandedOver>().LastOrDefault();

    /// <summary>The segments that a host's person has sent and that count: those turned back don't.</summary>
    public int SendsOf(string host) => World.Trace.Skip(PrologueLength).OfType<SegmentSent>().Count(sent => sent.From == host && !IsEngine(host));

    /// <summary>When the match was handed over: before that there is nothing to turn back to.</summary>
    public Instant BeganAt { get; }

    /// <summary>The last segment that a host's person sent; none when there is nothing to turn back.</summary>
    public LogEntry? LastSendOf(string host) => _inputs.FindLast(entry => entry.Input is SegmentMade made && made.Host == host);

    /// <summary>The first input of this match at that moment or after it; none where nothing was done since.</summary>
    public LogEntry? FirstSince(Instant moment) => _inputs.Find(entry => entry.At >= moment);

    /// <summary>The first segment that a host's person sent at that place in the log or after it.</summary>
    public SegmentMade? FirstSendOf(string host, int index) =>
        _inputs.Find(entry => entry.Index >= index && entry.Input is SegmentMade made && made.Host == host)?.Input as SegmentMade;

    /// <summary>The misconception that the last answer showed, where it showed one.</summary>
    public Misconception? Mistake { get; private set; }

    /// <summary>Lets time come to an input, and does in the world what it says.</summary>
    /// <returns>What is said about a segment that it sends, where anything is.</returns>
    public Review? Apply(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _inputs.Add(entry);
        return Do(entry);
    }

    /// <summary>Folds the match again up to, not including, the input at that place in the log, and up to that moment.</summary>
    public void TurnBack(int index, Instant at)
    {
        _inputs.RemoveAll(entry => entry.Index >= index);
        Begin();
        foreach (var entry in _inputs) Do(entry);
        Advance(at);
    }

    /// <summary>Lets time come to a moment, and everything happen that is due by then.</summary>
    public void Advance(Instant to)
    {
        if (Trial is { } trial) trial.Advance(to);
        else World.Advance(to);
    }

    /// <summary>Who a host's person can send to, and in whose name: an attacker's in any.</summary>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public DraftEnds EndsOf(string host)
    {
        var from = World.Setup.Find(host) ?? throw new InvalidDataException($"The log names the unknown host '{host}'.");
        return new DraftEnds(
            host, World.Setup.PeerOf(from).Name, [.. World.Setup.Hosts.Select(one => new DraftHost(one.Name, one.Socket))], from.Role == HostRole.Attacker);
    }

    /// <summary>True for a segment of a host that names another one as its source.</summary>
    public bool IsForged(string host, in Segment segment) => World.Setup.Find(host)?.IsForged(segment) != false;

    /// <summary>The input that a segment of a host's person comes to: addresses are written down only where they are not the usual ones.</summary>
    public SegmentMade Made(string host, in Segment segment)
    {
        var (from, to) = EndsOf(host).Default;
        return new SegmentMade(
            host, TcpCodec.Encode(segment), segment.Source.Host == from.Host ? null : segment.Source.Host,
            segment.Destination.Host == to.Host ? null : segment.Destination.Host);
    }

    /// <summary>Decodes the segment of an input: where it names no addresses they are those of the match; the ports and the checksum are its own.</summary>
    /// <exception cref="InvalidDataException">The log is damaged: no segment that this server wrote is unreadable.</exception>
    public Segment Decode(SegmentMade made)
    {
        ArgumentNullException.ThrowIfNull(made);
        var (from, to) = EndsOf(made.Host).Default;
        return TcpCodec.TryDecode(made.Bytes, made.Source ?? from.Host, made.Destination ?? to.Host, out var segment, out var problem)
            ? segment
            : throw new InvalidDataException($"The log holds a segment that can't be read: {problem}.");
    }

    private Review? Do(LogEntry entry)
    {
        Advance(entry.At);
        var review = DoNow(entry);
        Trial?.Follow();
        return review;
    }

    private Review? DoNow(LogEntry entry)
    {
        switch (entry.Input)
        {
            case SegmentMade made:
                return World.Send(made.Host, Decode(made));
            case Answered answered:
                Mistake = Trial?.Answer(answered.Question, answered.Text);
                return null;
            case LinkSet set:
                World.SetLink(World.Link.With(set));
                return null;
            case LinkTouchSet touch:
                World.Touch(touch.ToRule());
                return null;
            case AutopilotSet { IsOn: true } handed:
                World.HandToEngine(handed.Host);
                return null;
            case AutopilotSet taken:
                World.TakeBack(taken.Host);
                return null;
            default:
                return null;
        }
    }

    [MemberNotNull(nameof(World))]
    private void Begin()
    {
        var setup = RoomSetup.WorldFor(_began, Challenge);
        Trial = Challenge is null ? null : new Trial(Challenge, setup, _began.Seed);
        World = Trial is { } trial ? trial.World : new World(setup, _began.Seed);
    }
}
