using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Server.Rooms.Replaying;

/// <summary>One match of a room's log, as it counts in the end: what was turned back is left out, but that it was is told.</summary>
/// <param name="Before">Of what came before it: who sat where, whether time stood, which hints were shown.</param>
/// <param name="Began">How it began.</param>
/// <param name="Inputs">What was done in it, in order.</param>
internal sealed record MatchLog(ImmutableArray<LogEntry> Before, LogEntry Began, ImmutableArray<LogEntry> Inputs)
{
    /// <summary>The match's own first input.</summary>
    public MatchBegan Match => (MatchBegan)Began.Input;

    /// <summary>When the last thing was done.</summary>
    public Instant End => new(Inputs.Select(entry => entry.At.Microseconds).DefaultIfEmpty().Max());

    /// <summary>The matches of a log, oldest first.</summary>
    public static ImmutableArray<MatchLog> Split(IReadOnlyList<LogEntry> log)
    {
        var matches = ImmutableArray.CreateBuilder<MatchLog>();
        var before = new List<LogEntry>();
        var inputs = new List<LogEntry>();
        LogEntry? began = null;
        foreach (var entry in log)
        {
            switch (entry.Input)
            {
                case MatchBegan:
                    Close();
                    began = entry;
                    break;
                case TurnedBack back:
                    TurnBack(inputs, back, entry);
                    break;
                case Woke or Upgraded:
                    break;
                case var _ when began is null:
                    before.Add(entry);
                    break;
                default:
                    inputs.Add(entry);
                    break;
            }
        }

        Close();
        return matches.ToImmutable();

        void Close()
        {
            if (began is null) return;
            matches.Add(new MatchLog([.. before], began, [.. inputs]));
            before.AddRange(inputs.Where(entry => IsOfRoom(entry.Input)));
            inputs.Clear();
        }
    }

    /// <summary>Where a participant sat last in this match, or still sat when it began; none where they never did.</summary>
    public string? SeatOf(Guid who)
    {
        string? host = null;
        foreach (var entry in Before)
        {
            if (entry.Input is SatDown sat && sat.Who == who) host = sat.Host;
            if ((entry.Input is GotUp up && up.Who == who) || (entry.Input is SeatGivenAway given && given.Who == who)) host = null;
        }

        return Inputs.Select(entry => entry.Input).OfType<SatDown>().LastOrDefault(sat => sat.Who == who)?.Host ?? host;
    }

    /// <summary>How many people sat at a host in it.</summary>
    public int People => Before.Concat(Inputs).Select(entry => entry.Input).OfType<SatDown>().Select(sat => sat.Who).Distinct().Count(who => SeatOf(who) is not null);

    /// <summary>
    /// Leaves out what did not happen. What stays of later moments is told at the one that time came back to, so that the inputs go on
    /// in the order of time; that time was turned back then, is not: it never came so far.
    /// </summary>
    private static void TurnBack(List<LogEntry> inputs, TurnedBack back, LogEntry entry)
    {
        inputs.RemoveAll(undone => undone.Input is TurnedBack ? undone.At > entry.At : undone.Index >= back.Index && !IsOfRoom(undone.Input));
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].At > entry.At) inputs[i] = inputs[i] with { At = entry.At };
        }

        inputs.Add(entry);
    }

    /// <summary>True for what stays when time is turned back.</summary>
    private static bool IsOfRoom(RoomInput input) =>
        input is SatDown or GotUp or SeatGivenAway or AwayLimitSet or HintShown or ClockSet or ReplayShared or BooksOpened;
}
