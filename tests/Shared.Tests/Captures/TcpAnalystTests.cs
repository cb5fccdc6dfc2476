using Playground.Captures;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Captures;

/// <summary>
/// What is remarkable about segments, as ladders: each line's note is what the packet list says about it. The definitions are those of the Wireshark
/// User's Guide, "TCP Analysis", and the surprising ones are tshark's own: it overlooks new octets behind repeated ones.
/// </summary>
[Trait("Category", "Captures")]
public class TcpAnalystTests
{
    private const string Handshake =
        """
        @0.000s client → server [SYN] seq=x
        @0.040s server → client [SYN, ACK] seq=y ack=x+1
        @0.080s client → server [ACK] seq=x+1 ack=y+1

        """;

    [Fact]
    public void A_quiet_connection_has_nothing_remarkable() => Check("quiet",
        """
        @1.000s client → server [ACK] seq=x+1 ack=y+1 len=100
        @1.040s server → client [ACK] seq=y+1 ack=x+101
        @1.050s server → client [PSH, ACK] seq=y+1 ack=x+101 len=10
        @1.090s client → server [FIN, ACK] seq=x+101 ack=y+11
        @1.130s server → client [FIN, ACK] seq=y+11 ack=x+102
        @1.170s client → server [ACK] seq=x+102 ack=y+12
        """);

    [Fact]
    public void Numbers_sent_again_are_a_retransmission() => Check("retransmission",
        """
        @1.000s client → server [ACK] seq=x+1 ack=y+1 len=100
        @2.000s client → server [ACK] seq=x+1 ack=y+1 len=100  # [TCP Retransmission]
        @4.000s client → server [ACK] seq=x+1 ack=y+1 len=150  # [TCP Retransmission]
        @4.040s server → client [ACK] seq=y+1 ack=x+151  # [TCP ACKed unseen segment]
        @5.000s client → server [FIN, ACK] seq=x+151 ack=y+1
        @6.000s client → server [FIN, ACK] seq=x+151 ack=y+1  # [TCP Retransmission]
        """);

    [Fact]
    public void A_syn_and_a_syn_ack_sent_again_are_retransmissions() => Check("opening",
        """
        @0.000s client → server [SYN] seq=x
        @1.000s client → server [SYN] seq=x  # [TCP Retransmission]
        @1.040s server → client [SYN, ACK] seq=y ack=x+1
        @2.040s server → client [SYN, ACK] seq=y ack=x+1  # [TCP Retransmission]
        @2.080s client → server [ACK] seq=x+1 ack=y+1
        @2.090s client → server [ACK] seq=x+1 ack=y+1  # [TCP Dup ACK 5#1]
        """, opening: "");

    [Fact]
    public void The_same_ACK_again_is_a_duplicate_and_after_two_of_them_a_repeat_at_once_is_fast() => Check("fast",
        """
        @1.000s client → server [ACK] seq=x+101 ack=y+1 len=100  # [TCP Previous segment not captured]
        @1.040s server → client [ACK] seq=y+1 ack=x+1  # [TCP Dup ACK 2#1]
        @1.050s client → server [ACK] seq=x+201 ack=y+1 len=100
        @1.090s server → client [ACK] seq=y+1 ack=x+1  # [TCP Dup ACK 2#2]
        @1.095s client → server [ACK] seq=x+1 ack=y+1 len=100  # [TCP Fast Retransmission]
        @1.135s server → client [ACK] seq=y+1 ack=x+301
        @1.136s server → client [ACK] seq=y+1 ack=x+301  # [TCP Dup ACK 9#1]
        """);

    [Fact]
    public void The_same_repeat_later_than_at_once_is_no_fast_one() => Check("slow",
        """
        @1.000s client → server [ACK] seq=x+101 ack=y+1 len=100  # [TCP Previous segment not captured]
        @1.040s server → client [ACK] seq=y+1 ack=x+1  # [TCP Dup ACK 2#1]
        @1.050s client → server [ACK] seq=x+201 ack=y+1 len=100
        @1.090s server → client [ACK] seq=y+1 ack=x+1  # [TCP Dup ACK 2#2]
        @1.135s client → server [ACK] seq=x+1 ack=y+1 len=100  # [TCP Retransmission]
        """);

    [Fact]
    public void Text_that_was_acknowledged_already_is_sent_again_for_nothing() => Check("spurious",
        """
        @1.000s client → server [ACK] seq=x+1 ack=y+1 len=100
        @1.040s server → client [ACK] seq=y+1 ack=x+101
        @1.050s client → server [ACK] seq=x+1 ack=y+1 len=100  # [TCP Spurious Retransmission]
        @1.090s server → client [ACK] seq=y+1 ack=x+101  # [TCP Dup ACK 5#1]
        """);

    [Fact]
    public void What_comes_late_within_a_round_trip_was_overtaken() => Check("overtaken",
        """
        @1.000s client → server [ACK] seq=x+101 ack=y+1 len=100  # [TCP Previous segment not captured]
        @1.050s client → server [ACK] seq=x+1 ack=y+1 len=50  # [TCP Out-Of-Order]
        @1.081s client → server [ACK] seq=x+51 ack=y+1 len=50  # [TCP Retransmission]
        """);

    [Fact]
    public void One_number_before_the_next_is_a_keep_alive_and_its_answer_the_same_ACK() => Check("keep-alive",
        """
        @1.000s client → server [ACK] seq=x+1 ack=y+1 len=100
        @1.040s server → client [ACK] seq=y+1 ack=x+101
        @9.000s client → server [ACK] seq=x+100 ack=y+1  # [TCP Keep-Alive]
        @9.040s server → client [ACK] seq=y+1 ack=x+101  # [TCP Keep-Alive ACK]
        @19.000s client → server [ACK] seq=x+100 ack=y+1 len=1  # [TCP Keep-Alive]
        @19.040s server → client [ACK] seq=y+1 ack=x+101  # [TCP Keep-Alive ACK]
        @19.050s server → client [ACK] seq=y+1 ack=x+101  # [TCP Keep-Alive ACK]
        """);

    [Fact]
    public void A_window_that_closes_is_probed_until_it_opens() => Check("zero-window",
        """
        @1.000s client → server [ACK] seq=x+1 ack=y+1 len=100
        @1.040s server → client [ACK] seq=y+1 ack=x+101 win=0  # [TCP ZeroWindow]
        @2.000s client → server [ACK] seq=x+101 ack=y+1 len=1  # [TCP ZeroWindowProbe]
        @2.040s server → client [ACK] seq=y+1 ack=x+101 win=0  # [TCP ZeroWindow] [TCP ZeroWindowProbeAck]
        @4.000s client → server [ACK] seq=x+101 ack=y+1 len=1  # [TCP ZeroWindowProbe]
        @4.040s server → client [ACK] seq=y+1 ack=x+101 win=1000  # [TCP Window Update]
        @4.050s client → server [ACK] seq=x+101 ack=y+1 len=1000  # [TCP Window Full]
        """);

    [Fact]
    public void What_was_never_seen_is_missed() => Check("unseen",
        """
        @1.000s client → server [ACK] seq=x+1 ack=y+1 len=100
        @1.040s server → client [ACK] seq=y+1 ack=x+501  # [TCP ACKed unseen segment]
        @1.050s client → server [ACK] seq=x+901 ack=y+1 len=100  # [TCP Previous segment not captured]
        """);

    [Fact]
    public void Another_SYN_between_the_same_sockets_is_another_connection()
    {
        var told = Check("reused",
            """
            @5.000s client → server [SYN] seq=x+70000  # [TCP Port numbers reused]
            @5.040s server → client [SYN, ACK] seq=y+70000 ack=x+70001
            @6.000s client → server [SYN] seq=x+70000  # [TCP Retransmission]
            """);

        Assert.Equal([0, 0, 0, 1, 1, 1], told.Select(one => one.Stream));
    }

    [Fact]
    public void Connections_are_numbered_as_they_appear_and_know_nothing_of_each_other()
    {
        var told = Check("apart",
            """
            @1.000s client:1 → server [ACK] seq=x+1 ack=y+1 len=100
            @1.001s client:2 → server [ACK] seq=x+1 ack=y+1 len=100
            @1.002s client → server [ACK] seq=x+1 ack=y+1 len=100
            @1.040s server → client:2 [ACK] seq=y+1 ack=x+101
            """);

        Assert.Equal([0, 0, 0, 1, 2, 0, 2], told.Select(one => one.Stream));
    }

    [Fact]
    public void Numbers_go_round_the_circle() => Check("round",
        """
        @0.000s client → server [SYN] seq=4294967290
        @0.040s server → client [SYN, ACK] seq=y ack=4294967291
        @0.080s client → server [ACK] seq=4294967291 ack=y+1 len=10
        @0.120s server → client [ACK] seq=y+1 ack=5
        @0.130s client → server [ACK] seq=5 ack=y+1 len=10
        @1.130s client → server [ACK] seq=5 ack=y+1 len=10  # [TCP Retransmission]
        """, opening: "");

    private static SegmentAnalysis[] Check(string name, string ladder, string opening = Handshake)
    {
        var lines = LadderTrace.Parse(opening + ladder).Segments.ToArray();
        var told = Witness.Look($"analysis-{name}", new([new("link")], [.. lines.Select(Frame)]));
        Assert.Equal(lines.Select(line => line.Note), told.Select(one => one.ToString()));
        return told;
    }

    private static CapturedFrame Frame(LadderSegment line)
    {
        var bindings = new Dictionary<string, SeqNumber> { ["x"] = new(1_000), ["y"] = new(uint.MaxValue - 20) };
        var (own, other) = (new SocketAddress(HostAddress.Parse("192.0.2.1"), new(49152)), new SocketAddress(HostAddress.Parse("192.0.2.80"), new(9)));
        Assert.True(line.TryResolve(bindings, line.From.Name == "client" ? new(own, other) : new(other, own), out var segment));
        return new(0, line.At!.Value, IpCodec.Encode(segment));
    }
}
