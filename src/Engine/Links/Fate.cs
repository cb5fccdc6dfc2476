namespace Playground.Engine.Links;

/// <summary>What becomes of a segment on the link.</summary>
public enum Fate
{
    /// <summary>It travels in its turn.</summary>
    Travels,

    /// <summary>The script holds it back.</summary>
    Held,

    /// <summary>It waits until the next segment of its sender has overtaken it.</summary>
    Overtaken,

    /// <summary>It is lost by chance.</summary>
    LostByChance,

    /// <summary>It is lost because the script says so.</summary>
    LostByScript,

    /// <summary>It is dropped: too many packets wait to leave already.</summary>
    QueueFull,

    /// <summary>It is dropped: its packet is larger than the path's MTU.</summary>
    TooBig,
}

/// <summary>What fates have in common.</summary>
public static class Fates
{
    /// <summary>True when the segment never arrives.</summary>
    public static bool IsLost(this Fate fate) => fate is Fate.LostByChance or Fate.LostByScript or Fate.QueueFull or Fate.TooBig;

    /// <summary>True when the segment never gets onto the link, where others could hear it.</summary>
    public static bool IsDropped(this Fate fate) => fate is Fate.QueueFull or Fate.TooBig;
}
