using FsCheck;
using FsCheck.Fluent;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Wire;

public class TcpCodecTests
{
    private const string SynBytes = "C00000502A8F2B5300000000A002FFFFADC80000020405B40402080A000000010000000001030307";
    private const string DataBytes = "C00000502A8F2B54BCEB57A15018FFFF4600000048454C4C4F";

    private static readonly Segment s_syn = new()
    {
        Source = new(HostAddress.Parse("192.0.2.1"), new(49152)),
        Destination = new(HostAddress.Parse("192.0.2.2"), new(80)),
        Seq = new(714025811),
        Bits = ControlBits.Syn,
        Window = 65535,
        Options = new() { MaximumSegmentSize = 1460, SackPermitted = true, Timestamps = new(1, 0), WindowScale = 7 },
    };

    private static readonly Segment s_data = new()
    {
        Source = new(HostAddress.Parse("2001:db8::1"), new(49152)),
        Destination = new(HostAddress.Parse("2001:db8::2"), new(80)),
        Seq = new(714025812),
        Ack = new(3169540001),
        Bits = ControlBits.Psh | ControlBits.Ack,
        Window = 65535,
        Payload = "HELLO"u8.ToArray(),
    };

    [Fact]
    [Trait("RFC9293", "MUST-2")]
    public void A_syn_over_IPv4_has_its_known_bytes() => Assert.Equal(SynBytes, Convert.ToHexString(TcpCodec.Encode(s_syn)));

    [Fact]
    [Trait("RFC9293", "MUST-2")]
    public void Data_over_IPv6_has_its_known_bytes() => Assert.Equal(DataBytes, Convert.ToHexString(TcpCodec.Encode(s_data)));

    [Fact]
    public void Known_bytes_are_read_as_their_segments()
    {
        Assert.Equal(s_syn, Decode(SynBytes, s_syn));
        Assert.Equal(s_data, Decode(DataBytes, s_data));
    }

    [Fact]
    public void A_wrong_checksum_is_sent_and_read_as_it_is()
    {
        var wrong = s_data with { Checksum = 0xBEEF };

        Assert.Equal(0xBEEF, Decode(Convert.ToHexString(TcpCodec.Encode(wrong)), wrong).Checksum!.Value);
    }

    [Fact]
    [Trait("RFC9293", "MUST-3")]
    public void A_flipped_bit_is_seen_by_the_checksum()
    {
        var bytes = TcpCodec.Encode(s_data);
        bytes[^1] ^= 1;

        Assert.NotNull(Decode(Convert.ToHexString(bytes), s_data).Checksum);
    }

    [Fact]
    public void Any_segment_comes_back_as_it_was() =>
        Some.Segment.Check(segment => Decode(Convert.ToHexString(TcpCodec.Encode(segment)), segment) == segment);

    [Fact]
    public void Any_octets_are_read_to_what_encodes_to_them_or_refused_with_a_reason() =>
        (from addresses in Some.Addresses from bytes in LikeSegments() select (addresses, bytes)).Check(given =>
        {
            var ((source, destination), bytes) = given;
            var isRead = TcpCodec.TryDecode(bytes, source, destination, out var segment, out var problem);
            return isRead ? problem == WireProblem.None && TcpCodec.Encode(segment).SequenceEqual(bytes) : problem != WireProblem.None;
        });

    [Theory]
    [InlineData("", WireProblem.TooShort)]
    [InlineData("C00000502A8F2B54BCEB57A15018FFFF460000", WireProblem.TooShort)]
    [InlineData("C00000502A8F2B54BCEB57A14018FFFF46000000", WireProblem.DataOffsetTooSmall)]
    [InlineData("C00000502A8F2B54BCEB57A16018FFFF46000000", WireProblem.DataOffsetPastEnd)]
    public void What_is_no_segment_is_refused_with_its_reason(string hex, WireProblem expected)
    {
        Assert.False(TcpCodec.TryDecode(Convert.FromHexString(hex), default, default, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void The_lengths_are_those_of_the_bytes() =>
        Some.Segment.Check(segment => TcpCodec.WireLength(segment) == TcpCodec.Encode(segment).Length
            && TcpCodec.HeaderLength(segment) + segment.Payload.Length == TcpCodec.WireLength(segment));

    [Fact]
    public void A_destination_that_is_too_small_is_left_alone()
    {
        var room = new byte[TcpCodec.WireLength(s_syn) - 1];

        Assert.False(TcpCodec.Encode(s_syn, room));
        Assert.All(room, octet => Assert.Equal(0, octet));
    }

    [Fact]
    public void Bits_that_no_header_has_are_not_sent() =>
        Assert.Equal(s_syn, Decode(Convert.ToHexString(TcpCodec.Encode(s_syn with { Bits = ControlBits.Syn | (ControlBits)0x7000 })), s_syn));

    [Fact]
    public void Writing_and_reading_a_segment_without_text_costs_the_heap_nothing()
    {
        var packet = new byte[100];
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Round();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Round()
        {
            IpCodec.Encode(s_syn, packet);
            IpCodec.TryDecode(packet.AsMemory(0, IpCodec.PacketLength(s_syn)), out var segment, out _);
            if (segment.Seq != s_syn.Seq) throw new InvalidOperationException();
        }
    }

    [Fact]
    public void The_text_is_read_where_it_stands()
    {
        var bytes = TcpCodec.Encode(s_data);

        TcpCodec.TryDecode(bytes, s_data.Source.Host, s_data.Destination.Host, out var segment, out _);

        Assert.True(segment.Payload.Equals(bytes.AsMemory(20)));
    }

    [Fact]
    public void Every_problem_has_its_sentence() =>
        Assert.All(Enum.GetValues<WireProblem>(), problem => Assert.EndsWith(".", problem.Text().ToString(), StringComparison.Ordinal));

    // Random octets seldom have a data offset that fits, so most are whole segments with some octets changed.
    private static Gen<byte[]> LikeSegments() => Gen.OneOf(
        Some.Bytes,
        from segment in Some.Segment
        from at in Gen.Choose(0, 59)
        from octet in Some.Byte
        select Changed(TcpCodec.Encode(segment), at, octet));

    private static byte[] Changed(byte[] bytes, int at, byte octet)
    {
        if (at < bytes.Length) bytes[at] = octet;
        return bytes;
    }

    private static Segment Decode(string hex, Segment like)
    {
        var isRead = TcpCodec.TryDecode(Convert.FromHexString(hex), like.Source.Host, like.Destination.Host, out var segment, out var problem);
        Assert.True(isRead, problem.ToString());
        return segment;
    }
}
