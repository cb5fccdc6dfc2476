using Playground.Filters;

namespace Playground.Tests.Filters;

/// <summary>What filters let through, as Wireshark's do.</summary>
public class DisplayFilterTests
{
    private const int All = 11;

    [Theory]
    [InlineData("tcp.flags.syn==1 && tcp.stream==0", "1 2")]
    [InlineData("tcp.flags.syn == 1 and tcp.flags.ack == 0", "1 9")]
    [InlineData("tcp.flags.syn == true", "1 2 9")]
    [InlineData("tcp.flags.reset eq 1", "10")]
    [InlineData("tcp.flags == 0x012", "2")]
    [InlineData("tcp.flags == 022", "2")]
    [InlineData("tcp.flags == 0b10010", "2")]
    [InlineData("tcp.flags & 0x02", "1 2 9")]
    [InlineData("tcp.flags & 0x12 == 0x12", "2")]
    [InlineData("tcp.flags & 0x10 != 0x10", "1 9")]
    [InlineData("tcp.flags.urg==1 || tcp.urgent_pointer > 0", "11")]
    [InlineData("tcp.stream ne 0", "9 10")]
    [InlineData("frame.number in {1, 3..5 9}", "1 3 4 5 9")]
    [InlineData("frame.time_relative >= 2.25", "10 11")]
    [InlineData("frame.time_relative in {0.25..0.5}", "2 3")]
    [InlineData("frame.len == 60 && !(ip.hdr_len == 20)", "9 10")]
    public void Numbers_and_bits_compare(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("tcp.seq == 0", "1 2 9")]
    [InlineData("tcp.seq_raw == 4294967295", "1")]
    [InlineData("tcp.ack == 17", "6 7 8")]
    [InlineData("tcp.ack_raw == 5001", "3 4 5 11")]
    [InlineData("tcp.len > 1", "4 5")]
    [InlineData("tcp.window_size == 65536", "3 4 5 11")]
    [InlineData("tcp.window_size_value == 512", "3 4 5 11")]
    [InlineData("tcp.window_size == 262140", "6 7")]
    [InlineData("tcp.nxtseq == 1", "1 2 3 6 7 8 9 10")]
    public void Sequence_numbers_count_from_each_sides_first_one_and_windows_are_scaled(string filter, string numbers) =>
        Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("ip.src == 192.0.2.10", "1 3 4 5 11")]
    [InlineData("ip.addr == 192.0.2.80", "1 2 3 4 5 6 7 8 11")]
    [InlineData("ip.addr == 192.0.2.64/26", "1 2 3 4 5 6 7 8 11")]
    [InlineData("ip.dst == 192.0.2.0/26", "2 6 7 8")]
    [InlineData("ip.dst == 192.0.2.10/31", "2 6 7 8")]
    [InlineData("ip.dst == 192.0.2.11", "")]
    [InlineData("ip.addr in {192.0.2.10, 198.51.100.0/24}", "1 2 3 4 5 6 7 8 11")]
    [InlineData("ipv6.addr == 2001:db8::/32", "9 10")]
    [InlineData("ipv6.src == 2001:db8::2", "10")]
    [InlineData("ipv6", "9 10")]
    [InlineData("!ip", "9 10")]
    [InlineData("ip.src != 192.0.2.10", "2 6 7 8")]
    [InlineData("tcp.port == 80", "1 2 3 4 5 6 7 8 11")]
    [InlineData("tcp.port in {443 8000..9000}", "9 10")]
    public void Addresses_compare_alone_and_as_networks(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("tcp.port != 80", "9 10")]
    [InlineData("!(tcp.port == 80)", "9 10")]
    [InlineData("tcp.port !== 80", "1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData("tcp.port === 80", "")]
    [InlineData("ip.addr != 192.0.2.10", "")]
    public void Of_two_values_unequal_means_both_and_equal_means_one(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("tcp.payload contains \"GET\"", "4 5")]
    [InlineData("data contains 47:45:54", "4 5")]
    [InlineData("tcp.payload contains \"\\r\\n\"", "4 5")]
    [InlineData("tcp.payload == 21", "11")]
    [InlineData("frame contains \"\\x12\\x34\"", "8")]
    [InlineData("tcp.payload contains \"get\"", "")]
    [InlineData("tcp.payload", "4 5 11")]
    [InlineData("frame.comment contains \"listens\"", "10")]
    [InlineData("frame.interface_name == \"client\" && tcp.stream == 1", "9 10")]
    public void Octets_and_text_are_looked_into(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("tcp.options.mss", "1 2")]
    [InlineData("tcp.options.mss_val < 1460", "2")]
    [InlineData("tcp.options.wscale.shift == 7", "1")]
    [InlineData("tcp.options.wscale.multiplier == 4", "2")]
    [InlineData("tcp.options.sack_perm && tcp.options.timestamp.tsecr == 7", "2")]
    [InlineData("tcp.options.timestamp.tsval == 7", "1")]
    [InlineData("tcp.options.sack_le == 21", "7")]
    [InlineData("tcp.option_kind == 5", "7")]
    public void Options_are_fields_too(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("tcp.analysis.retransmission", "5")]
    [InlineData("tcp.analysis.duplicate_ack", "7")]
    [InlineData("tcp.analysis.duplicate_ack_num == 1 && tcp.analysis.duplicate_ack_frame == 6", "7")]
    [InlineData("tcp.analysis.zero_window", "8")]
    [InlineData("tcp.analysis.lost_segment", "11")]
    [InlineData("tcp.analysis.flags && !tcp.analysis.duplicate_ack", "5 8 11")]
    [InlineData("tcp.checksum.status == \"Bad\"", "8")]
    [InlineData("tcp.checksum.status == Bad", "8")]
    [InlineData("tcp.checksum.bad", "8")]
    public void What_is_remarkable_is_there_or_not(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("tcp.flags.syn==1 || tcp.flags.reset==1 && tcp.stream==0", "1 2 9")]
    [InlineData("(tcp.flags.syn==1 || tcp.flags.reset==1) && tcp.stream==1", "9 10")]
    [InlineData("not tcp.flags.ack == 1 xor tcp.stream == 1", "1 10")]
    [InlineData("!!(tcp.len == 1)", "11")]
    [InlineData("TCP.LEN == 1 AND NOT IPV6", "11")]
    public void Not_binds_before_and_and_before_or(string filter, string numbers) => Assert.Equal(Read(numbers), SomePackets.Matching(filter));

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n ")]
    [InlineData(null)]
    public void Nothing_asked_lets_everything_through(string? filter)
    {
        Assert.True(DisplayFilter.TryParse(filter, out var everything, out _));
        Assert.True(everything.IsEmpty);
        Assert.Equal(All, SomePackets.Packets.Count(everything.Matches));
    }

    [Fact]
    public void A_bit_alone_is_there_always_and_a_word_says_so()
    {
        Assert.True(DisplayFilter.TryParse("tcp.flags.syn", out var filter, out _));
        Assert.Equal(All, SomePackets.Packets.Count(filter.Matches));
        Assert.Equal("tcp.flags.syn alone asks whether the field is there, and it always is. For the bit, write tcp.flags.syn == 1.", $"{filter.Remark}");
    }

    private static int[] Read(string numbers) => [.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

}
