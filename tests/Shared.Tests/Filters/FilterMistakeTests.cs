using FsCheck;
using FsCheck.Fluent;
using Playground.Filters;

namespace Playground.Tests.Filters;

/// <summary>Every mistake is one sentence at its place, and no text does any harm.</summary>
public class FilterMistakeTests
{
    [Theory]
    [InlineData("tcp.flag.syn == 1", 1, 12, "There is no field tcp.flag.syn. Did you mean tcp.flags.syn?", "tcp.flags.syn")]
    [InlineData("tcp.stream==0 && tcp.flags.rst", 18, 13, "There is no field tcp.flags.rst. Did you mean tcp.flags.reset?", "tcp.flags.reset")]
    [InlineData("ip.scr == 192.0.2.1", 1, 6, "There is no field ip.scr. Did you mean ip.src?", "ip.src")]
    [InlineData("srcport == 80", 1, 7, "There is no field srcport. Did you mean tcp.srcport?", "tcp.srcport")]
    [InlineData("udp.port == 53", 1, 8, "There is no field udp.port. Did you mean tcp.port?", "tcp.port")]
    [InlineData("weather", 1, 7, "There is no field weather here.", null)]
    [InlineData("tcp.port = 80", 10, 1, "A comparison is written ==.", "==")]
    [InlineData("tcp.port == 80 | ip", 16, 1, "Or is written ||.", "||")]
    [InlineData("tcp.port ==", 12, 0, "Here a value to compare with is missing.", null)]
    [InlineData("tcp.port == && ip", 13, 2, "Here a value to compare with is missing.", null)]
    [InlineData("tcp.port == 80 tcp.len == 1", 16, 7, "Between two tests stands && or ||.", null)]
    [InlineData("(tcp.port == 80", 1, 1, "This bracket is not closed.", null)]
    [InlineData("tcp.port == 80)", 15, 1, "This bracket closes none that is open.", null)]
    [InlineData("tcp.port == 80 &&", 18, 0, "Here a test is missing, as tcp.port == 80.", null)]
    [InlineData("== 80", 1, 2, "A test begins with the name of a field, as tcp.port; == is none.", null)]
    [InlineData("80 == tcp.port", 1, 2, "A test begins with the name of a field, as tcp.port; 80 is none.", null)]
    [InlineData("tcp.port == http", 13, 4, "tcp.port compares with a number from 0 to 65535; http is none.", null)]
    [InlineData("tcp.port == 99999", 13, 5, "tcp.port compares with a number from 0 to 65535; 99999 is none.", null)]
    [InlineData("tcp.port in {80..65536}", 18, 5, "tcp.port compares with a number from 0 to 65535; 65536 is none.", null)]
    [InlineData("tcp.window_size_value > 65536", 25, 5, "tcp.window_size_value compares with a number from 0 to 65535; 65536 is none.", null)]
    [InlineData("tcp.urgent_pointer == 70000", 23, 5, "tcp.urgent_pointer compares with a number from 0 to 65535; 70000 is none.", null)]
    [InlineData("tcp.checksum == 0x10000", 17, 7, "tcp.checksum compares with a number from 0 to 65535; 0x10000 is none.", null)]
    [InlineData("tcp.flags == 0x1000", 14, 6, "tcp.flags compares with a number from 0 to 4095; 0x1000 is none.", null)]
    [InlineData("tcp.window_size_value in {0..70000}", 30, 5, "tcp.window_size_value compares with a number from 0 to 65535; 70000 is none.", null)]
    [InlineData("ip.ttl == 256", 11, 3, "ip.ttl compares with a number from 0 to 255; 256 is none.", null)]
    [InlineData("tcp.seq == 4294967296", 12, 10, "tcp.seq compares with a number from 0 to 4294967295; 4294967296 is none.", null)]
    [InlineData("tcp.seq == 08", 12, 2, "tcp.seq compares with a number from 0 to 4294967295; 08 is none.", null)]
    [InlineData("tcp.flags.syn == 2", 18, 1, "tcp.flags.syn is a bit: compare it with 1 or 0; 2 is neither.", null)]
    [InlineData("frame.time_relative > soon", 23, 4, "frame.time_relative is a time in seconds, as 0.25; soon is none.", null)]
    [InlineData("ip.src == 192.0.2", 11, 7, "ip.src compares with an address, as 192.0.2.1; 192.0.2 is none.", null)]
    [InlineData("ip.src == 192.0.2.0/33", 11, 12, "After the / stands how many bits of the address count, 0 to 32.", null)]
    [InlineData("ip.src == 2001:db8::1", 11, 11, "ip.src holds IPv4 addresses alone; for IPv6 there is ipv6.src.", null)]
    [InlineData("ip.src > 192.0.2.1", 8, 1, "ip.src holds no numbers, and only numbers are more or less.", null)]
    [InlineData("tcp.port contains 80", 10, 8, "contains looks into octets and text, and tcp.port is neither.", null)]
    [InlineData("tcp.payload contains GET", 22, 3, "Octets are written as 47:45:54, text between quotation marks; GET is neither.", "\"GET\"")]
    [InlineData("tcp.payload contains \"GET", 22, 4, "The text that begins here has no quotation mark at its end.", null)]
    [InlineData("tcp.payload contains \"\\q\"", 23, 2, "After \\ comes one of n, r, t, \\, \" and x with two hexadecimal digits.", null)]
    [InlineData("tcp.payload matches \"G.T\"", 13, 7, "Patterns can't be asked about here; contains looks for text as it stands.", null)]
    [InlineData("tcp.payload[0:3] == 47:45:54", 12, 1, "Parts of a field, as in [0:4], can't be asked about here; contains looks for octets anywhere.", null)]
    [InlineData("tcp.analysis.retransmission == 1", 29, 2, "tcp.analysis.retransmission has no value: it is there or it isn't. Write it alone, or ! before it.", null)]
    [InlineData("tcp.port in 80", 13, 2, "After in stands a set, as {80, 443}.", null)]
    [InlineData("tcp.port in {80, 443", 13, 1, "This set is not closed.", null)]
    [InlineData("tcp.port in {}", 13, 1, "This set is empty: nothing can be in it.", null)]
    [InlineData("tcp.port in {90..80}", 18, 2, "This range ends before it begins.", null)]
    [InlineData("tcp.flags & SYN", 13, 3, "After & stand the bits to look at, as 0x12.", null)]
    [InlineData("tcp.port == 80 ✓", 16, 1, "The character ✓ means nothing in a filter.", null)]
    [InlineData("tcp.port == 80 🙂", 16, 2, "The character 🙂 means nothing in a filter.", null)]
    public void A_mistake_is_a_sentence_at_its_place(string text, int column, int length, string says, string? meant)
    {
        Assert.False(DisplayFilter.TryParse(text, out _, out var mistake));
        Assert.Equal((column, length, says, meant), (mistake.Column, mistake.Length, mistake.Says.ToString(), mistake.Meant));
    }

    [Theory]
    [InlineData("tcp.flags.str", "tcp.flags")]
    [InlineData("TCP.FLAGS.SNY", "tcp.flags.syn")]
    [InlineData("tcp.flags.fyn", "tcp.flags.fin")]
    [InlineData("tcp.flags.eck", "tcp.flags.ece")]
    [InlineData("tcp.flags.sit", "tcp.flags.syn")]
    [InlineData("tcp.flags.fry", "tcp.flags.fin")]
    [InlineData("tcp.lem", "tcp.len")]
    [InlineData("ip.dest", "ip.dst")]
    public void Of_the_names_that_are_equally_close_the_one_that_begins_alike_is_meant(string typed, string meant) =>
        Assert.Equal(meant, FilterFields.Closest(typed)?.Name);

    [Fact]
    public void A_paste_of_a_megabyte_is_one_sentence()
    {
        Assert.False(DisplayFilter.TryParse(new('(', 1_000_000), out _, out var mistake));
        Assert.Equal("A filter has at most 2000 characters: what stands from here on is too much.", mistake.Says.ToString());
    }

    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("not ")]
    public void Brackets_and_nots_lie_only_so_deep(string what)
    {
        Assert.True(DisplayFilter.TryParse(Deep(DisplayFilter.MostDepth), out _, out _));
        Assert.False(DisplayFilter.TryParse(Deep(DisplayFilter.MostDepth + 1), out _, out var mistake));
        Assert.Equal("The brackets here lie more than 50 deep in each other.", mistake.Says.ToString());
        string Deep(int depth) => string.Concat(Enumerable.Repeat(what, depth)) + "tcp" + (what == "(" ? new(')', depth) : "");
    }

    [Fact]
    public void Any_text_is_a_filter_or_has_a_mistake_within_it() => Gen.OneOf(LikeFilters, ArbMap.Default.GeneratorFor<string>()).Check(text =>
    {
        text ??= "";
        if (!DisplayFilter.TryParse(text, out var filter, out var mistake))
            return mistake.Says.ToString().Length > 0 && mistake.Column >= 1 && mistake.Column - 1 + mistake.Length <= text.Length;
        return SomePackets.Packets.Count(filter.Matches) <= SomePackets.Packets.Count;
    });

    [Fact]
    public void Not_lets_through_what_was_kept_back() => LikeFilters.Check(text =>
        !DisplayFilter.TryParse(text, out var filter, out _) || !DisplayFilter.TryParse($"!({text})", out var opposite, out _)
        || filter.IsEmpty || SomePackets.Packets.All(packet => filter.Matches(packet) != opposite.Matches(packet)));

    [Fact]
    public void Every_field_is_found_by_its_name_and_reads_every_packet() => Gen.Elements(FilterFields.All.ToArray()).Check(field =>
        FilterFields.Find(field.Name.ToUpperInvariant()) == field && FilterFields.Completing(field.Name, 1).Single().Name.Length <= field.Name.Length
        && SomePackets.Matching(field.Name).Length <= SomePackets.Packets.Count);

    [Fact]
    public void Any_segment_can_be_asked_about_by_every_field() => Some.Segment.Check(segment =>
    {
        var packet = new PacketTrack().Next(segment, null);
        return FilterFields.All.All(field => DisplayFilter.TryParse($"{field} && !{field}", out var filter, out _) && !filter.Matches(packet))
            && PacketInfo.Of(packet).Contains($"Len={segment.Payload.Length}", StringComparison.Ordinal);
    });

    [Fact]
    public void A_name_is_completed_from_its_beginning_first()
    {
        Assert.Equal(["tcp.flags", "tcp.flags.res", "tcp.flags.ae"], FilterFields.Completing("tcp.fl", 3).Select(field => field.Name));
        Assert.Equal(["tcp.analysis.duplicate_ack", "tcp.analysis.duplicate_ack_num", "tcp.analysis.duplicate_ack_frame"], FilterFields.Completing("dup", 5).Select(field => field.Name));
        Assert.Empty(FilterFields.Completing("weather", 5));
    }

    private static Gen<string> LikeFilters { get; } = Gen.ListOf(Gen.OneOf(
        Gen.Elements(FilterFields.All.Select(field => field.Name).ToArray()),
        Gen.Elements("==", "!=", "&&", "||", "!", "(", ")", "{", "}", "in", "contains", "not", "&", "..", ",", "80", "0x12", "192.0.2.0/24", "\"GET\"", "47:45", "1.5", "\\", "\"", "true")))
        .Select(words => string.Join(' ', words));
}
