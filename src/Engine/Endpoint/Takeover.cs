using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// A connection in its middle, as somebody else has brought it there: all that a TCP must know to go on with it. The state is the one
/// after what was heard, even if the answer to that is still to be sent.
/// </summary>
internal sealed record Takeover
{
    /// <summary>The variables. RCV.WND reaches to the right edge of the window that was offered furthest.</summary>
    public required Tcb Tcb { get; init; }

    /// <summary>True when this side's SYN answers another.</summary>
    public bool IsPassive { get; init; }

    /// <summary>The options of this side's SYN.</summary>
    public SegmentOptions OwnOptions { get; init; }

    /// <summary>The options of the other side's SYN; none before it was heard.</summary>
    public SegmentOptions? PeerOptions { get; init; }

    /// <summary>The largest window that the other side has offered.</summary>
    public uint MaxSndWnd { get; init; }

    /// <summary>The last timestamp sent; none without one.</summary>
    public uint? LastTimestamp { get; init; }

    /// <summary>TS.Recent: the timestamp to echo.</summary>
    public uint TsRecent { get; init; }

    /// <summary>Last.ACK.sent (RFC 7323 §4.3).</summary>
    public SeqNumber LastAckSent { get; init; }

    /// <summary>The number of this side's FIN; none before it.</summary>
    public SeqNumber? Fin { get; init; }

    /// <summary>The text that was sent and is not acknowledged, in order and without a gap.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Unacknowledged { get; init; } = [];

    /// <summary>The text that was heard and lies beyond a gap, or came with a SYN.</summary>
    public ImmutableArray<(SeqNumber Start, ReadOnlyMemory<byte> Text)> Early { get; init; } = [];

    /// <summary>The number of the other side's FIN while it lies beyond a gap.</summary>
    public SeqNumber? EarlyFin { get; init; }

    /// <summary>True when a SYN that crossed ours was not answered yet (RFC 9293 §3.5, figure 7).</summary>
    public bool OwesSynAck { get; init; }

    /// <summary>True when something was heard that was not acknowledged yet.</summary>
    public bool OwesAck { get; init; }
}
