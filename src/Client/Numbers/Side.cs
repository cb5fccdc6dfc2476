namespace Playground.Client.Numbers;

/// <summary>The side that chose a number. Each has its hue and its mark.</summary>
public enum Side
{
    /// <summary>The left lifeline.</summary>
    Client,

    /// <summary>The right lifeline.</summary>
    Server,
}

/// <summary>How a side looks.</summary>
public static class SideLooks
{
    /// <summary>The other side.</summary>
    public static Side Other(this Side side) => side == Side.Client ? Side.Server : Side.Client;

    /// <summary>The class that gives text the side's hue.</summary>
    public static string Ink(this Side side) => side == Side.Client ? "ink-client" : "ink-server";

    /// <summary>The same for a number that may be nobody's.</summary>
    public static string Ink(this Side? side) => side?.Ink() ?? "ink-none";
}
