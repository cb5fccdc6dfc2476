using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>Selective acknowledgments: RFC 2018 where they are sent, RFC 6675 where they are heard. Segments of 1000 octets.</summary>
public class SackTests
{
    private static readonly HostProfile s_profile = HostProfile.Rfc9293 with { AckDelay = TimeSpan.Zero };

    private static Stand Open(uint iss = Stand.DefaultIss, uint irs = Stand.DefaultIrs, bool timestamps = false, HostProfile? profile = null) => Stand.In(
        TcpState.Established, iss, irs, profile ?? s_profile,
        new() { MaximumSegmentSize = 1000, SackPermitted = true, Timestamps = timestamps ? new(1, 0) : null }, 60_000);

    /// <summary>Eight segments are in flight, 4001 to 12000, and nothing waits.</summary>
    private static Stand OpenWithEightOut()
    {
        var stand = Open();
        stand.Send(12_000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);
        return stand;
    }

    /// <summary>Text that begins so many octets after the first that is missing.</summary>
    private static Segment Early(Stand stand, uint offset, int length = 100) => stand.Next with { Seq = stand.Tcb.RcvNxt + offset, Payload = new byte[length] };

    /// <summary>The blocks of an answer, counted from the peer's ISN.</summary>
    private static string Blocks(Stand stand, Segment segment) => segment.Options.Sack.IsDefaultOrEmpty ? "" : string.Join(
        ' ', segment.Options.Sack.Select(b => $"{stand.Tcb.Irs.DistanceTo(b.Left)}-{stand.Tcb.Irs.DistanceTo(b.Right)}"));

    private static string Blocks(Stand stand, uint offset, int length = 100) => Blocks(stand, stand.Receive(Early(stand, offset, length)).Answer);

    /// <summary>An ACK of so many octets, with blocks given by their first and last octets.</summary>
    private static string Hear(Stand stand, uint octets, params (uint First, uint Last)[] blocks)
    {
        var first = stand.Tcb.Iss + 1;
        var sack = blocks.Select(b => new SackBlock(first + b.First, first + b.Last)).ToArray();
        return stand.Brief(stand.Receive(stand.Next with { Ack = first + octets, Options = new() { Sack = [.. sack] } }).Answers);
    }

    [Theory]
    [InlineData(Stand.DefaultIrs)]
    [InlineData(uint.MaxValue - 350)]
    public void The_block_that_grew_last_comes_first_and_the_others_in_the_order_of_their_growth(uint irs)
    {
        var stand = Open(irs: irs);

        Assert.Equal("201-301", Blocks(stand, 200));
        Assert.Equal("401-501 201-301", Blocks(stand, 400));
        Assert.Equal("201-501", Blocks(stand, 300));
        Assert.Equal("801-901 201-501", Blocks(stand, 800));
        Assert.Equal("201-501 801-901", Blocks(stand, 250));
        Assert.Equal("1001-1101 201-501 801-901", Blocks(stand, 1000));
        Assert.Equal("1201-1301 1001-1101 201-501 801-901", Blocks(stand, 1200));
        Assert.Equal("1401-1501 1201-1301 1001-1101 201-501", Blocks(stand, 1400));

        // Filled as far as the first block: RCV.NXT moves over it, and it is told no more.
        Assert.Equal("1401-1501 1201-1301 1001-1101 801-901", Blocks(stand, 0, 200));
        Assert.Equal(501u, stand.Tcb.Irs.DistanceTo(stand.Tcb.RcvNxt));
    }

    [Fact]
    public void With_timestamps_there_is_room_for_three_blocks()
    {
        var stand = Open(timestamps: true);
        for (var offset = 200u; offset < 1000; offset += 200) stand.Receive(Early(stand, offset));

        Assert.Equal("1001-1101 801-901 601-701", Blocks(stand, 1000));
    }

    [Fact]
    public void Without_their_permission_nothing_is_told()
    {
        var stand = Stand.In(TcpState.Established, profile: s_profile);

        Assert.Equal("", Blocks(stand, 200));
    }

    [Fact]
    public void An_answer_to_what_is_refused_tells_them_too()
    {
        var stand = Open();
        stand.Receive(Early(stand, 200));

        var refused = stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt - 1, Payload = new byte[1] });

        Assert.Equal("201-301", Blocks(stand, refused.Answer));
    }

    [Fact]
    public void A_gap_is_told_of_in_a_segment_without_text()
    {
        var stand = Open();
        stand.Send(4000);

        var arrival = stand.Receive(Early(stand, 200) with { Ack = new(1301) });

        Assert.Equal("[ACK] 4001+0", stand.Brief(arrival.Answers));
        stand.Send(2000);
        var both = stand.Receive(Early(stand, 400) with { Ack = new(2301) });
        Assert.Equal("[ACK] 6001+0", stand.Brief(both.Answers));
        Assert.Equal("401-501 201-301", Blocks(stand, both.Answer));
    }

    [Fact]
    public void A_gap_and_new_text_are_two_segments()
    {
        var stand = Open();
        stand.Send(20_000);

        var arrival = stand.Receive(Early(stand, 200) with { Ack = new(1301) });

        Assert.Equal("[ACK] 4001+0, [ACK] 4001+1000, [ACK] 5001+1000", stand.Brief(arrival.Answers));
        Assert.Equal("201-301", Blocks(stand, arrival.Answers[0]));
    }

    [Theory]
    [InlineData(Stand.DefaultIss)]
    [InlineData(uint.MaxValue - 4500)]
    public void All_that_is_lost_goes_again_within_one_round_trip_and_nothing_else(uint iss)
    {
        var stand = Open(iss);
        stand.Send(50_000);
        for (var octets = 1000u; octets <= 4000; octets += 1000) Hear(stand, octets);

        // Eight in flight, 4001 to 12000; the first and the third are lost.
        Assert.Equal("[ACK] 12001+1000", Hear(stand, 4000, (5000, 6000)));
        Assert.Equal("[ACK] 13001+1000", Hear(stand, 4000, (7000, 8000), (5000, 6000)));
        Assert.Equal("[ACK] 4001+1000", Hear(stand, 4000, (7000, 9000), (5000, 6000)));
        Assert.Equal(4000u, stand.Connection!.Status.CongestionWindow);
        Assert.Equal("", Hear(stand, 4000, (7000, 10_000), (5000, 6000)));
        Assert.Equal("", Hear(stand, 4000, (7000, 11_000), (5000, 6000)));
        Assert.Equal("[ACK] 6001+1000", Hear(stand, 4000, (7000, 12_000), (5000, 6000)));
        Assert.Equal("[ACK] 14001+1000", Hear(stand, 4000, (7000, 13_000), (5000, 6000)));
    }

    [Fact]
    public void A_hole_before_the_last_block_goes_again_when_nothing_else_can()
    {
        var stand = OpenWithEightOut();
        Hear(stand, 4000, (6000, 7000));
        Hear(stand, 4000, (8000, 9000), (6000, 7000));
        Assert.Equal("[ACK] 4001+1000", Hear(stand, 4000, (10_000, 11_000), (8000, 9000), (6000, 7000)));
        Assert.Equal("[ACK] 5001+1000, [ACK] 7001+1000", Hear(stand, 4000, (10_000, 12_000), (8000, 9000), (6000, 7000)));

        // Only two segments beyond 9001 have arrived, so it is not taken for lost (RFC 6675 §4, NextSeg, rule 3).
        Assert.Equal("[ACK] 9001+1000", Hear(stand, 5000, (10_000, 12_000), (8000, 9000), (6000, 7000)));
    }

    [Fact]
    public void Once_in_a_repair_the_last_segment_goes_again_when_nothing_else_can()
    {
        var stand = OpenWithEightOut();
        foreach (var last in new uint[] { 6000, 7000, 8000, 9000 }) Hear(stand, 4000, (5000, last));

        // Four segments may be out; the one that was sent again, 10001 and 11001 are.
        Assert.Equal("[PSH, ACK] 11001+1000", Hear(stand, 4000, (5000, 10_000)));
        Assert.Equal("", Hear(stand, 4000, (5000, 11_000)));
        Assert.Equal("", Hear(stand, 11_000));
    }

    [Fact]
    public void New_text_goes_before_the_last_segment_goes_again()
    {
        var stand = OpenWithEightOut();
        foreach (var last in new uint[] { 6000, 7000, 8000, 9000 }) Hear(stand, 4000, (5000, last));
        Assert.Empty(stand.Send(1000));

        Assert.Equal("[PSH, ACK] 12001+1000", Hear(stand, 4000, (5000, 10_000)));
    }

    [Fact]
    public void An_ack_without_news_in_its_blocks_is_no_duplicate()
    {
        var stand = Open();
        stand.Send(4000);
        for (var i = 0; i < 5; i++) Assert.Equal("", Hear(stand, 0));
        for (var i = 0; i < 5; i++) Assert.Equal("", Hear(stand, 0, (1000, 2000)));

        Assert.Equal("", Hear(stand, 0, (1000, 3000)));
        Assert.Equal("[ACK] 1+1000", Hear(stand, 0, (1000, 4000)));
    }

    [Fact]
    public void Blocks_on_an_ack_that_advances_count_too()
    {
        var stand = Open();
        stand.Send(8000);
        Assert.NotEqual("", Hear(stand, 1000, (2000, 3000)));

        // Two more of them are lost on their way: this one tells of three segments beyond the gap.
        Hear(stand, 1000, (2000, 4000));

        Assert.StartsWith("[ACK] 1001+1000", Hear(stand, 1000, (2000, 5000)), StringComparison.Ordinal);

        // Nothing is lost and nothing new waits: the last segment is saved from the timer.
        Assert.Equal("[PSH, ACK] 7001+1000", Hear(stand, 2000, (3000, 6000)));
        Assert.Equal(2000u, stand.Tcb.SndUna.DistanceTo(stand.Tcb.SndNxt) - 4000);
    }

    [Fact]
    public void News_on_an_ack_that_advances_begins_no_repair()
    {
        var stand = Open();
        stand.Send(50_000);

        // Formally all before 6000 is lost, but it takes a duplicate acknowledgment to begin (RFC 6675 §5).
        Assert.DoesNotContain("1001+", Hear(stand, 1000, (2000, 4000)), StringComparison.Ordinal);
        Assert.Equal(5000u, stand.Connection!.Status.CongestionWindow);

        Assert.StartsWith("[ACK] 1001+1000", Hear(stand, 1000, (2000, 5000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u, 1000u)]
    [InlineData(3000u, 2000u)]
    [InlineData(2000u, 2000u)]
    [InlineData(1000u, 5000u)]
    [InlineData(0x8000_0000u, 0x8000_1000u)]
    public void Blocks_that_make_no_sense_are_passed_over(uint first, uint last)
    {
        var stand = Open();
        stand.Send(4000);

        for (var i = 0; i < 5; i++) Assert.Equal("", Hear(stand, 0, (first, last)));

        Assert.Equal(4000u, stand.Connection!.Status.CongestionWindow);
    }

    [Fact]
    public void A_timeout_forgets_what_was_told_for_the_receiver_may_have_too()
    {
        var stand = Open();
        stand.Send(4000);
        Hear(stand, 0, (1000, 3000));

        Assert.Equal("@1 [ACK] 1+1000", stand.Brief(stand.WaitUntil(1)));

        Assert.Equal("[ACK] 1001+1000, [ACK] 2001+1000", Hear(stand, 1000));
    }

    [Fact]
    public void What_was_told_before_is_not_sent_after_a_timeout_when_it_is_told_again()
    {
        var stand = Open();
        stand.Send(4000);
        stand.WaitUntil(1);

        Assert.Equal("[ACK] 1001+1000, [PSH, ACK] 3001+1000", Hear(stand, 1000, (2000, 3000)));
    }
}
