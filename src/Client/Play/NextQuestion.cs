using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>One question after a segment, for the learner to answer with the next one. It never holds the answer.</summary>
public static class NextQuestion
{
    /// <summary>The question; none where the reader has no connection, or nothing is left to work out.</summary>
    /// <param name="view">The room.</param>
    /// <param name="segment">The reader's newest segment.</param>
    public static Sentence? Of(RoomView view, SegmentRow segment)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(segment);
        if (view is { Seat: null } or { Attempt.IsSolved: true } || view.Ledger is not { } ledger || NextMove.PeerOf(view) is not { } peer) return null;
        if (segment.Fate == SegmentFate.OnTheWay) return null;
        if (segment.Review is { CouldBeSent: false } review) return OfMistake(review.Field, peer.Name);
        return ledger.State switch
        {
            TcpState.SynSent => new("Which number does the {0} expect next?", peer.Name),
            TcpState.SynReceived => new("What has the {0} to send before the connection is open?", peer.Name),
            TcpState.Established => OfOpen(ledger, segment, peer.Name),
            TcpState.FinWait1 or TcpState.Closing or TcpState.LastAck => new("Which number will acknowledge your FIN?"),
            TcpState.FinWait2 => new("What may the {0} still send?", peer.Name),
            TcpState.CloseWait => new("The {0} has closed. What may you still send?", peer.Name),
            _ => null,
        };
    }

    private static Sentence OfMistake(SegmentField field, string peer) => field switch
    {
        SegmentField.Seq => new("Which number does the {0} expect next?", peer),
        SegmentField.Ack => new("Which number do you expect next?"),
        SegmentField.Bits => new("Which control bits belong to what you mean to say?"),
        SegmentField.Window => new("How much room do you really have?"),
        SegmentField.Payload => new("How much may you send now?"),
        _ => new("What would a TCP have sent instead?"),
    };

    private static Sentence OfOpen(LedgerView ledger, SegmentRow segment, string peer) =>
        segment.Segment.Payload.Length > 0 && ledger.SndUna != ledger.SndNxt
            ? new("Which acknowledgment number will come back?")
            : new("Which number does the {0} expect next?", peer);
}
