using System.Globalization;
using Playground.Captures;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Captures;

/// <summary>The older format, as files put together by hand.</summary>
public class PcapTests
{
    [Fact]
    public void A_little_file_reads_byte_by_byte()
    {
        var file = Convert.FromHexString(
            "D4C3B2A1" + "0200" + "0400" + "00000000" + "00000000" + "00000400" + "65000000"
            + "15CD5B07" + "40E20100" + "2C000000" + "2C000000" + FileBytes.SynPacket);

        var reading = CaptureReader.Read(file);

        var syn = Assert.Single(reading.Segments);
        Assert.Equal(FileBytes.Syn, syn.Segment);
        Assert.Equal((1, 0, Instant.Zero, false), (syn.Frame, syn.Tap, syn.At!.Value, syn.IsCut));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(123456789).AddMicroseconds(123456), reading.Began);
        Assert.Equal([new CaptureTap("")], reading.Taps);
        Assert.Empty(reading.Remarks());
    }

    [Theory]
    [InlineData(true, false, 500_000u)]
    [InlineData(false, false, 500_000u)]
    [InlineData(true, true, 500_000_999u)]
    [InlineData(false, true, 500_000_999u)]
    public void Both_byte_orders_and_both_resolutions_are_read(bool isLittle, bool countsNanoseconds, uint fraction)
    {
        var reading = new FileBytes(isLittle).Pcap(countsNanoseconds: countsNanoseconds)
            .Frame(FileBytes.SynBytes, seconds: 7).Frame(FileBytes.SynBytes, seconds: 9, fraction).Read();

        Assert.Equal([Instant.Zero, new Instant(2_500_000)], reading.Segments.Select(segment => segment.At!.Value));
        Assert.All(reading.Segments, segment => Assert.Equal(FileBytes.Syn, segment.Segment));
        Assert.Equal(2, reading.Frames);
        Assert.Null(reading.Stopped);
    }

    [Theory]
    [InlineData(LinkType.Raw, "")]
    [InlineData(LinkType.RawV4, "")]
    [InlineData(LinkType.Null, "02000000")]
    [InlineData(LinkType.Null, "00000002")]
    [InlineData(LinkType.Loop, "00000002")]
    [InlineData(LinkType.Ethernet, "0200000000020200000000010800")]
    [InlineData(LinkType.Ethernet, "02000000000202000000000181000005" + "0800")]
    [InlineData(LinkType.Ethernet, "02000000000202000000000188A8000581000006" + "0800")]
    [InlineData(LinkType.LinuxCooked, "0000000100060200000000010000" + "0800")]
    [InlineData(LinkType.LinuxCooked2, "0800" + "0000000000020001000602000000000100" + "00")]
    public void The_link_s_header_is_taken_off(LinkType link, string header)
    {
        var reading = new FileBytes(isLittle: true).Pcap(link).Frame([.. Convert.FromHexString(header), .. FileBytes.SynBytes]).Read();

        Assert.Equal(FileBytes.Syn, Assert.Single(reading.Segments).Segment);
    }

    [Theory]
    [InlineData(LinkType.Raw, "")]
    [InlineData(LinkType.RawV6, "")]
    [InlineData(LinkType.Null, "0A000000")]
    [InlineData(LinkType.Null, "18000000")]
    [InlineData(LinkType.Null, "0000001C")]
    [InlineData(LinkType.Loop, "0000001E")]
    [InlineData(LinkType.Ethernet, "02000000000202000000000186DD")]
    [InlineData(LinkType.LinuxCooked, "000000010006020000000001000086DD")]
    [InlineData(LinkType.LinuxCooked2, "86DD000000000002000100060200000000010000")]
    public void IPv6_is_found_on_every_link(LinkType link, string header)
    {
        var reading = new FileBytes(isLittle: true).Pcap(link).Frame([.. Convert.FromHexString(header), .. FileBytes.SynOverV6]).Read();

        Assert.Equal("2001:db8::2", Assert.Single(reading.Segments).Segment.Destination.Host.ToString());
    }

    [Theory]
    [InlineData(LinkType.Ethernet, "0200000000020200000000010806", "This frame carries no IP packet.")]
    [InlineData(LinkType.Ethernet, "02000000", "This frame ends before the header of its link does.")]
    [InlineData(LinkType.Ethernet, "02000000000202000000000181000005", "This frame ends before the header of its link does.")]
    [InlineData(LinkType.Null, "07000000", "This frame carries no IP packet.")]
    [InlineData(LinkType.Loop, "000000", "This frame ends before the header of its link does.")]
    [InlineData((LinkType)105, "00", "The frames are of link type 105, which is not read here; Ethernet, raw IP, loopback and Linux's cooked frames are.")]
    [InlineData(LinkType.Raw, "", "These bytes end before the header does.")]
    [InlineData(LinkType.Raw, "4500001400004000401100000A0000010A000002", "The checksum of the IPv4 header is wrong.")]
    public void A_frame_without_a_segment_is_counted_with_its_reason(LinkType link, string bytes, string why)
    {
        var reading = new FileBytes(isLittle: true).Pcap(link).Frame(Convert.FromHexString(bytes)).Frame(Convert.FromHexString(bytes)).Read();

        var left = Assert.Single(reading.LeftOut);
        Assert.Equal((why, 2, 1), (left.Why.ToString(), left.Count, left.First));
        Assert.Equal("There is no TCP segment in this capture.", Assert.Single(reading.Remarks()).ToString());
    }

    [Theory]
    [InlineData(23, 0, "The file ends within its header.")]
    [InlineData(24, 0, null)]
    [InlineData(39, 0, "The file ends within frame 1, which begins at octet 24.")]
    [InlineData(83, 0, "The file ends within frame 1, which begins at octet 24.")]
    [InlineData(84, 1, null)]
    [InlineData(85, 1, "The file ends within frame 2, which begins at octet 84.")]
    [InlineData(143, 1, "The file ends within frame 2, which begins at octet 84.")]
    [InlineData(144, 2, null)]
    public void What_comes_before_the_end_of_a_broken_file_is_taken(int length, int segments, string? stopped)
    {
        var file = new FileBytes(isLittle: true).Pcap().Frame(FileBytes.SynBytes).Frame(FileBytes.SynBytes).ToArray();

        var reading = CaptureReader.Read(file.AsMemory(0, length));

        Assert.Equal((segments, stopped), (reading.Segments.Length, reading.Stopped?.ToString()));
        Assert.Null(reading.Refused);
    }

    [Fact]
    public void A_file_of_another_version_is_not_read_into() => Assert.Equal(
        "The file is of version 1 of pcap; version 2 is read here.",
        new FileBytes(isLittle: true).Pcap(major: 1).Frame(FileBytes.SynBytes).Read().Stopped!.ToString());

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("1F8B0800", "The file is compressed. Unpack it first.")]
    [InlineData("A1B2", "The file is no capture: it begins neither as pcapng nor as pcap.")]
    [InlineData("476574203A2F2F", "The file is no capture: it begins neither as pcapng nor as pcap.")]
    public void A_file_of_another_kind_is_refused(string bytes, string why)
    {
        var reading = CaptureReader.Read(Convert.FromHexString(bytes));

        Assert.Equal(why, reading.Refused!.ToString());
        Assert.Equal(reading.Refused, Assert.Single(reading.Remarks()));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(139)]
    public void Text_that_the_capture_cut_off_is_counted(int kept)
    {
        var whole = IpCodec.Encode(FileBytes.Syn with { Bits = ControlBits.Ack, Options = default, Payload = new byte[100] });

        var reading = new FileBytes(isLittle: true).Pcap().Frame(whole[..kept], original: whole.Length).Read();

        var segment = Assert.Single(reading.Segments);
        Assert.True(segment.IsCut);
        Assert.Equal((100, null), (segment.Segment.Payload.Length, segment.Segment.Checksum));
        Assert.Equal(
            "192.0.2.1:49152 → 192.0.2.2:80  [ACK] seq=714025811 ack=0 win=65535 len=100",
            (CaptureLadder.Of(reading.Segments).Segments.Single() with { At = null }).ToString());
        Assert.Equal("Segments of which the capture kept only the beginning: 1. Their text is counted, and not there.", Assert.Single(reading.Remarks()).ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(39)]
    [InlineData(43)]
    public void A_packet_cut_within_its_headers_is_counted_as_such(int kept)
    {
        Assert.Equal("The capture kept less of this packet than its headers.", WhyLeftOut(FileBytes.SynBytes, kept));
        Assert.Equal("The capture kept less of this packet than its headers.", WhyLeftOut(FileBytes.SynOverV6, kept));
    }

    [Fact]
    public void A_packet_that_is_shorter_than_it_says_without_having_been_cut_is_broken()
    {
        var reading = new FileBytes(isLittle: true).Pcap().Frame(FileBytes.SynBytes[..^1]).Read();

        Assert.Equal("The length in the IP header doesn't fit the bytes that are there.", Assert.Single(reading.LeftOut).Why.ToString());
    }

    [Fact]
    public void A_wrong_checksum_stays_wrong_and_is_told()
    {
        var bytes = FileBytes.SynBytes;
        bytes[36] ^= 0xFF;

        var reading = new FileBytes(isLittle: true).Pcap().Frame(bytes).Read();

        Assert.Equal(ushort.Parse("02EF", NumberStyles.HexNumber), Assert.Single(reading.Segments).Segment.Checksum);
        Assert.StartsWith("Segments with a wrong checksum: 1.", Assert.Single(reading.Remarks()).ToString());
    }

    private static string WhyLeftOut(byte[] whole, int kept) =>
        Assert.Single(new FileBytes(isLittle: true).Pcap().Frame(whole[..kept], original: whole.Length).Read().LeftOut).Why.ToString();
}
