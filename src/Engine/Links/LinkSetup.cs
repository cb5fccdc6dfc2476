namespace Playground.Engine.Links;

/// <summary>What the link does to segments, the same in each direction.</summary>
public sealed record LinkSetup
{
    /// <summary>The time from one host to another; not negative.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>The probability that a segment is lost, 0 to 1.</summary>
    public double Loss { get; init; }
}
