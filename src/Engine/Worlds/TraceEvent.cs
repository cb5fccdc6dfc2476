using Playground.Engine.Links;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>Something that happened in a world.</summary>
/// <param name="At">When.</param>
public abstract record TraceEvent(Instant At);

/// <summary>A segment went onto the link, or was dropped before it could.</summary>
/// <param name="Id">Its number on the link; the arrival carries the same.</param>
/// <param name="From">The host that sent it, whatever its source address says.</param>
/// <param name="To">The host it is addressed to; none where no host has that address.</param>
/// <param name="Segment">The segment as it was sent.</param>
/// <param name="ArrivesAt">When it arrives, or would; when it waits to be overtaken, at the latest.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="IsRepeat">True for a retransmission.</param>
/// <param name="Review">What is said about it, where a person made it and did not forge its source.</param>
public sealed record SegmentSent(
    Instant At, int Id, string From, string? To, Segment Segment, Instant ArrivesAt, Fate Fate, bool IsRepeat, Review? Review) : TraceEvent(At)
{
    /// <summary>True when one of its bits is flipped on the way: what arrives is not what was sent.</summary>
    public bool IsCorrupt { get; init; }

    /// <summary>True when it never arrives.</summary>
    public bool IsLost => Fate.IsLost();
}

/// <summary>The link made a second copy of a segment that was just sent.</summary>
/// <param name="Id">The copy's own number on the link; its arrival carries the same.</param>
/// <param name="Original">The number of the segment that was sent.</param>
/// <param name="ArrivesAt">When the copy arrives.</param>
public sealed record SegmentDuplicated(Instant At, int Id, int Original, Instant ArrivesAt) : TraceEvent(At);

/// <summary>A host on the path heard a segment that was put on the link and is not for it: at once, lost or not later on.</summary>
/// <param name="Id">Its number on the link.</param>
/// <param name="Host">The host that heard it.</param>
public sealed record SegmentOverheard(Instant At, int Id, string Host) : TraceEvent(At);

/// <summary>A segment came off the link.</summary>
/// <param name="Id">Its number on the link.</param>
/// <param name="Host">The host that received it.</param>
/// <param name="Segment">The segment as it arrived.</param>
/// <param name="Verdict">What its TCP did; none where a person is the TCP.</param>
public sealed record SegmentArrived(Instant At, int Id, string Host, Segment Segment, Verdict? Verdict) : TraceEvent(At)
{
    /// <summary>What a TCP in that person's position would have done, as far as their own ledger tells; none where a TCP received it.</summary>
    public Verdict? Expected { get; init; }
}

/// <summary>A connection changed its state, as one of its hosts sees it.</summary>
/// <param name="Connection">The connection, the host's own socket first.</param>
public sealed record StateChanged(Instant At, string Host, FourTuple Connection, TcpState From, TcpState To) : TraceEvent(At);

/// <summary>An ICMP error went onto the link.</summary>
/// <param name="Id">Its number on the link; the arrival carries the same.</param>
/// <param name="From">The host that sent it; none when it comes from a router on the link.</param>
/// <param name="To">The host it goes to; none where no host has that address.</param>
/// <param name="ArrivesAt">When it arrives.</param>
public sealed record IcmpSent(Instant At, int Id, string? From, string? To, IcmpError Error, Instant ArrivesAt) : TraceEvent(At);

/// <summary>An ICMP error came off the link.</summary>
/// <param name="Id">Its number on the link.</param>
/// <param name="Host">The host that received it.</param>
public sealed record IcmpArrived(Instant At, int Id, string Host, IcmpError Error) : TraceEvent(At);

/// <summary>The user of an engine host made a socket call.</summary>
/// <param name="Answer">What the TCP answered.</param>
public sealed record SocketCalled(Instant At, string Host, SocketCall Call, CallAnswer Answer) : TraceEvent(At);

/// <summary>A person handed their host to the engine in the middle of what it does, or took it back.</summary>
/// <param name="ToEngine">True when the engine drives it from now on.</param>
/// <param name="Unsent">The octets that its application had written and the engine had not sent when it was taken back: they are gone.</param>
public sealed record HandedOver(Instant At, string Host, bool ToEngine, int Unsent = 0) : TraceEvent(At);

/// <summary>The link was changed.</summary>
/// <param name="Link">What it is from now on.</param>
public sealed record LinkChanged(Instant At, LinkSetup Link) : TraceEvent(At);

/// <summary>The link was told to do something to a segment that is still to come.</summary>
/// <param name="Rule">What, and to which.</param>
public sealed record LinkTouched(Instant At, LinkRule Rule) : TraceEvent(At);
