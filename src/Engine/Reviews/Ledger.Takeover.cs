using System.Collections.Immutable;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <content>What an engine must know that goes on where the person stands.</content>
public sealed partial class Ledger
{
    /// <summary>The SYN that a listener has heard and not answered yet; none where there is none.</summary>
    internal Segment? UnansweredSyn => Tcb.State != TcpState.Listen || Connection is not { } tuple || !HasHeardSyn ? null : new Segment
    {
        Source = tuple.Remote,
        Destination = tuple.Local,
        Bits = ControlBits.Syn,
        Seq = Tcb.Irs,
        Window = (ushort)Tcb.SndWnd,
        Options = _agreement.PeerOptions,
        Payload = _early.Count > 0 && _early[0].Start == Tcb.RcvNxt ? _early[0].Text : default,
    };

    /// <summary>The connection as it is after what was heard; none where there is no connection of which this side knows.</summary>
    internal Takeover? ToTakeover()
    {
        if (!HasSentSyn) return null;
        var crosses = Tcb.State == TcpState.SynSent && HasHeardSyn && !SynIsAcknowledged;
        var state = StateAfterAnswer;
        return new Takeover
        {
            Tcb = Tcb with { State = state, RcvWnd = OfferedEdge is { } edge ? (Tcb.RcvNxt.IsBefore(edge) ? Tcb.RcvNxt.DistanceTo(edge) : 0) : Tcb.RcvWnd },
            IsPassive = IsPassive,
            OwnOptions = _agreement.OwnOptions,
            PeerOptions = HasHeardSyn ? _agreement.PeerOptions : null,
            MaxSndWnd = _maxSndWnd,
            LastTimestamp = _agreement.LastSent,
            TsRecent = _agreement.Recent,
            LastAckSent = _lastAck,
            Fin = Fin,
            Unacknowledged = Unacknowledged(),
            Early = [.. _early],
            EarlyFin = _heldFin,
            OwesSynAck = crosses,
            OwesAck = state.IsSynchronized() && (!HasAcknowledged || (HasNews && LastHeard is { Length: > 0 }) || HasDrawnWindowBack),
        };
    }

    /// <summary>True when the last offer ends before an earlier one: a TCP keeps the promise, and the other side must hear of it.</summary>
    private bool HasDrawnWindowBack => !HasHeardFin && OfferedEdge is { } edge && _edge.IsBefore(edge);

    /// <summary>The connection ended without a segment: its time was over, or nobody answered for too long.</summary>
    internal void End() => Reset();

    /// <summary>A person's state moves when they answer; what they have heard has moved a TCP already.</summary>
    private TcpState StateAfterAnswer => Tcb.State != TcpState.SynSent || !HasHeardSyn ? Tcb.State
        : !SynIsAcknowledged ? TcpState.SynReceived
        : HasHeardFin ? TcpState.CloseWait : TcpState.Established;

    private ImmutableArray<ReadOnlyMemory<byte>> Unacknowledged()
    {
        var (start, end) = (Tcb.SndUna == Tcb.Iss ? Tcb.Iss + 1 : Tcb.SndUna, Fin ?? Tcb.SndNxt);
        var text = _text.From(start, end);
        foreach (var piece in text) start += (uint)piece.Length;

        // A FIN beside a SYN takes a number and closes nothing: it is sent on as an octet, for every number must stand for something.
        return start.IsBefore(end) ? text.Add(new byte[start.DistanceTo(end)]) : text;
    }
}
