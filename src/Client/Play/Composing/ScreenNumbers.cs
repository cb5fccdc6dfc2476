using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Client.Play.Composing;

/// <summary>The numbers that stand on the screen already: raw material for the next segment, never its answer.</summary>
public static class ScreenNumbers
{
    private const int Most = 6;

    /// <summary>Each number once, oldest first, the newest few.</summary>
    public static ImmutableArray<uint> Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var seen = new List<uint>();
        foreach (var row in view.Rows.OfType<SegmentRow>())
        {
            See(seen, row.Segment.Seq);
            if (row.Segment.Flags.Contains("ACK", StringComparison.Ordinal)) See(seen, row.Segment.Ack);
        }

        See(seen, view.Ledger?.Iss);
        See(seen, view.Ledger?.SndNxt);
        return [.. seen.Skip(Math.Max(0, seen.Count - Most))];
    }

    /// <summary>The payload length of the newest segment that carried one, from the reader or to them; 0 for none.</summary>
    public static int LastLength(RoomView view, bool isMine)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Rows.OfType<SegmentRow>()
            .LastOrDefault(r => r.IsMine == isMine && r.Segment.Payload.Length > 0)?.Segment.Payload.Length ?? 0;
    }

    private static void See(List<uint> seen, uint? number)
    {
        if (number is not { } value) return;
        seen.Remove(value);
        seen.Add(value);
    }
}
