using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;

namespace Playground.Tcp;

/// <summary>
/// An IPv4 or IPv6 address as a value of sixteen bytes, so that segments and four-tuples can be copied and compared
/// without the heap. An IPv4 address is kept in its IPv4-mapped form (RFC 4291 §2.5.5.2).
/// </summary>
[JsonConverter(typeof(HostAddressConverter))]
public readonly record struct HostAddress
{
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    private readonly ulong _high;
    private readonly ulong _low;

    private HostAddress(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    private uint V4Bits => (uint)_low;

    /// <summary>True for IPv4: the address takes 4 bytes on the wire, else 16.</summary>
    public bool IsV4 => _high == 0 && (_low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

    /// <summary>True for a group of hosts: 224.0.0.0/4 (RFC 1112 §4) or ff00::/8 (RFC 4291 §2.7).</summary>
    public bool IsMulticast => IsV4 ? V4Bits >> 28 == 0xE : _high >> 56 == 0xFF;

    /// <summary>
    /// True for 255.255.255.255, every host on the link (RFC 1122 §3.2.1.3). The broadcast address of a network can't be told
    /// without its mask; IPv6 has none.
    /// </summary>
    public bool IsBroadcast => IsV4 && V4Bits == uint.MaxValue;

    /// <summary>True for 0.0.0.0 and ::, which stand for no address.</summary>
    public bool IsUnspecified => IsV4 ? V4Bits == 0 : (_high | _low) == 0;

    /// <summary>True for 127.0.0.0/8 and ::1, which never leave their host.</summary>
    public bool IsLoopback => IsV4 ? V4Bits >> 24 == 127 : _high == 0 && _low == 1;

    /// <summary>
    /// True when a TCP may have this address at the other end. An OPEN to any other is an error (RFC 9293 §3.9.1.1, MUST-46), and a
    /// segment from it is ignored (§3.9.2.3, MUST-63): it names no single host on the link that an answer could reach.
    /// </summary>
    /// <remarks>All of 0.0.0.0/8 is out: "this network" is only for a host that doesn't know its own address (RFC 1122 §3.2.1.3).</remarks>
    public bool CanBeRemote => !IsMulticast && !IsBroadcast && !IsLoopback && !IsUnspecified && !(IsV4 && V4Bits >> 24 == 0);

    /// <summary>The bytes this address takes on the wire: 4 or 16.</summary>
    public int WireLength => IsV4 ? 4 : 16;

    /// <summary>An IPv4 address from its 32 bits, most significant octet first.</summary>
    public static HostAddress FromV4(uint bits) => new(0, MappedPrefix | bits);

    /// <summary>An address from its bytes on the wire: 4 or 16 of them.</summary>
    /// <exception cref="ArgumentException">The bytes are neither 4 nor 16.</exception>
    public static HostAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => FromV4(BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        16 => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..])),
        _ => throw new ArgumentException("An address has 4 or 16 bytes.", nameof(bytes)),
    };

    /// <summary>The address in two words, as a table wants it.</summary>
    internal (ulong High, ulong Low) Words => (_high, _low);

    /// <summary>Writes the address as it stands on the wire, <see cref="WireLength"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        if (IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, V4Bits);
            return;
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>
    /// Reads an address in its usual text form, <c>192.0.2.1</c> or <c>2001:db8::1</c>; not the short, octal and hex forms of old
    /// libraries, in which <c>010.0.0.1</c> is another address than it looks, and no brackets, port, zone or prefix.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out HostAddress address)
    {
        address = default;
        if (!IPAddress.TryParse(text, out var parsed)) return false;
        var isUsual = parsed.AddressFamily == AddressFamily.InterNetwork ? parsed.ToString() == text : !text.AsSpan().ContainsAny("[%/");
        if (isUsual) address = FromBytes(parsed.GetAddressBytes());
        return isUsual;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static HostAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is not an address.");

    /// <summary>The usual text form.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteTo(bytes);
        return new IPAddress(bytes[..WireLength]).ToString();
    }
}
