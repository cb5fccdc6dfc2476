using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Packets;

/// <summary>What became of a packet at a host's edge.</summary>
public enum PacketFate
{
    /// <summary>A segment for this host: its TCP has decided about it, and the verdict says what.</summary>
    Segment,

    /// <summary>An ICMP error about a segment of this host: its TCP was told.</summary>
    IcmpError,

    /// <summary>No packet that carries TCP or an ICMP error about it; the problem says why.</summary>
    Unreadable,

    /// <summary>For another host, for a group of them (RFC 9293 §3.9.2.3, MUST-57), or from the other IP version.</summary>
    NotForUs,
}

/// <summary>What a host did with a packet.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Problem">Why it could not be read; none where it could.</param>
/// <param name="Verdict">What TCP decided; none where there was no segment for it.</param>
public readonly record struct Reception(PacketFate Fate, WireProblem Problem = WireProblem.None, Verdict? Verdict = null);

/// <summary>How many packets a host has seen, by what became of them.</summary>
public sealed class PacketCounts
{
    private readonly long[] _fates = new long[Enum.GetValues<PacketFate>().Length];
    private readonly long[] _problems = new long[Enum.GetValues<WireProblem>().Length];

    /// <summary>Packets that have left.</summary>
    public long Sent { get; internal set; }

    /// <summary>Packets that arrived and had this fate.</summary>
    public long this[PacketFate fate] => _fates[(int)fate];

    /// <summary>Packets that arrived and could not be read for this reason.</summary>
    public long this[WireProblem problem] => _problems[(int)problem];

    internal void Add(in Reception reception)
    {
        _fates[(int)reception.Fate]++;
        if (reception.Problem != WireProblem.None) _problems[(int)reception.Problem]++;
    }
}
