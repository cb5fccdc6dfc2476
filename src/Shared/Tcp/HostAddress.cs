using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Playground.Tcp;

/// <summary>
/// An IPv4 or IPv6 address as a value of sixteen bytes, so that segments and four-tuples can be copied and compared
/// without the heap. An IPv4 address is kept in its IPv4-mapped form (RFC 4291 §2.5.5.2).
/// </summary>
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

    /// <summary>True for IPv4: the address takes 4 bytes on the wire, else 16.</summary>
    public bool IsV4 => _high == 0 && (_low & 0xFFFF_FFFF_0000_0000) == MappedPrefix;

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

    /// <summary>Writes the address as it stands on the wire, <see cref="WireLength"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        if (IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_low);
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
