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
        if (segment.Review is { CouldBeSent: false } review) return OfMistake(review, peer.Name);
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

    /// <summary>The question after a segment that arrived and that a TCP does not simply take.</summary>
    /// <param name="outcome">What a TCP does with it.</param>
    /// <param name="from">Its sender.</param>
    public static Sentence? OfArrival(Outcome outcome, string from, RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return outcome switch
        {
            Outcome.Queued => new("Which number do you expect next?"),
            Outcome.Dropped => new("How will the {0} find out?", from),
            Outcome.Acknowledged => new("Which two numbers does that ACK carry?"),
            Outcome.Challenged => new("Which two numbers does the challenge ACK carry?"),
            Outcome.Reset => new("Which sequence number does the reset carry?"),
            Outcome.Accepted => view.Ledger is { State: TcpState.Established } ? new("Which number does the {0} expect next?", from) : null,
        };
    }

    /// <summary>Where the verdict has named the right number, the question goes on from there: none stands behind its own answer.</summary>
    private static Sentence OfMistake(ReviewView review, string peer) => review.Field switch
    {
        SegmentField.Seq when NamesTheNumber(review) => new("And once five octets of yours have followed?"),
        SegmentField.Seq => new("Which number does the {0} expect next?", peer),
        SegmentField.Ack when NamesTheNumber(review) => new("And once five octets more have come?"),
        SegmentField.Ack => new("Which number do you expect next?"),
        SegmentField.Bits => new("Which control bits belong to what you mean to say?"),
        SegmentField.Window => new("How much room do you really have?"),
        SegmentField.Payload when NamesTheNumber(review) => new("Which of your octets still wait for their acknowledgment?"),
        SegmentField.Payload => new("How much may you send now?"),
        _ => new("What would a TCP have sent instead?"),
    };

    private static bool NamesTheNumber(ReviewView review) => review.Says.Text.Contains("{1}", StringComparison.Ordinal);

    private static Sentence OfOpen(LedgerView ledger, SegmentRow segment, string peer)
    {
        if (segment.Segment.Payload.Length > 0 && ledger.SndUna != ledger.SndNxt) return new("Which acknowledgment number will come back?");
        return segment.Review is { Field: SegmentField.Seq } review && NamesTheNumber(review)
            ? new("And once five octets of yours have followed?")
            : new("Which number does the {0} expect next?", peer);
    }
}
