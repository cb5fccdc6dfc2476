using Playground.Tcp;

namespace Playground.Engine.Links;

/// <summary>A segment, or an ICMP error, on its way.</summary>
/// <param name="Id">Its number on the link, from 0; a copy that the link made has its own.</param>
/// <param name="Segment">The segment as it will arrive, flipped bit and all; default for an error.</param>
/// <param name="Error">The ICMP error; none for a segment.</param>
/// <param name="ArrivesAt">When it arrives.</param>
public readonly record struct Transit(int Id, Segment Segment, IcmpError? Error, Instant ArrivesAt)
{
    /// <summary>The address it goes to.</summary>
    public HostAddress To => Error is { } error ? error.Connection.Local.Host : Segment.Destination.Host;
}

/// <summary>What the link has made of a segment that was sent.</summary>
/// <param name="Id">Its number on the link.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="ArrivesAt">When it arrives, or would; when it waits to be overtaken, at the latest.</param>
/// <param name="IsCorrupt">True when one of its bits is flipped on the way.</param>
/// <param name="Copy">The second copy where the link made one; it is never corrupt.</param>
public readonly record struct Sending(int Id, Fate Fate, Instant ArrivesAt, bool IsCorrupt = false, Transit? Copy = null);
