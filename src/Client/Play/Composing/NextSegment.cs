using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Composing;

/// <summary>
/// The next sensible segment of somebody who wants to see one made: control bits, sequence and acknowledgment number, from what
/// the reader's own page shows and nothing else.
/// </summary>
public static class NextSegment
{
    /// <summary>The draft with the next segment's numbers; none where there is none to fill in, and in a challenge.</summary>
    /// <param name="view">The room.</param>
    /// <param name="draft">What is typed so far: its payload, window and options stay.</param>
    public static SegmentDraft? Of(RoomView view, SegmentDraft draft)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(draft);
        if (view.Attempt is not null || view.Ledger is not { } ledger) return null;
        var hasText = draft.Payload.Length > 0;
        return ledger switch
        {
            { State: TcpState.TimeWait } => With(draft, ControlBits.Ack, ledger.SndNxt, Heard(view, ledger)),
            { Iss: null, Irs: null } or { State: TcpState.Closed } => With(draft, ControlBits.Syn, Chosen(draft), null),
            { Iss: null } => With(draft, ControlBits.SynAck, Chosen(draft), Heard(view, ledger)),
            { Irs: null } => With(draft, ControlBits.Syn, ledger.Iss, null),
            { State: TcpState.SynReceived } => With(draft, ControlBits.SynAck, ledger.Iss, Heard(view, ledger)),
            { State: TcpState.SynSent } when !HasAck(view) => With(draft, ControlBits.SynAck, ledger.Iss, Heard(view, ledger)),
            { State: TcpState.CloseWait } when !hasText && Heard(view, ledger) == ledger.RcvNxt =>
                With(draft, ControlBits.FinAck, ledger.SndNxt, ledger.RcvNxt),
            { State: TcpState.Established or TcpState.CloseWait } when hasText =>
                With(draft, ControlBits.Psh | ControlBits.Ack, ledger.SndNxt, Heard(view, ledger)),
            _ => With(draft, ControlBits.Ack, ledger.SndNxt, Heard(view, ledger)),
        };
    }

    private static SegmentDraft With(SegmentDraft draft, ControlBits bits, uint? seq, uint? ack) =>
        draft with { Flags = bits.ToNames(), Seq = $"{seq}", Ack = $"{ack}", Raw = "" };

    /// <summary>Any number will do for a first one, so the one that is typed does.</summary>
    private static uint? Chosen(SegmentDraft draft) => DraftOnWire.NumberOf(draft.Seq) ?? 0;

    private static bool HasAck(RoomView view) => Received(view).Any(row => BitsOf(row).Has(ControlBits.SynAck));

    /// <summary>The number after all that has arrived without a gap.</summary>
    private static uint? Heard(RoomView view, LedgerView ledger)
    {
        if (ledger.Irs is not { } irs) return null;
        var next = new SeqNumber(ledger.RcvNxt ?? irs + 1);
        var hasGrown = true;
        while (hasGrown)
        {
            hasGrown = false;
            foreach (var row in Received(view))
            {
                var (begin, end) = Span(row);
                if (!begin.IsAtOrBefore(next) || !next.IsBefore(end)) continue;
                next = end;
                hasGrown = true;
            }
        }

        return next.Value;
    }

    private static IEnumerable<SegmentRow> Received(RoomView view) =>
        view.Rows.OfType<SegmentRow>().Where(row => !row.IsMine && view.IsWithPeer(row) && row.Fate == SegmentFate.Arrived && !BitsOf(row).Has(ControlBits.Rst));

    private static (SeqNumber Begin, SeqNumber End) Span(SegmentRow row)
    {
        var bits = BitsOf(row);
        var length = row.Segment.Payload.Length + (bits.Has(ControlBits.Syn) ? 1 : 0) + (bits.Has(ControlBits.Fin) ? 1 : 0);
        var begin = new SeqNumber(row.Segment.Seq);
        return (begin, begin + (uint)length);
    }

    private static ControlBits BitsOf(SegmentRow row) => ControlBitNames.TryParse(row.Segment.Flags, out var bits) ? bits : ControlBits.None;
}
