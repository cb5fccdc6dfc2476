using System.Collections.Immutable;
using Playground.Contracts;

namespace Playground.Client.Play.Composing;

/// <summary>What a number on the screen counts.</summary>
public enum ScreenNumberKind
{
    /// <summary>Octets of a stream: a sequence or acknowledgment number.</summary>
    Sequence,

    /// <summary>A window.</summary>
    Window,

    /// <summary>A port.</summary>
    Port,
}

/// <summary>A number that stands on the screen.</summary>
/// <param name="Value">The number.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Host">The host that chose it; none for a window, a port, or where nobody knows.</param>
public readonly record struct ScreenNumber(uint Value, ScreenNumberKind Kind, string? Host = null);

/// <summary>The numbers that stand on the screen already: raw material for the next segment, never its answer.</summary>
public static class ScreenNumbers
{
    private const int MostSequences = 16;
    private const int MostOfAKind = 4;

    /// <summary>Each number once, the newest first: sequence numbers, then windows, then ports.</summary>
    public static ImmutableArray<ScreenNumber> Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        List<ScreenNumber> sequences = [], windows = [], ports = [];
        foreach (var host in view.Hosts) See(ports, DraftOnWire.PortOf(host.Socket), ScreenNumberKind.Port);
        foreach (var (number, host) in OfLedger(view)) See(sequences, number, ScreenNumberKind.Sequence, host);
        See(windows, view.Ledger?.SndWnd, ScreenNumberKind.Window);
        See(windows, view.Ledger?.RcvWnd, ScreenNumberKind.Window);
        foreach (var row in view.Rows.OfType<SegmentRow>())
        {
            See(sequences, row.Segment.Seq, ScreenNumberKind.Sequence, row.From);
            if (row.Segment.Flags.Contains("ACK", StringComparison.Ordinal)) See(sequences, row.Segment.Ack, ScreenNumberKind.Sequence, row.To);
            // A reset grants nothing: what stands in its window field is room for nobody.
            if (!row.Segment.Flags.Contains("RST", StringComparison.Ordinal)) See(windows, row.Segment.Window, ScreenNumberKind.Window);
            See(ports, row.Segment.SourcePort, ScreenNumberKind.Port);
            See(ports, row.Segment.DestinationPort, ScreenNumberKind.Port);
        }

        See(sequences, view.Ledger?.SndNxt, ScreenNumberKind.Sequence, view.Seat);
        return [.. Newest(sequences, MostSequences), .. Newest(windows, MostOfAKind), .. Newest(ports, MostOfAKind)];
    }

    /// <summary>
    /// The payload length of the newest segment that carried one, from the reader or to them; 0 where only the other way has carried any,
    /// none where neither has.
    /// </summary>
    public static int? LengthToAdd(RoomView view, bool isMine)
    {
        ArgumentNullException.ThrowIfNull(view);
        var texts = view.Rows.OfType<SegmentRow>().Where(row => row.Segment.Payload.Length > 0);
        return texts.LastOrDefault(row => row.IsMine == isMine)?.Segment.Payload.Length ?? (texts.Any() ? 0 : null);
    }

    private static (uint? Number, string? Host)[] OfLedger(RoomView view) => view.Ledger is not { } ledger
        ? []
        : [(ledger.Irs, view.Peer), (ledger.RcvNxt, view.Peer), (ledger.Iss, view.Seat), (ledger.SndUna, view.Seat)];

    private static IEnumerable<ScreenNumber> Newest(List<ScreenNumber> seen, int most) => seen.AsEnumerable().Reverse().Take(most);

    private static void See(List<ScreenNumber> seen, uint? number, ScreenNumberKind kind, string? host = null)
    {
        if (number is not { } value) return;
        var known = seen.FindIndex(one => one.Value == value);
        host ??= known < 0 ? null : seen[known].Host;
        if (known >= 0) seen.RemoveAt(known);
        seen.Add(new ScreenNumber(value, kind, host));
    }
}
