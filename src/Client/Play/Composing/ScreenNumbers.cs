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
public readonly record struct ScreenNumber(uint Value, ScreenNumberKind Kind);

/// <summary>The numbers that stand on the screen already: raw material for the next segment, never its answer.</summary>
public static class ScreenNumbers
{
    private const int MostSequences = 16;
    private const int MostOfAKind = 4;

    /// <summary>Each number once, the newest first: sequence numbers, then windows, then ports.</summary>
    public static ImmutableArray<ScreenNumber> Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        List<uint> sequences = [], windows = [], ports = [];
        foreach (var host in view.Hosts) See(ports, DraftOnWire.PortOf(host.Socket));
        foreach (var number in OfLedger(view.Ledger)) See(sequences, number);
        See(windows, view.Ledger?.SndWnd);
        See(windows, view.Ledger?.RcvWnd);
        foreach (var row in view.Rows.OfType<SegmentRow>())
        {
            See(sequences, row.Segment.Seq);
            if (row.Segment.Flags.Contains("ACK", StringComparison.Ordinal)) See(sequences, row.Segment.Ack);
            See(windows, row.Segment.Window);
            See(ports, row.Segment.SourcePort);
            See(ports, row.Segment.DestinationPort);
        }

        See(sequences, view.Ledger?.SndNxt);
        return
        [
            .. Newest(sequences, MostSequences, ScreenNumberKind.Sequence), .. Newest(windows, MostOfAKind, ScreenNumberKind.Window),
            .. Newest(ports, MostOfAKind, ScreenNumberKind.Port),
        ];
    }

    /// <summary>The payload length of the newest segment that carried one, from the reader or to them; 0 for none.</summary>
    public static int LastLength(RoomView view, bool isMine)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Rows.OfType<SegmentRow>()
            .LastOrDefault(r => r.IsMine == isMine && r.Segment.Payload.Length > 0)?.Segment.Payload.Length ?? 0;
    }

    private static uint?[] OfLedger(LedgerView? ledger) => ledger is null ? [] : [ledger.Irs, ledger.RcvNxt, ledger.Iss, ledger.SndUna];

    private static IEnumerable<ScreenNumber> Newest(List<uint> seen, int most, ScreenNumberKind kind) =>
        seen.AsEnumerable().Reverse().Take(most).Select(number => new ScreenNumber(number, kind));

    private static void See(List<uint> seen, uint? number)
    {
        if (number is not { } value) return;
        seen.Remove(value);
        seen.Add(value);
    }
}
