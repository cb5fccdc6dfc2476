namespace Playground.Captures;

/// <summary>How much of a file is read. A file comes from anybody, and whoever reads it has other work too.</summary>
public sealed record CaptureLimits
{
    /// <summary>What a page takes: 10 MB and 20,000 segments.</summary>
    public static CaptureLimits Default { get; } = new();

    /// <summary>The most octets of a file; a larger one is refused.</summary>
    public int Octets { get; init; } = 10_000_000;

    /// <summary>The most segments; a file with more is refused.</summary>
    public int Segments { get; init; } = 20_000;

    /// <summary>The most interfaces; reading stops at the next.</summary>
    public int Taps { get; init; } = 1_000;
}
