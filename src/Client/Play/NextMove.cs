using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>What is left to do after a segment that was right: the verdict says what happened, this says whose turn it is.</summary>
public static class NextMove
{
    /// <summary>The reader's next move; none where there is nothing to say about it.</summary>
    public static Sentence? Of(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view is { Seat: null } or { Attempt.IsSolved: true } || view.Ledger is not { } ledger) return null;
        return ledger switch
        {
            { Irs: not null, RcvNxt: null } => Answer(view),
            { Iss: not null, Irs: null } when view.Rows.Last(row => row is SegmentRow) is SegmentRow { IsMine: false } =>
                new("A segment has arrived that does not answer your SYN: look at its ack."),
            { State: TcpState.TimeWait } => new("Both directions are closed. Start over for a new connection."),
            { State: TcpState.Closed } => new("That connection is over: a SYN begins a new one."),
            { State: TcpState.Listen } => new("That connection is over: a SYN from the other side begins a new one."),
            _ when PeerOf(view) is { IsAway: true, Person: { } name } => new("{0} is away at the moment.", name),
            { State: TcpState.Established } when view.Attempt is null && !HasSpoken(view) =>
                new("Type a payload and send it, or say goodbye with FIN."),
            _ => null,
        };
    }

    /// <summary>The host at the other end; none where no host of the room is there.</summary>
    public static HostView? PeerOf(RoomView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Hosts.FirstOrDefault(host => view.Peer is { } peer ? host.Name == peer : host.Name != view.Seat);
    }

    /// <summary>What arrived last and takes numbers is what has to be acknowledged.</summary>
    private static Sentence? Answer(RoomView view)
    {
        var heard = view.Rows.OfType<SegmentRow>()
            .LastOrDefault(row => !row.IsMine && view.IsWithPeer(row) && row.Expected is null or { Outcome: Outcome.Accepted or Outcome.Queued } && row.Question is not { IsTaken: false } && (BitsOf(row).Has(ControlBits.Syn) || BitsOf(row).Has(ControlBits.Fin) || row.Segment.Payload.Length > 0));
        if (heard is null) return null;
        var bits = BitsOf(heard);
        if (bits.Has(ControlBits.SynAck)) return new("Your move: answer the SYN-ACK.");
        if (bits.Has(ControlBits.Syn)) return new("Your move: answer the SYN.");
        return bits.Has(ControlBits.Fin)
            ? new("The {0} has said FIN. Your move: acknowledge it.", heard.From)
            : new("The {0} has sent text. Your move: acknowledge it.", heard.From);
    }

    private static bool HasSpoken(RoomView view) => view.Rows.Any(row => row is SegmentRow { Segment.Payload.Length: > 0 } text && view.IsWithPeer(text));

    private static ControlBits BitsOf(SegmentRow row) =>
        ControlBitNames.TryParse(row.Segment.Flags, out var bits) ? bits : ControlBits.None;
}
