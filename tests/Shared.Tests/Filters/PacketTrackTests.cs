using Playground.Captures;
using Playground.Filters;
using Playground.Tcp;
using Playground.Tests.Captures;

namespace Playground.Tests.Filters;

/// <summary>The packet list's lines, in Wireshark's words: the expected ones are what tshark 4.0 prints for the same file.</summary>
[Trait("Category", "Captures")]
public class PacketTrackTests
{
    [Fact]
    public void Each_packet_is_a_line_in_wiresharks_words()
    {
        string[] expected =
        [
            "54846 → 80 [SYN] Seq=0 Win=65535 Len=0 MSS=1460 SACK_PERM TSval=7 TSecr=0 WS=128",
            "80 → 54846 [SYN, ACK] Seq=0 Ack=1 Win=65535 Len=0 MSS=1400 SACK_PERM TSval=9 TSecr=7 WS=4",
            "54846 → 80 [ACK] Seq=1 Ack=1 Win=65536 Len=0",
            "54846 → 80 [PSH, ACK] Seq=1 Ack=1 Win=65536 Len=16",
            "[TCP Retransmission] 54846 → 80 [PSH, ACK] Seq=1 Ack=1 Win=65536 Len=16",
            "80 → 54846 [ACK] Seq=1 Ack=17 Win=262140 Len=0",
            "[TCP Dup ACK 6#1] 80 → 54846 [ACK] Seq=1 Ack=17 Win=262140 Len=0 SLE=21 SRE=31",
            "[TCP ZeroWindow] 80 → 54846 [ACK] Seq=1 Ack=17 Win=0 [TCP CHECKSUM INCORRECT] Len=0",
            "1024 → 443 [SYN] Seq=0 Win=1024 Len=0",
            "443 → 1024 [RST, ACK] Seq=1 Ack=1 Win=0 Len=0",
            "[TCP Previous segment not captured] 54846 → 80 [ACK, URG] Seq=117 Ack=1 Win=65536 Urg=1 Len=1",
        ];
        Assert.Equal(expected, SomePackets.Packets.Select(PacketInfo.Of));
    }

    [Fact]
    public void The_trace_is_to_tshark_what_it_is_here()
    {
        var told = Witness.Look("filters", SomePackets.Capture);
        Assert.Equal(told, SomePackets.Packets.Select(packet => packet.Analysis));
    }

    [Fact]
    public void A_frames_octets_are_those_of_the_file_and_its_parts_lie_where_they_say()
    {
        var packet = SomePackets.Packets[3];
        Assert.Equal((0, 20, 40, 56), (packet.PacketAt, packet.TcpAt, packet.TextAt, packet.PacketEnd));
        Assert.Equal("GET / HTTP/1.1\r\n"u8.ToArray(), packet.Text.ToArray());
        Assert.Equal((0, 40, 60), (SomePackets.Packets[8].PacketAt, SomePackets.Packets[8].TcpAt, SomePackets.Packets[8].TextAt));
    }

    [Fact]
    public void Windows_are_scaled_only_when_both_SYNs_agree()
    {
        var track = new PacketTrack();
        var packets = SomePackets.Segments.Take(3).Select((segment, i) => track.Next(i == 1 ? segment with { Options = default } : segment, Instant.Zero)).ToArray();
        Assert.Equal(512u, packets[2].Window);
    }

    [Fact]
    public void Times_count_from_the_connections_own_first_segment()
    {
        Assert.Equal(TimeSpan.FromSeconds(0.25), SomePackets.Packets[9].SinceFirst);
        Assert.Equal(TimeSpan.FromSeconds(0.75), SomePackets.Packets[10].SinceLast);
    }

    [Fact]
    public void What_a_capture_has_cut_off_is_counted_and_not_there()
    {
        var capture = SomePackets.Capture with
        {
            Frames = [.. SomePackets.Capture.Frames.Select(frame => frame with { Bytes = frame.Bytes[..Math.Min(44, frame.Bytes.Length)], OriginalLength = frame.Bytes.Length })],
        };
        var packets = PacketTrack.Of(CaptureReader.Read(PcapngWriter.Write(capture)));
        var cut = packets.Single(packet => packet.Number == 4);
        Assert.True(cut.IsCut);
        Assert.Equal((16, 56), (cut.Segment.Payload.Length, cut.OriginalLength));
        Assert.Equal("GET "u8.ToArray(), cut.Text.ToArray());
    }
}
