namespace Playground.Captures;

/// <summary>The numbers of the pcapng format (draft-ietf-opsawg-pcapng, §3 and §4), those that are written or read here.</summary>
internal static class Pcapng
{
    public const uint SectionHeader = 0x0A0D0D0A;
    public const uint InterfaceDescription = 1;
    public const uint ObsoletePacket = 2;
    public const uint SimplePacket = 3;
    public const uint EnhancedPacket = 6;

    public const uint ByteOrderMagic = 0x1A2B3C4D;
    public const ushort MajorVersion = 1;

    /// <summary>Type, length, and length again.</summary>
    public const int SmallestBlock = 12;

    public const ushort EndOfOptions = 0;
    public const ushort Comment = 1;

    public const ushort SectionApplication = 4;

    public const ushort InterfaceName = 2;
    public const ushort InterfaceDescribed = 3;
    public const ushort TimeResolution = 9;
    public const ushort TimeOffset = 14;

    public const ushort PacketFlags = 2;
    public const uint DirectionMask = 3;

    /// <summary>Everything in a block stands at a multiple of four octets.</summary>
    public static int Padded(int length) => (length + 3) & ~3;
}
