using System.Text;

namespace Playground.Captures;

/// <summary>An interface of a pcapng section: what its frames begin with, and what its times count (draft-ietf-opsawg-pcapng §4.2).</summary>
/// <param name="Tap">Its name and link.</param>
/// <param name="SnapLength">The most octets that were kept of a frame; 0 for all.</param>
internal sealed record PcapngInterface(CaptureTap Tap, uint SnapLength)
{
    private const byte UsualResolution = 6;
    private const byte IsPowerOfTwo = 0x80;

    /// <summary>The place of its tap in what was read.</summary>
    public int Place { get; init; }

    /// <summary>The unit of its times: 10^-n seconds, or with the highest bit set 2^-n.</summary>
    public byte Resolution { get; init; } = UsualResolution;

    /// <summary>Seconds to add to its times.</summary>
    public long Offset { get; init; }

    /// <summary>Reads the body of an interface's description; none when it is too short.</summary>
    public static PcapngInterface? Read(ReadOnlySpan<byte> body, ByteOrder order)
    {
        if (body.Length < 8) return null;
        var read = new PcapngInterface(new("", (LinkType)order.U16(body)), order.U32(body[4..]));
        var options = body[8..];
        while (PcapngOption.TryTake(ref options, order, out var code, out var value))
        {
            read = code switch
            {
                Pcapng.InterfaceName => read with { Tap = read.Tap with { Name = Encoding.UTF8.GetString(value) } },
                Pcapng.InterfaceDescribed => read with { Tap = read.Tap with { Description = Encoding.UTF8.GetString(value) } },
                Pcapng.TimeResolution when value.Length == 1 => read with { Resolution = value[0] },
                Pcapng.TimeOffset when value.Length == sizeof(long) => read with { Offset = order.I64(value) },
                _ => read,
            };
        }

        return read;
    }

    /// <summary>A time of this interface in microseconds since 1970, as near to it as 64 bits can come.</summary>
    public long Microseconds(ulong time)
    {
        var digits = Resolution & ~IsPowerOfTwo;
        var micros = (Resolution & IsPowerOfTwo) != 0 ? ((UInt128)time * 1_000_000) >> digits : InMicroseconds(time, digits);
        var all = (Int128)micros + ((Int128)Offset * 1_000_000);
        return (long)Int128.Clamp(all, long.MinValue, long.MaxValue);
    }

    private static UInt128 InMicroseconds(UInt128 time, int digits)
    {
        for (; digits < UsualResolution; digits++) time *= 10;
        for (; digits > UsualResolution && time > 0; digits--) time /= 10;
        return time;
    }
}

/// <summary>The list of options at the end of a block: a code, a length, and so many octets, padded (draft-ietf-opsawg-pcapng §3.5).</summary>
internal static class PcapngOption
{
    private const int HeaderLength = 4;

    /// <summary>Takes the next option off the list; false at its end, and where it is broken.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> options, ByteOrder order, out ushort code, out ReadOnlySpan<byte> value)
    {
        code = 0;
        value = default;
        if (options.Length < HeaderLength) return false;
        code = order.U16(options);
        var length = order.U16(options[2..]);
        if (code == Pcapng.EndOfOptions || length > options.Length - HeaderLength) return false;
        value = options.Slice(HeaderLength, length);
        options = options[Math.Min(options.Length, HeaderLength + Pcapng.Padded(length))..];
        return true;
    }
}
