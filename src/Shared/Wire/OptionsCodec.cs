using System.Buffers.Binary;
using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Wire;

/// <summary>The kinds of option that are read as fields (RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413).</summary>
public static class OptionKind
{
    /// <summary>End of Option List: one octet, the rest of the header is padding.</summary>
    public const byte End = 0;

    /// <summary>No-Operation: one octet, for alignment.</summary>
    public const byte NoOperation = 1;

    /// <summary>Maximum Segment Size: 4 octets.</summary>
    public const byte MaximumSegmentSize = 2;

    /// <summary>Window Scale (RFC 7323 §2.2): 3 octets.</summary>
    public const byte WindowScale = 3;

    /// <summary>SACK-Permitted (RFC 2018 §2): 2 octets.</summary>
    public const byte SackPermitted = 4;

    /// <summary>SACK (RFC 2018 §3): 2 octets and 8 for each block.</summary>
    public const byte Sack = 5;

    /// <summary>Timestamps (RFC 7323 §3.2): 10 octets.</summary>
    public const byte Timestamps = 8;

    /// <summary>Fast Open (RFC 7413 §4.1.1): 2 octets and those of the cookie, if any.</summary>
    public const byte FastOpen = 34;
}

/// <summary>
/// Options as fields and as bytes. Fields are written in one fixed order, each option aligned to a word by No-Operations before
/// it: MSS, timestamps (with SACK-permitted in place of the padding where both are there), SACK-permitted, window scale, SACK;
/// and last Fast Open, with the No-Operations after it. It is the order that Linux uses, so most segments of a capture read as
/// fields alone.
/// </summary>
public static class OptionsCodec
{
    private const int BlockLength = 8;
    private const int TimestampsLength = 10;

    /// <summary>What the options of nearly every segment of an open connection begin with: two No-Operations and the timestamps.</summary>
    private const uint TimestampsAlone = 0x0101_0000 | (OptionKind.Timestamps << 8) | TimestampsLength;

    /// <summary>
    /// The octets that <paramref name="options"/> take in a header, padding included: a multiple of 4. Above
    /// <see cref="SegmentOptions.MaxLength"/> (40) no header can hold them and nothing encodes them.
    /// </summary>
    public static int Length(in SegmentOptions options)
    {
        if (!options.Raw.IsDefaultOrEmpty) return (options.Raw.Length + 3) & ~3;
        var length = 0;
        if (options.MaximumSegmentSize is not null) length += 4;
        if (options.Timestamps is not null) length += 12;
        else if (options.SackPermitted) length += 4;
        if (options.WindowScale is not null) length += 4;
        if (!options.Sack.IsDefaultOrEmpty) length += 4 + (BlockLength * options.Sack.Length);
        if (!options.FastOpen.IsDefault) length += (2 + options.FastOpen.Length + 3) & ~3;
        return length;
    }

    /// <summary>Writes the options, <see cref="Length"/> octets; raw bytes are padded with End of Option List, zero (MUST-69).</summary>
    /// <returns>False, and nothing is written, when they take more than 40 octets or more than the destination holds.</returns>
    public static bool Encode(in SegmentOptions options, Span<byte> destination)
    {
        var length = Length(options);
        if (length > SegmentOptions.MaxLength || length > destination.Length) return false;
        var room = destination[..length];
        if (options.Raw.IsDefaultOrEmpty)
        {
            WriteFields(options, room);
            return true;
        }

        options.Raw.AsSpan().CopyTo(room);
        room[options.Raw.Length..].Clear();
        return true;
    }

    /// <summary>
    /// Reads any bytes. Options of unknown kind are passed over (MUST-6), those that TCP knows are read wherever they begin
    /// (MUST-64), the last of two of a kind counts. Reading stops at the end of the list, and at a length that can't be: below 2 or
    /// past the end (MUST-7; <see cref="IsWellFormed"/> tells). Whatever the fields don't say is kept in
    /// <see cref="SegmentOptions.Raw"/>, so that up to 40 octets in whole words come back from
    /// <see cref="Encode"/> just as they were.
    /// </summary>
    public static SegmentOptions Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return default;
        var options = default(SegmentOptions);
        if (bytes.Length == TimestampsLength + 2 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == TimestampsAlone)
            return options with { Timestamps = ReadTimestamps(bytes[4..]) };

        var walk = new Walk(bytes);
        while (walk.Next(out var kind, out var value)) options = Read(options, kind, value);

        Span<byte> again = stackalloc byte[SegmentOptions.MaxLength];
        var saysAll = Length(options) == bytes.Length && Encode(options, again) && again[..bytes.Length].SequenceEqual(bytes);
        return saysAll ? options : options with { Raw = ImmutableArray.Create(bytes) };
    }

    /// <summary>True when no option has an illegal length: below 2, past the end, or wrong for a kind that TCP knows.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> bytes)
    {
        var walk = new Walk(bytes);
        while (walk.Next(out var kind, out var value))
        {
            if (!Fits(kind, value)) return false;
        }

        return !walk.IsBroken;
    }

    private static bool Fits(byte kind, ReadOnlySpan<byte> value) => kind switch
    {
        OptionKind.MaximumSegmentSize => value.Length == 2,
        OptionKind.WindowScale => value.Length == 1,
        OptionKind.SackPermitted => value.IsEmpty,
        OptionKind.Sack => !value.IsEmpty && value.Length % BlockLength == 0,
        OptionKind.Timestamps => value.Length == 8,
        OptionKind.FastOpen => value.IsEmpty || SegmentOptions.IsFastOpenCookie(value),
        _ => true,
    };

    private static SegmentOptions Read(in SegmentOptions options, byte kind, ReadOnlySpan<byte> value)
    {
        if (!Fits(kind, value)) return options;
        return kind switch
        {
            OptionKind.MaximumSegmentSize => options with { MaximumSegmentSize = BinaryPrimitives.ReadUInt16BigEndian(value) },
            OptionKind.WindowScale => options with { WindowScale = value[0] },
            OptionKind.SackPermitted => options with { SackPermitted = true },
            OptionKind.Sack => options with { Sack = ReadBlocks(value) },
            OptionKind.Timestamps => options with { Timestamps = ReadTimestamps(value) },
            OptionKind.FastOpen => options with { FastOpen = ImmutableArray.Create(value) },
            _ => options,
        };
    }

    private static Timestamps ReadTimestamps(ReadOnlySpan<byte> value) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(value), BinaryPrimitives.ReadUInt32BigEndian(value[4..]));

    private static ImmutableArray<SackBlock> ReadBlocks(ReadOnlySpan<byte> value)
    {
        var blocks = ImmutableArray.CreateBuilder<SackBlock>(value.Length / BlockLength);
        for (; !value.IsEmpty; value = value[BlockLength..])
        {
            var left = BinaryPrimitives.ReadUInt32BigEndian(value);
            blocks.Add(new(new(left), new(BinaryPrimitives.ReadUInt32BigEndian(value[4..]))));
        }

        return blocks.MoveToImmutable();
    }

    private static void WriteFields(in SegmentOptions options, Span<byte> room)
    {
        if (options.MaximumSegmentSize is { } mss)
        {
            Begin(ref room, OptionKind.MaximumSegmentSize, 4);
            Write16(ref room, mss);
        }

        if (options.Timestamps is { } stamps)
        {
            if (options.SackPermitted) Begin(ref room, OptionKind.SackPermitted, 2);
            else Pad(ref room, 2);
            Begin(ref room, OptionKind.Timestamps, TimestampsLength);
            Write32(ref room, stamps.Value);
            Write32(ref room, stamps.EchoReply);
        }
        else if (options.SackPermitted)
        {
            Pad(ref room, 2);
            Begin(ref room, OptionKind.SackPermitted, 2);
        }

        if (options.WindowScale is { } shift)
        {
            Pad(ref room, 1);
            Begin(ref room, OptionKind.WindowScale, 3);
            room[0] = shift;
            room = room[1..];
        }

        if (!options.Sack.IsDefaultOrEmpty)
        {
            Pad(ref room, 2);
            Begin(ref room, OptionKind.Sack, 2 + (BlockLength * options.Sack.Length));
            foreach (var block in options.Sack)
            {
                Write32(ref room, block.Left.Value);
                Write32(ref room, block.Right.Value);
            }
        }

        if (options.FastOpen.IsDefault) return;
        Begin(ref room, OptionKind.FastOpen, 2 + options.FastOpen.Length);
        options.FastOpen.AsSpan().CopyTo(room);
        room[options.FastOpen.Length..].Fill(OptionKind.NoOperation);
    }

    private static void Pad(ref Span<byte> room, int count)
    {
        room[..count].Fill(OptionKind.NoOperation);
        room = room[count..];
    }

    private static void Begin(ref Span<byte> room, byte kind, int length)
    {
        room[0] = kind;
        room[1] = (byte)length;
        room = room[2..];
    }

    private static void Write16(ref Span<byte> room, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(room, value);
        room = room[sizeof(ushort)..];
    }

    private static void Write32(ref Span<byte> room, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(room, value);
        room = room[sizeof(uint)..];
    }

    /// <summary>Steps over the options that have a length, and tells at the end whether one of the lengths was impossible.</summary>
    private ref struct Walk(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        /// <summary>True once a length was below 2 or past the end.</summary>
        public bool IsBroken { get; private set; }

        public bool Next(out byte kind, out ReadOnlySpan<byte> value)
        {
            while (!_rest.IsEmpty && _rest[0] == OptionKind.NoOperation) _rest = _rest[1..];
            kind = OptionKind.End;
            value = default;
            if (_rest.IsEmpty || _rest[0] == OptionKind.End) return false;
            if (_rest.Length < 2 || _rest[1] < 2 || _rest[1] > _rest.Length)
            {
                IsBroken = true;
                return false;
            }

            var length = _rest[1];
            kind = _rest[0];
            value = _rest[2..length];
            _rest = _rest[length..];
            return true;
        }
    }
}
