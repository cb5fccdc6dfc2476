using Playground.Tcp;

namespace Playground.Tests.Fuzzing;

/// <summary>Random values, cheap and the same for the same seed on every machine (SplitMix64).</summary>
internal struct Noise(ulong seed)
{
    private ulong _state = seed;

    private static readonly HostAddress[] s_addresses = [.. new[] { "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2" }.Select(HostAddress.Parse)];

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E37_79B9_7F4A_7C15;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }

    public uint Below(uint limit) => (uint)(((UInt128)Next() * limit) >> 64);

    public void Fill(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i += sizeof(ulong))
        {
            var word = Next();
            for (var j = i; j < Math.Min(i + sizeof(ulong), bytes.Length); j++, word >>= 8) bytes[j] = (byte)word;
        }
    }

    /// <summary>Octets that look like options: kinds that mean something, lengths that are often right.</summary>
    public void FillOptions(Span<byte> bytes)
    {
        ReadOnlySpan<byte> kinds = [0, 1, 1, 1, 2, 3, 4, 5, 5, 8, 8, 34, 30, 255, 2, 3];
        ReadOnlySpan<byte> lengths = [2, 2, 2, 2, 4, 3, 2, 10, 18, 10, 10, 10, 4, 7, 4, 3];
        for (var i = 0; i < bytes.Length;)
        {
            var roll = Next();
            var which = (int)(roll & 15);
            bytes[i++] = kinds[which];
            if (kinds[which] < 2 || i == bytes.Length) continue;
            var length = (roll & 0x70) == 0 ? (byte)(roll >> 8 & 63) : lengths[which];
            bytes[i++] = length;
            for (var value = 2; value < length && i < bytes.Length; value++, roll >>= 4) bytes[i++] = (byte)(roll >> 24);
        }
    }

    /// <summary>A segment that a packet can hold, with a few octets of text.</summary>
    public Segment Segment()
    {
        var roll = Next();
        var family = (int)(roll & 2);
        return new Segment
        {
            Source = new(s_addresses[family], new((ushort)(roll >> 2))), Destination = new(s_addresses[family + 1], new((ushort)(roll >> 18))),
            Seq = new((uint)Next()), Ack = new((uint)Next()), Bits = (ControlBits)(roll >> 34 & 0xFFF), Window = (ushort)Next(),
            UrgentPointer = (ushort)Next(), Options = Options(), Payload = new byte[Below(9)],
        };
    }

    // Never more than 40 octets of them.
    private SegmentOptions Options()
    {
        var roll = Next();
        return new SegmentOptions
        {
            MaximumSegmentSize = (roll & 1) == 0 ? (ushort)(roll >> 8) : null,
            WindowScale = (roll & 2) == 0 ? (byte)(roll >> 24) : null,
            SackPermitted = (roll & 4) == 0,
            Timestamps = (roll & 8) == 0 ? new Timestamps((uint)Next(), (uint)Next()) : null,
            Sack = (roll & 48) == 0 ? [new(new((uint)Next()), new((uint)Next()))] : default,
            FastOpen = (roll & 112) == 16 ? [1, 2, 3, 4] : default,
        };
    }
}
