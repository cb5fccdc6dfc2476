using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests;

/// <summary>Random values of the vocabulary, for properties: <c>Some.Segment</c> is some segment.</summary>
internal static class Some
{
    public static Gen<uint> UInt { get; } = Gen.OneOf(
        Gen.Elements(0u, 1u, 0x7FFF_FFFFu, 0x8000_0000u, uint.MaxValue - 1, uint.MaxValue),
        ArbMap.Default.GeneratorFor<int>().Select(n => unchecked((uint)n)),
        from high in UShort() from low in UShort() select ((uint)high << 16) | low);

    public static Gen<byte> Byte { get; } = Gen.OneOf(Gen.Choose(0, 255), Gen.Choose(0, 10)).Select(n => (byte)n);

    /// <summary>Octets, few or many, an odd or even count, often of small values, which mean something in a header.</summary>
    public static Gen<byte[]> Bytes { get; } =
        from length in Gen.OneOf(Gen.Choose(0, 70), Gen.Choose(0, 1600)) from bytes in Gen.ArrayOf(Byte, length) select bytes;

    public static Gen<HostAddress> V4 { get; } = UInt.Select(HostAddress.FromV4);

    public static Gen<HostAddress> V6 { get; } =
        Gen.ArrayOf(Byte, 16).Select(bytes => HostAddress.FromBytes(bytes)).Where(address => !address.IsV4);

    public static Gen<(HostAddress Source, HostAddress Destination)> Addresses { get; } = Gen.OneOf(Pair(V4), Pair(V6));

    public static Gen<SackBlock> SackBlock { get; } = from left in UInt from right in UInt select new SackBlock(new(left), new(right));

    public static Gen<Timestamps> Timestamps { get; } = from value in UInt from echo in UInt select new Timestamps(value, echo);

    /// <summary>Options of fields alone, some of them too long for a header.</summary>
    public static Gen<SegmentOptions> FieldOptions { get; } =
        from mss in Maybe(UShort())
        from scale in Maybe(Byte)
        from sackPermitted in Gen.Elements(true, false)
        from stamps in Maybe(Timestamps)
        from blocks in Gen.Choose(0, 4)
        from sack in Gen.ArrayOf(SackBlock, blocks)
        from fastOpen in FastOpen()
        select new SegmentOptions
        {
            MaximumSegmentSize = mss,
            WindowScale = scale,
            SackPermitted = sackPermitted,
            Timestamps = stamps,
            Sack = [.. sack],
            FastOpen = fastOpen,
        };

    /// <summary>Options that a header can hold, as fields.</summary>
    public static Gen<SegmentOptions> FittingOptions { get; } = FieldOptions.Where(o => OptionsCodec.Length(o) <= SegmentOptions.MaxLength);

    /// <summary>The octets of an option list: options well made and broken, in any order, in whole words.</summary>
    public static Gen<byte[]> OptionBytes { get; } =
        from words in Gen.Choose(0, 10)
        from pieces in Gen.ListOf(Gen.OneOf(OptionPiece(), Gen.ArrayOf(Byte, 3)))
        from filler in Byte
        select pieces.SelectMany(p => p).Concat(Enumerable.Repeat(filler, 40)).Take(4 * words).ToArray();

    /// <summary>A segment that can stand on a wire, in the one form in which it is read back.</summary>
    public static Gen<Segment> Segment { get; } =
        from addresses in Addresses
        from ports in Pair(UShort())
        from seq in UInt
        from ack in UInt
        from bits in Gen.Choose(0, 0xFFF)
        from window in UShort()
        from urgent in UShort()
        from options in Gen.OneOf(FittingOptions, OptionBytes.Select(b => OptionsCodec.Decode(b)))
        from payload in Bytes
        from wrong in Maybe(UShort())
        select Settled(new Segment
        {
            Source = new(addresses.Source, new(ports.Item1)),
            Destination = new(addresses.Destination, new(ports.Item2)),
            Seq = new(seq),
            Ack = new(ack),
            Bits = (ControlBits)bits,
            Window = window,
            UrgentPointer = urgent,
            Options = options,
            Payload = payload,
        }, wrong);

    public static Gen<ushort> UShort() => Gen.OneOf(Gen.Elements(0, 1, 65535), Gen.Choose(0, 65535)).Select(n => (ushort)n);

    public static Gen<T?> Maybe<T>(Gen<T> some) where T : struct => Gen.OneOf(Gen.Constant((T?)null), some.Select(value => (T?)value));

    public static Gen<(T, T)> Pair<T>(Gen<T> some) => from one in some from other in some select (one, other);

    public static void Check<T>(this Gen<T> some, Func<T, bool> holds) => Prop.ForAll(some.ToArbitrary(), holds).Check();

    public static void Check(this Property property) => Seeded.Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), property);

    // No such option, a request, or a cookie.
    private static Gen<ImmutableArray<byte>> FastOpen() => Gen.OneOf(
        Gen.Constant(default(ImmutableArray<byte>)),
        Gen.Elements(0, 4, 6, 8, 10, 12, 14, 16).SelectMany(length => Gen.ArrayOf(Byte, length)).Select(octets => octets.ToImmutableArray()));

    // A checksum that happens to be right is read as none.
    private static Segment Settled(Segment segment, ushort? wrong)
    {
        var right = TcpCodec.RightChecksum(TcpCodec.Encode(segment), segment.Source.Host, segment.Destination.Host);
        return wrong == right ? segment : segment with { Checksum = wrong };
    }

    private static Gen<byte[]> OptionPiece() =>
        from options in FittingOptions
        from kind in Gen.Elements<byte>(OptionKind.NoOperation, OptionKind.NoOperation, 2, 3, 4, 5, 8, 30, 34)
        from length in Gen.Choose(0, 10)
        from whole in Gen.Elements(true, true, false)
        select whole ? Encoded(options) : [kind, (byte)length];

    private static byte[] Encoded(SegmentOptions options)
    {
        var bytes = new byte[OptionsCodec.Length(options)];
        Assert.True(OptionsCodec.Encode(options, bytes));
        return bytes;
    }
}
