namespace Playground.Engine.Links;

/// <summary>What the link does to the segments of one host: one direction of it. Probabilities run from 0 to 1.</summary>
public record LinkPath
{
    /// <summary>The time from one host to another, once a segment has left; not negative.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// The most that is added to <see cref="Delay"/>, each time another part of it, all equally likely; not negative. It reorders
    /// nothing: a segment that would arrive before the one ahead of it arrives with that one.
    /// </summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How fast packets leave, in bits per second with the IP header counted; 0 for as fast as they come.</summary>
    public long Rate { get; init; }

    /// <summary>How many packets may wait while another one leaves, from 0; the next is dropped. None for no limit.</summary>
    public int? Queue { get; init; }

    /// <summary>The probability that a segment is lost.</summary>
    public double Loss { get; init; }

    /// <summary>The probability that a segment arrives twice; the copy has its own jitter and comes no earlier than the first.</summary>
    public double Duplication { get; init; }

    /// <summary>
    /// The probability that the next segment overtakes this one, which then arrives right after it, or after
    /// <see cref="Link.LongestOvertaking"/> where none comes. Who overtakes is not overtaken itself.
    /// </summary>
    public double Reordering { get; init; }

    /// <summary>The probability that one bit of a segment is flipped on the way, so that its checksum fits no more.</summary>
    public double Corruption { get; init; }

    /// <summary>
    /// The octets of the largest IP packet that passes. No packet here may be fragmented, so a larger one is dropped and its
    /// sender told by ICMP.
    /// </summary>
    public int Mtu { get; init; } = 1500;
}
