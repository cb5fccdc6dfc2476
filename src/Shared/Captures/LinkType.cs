namespace Playground.Captures;

/// <summary>What a captured frame begins with, by the numbers of the LINKTYPE_ registry; those that are read here.</summary>
public enum LinkType
{
    /// <summary>LINKTYPE_NULL: the address family in four octets, in the byte order of the machine that captured.</summary>
    Null = 0,

    /// <summary>LINKTYPE_ETHERNET: an Ethernet header, perhaps with VLAN tags (IEEE 802.1Q).</summary>
    Ethernet = 1,

    /// <summary>LINKTYPE_RAW: the IP header at once, version 4 or 6.</summary>
    Raw = 101,

    /// <summary>LINKTYPE_LOOP: the address family in four octets, most significant first.</summary>
    Loop = 108,

    /// <summary>LINKTYPE_LINUX_SLL: what Linux writes for "any" interface, sixteen octets.</summary>
    LinuxCooked = 113,

    /// <summary>LINKTYPE_IPV4: the IPv4 header at once.</summary>
    RawV4 = 228,

    /// <summary>LINKTYPE_IPV6: the IPv6 header at once.</summary>
    RawV6 = 229,

    /// <summary>LINKTYPE_LINUX_SLL2: what newer Linux writes for "any" interface, twenty octets.</summary>
    LinuxCooked2 = 276,
}
