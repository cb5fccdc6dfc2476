using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Wire;

public class IpCodecTests
{
    private const string SynPacket =
        "4500003C000040004006B6B8C0000201C0000202" + "C00000502A8F2B5300000000A002FFFFADC80000020405B40402080A000000010000000001030307";

    private static readonly Segment s_syn = new()
    {
        Source = new(HostAddress.Parse("192.0.2.1"), new(49152)),
        Destination = new(HostAddress.Parse("192.0.2.2"), new(80)),
        Seq = new(714025811),
        Bits = ControlBits.Syn,
        Window = 65535,
        Options = new() { MaximumSegmentSize = 1460, SackPermitted = true, Timestamps = new(1, 0), WindowScale = 7 },
    };

    private static readonly Segment s_synOverV6 = s_syn with
    {
        Source = new(HostAddress.Parse("2001:db8::1"), new(49152)),
        Destination = new(HostAddress.Parse("2001:db8::2"), new(80)),
    };

    [Fact]
    [Trait("RFC9293", "MAY-4")]
    public void A_packet_has_its_known_bytes() => Assert.Equal(SynPacket, Convert.ToHexString(IpCodec.Encode(s_syn)));

    [Fact]
    public void Any_segment_comes_back_from_its_packet_as_it_was() =>
        Some.Segment.Check(segment => IpCodec.TryDecode(IpCodec.Encode(segment), out var read, out _) && read == segment);

    [Fact]
    public void Any_octets_are_read_or_refused_with_a_reason() =>
        LikePackets().Check(bytes => IpCodec.TryDecode(bytes, out _, out var problem) == (problem == WireProblem.None));

    [Fact]
    public void Addresses_of_two_families_travel_in_an_IPv6_packet()
    {
        var mixed = s_synOverV6 with { Source = s_syn.Source };

        var packet = IpCodec.Encode(mixed);

        Assert.Equal(0x60, packet[0]);
        Assert.True(IpCodec.TryDecode(packet, out var read, out _));
        Assert.Equal(mixed, read);
    }

    [Fact]
    public void The_filling_of_a_small_frame_is_not_text()
    {
        Assert.True(IpCodec.TryDecode((byte[])[.. IpCodec.Encode(s_syn), 0, 0, 0], out var v4, out _));
        Assert.True(IpCodec.TryDecode((byte[])[.. IpCodec.Encode(s_synOverV6), 0, 0, 0], out var v6, out _));

        Assert.Equal(s_syn, v4);
        Assert.Equal(s_synOverV6, v6);
    }

    [Theory]
    [Trait("RFC9293", "MUST-50")]
    [InlineData("01010100")]
    [InlineData("94040000")] // Router Alert
    [InlineData("9E04CAFE")] // a kind that nobody has assigned
    [InlineData("44040001")] // a timestamp of no use
    [InlineData("FFFFFFFF")] // no option list at all
    public void IPv4_options_are_passed_over(string options)
    {
        var plain = IpCodec.Encode(s_syn);
        byte[] packet = [.. plain[..20], .. Convert.FromHexString(options), .. plain[20..]];
        packet[0] = 0x46;
        packet[3] += 4;

        Assert.True(IpCodec.TryDecode(WithChecksum(packet, 24), out var segment, out _));
        Assert.Equal(s_syn, segment);
    }

    [Theory]
    [InlineData(0, 0x15, WireProblem.UnknownIpVersion)]
    [InlineData(0, 0x44, WireProblem.BadHeaderLength)]
    [InlineData(3, 0x13, WireProblem.BadTotalLength)]
    [InlineData(3, 0x3D, WireProblem.BadTotalLength)]
    [InlineData(6, 0x20, WireProblem.Fragment)]
    [InlineData(7, 0x01, WireProblem.Fragment)]
    [InlineData(9, 17, WireProblem.NotTcp)]
    [InlineData(3, 0x20, WireProblem.TooShort)]
    [InlineData(32, 0xF0, WireProblem.DataOffsetPastEnd)]
    public void An_IPv4_packet_that_cannot_be_read_is_refused_with_its_reason(int at, byte octet, WireProblem expected)
    {
        var packet = IpCodec.Encode(s_syn);
        packet[at] = octet;

        Assert.Equal(expected, ProblemOf(WithChecksum(packet, 20)));
    }

    [Theory]
    [InlineData(5, 0xFF, WireProblem.BadTotalLength)]
    [InlineData(5, 0x00, WireProblem.TooShort)]
    [InlineData(6, 44, WireProblem.Fragment)]
    [InlineData(6, 0, WireProblem.ExtensionHeader)]
    [InlineData(6, 60, WireProblem.ExtensionHeader)]
    [InlineData(6, 17, WireProblem.NotTcp)]
    public void An_IPv6_packet_that_cannot_be_read_is_refused_with_its_reason(int at, byte octet, WireProblem expected)
    {
        var packet = IpCodec.Encode(s_synOverV6);
        packet[at] = octet;

        Assert.Equal(expected, ProblemOf(packet));
    }

    [Fact]
    public void A_wrong_header_checksum_is_refused()
    {
        var packet = IpCodec.Encode(s_syn);
        packet[10] ^= 0xFF;

        Assert.Equal(WireProblem.HeaderChecksumWrong, ProblemOf(packet));
    }

    [Fact]
    public void Two_mapped_addresses_in_an_IPv6_packet_are_refused()
    {
        var packet = IpCodec.Encode(s_synOverV6);
        byte[] mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 1];
        mapped.CopyTo(packet, 8);
        mapped.CopyTo(packet, 24);

        Assert.Equal(WireProblem.MappedAddresses, ProblemOf(packet));
    }

    [Fact]
    public void What_no_packet_can_hold_is_not_written()
    {
        var largest = s_syn with { Options = default, Payload = new byte[65535 - 40] };
        var larger = largest with { Payload = new byte[65535 - 39] };
        var room = new byte[70000];

        Assert.True(IpCodec.Encode(largest, room));
        Assert.False(IpCodec.Encode(larger, room));
        Assert.Throws<ArgumentException>(() => IpCodec.Encode(larger));
        Assert.False(IpCodec.Encode(s_syn, new byte[IpCodec.PacketLength(s_syn) - 1]));
    }

    private static WireProblem ProblemOf(byte[] packet)
    {
        Assert.False(IpCodec.TryDecode(packet, out var segment, out var problem));
        Assert.Equal(default, segment);
        return problem;
    }

    private static byte[] WithChecksum(byte[] packet, int header)
    {
        packet.AsSpan(10, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Of(packet.AsSpan(0, header)));
        return packet;
    }

    private static Gen<byte[]> LikePackets() => Gen.OneOf(
        Some.Bytes,
        from rest in Some.Bytes from first in Gen.Elements<byte>(0x45, 0x46, 0x4F, 0x60) select (byte[])[first, .. rest],
        from segment in Some.Segment
        from at in Gen.Choose(0, 79)
        from octet in Some.Byte
        from cut in Gen.Choose(0, 80)
        select Damaged(IpCodec.Encode(segment), at, octet, cut));

    private static byte[] Damaged(byte[] packet, int at, byte octet, int cut)
    {
        if (at < packet.Length) packet[at] = octet;
        if (packet[0] >> 4 == 4 && packet.Length >= 20) WithChecksum(packet, 20);
        return packet[..^Math.Min(cut / 2, packet.Length)];
    }
}
