using FsCheck.Fluent;
using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Tests.Ladder;
using Playground.Wire;

namespace Playground.Tests.Contracts;

/// <summary>What a draft says beside the usual fields: ports, urgent pointer, checksum, hex, raw octets; and the way back from a segment.</summary>
public class DraftFormsTests
{
    private static readonly FourTuple s_connection = new(
        new(HostAddress.Parse("192.0.2.1"), new(49152)), new(HostAddress.Parse("192.0.2.2"), new(80)));

    private static readonly SegmentDraft s_syn = new() { Flags = "SYN", Seq = "714025811" };

    [Fact]
    public void Ports_and_the_urgent_pointer_are_the_rooms_until_somebody_writes_others()
    {
        var plain = Read(s_syn);
        Assert.Equal((s_connection, (ushort)0, null), (plain.Connection, plain.UrgentPointer, plain.Checksum));

        var foreign = Read(s_syn with { SourcePort = "1", DestinationPort = "65 535", Urgent = "0x10" });
        Assert.Equal((1, 65535, 16), (foreign.Source.Port.Number, foreign.Destination.Port.Number, foreign.UrgentPointer));
        Assert.Equal((s_connection.Local.Host, s_connection.Remote.Host), (foreign.Source.Host, foreign.Destination.Host));
    }

    [Theory]
    [InlineData("65536", "Ports end at 65 535 (2^16 − 1), for their fields have 16 bits; this is 65 536.")]
    [InlineData("-1", "Ports begin at 0; this is −1.")]
    [InlineData("http", "A port is a number from 0 to 65 535, and 'http' is none.")]
    public void A_port_that_is_none_is_told(string text, string says)
    {
        AssertProblem(s_syn with { SourcePort = text }, SegmentField.SourcePort, says);
        AssertProblem(s_syn with { DestinationPort = text }, SegmentField.DestinationPort, says);
    }

    [Fact]
    public void An_urgent_pointer_and_a_checksum_that_are_none_are_told()
    {
        AssertProblem(
            s_syn with { Urgent = "65536" }, SegmentField.Urgent, "An urgent pointer ends at 65 535 (2^16 − 1), for its field has 16 bits; this is 65 536.");
        AssertProblem(s_syn with { Checksum = "1a2b" }, SegmentField.Checksum, "A checksum is a number from 0 to 65 535, or hex as in 0x1a2b, and '1a2b' is none.");
    }

    [Fact]
    public void A_checksum_by_hand_is_kept_where_it_is_wrong_and_counts_for_nothing_where_it_is_right()
    {
        var right = TcpCodec.RightChecksum(TcpCodec.Encode(Read(s_syn)), s_connection.Local.Host, s_connection.Remote.Host);
        var wrong = (ushort)(right + 1);
        Assert.Equal(wrong, Read(s_syn with { Checksum = $"{wrong}" }).Checksum);
        Assert.Null(Read(s_syn with { Checksum = $"0x{right:x4}" }).Checksum);
        Assert.Null(Read(s_syn with { Checksum = " " }).Checksum);
    }

    [Theory]
    [InlineData("48454c4c4f")]
    [InlineData("48 45:4C-4c,4f")]
    [InlineData("0x48454c4c 0x4f")]
    [InlineData("4845 4c4c\n4f")]
    public void A_payload_in_hex_is_read_with_any_gaps(string hex) =>
        Assert.Equal("HELLO"u8.ToArray(), Read(s_syn with { Payload = hex, PayloadIsHex = true }).Payload.ToArray());

    [Theory]
    [InlineData("4", "An octet has two hex digits, and the last one here has one.")]
    [InlineData("4g", "'g' is no hex digit. They are 0 to 9 and a to f, two for each octet.")]
    public void A_payload_that_is_no_hex_is_told(string hex, string says) =>
        AssertProblem(s_syn with { Payload = hex, PayloadIsHex = true }, SegmentField.Payload, says);

    [Fact]
    public void Raw_octets_are_what_is_sent_whatever_the_fields_say()
    {
        var meant = Read(s_syn with { Flags = "ACK", SourcePort = "7", Checksum = "1", Payload = "HI" });
        var raw = new SegmentDraft { Flags = "nonsense", Raw = HexText.Print(TcpCodec.Encode(meant)) };
        Assert.Equal(meant, Read(raw));
    }

    [Theory]
    [InlineData("d63e 0050", "A TCP header has 20 octets at least; these are 4.")]
    [InlineData("d63e0050 00000000 00000000 40020000 00000000", "The data offset is below 5: a TCP header has at least five words of four octets.")]
    [InlineData("d63e0050 00000000 00000000 60020000 00000000", "The data offset points past the end of the segment.")]
    [InlineData("d63e0050 0000000", "An octet has two hex digits, and the last one here has one.")]
    public void Raw_octets_that_are_no_segment_are_told(string raw, string says) => AssertProblem(new SegmentDraft { Raw = raw }, SegmentField.Raw, says);

    [Fact]
    public void Raw_octets_fill_a_packet_of_the_link_and_no_more()
    {
        var full = TcpCodec.Encode(Read(s_syn with { Payload = new string('a', 1460) }));
        Assert.Equal(1460, Read(new SegmentDraft { Raw = HexText.Print(full) }).Payload.Length);
        AssertProblem(
            new SegmentDraft { Raw = HexText.Print(full) + "00" }, SegmentField.Raw, "A packet on this link has room for a segment of 1 480 octets; these are 1 481.");
    }

    [Fact]
    public void Any_segment_becomes_a_draft_that_makes_it_again_octet_for_octet() =>
        Some.Segment.Check(segment =>
        {
            var room = new FourTuple(segment.Source with { Port = new(49152) }, segment.Destination with { Port = new(80) });
            var isRead = DraftReader.TryRead(DraftWriter.Of(segment, room), room, out var read, out _);
            return isRead ? TcpCodec.Encode(read).SequenceEqual(TcpCodec.Encode(segment)) : IpCodec.PacketLength(segment) > DraftReader.LinkMtu;
        });

    [Fact]
    public void Any_raw_octets_of_a_segment_say_the_same_in_fields() =>
        Gen.ArrayOf(Gen.Choose(0, 255).Select(octet => (byte)octet), 64).Check(octets =>
        {
            octets[12] = (byte)((octets[12] & 0x0F) | (5 + (octets[12] >> 4)) % 16 << 4);
            var raw = new SegmentDraft { Raw = HexText.Print(octets) };
            if (!DraftReader.TryRead(raw, s_connection, out var segment, out _)) return octets[12] >> 4 < 5;
            return DraftReader.TryRead(DraftWriter.Of(segment, s_connection), s_connection, out var read, out _)
                && TcpCodec.Encode(read).SequenceEqual(octets);
        });

    [Fact]
    public void Any_text_is_read_as_hex_or_refused_with_a_sentence() =>
        SomeLadder.AnyText.Check(text => HexText.TryParse(text, out _, out var problem) != problem?.ToString().Length > 0);

    [Fact]
    public void A_draft_that_could_never_become_right_is_too_long_to_keep()
    {
        var huge = new string('0', 1_000_000);
        Assert.Equal(SegmentField.Raw, DraftReader.TooLongToKeep(new SegmentDraft { Raw = huge })?.Field);
        Assert.Equal(SegmentField.Checksum, DraftReader.TooLongToKeep(new SegmentDraft { Checksum = huge })?.Field);
        Assert.Equal(SegmentField.SourcePort, DraftReader.TooLongToKeep(new SegmentDraft { SourcePort = huge })?.Field);
        Assert.Null(DraftReader.TooLongToKeep(new SegmentDraft { Raw = string.Join(' ', Enumerable.Repeat("00", 1480)) }));
    }

    private static Segment Read(SegmentDraft draft)
    {
        Assert.True(DraftReader.TryRead(draft, s_connection, out var segment, out var problems), string.Join('\n', problems));
        return segment;
    }

    private static void AssertProblem(SegmentDraft draft, SegmentField field, string says)
    {
        Assert.False(DraftReader.TryRead(draft, s_connection, out _, out var problems));
        var problem = Assert.Single(problems);
        Assert.Equal((field, says), (problem.Field, problem.Problem.ToString()));
    }
}
