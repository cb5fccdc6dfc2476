using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Server.Rooms.Replaying;

/// <summary>A match of a replay.</summary>
/// <param name="Log">What was done in it.</param>
/// <param name="Seat">The host whose view the reader has; none for the whole wire.</param>
/// <param name="WhyNoBranch">Why nobody may play on from it; none where they may.</param>
internal sealed record ReplayedMatch(MatchLog Log, string? Seat, Sentence? WhyNoBranch);

/// <inheritdoc cref="IReplay"/>
/// <param name="setup">What the room is for.</param>
internal sealed class Replay(RoomCode room, ImmutableArray<ReplayedMatch> matches, RoomSetup setup, bool isOwner, bool isShared) : IReplay
{
    private RoomState _state = new(setup);
    private RoomViews? _views;
    private int _match;
    private int _next;
    private Instant _at;

    /// <inheritdoc/>
    public RoomCode Room => room;

    /// <inheritdoc/>
    public ImmutableArray<ReplayMatch> Matches { get; } = [.. matches.Select(match => new ReplayMatch(match.Log.End, match.Seat, match.WhyNoBranch))];

    /// <inheritdoc/>
    public bool IsOwner => isOwner;

    /// <inheritdoc/>
    public bool IsShared => isShared;

    /// <inheritdoc/>
    public RoomView At(int match, Instant at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(match);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(match, matches.Length);
        var (log, seat, _) = matches[match];
        at = Within(log, at);
        if (_views is null || match != _match || at < _at) Begin(match, log);
        for (; _next < log.Inputs.Length && log.Inputs[_next].At <= at; _next++) _state.Apply(log.Inputs[_next]);
        _state.LetPass(at);
        _at = at;
        var clock = new ClockView(at, RoomSetup.Speed, IsPaused: true);
        return _views!.Make(_state, seat, _state.Length, clock, new Presence(_ => false, 0), null) with { Draft = null, CanRewind = false, Link = null };
    }

    /// <summary>The inputs of a room that plays on from a moment: its match up to there, with the reader at their seat.</summary>
    public IEnumerable<(Instant At, RoomInput Input)> Branch(int match, Instant at, Participant who)
    {
        var (log, seat, _) = matches[match];
        var until = Within(log, at);
        var host = seat ?? RoomSetup.HostNames.First(name => !log.Match.EngineHosts.Contains(name));
        yield return (Instant.Zero, log.Match);
        yield return (Instant.Zero, new SatDown(who.Id, who.Name, host));
        foreach (var entry in log.Inputs)
        {
            if (entry.At <= until && entry.Input is (SegmentMade or LinkSet or LinkTouchSet or AutopilotSet)) yield return (entry.At, entry.Input);
        }

        yield return (until, new TimePassed());
    }

    private static Instant Within(MatchLog log, Instant at) => at < Instant.Zero ? Instant.Zero : Instant.Earliest(at, log.End);

    private void Begin(int match, MatchLog log)
    {
        (_state, _views, _match, _next) = (new RoomState(setup), new RoomViews(room), match, 0);
        foreach (var entry in log.Before) _state.Apply(entry);
        _state.Apply(log.Began);
    }
}
