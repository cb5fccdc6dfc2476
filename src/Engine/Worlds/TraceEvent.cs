using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>Something that happened in a world.</summary>
/// <param name="At">When.</param>
public abstract record TraceEvent(Instant At);

/// <summary>A segment went onto the link.</summary>
/// <param name="Id">Its number on the link; the arrival carries the same.</param>
/// <param name="From">The host that sent it.</param>
/// <param name="To">The host it is addressed to; none where no host has that address.</param>
/// <param name="ArrivesAt">When it arrives, or would.</param>
/// <param name="IsLost">True when it never arrives.</param>
/// <param name="IsRepeat">True for a retransmission.</param>
/// <param name="Review">What is said about it, where a person made it.</param>
public sealed record SegmentSent(
    Instant At, int Id, string From, string? To, Segment Segment, Instant ArrivesAt, bool IsLost, bool IsRepeat, Review? Review) : TraceEvent(At);

/// <summary>A segment came off the link.</summary>
/// <param name="Id">Its number on the link.</param>
/// <param name="Host">The host that received it.</param>
/// <param name="Verdict">What its TCP did; none where a person is the TCP.</param>
public sealed record SegmentArrived(Instant At, int Id, string Host, Verdict? Verdict) : TraceEvent(At);

/// <summary>A host's connection changed its state.</summary>
public sealed record StateChanged(Instant At, string Host, TcpState From, TcpState To) : TraceEvent(At);
