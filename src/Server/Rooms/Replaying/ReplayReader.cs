using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Worlds;

namespace Playground.Server.Rooms.Replaying;

/// <summary>What happened in rooms, folded from their logs: who may look, and rooms that play on from there.</summary>
internal sealed class ReplayReader(RoomStore store)
{
    private static readonly Refusal s_tooOld = new(RefusalKind.NotHere, new Sentence("What happened here was played under an earlier version of the server, which this one can't repeat."));
    private static readonly Refusal s_notYours = new(RefusalKind.NotHere, new Sentence("This replay is for those who played in the room, until who opened it shares it."));
    private static readonly Refusal s_noSuchMatch = new(RefusalKind.Nothing, new Sentence("There is no such match in this replay."));

    /// <summary>Opens the replay of a room: the matches in which the reader played, or all where it is shared.</summary>
    public async Task<ReplayReply> OpenAsync(Participant who, RoomCode room)
    {
        if (await store.LoadAsync(room) is not { } stored) return new ReplayReply(null, Refusal.NoSuchRoom);
        var (refusal, replay) = Open(who, room, stored);
        return new ReplayReply(replay, refusal);
    }

    /// <summary>The log of a room that plays on from a moment of another one's match.</summary>
    public async Task<(Refusal? Refusal, StoredRoom? Room)> BranchAsync(Participant who, OpenBranch what)
    {
        if (await store.LoadAsync(what.Room) is not { } stored) return (Refusal.NoSuchRoom, null);
        var (refusal, replay) = Open(who, what.Room, stored);
        if (replay is null) return (refusal, null);
        if (what.Match < 0 || what.Match >= replay.Matches.Length) return (s_noSuchMatch, null);
        if (replay.Matches[what.Match].WhyNoBranch is { } why) return (new Refusal(RefusalKind.NotHere, why), null);
        var log = replay.Branch(what.Match, what.At, who).Select((entry, index) => new LogEntry(index, entry.At, entry.Input));
        return (null, stored with { Log = [.. log] });
    }

    private static (Refusal? Refusal, Replay? Replay) Open(Participant who, RoomCode room, StoredRoom stored)
    {
        var owner = stored.Log.Select(entry => entry.Input).OfType<SatDown>().First().Who;
        var isShared = stored.Log.Select(entry => entry.Input).OfType<ReplayShared>().LastOrDefault()?.IsShared == true;
        var all = MatchLog.Split(stored.Log);
        var open = all.Select((log, place) => (Log: log, Seat: log.SeatOf(who.Id), IsLast: place == all.Length - 1)).Where(match => isShared || match.Seat is not null).ToList();
        if (open.Count == 0) return (s_notYours, null);
        var played = open.Where(match => match.Log.Match.EngineVersion == World.BehaviourVersion)
            .Select(match => new ReplayedMatch(match.Log, match.Seat, WhyNoBranch(match.Log, match.IsLast, stored.Setup))).ToImmutableArray();
        return played.IsEmpty ? (s_tooOld, null) : (null, new Replay(room, played, stored.Setup, owner == who.Id, isShared));
    }

    private static Sentence? WhyNoBranch(MatchLog match, bool isLast, RoomSetup setup) => setup.ChallengeFile is not null
        ? new("An attempt is played to its end, and its numbers are its own.")
        : isLast && match.People > 1 ? new("Somebody else plays this match too, so nobody may look ahead in it. Once a new one has begun, this one can be played on from here.")
        : null;
}
