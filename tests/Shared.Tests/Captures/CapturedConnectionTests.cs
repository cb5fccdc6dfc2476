using Playground.Captures;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Captures;

/// <summary>A capture from outside as connections and ladders.</summary>
public class CapturedConnectionTests
{
    [Fact]
    public void Connections_are_kept_apart_and_each_is_a_ladder()
    {
        var other = FileBytes.Syn with { Source = FileBytes.Syn.Source with { Port = new(7) } };
        var connections = CapturedConnection.Of(CaptureReader.Read(PcapngWriter.Write(new([new("")],
        [
            At(2.0, Answer(FileBytes.Syn)), At(2.5, other), At(3.0, Ack(FileBytes.Syn)), At(3.5, other) with { Comment = "again" },
        ]))).Segments);

        Assert.Equal([(0, FileBytes.Syn.Connection), (1, other.Connection)], connections.Select(one => (one.Index, one.Connection)));
        Assert.Equal(["", "[TCP Retransmission]"], connections[1].Segments.Select(segment => segment.Analysis.ToString()));
        Assert.Equal(
            """
            @0.000s 192.0.2.2:80 → 192.0.2.1:49152  [SYN, ACK] seq=9 ack=714025812 win=65535
            @1.000s 192.0.2.1:49152 → 192.0.2.2:80  [ACK] seq=714025812 ack=10 win=65535 len=2 "hi"
            """.ReplaceLineEndings("\n"),
            connections[0].ToLadder().ToString());
        Assert.Equal(
            """
            @0.500s 192.0.2.1:7 → 192.0.2.2:80  [SYN] seq=714025811 win=65535 <mss 1460>
            @1.500s 192.0.2.1:7 → 192.0.2.2:80  [SYN] seq=714025811 win=65535 <mss 1460>  # again
            """.ReplaceLineEndings("\n"),
            connections[1].ToLadder().ToString());
    }

    [Fact]
    public void A_capture_without_segments_has_no_connections() => Assert.Empty(CapturedConnection.Of([]));

    [Fact]
    public void Hosts_of_IPv6_stand_in_brackets()
    {
        var reading = new FileBytes(isLittle: true).Pcap().Frame(FileBytes.SynOverV6).Read();

        Assert.Equal(
            "@0.000s [2001:db8::1]:80 → [2001:db8::2]:80  [SYN] seq=714025811 win=65535 <mss 1460>",
            Assert.Single(CapturedConnection.Of(reading.Segments)).ToLadder().ToString());
    }

    private static CapturedFrame At(double seconds, in Segment segment) => new(0, Instant.FromSeconds(seconds), IpCodec.Encode(segment));

    private static Segment Answer(in Segment syn) =>
        new() { Source = syn.Destination, Destination = syn.Source, Bits = ControlBits.SynAck, Seq = new(9), Ack = syn.Seq + 1, Window = 65535 };

    private static Segment Ack(in Segment syn) =>
        syn with { Bits = ControlBits.Ack, Seq = syn.Seq + 1, Ack = new(10), Options = default, Payload = "hi"u8.ToArray() };
}
