using System.Collections.Immutable;
using Playground.Engine.Worlds;

namespace Playground.Server.Rooms;

/// <summary>
/// Which inputs of a log make up the room as it is now. A match is over when the next one begins, so the fold starts at the last; and an
/// engine of another version would make another story of it, so such a match is never folded: its people begin anew.
/// </summary>
internal static class CurrentLog
{
    /// <summary>The last match, and of what came before it who sits where and may lose their seat when, whether time
    /// stands, who may see the replay and which hints were shown.</summary>
    public static IEnumerable<LogEntry> Of(IReadOnlyList<LogEntry> log)
    {
        var last = IndexOfLastMatch(log);
        return log.Where((entry, index) => index >= last || entry.Input is SatDown or GotUp or SeatGivenAway or AwayLimitSet or ClockSet or HintShown or ReplayShared);
    }

    /// <summary>What must be appended before the log can be folded: nothing where its last match was played under this engine.</summary>
    /// <exception cref="InvalidDataException">The log holds no match; every room begins with one.</exception>
    public static ImmutableArray<RoomInput> Missing(IReadOnlyList<LogEntry> log)
    {
        var match = (MatchBegan)log[IndexOfLastMatch(log)].Input;
        return match.EngineVersion == World.BehaviourVersion ? [] : [RoomRules.FreshMatch(match.Hosts, match.EngineHosts), new Upgraded()];
    }

    private static int IndexOfLastMatch(IReadOnlyList<LogEntry> log)
    {
        for (var index = log.Count - 1; index >= 0; index--)
        {
            if (log[index].Input is MatchBegan) return index;
        }

        throw new InvalidDataException("The log holds no match.");
    }
}
