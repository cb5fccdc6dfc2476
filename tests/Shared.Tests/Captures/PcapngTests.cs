using Playground.Captures;
using Playground.Tcp;

namespace Playground.Tests.Captures;

/// <summary>The newer format, as files put together by hand, and as this program writes it.</summary>
public class PcapngTests
{
    private static readonly Capture s_one = new([new("client", LinkType.Raw, "left")], [new(0, new Instant(1_500_000), FileBytes.SynBytes)
    {
        Direction = FrameDirection.Inbound, Comment = "hé",
    }]);

    [Fact]
    public void A_capture_has_its_known_bytes() => Assert.Equal(
        // The section: its order, its version, no length, the program's name.
        "0A0D0D0A" + "38000000" + "4D3C2B1A" + "0100" + "0000" + "FFFFFFFFFFFFFFFF" + "0400" + "1400" + "48616E647368616B6520506C617967726F756E64" + "00000000" + "38000000"
        // The interface: raw IP, at most 262144 octets, its name, its description, microseconds.
        + "01000000" + "34000000" + "6500" + "0000" + "00000400" + "0200" + "0600" + "636C69656E740000" + "0300" + "0400" + "6C656674"
        + "0900" + "0100" + "06000000" + "00000000" + "34000000"
        // The frame: of interface 0, at 1.5 s, all of its octets, its comment, received.
        + "06000000" + "60000000" + "00000000" + "00000000" + "60E31600" + "2C000000" + "2C000000" + FileBytes.SynPacket
        + "0100" + "0300" + "68C3A900" + "0200" + "0400" + "01000000" + "00000000" + "60000000",
        Convert.ToHexString(PcapngWriter.Write(s_one)));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var reading = CaptureReader.Read(PcapngWriter.Write(s_one, DateTimeOffset.UnixEpoch.AddDays(20_000)));

        Assert.Equal(s_one.Taps, reading.Taps);
        Assert.Equal(new CapturedSegment(1, 0, Instant.Zero, FileBytes.Syn) { Direction = FrameDirection.Inbound, Comment = "hé" }, Assert.Single(reading.Segments) with { Octets = default, OriginalLength = 0 });
        Assert.Equal(FileBytes.SynBytes, reading.Segments[0].Octets.ToArray());
        Assert.Equal(44, reading.Segments[0].OriginalLength);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(1.5), reading.Began);
        Assert.Empty(reading.Remarks());
    }

    [Fact]
    public void A_comment_that_no_option_can_hold_is_cut_between_characters()
    {
        var long1 = new CapturedFrame(0, Instant.Zero, FileBytes.SynBytes) { Comment = new string('é', 40_000) };

        var reading = CaptureReader.Read(PcapngWriter.Write(new([new("")], [long1, long1 with { Comment = "" }])));

        Assert.Equal([new string('é', 32_767), ""], reading.Segments.Select(segment => segment.Comment));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_byte_orders_are_read_and_blocks_of_other_kinds_passed_over(bool isLittle)
    {
        var reading = new FileBytes(isLittle).Section()
            .Block(4, body => body.U16(0).U16(0))
            .Interface(options: options => options.Option(2, "eth0"u8.ToArray()).Option(9, 6).Option(0))
            .Block(0x0BAD_CAFE, body => body.Raw(1, 2, 3))
            .Enhanced(FileBytes.SynBytes, 1_000_000, options: options => options.Option(2, isLittle ? [2, 0, 0, 0] : [0, 0, 0, 2]))
            .Block(5, body => body.U32(0).U32(0).U32(0))
            .Enhanced(FileBytes.SynBytes, 0x1_0000_0000 + 1_000_000)
            .Read();

        Assert.Equal([Instant.Zero, new Instant(0x1_0000_0000)], reading.Segments.Select(segment => segment.At!.Value));
        Assert.Equal([FrameDirection.Outbound, FrameDirection.Unknown], reading.Segments.Select(segment => segment.Direction));
        Assert.Equal([new CaptureTap("eth0")], reading.Taps);
        Assert.Equal((2, null), (reading.Frames, reading.Stopped));
    }

    [Fact]
    public void Sections_have_their_own_order_and_interfaces()
    {
        var first = new FileBytes(isLittle: true).Section().Interface(options: o => o.Option(2, "a"u8.ToArray())).Enhanced(FileBytes.SynBytes).ToArray();
        var second = new FileBytes(isLittle: false).Section()
            .Interface(LinkType.Loop, options: o => o.Option(2, "b"u8.ToArray()))
            .Interface(LinkType.Raw, options: o => o.Option(2, "c"u8.ToArray()))
            .Enhanced(FileBytes.SynBytes, tap: 1).ToArray();

        var reading = CaptureReader.Read((byte[])[.. first, .. second]);

        Assert.Equal(["a", "b", "c"], reading.Taps.Select(tap => tap.Name));
        Assert.Equal([0, 2], reading.Segments.Select(segment => segment.Tap));
    }

    [Theory]
    [InlineData(6, 0, 2_000_000, 2_000_000)]
    [InlineData(0, 0, 2, 2_000_000)]
    [InlineData(3, 0, 2, 2_000)]
    [InlineData(9, 0, 2_999, 2)]
    [InlineData(0x80, 0, 2, 2_000_000)]
    [InlineData(0x94, 0, 1 << 19, 500_000)]
    [InlineData(0xFF, 0, ulong.MaxValue, 0)]
    [InlineData(0x7F, 0, ulong.MaxValue, 0)]
    [InlineData(6, 5, 7, 5_000_007)]
    [InlineData(6, -5, 7, -4_999_993)]
    public void Times_count_in_the_interface_s_own_units_from_its_own_offset(byte resolution, long offset, ulong time, long micros)
    {
        var reading = new FileBytes(isLittle: false).Section()
            .Interface(options: options => options.Option(9, resolution).Option(14, new FileBytes(isLittle: false).I64(offset).ToArray()))
            .Enhanced(FileBytes.SynBytes, time).Read();

        Assert.Equal(DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(micros), reading.Began);
        Assert.Equal(Instant.Zero, Assert.Single(reading.Segments).At);
    }

    [Theory]
    [InlineData(0, long.MaxValue)]
    [InlineData(0, long.MinValue)]
    [InlineData(6, long.MaxValue)]
    public void Times_beyond_any_calendar_harm_nobody(byte resolution, long offset)
    {
        var reading = new FileBytes(isLittle: true).Section()
            .Interface(options: options => options.Option(9, resolution).Option(14, new FileBytes(isLittle: true).I64(offset).ToArray()))
            .Interface()
            .Enhanced(FileBytes.SynBytes, ulong.MaxValue).Enhanced(FileBytes.SynBytes, 0, tap: 1).Read();

        Assert.Equal(2, reading.Segments.Length);
        Assert.All(reading.Segments, segment => Assert.True(segment.At >= Instant.Zero));
        Assert.NotEmpty(CaptureLadder.Of(reading.Segments).ToString());
    }

    [Fact]
    public void A_simple_packet_has_no_time_and_is_cut_where_its_interface_says()
    {
        var whole = FileBytes.SynBytes;
        var reading = new FileBytes(isLittle: true).Section().Interface(snapLength: 42)
            .Block(3, body => body.U32(44).Padded(whole[..42]))
            .Section().Interface()
            .Block(3, body => body.U32(44).Padded(whole)).Read();

        Assert.Equal("The capture kept less of this packet than its headers.", Assert.Single(reading.LeftOut).Why.ToString());
        Assert.Equal(new CapturedSegment(2, 1, null, FileBytes.Syn), Assert.Single(reading.Segments) with { Octets = default, OriginalLength = 0 });
        Assert.Null(reading.Began);
        Assert.Equal("192.0.2.1:49152 → 192.0.2.2:80  [SYN] seq=714025811 win=65535 <mss 1460>", CaptureLadder.Of(reading.Segments).ToString());
    }

    [Fact]
    public void The_obsolete_packet_block_is_read()
    {
        var reading = new FileBytes(isLittle: false).Section().Interface().Interface(LinkType.Ethernet).Interface()
            .Block(2, body => body.U16(2).U16(7).U32(0).U32(5).U32(44).U32(44).Padded(FileBytes.SynBytes).Option(1, "old"u8.ToArray())).Read();

        var segment = Assert.Single(reading.Segments);
        Assert.Equal((2, "old"), (segment.Tap, segment.Comment));
    }

    [Fact]
    public void Several_comments_are_lines_of_one()
    {
        var reading = new FileBytes(isLittle: true).Section().Interface()
            .Enhanced(FileBytes.SynBytes, options: o => o.Option(1, "one"u8.ToArray()).Option(1, "two"u8.ToArray())).Read();

        Assert.Equal("one\ntwo", Assert.Single(reading.Segments).Comment);
        Assert.EndsWith("  # one two", CaptureLadder.Of(reading.Segments).ToString());
    }

    [Fact]
    public void A_frame_that_makes_no_sense_is_counted_and_the_next_one_read()
    {
        var reading = new FileBytes(isLittle: true).Section()
            .Block(3, body => body.U32(44))
            .Interface()
            .Enhanced(FileBytes.SynBytes, tap: 1)
            .Enhanced(FileBytes.SynBytes, tap: uint.MaxValue)
            .Block(6, body => body.U32(0))
            .Block(2, body => body.U32(0))
            .Block(3, _ => { })
            .Block(6, body => body.U32(0).U32(0).U32(0).U32(uint.MaxValue).U32(44).Raw(FileBytes.SynBytes))
            .Enhanced(FileBytes.SynBytes).Read();

        Assert.Equal(8, Assert.Single(reading.Segments).Frame);
        Assert.Equal(
            [("This frame is of an interface that the file doesn't describe.", 3, 1), ("The block of this frame is too short for what it says it holds.", 4, 4)],
            reading.LeftOut.Select(left => (left.Why.ToString(), left.Count, left.First)));
        Assert.Null(reading.Stopped);
    }

    [Fact]
    public void Damage_is_told_with_its_place_and_what_came_before_is_taken()
    {
        Assert.Equal("The file ends within the block that begins at octet 124.", Stopped(file => file.U32(6)));
        Assert.Equal("The file ends within the block that begins at octet 124.", Stopped(file => file.U32(6).U32(400).U32(0).U32(0)));
        Assert.Equal("The block at octet 124 says it has 8 octets, which can't be.", Stopped(file => file.U32(6).U32(8).U32(8)));
        Assert.Equal("The block at octet 124 says it has 13 octets, which can't be.", Stopped(file => file.U32(6).U32(13).U32(13).U32(0)));
        Assert.Equal("The block at octet 124 says at its beginning that it has 12 octets, and 16 at its end.", Stopped(file => file.U32(6).U32(12).U32(16)));
        Assert.Equal("The interface described at octet 124 has no link type.", Stopped(file => file.Block(1, body => body.U32(0))));
        Assert.Equal("The section that begins at octet 124 is of version 2 of pcapng; version 1 is read here.", Stopped(file => file.Section(major: 2)));
        Assert.Equal("The section that begins at octet 124 is of version 0 of pcapng; version 1 is read here.", Stopped(file => file.Block(0x0A0D0D0A, body => body.U32(0x1A2B3C4D))));
        Assert.Equal(
            "The section that begins at octet 124 says nothing sensible about the order of its octets.",
            Stopped(file => file.Block(0x0A0D0D0A, body => body.U32(0x1A2B3C4E))));
    }

    [Fact]
    public void A_file_above_the_limits_is_refused_or_read_up_to_them()
    {
        var limits = new CaptureLimits { Octets = 400, Segments = 2, Taps = 2 };
        var two = new FileBytes(isLittle: true).Section().Interface().Interface().Enhanced(FileBytes.SynBytes).Enhanced(FileBytes.SynBytes, tap: 1);
        Assert.Equal((2, null, null), Told(two));

        Assert.Equal((2, null, "The capture has more than 2 interfaces. It was read up to there."), Told(two.Interface()));
        Assert.Equal((0, "The file has 448 octets; at most 400 are read here.", null), Told(two.Raw(new byte[208])));
        var three = new FileBytes(isLittle: true).Section().Interface().Enhanced(FileBytes.SynBytes).Enhanced(FileBytes.SynBytes).Enhanced(FileBytes.SynBytes);
        Assert.Equal(
            (0, "The capture has more than 2 segments. Take a part of it: Wireshark's File, Export Specified Packets writes one.", null), Told(three));
        var pcap = new FileBytes(isLittle: true).Pcap().Frame(FileBytes.SynBytes).Frame(FileBytes.SynBytes).Frame(FileBytes.SynBytes);
        Assert.NotNull(Told(pcap).Refused);

        (int Segments, string? Refused, string? Stopped) Told(FileBytes file)
        {
            var reading = CaptureReader.Read(file.ToArray(), limits);
            return (reading.Segments.Length, reading.Refused?.ToString(), reading.Stopped?.ToString());
        }
    }

    private static string Stopped(Action<FileBytes> damage)
    {
        var file = new FileBytes(isLittle: true).Section().Interface().Enhanced(FileBytes.SynBytes[..^1]);
        Assert.Equal(124, file.ToArray().Length);
        damage(file);
        var reading = file.Read();
        Assert.Equal(1, reading.Frames);
        return reading.Stopped!.ToString();
    }
}
