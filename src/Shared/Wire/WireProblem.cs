using Playground.Contracts;

namespace Playground.Wire;

/// <summary>Why bytes are no TCP segment, or no packet that carries one.</summary>
public enum WireProblem
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Fewer octets than the fixed part of the header.</summary>
    TooShort,

    /// <summary>The data offset says less than the five words that every TCP header has.</summary>
    DataOffsetTooSmall,

    /// <summary>The data offset points past the last octet.</summary>
    DataOffsetPastEnd,

    /// <summary>The IP version is neither 4 nor 6.</summary>
    UnknownIpVersion,

    /// <summary>The IPv4 header length says less than the five words that every header has, or more than the packet holds.</summary>
    BadHeaderLength,

    /// <summary>The length in the IP header is smaller than its header, or larger than what is there.</summary>
    BadTotalLength,

    /// <summary>The checksum of the IPv4 header is wrong.</summary>
    HeaderChecksumWrong,

    /// <summary>A piece of a larger packet; segments on this wire come whole.</summary>
    Fragment,

    /// <summary>The IPv6 header is followed by an extension header.</summary>
    ExtensionHeader,

    /// <summary>It carries something else than TCP.</summary>
    NotTcp,

    /// <summary>An IPv6 header between two IPv4 addresses in their mapped form (RFC 4291 §2.5.5.2).</summary>
    MappedAddresses,
}

/// <summary>The problems in words.</summary>
public static class WireProblems
{
    /// <summary>One plain sentence.</summary>
    public static Sentence Text(this WireProblem problem) => problem switch
    {
        WireProblem.None => new("These bytes are a TCP segment."),
        WireProblem.TooShort => new("These bytes end before the header does."),
        WireProblem.DataOffsetTooSmall => new("The data offset is below 5: a TCP header has at least five words of four octets."),
        WireProblem.DataOffsetPastEnd => new("The data offset points past the end of the segment."),
        WireProblem.UnknownIpVersion => new("The IP version is neither 4 nor 6."),
        WireProblem.BadHeaderLength => new("The length of the IPv4 header can't be right: it has five words or more, all in the packet."),
        WireProblem.BadTotalLength => new("The length in the IP header doesn't fit the bytes that are there."),
        WireProblem.HeaderChecksumWrong => new("The checksum of the IPv4 header is wrong."),
        WireProblem.Fragment => new("This is a fragment of a larger packet; only whole packets can be read here."),
        WireProblem.ExtensionHeader => new("An IPv6 extension header stands before the segment; only packets without can be read here."),
        WireProblem.NotTcp => new("This packet carries no TCP: TCP is protocol 6."),
        WireProblem.MappedAddresses => new("IPv4 addresses may not stand in an IPv6 header on the wire."),
    };
}
