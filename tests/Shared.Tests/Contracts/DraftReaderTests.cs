using System.Diagnostics;
using FsCheck.Fluent;
using Playground.Contracts;
using Playground.Tcp;
using Playground.Tests.Ladder;
using Playground.Wire;

namespace Playground.Tests.Contracts;

public class DraftReaderTests
{
    private static readonly FourTuple s_overV4 = new(
        new(HostAddress.Parse("192.0.2.1"), new(49152)), new(HostAddress.Parse("192.0.2.2"), new(80)));

    private static readonly FourTuple s_overV6 = new(
        new(HostAddress.Parse("2001:db8::1"), new(49152)), new(HostAddress.Parse("2001:db8::2"), new(80)));

    private static readonly SegmentDraft s_syn = new() { Flags = "SYN", Seq = "714025811" };

    [Fact]
    public void A_draft_is_read_field_by_field()
    {
        var draft = new SegmentDraft
        {
            Flags = "ack, Psh",
            Seq = "714025812",
            Ack = "3169540001",
            Window = "1000",
            Payload = @"GET / HTTP/1.1\r\n",
            Options = "ts 1 2",
        };

        Assert.Equal(new Segment
        {
            Source = s_overV4.Local,
            Destination = s_overV4.Remote,
            Bits = ControlBits.Psh | ControlBits.Ack,
            Seq = new(714025812),
            Ack = new(3169540001),
            Window = 1000,
            Payload = "GET / HTTP/1.1\r\n"u8.ToArray(),
            Options = new() { Timestamps = new(1, 2) },
        }, Read(draft));
    }

    [Theory]
    [InlineData("0", 0u)]
    [InlineData("4294967295", uint.MaxValue)]
    [InlineData("4 294 967 295", uint.MaxValue)]
    [InlineData("4,294,967,295", uint.MaxValue)]
    [InlineData("4_294_967_295", uint.MaxValue)]
    [InlineData("4\u202F294\u00A0967 295", uint.MaxValue)]
    [InlineData("  7 ", 7u)]
    [InlineData("007", 7u)]
    [InlineData("-0", 0u)]
    [InlineData("0xFFFFFFFF", uint.MaxValue)]
    [InlineData("0Xff_ff", 65535u)]
    public void A_number_may_be_written_as_people_write_it(string text, uint number)
    {
        Assert.Equal(new SeqNumber(number), Read(s_syn with { Seq = text }).Seq);
        Assert.Equal(new SeqNumber(number), Read(s_syn with { Ack = text }).Ack);
    }

    [Theory]
    [InlineData("", "A segment needs a sequence number, from 0 to 4 294 967 295.")]
    [InlineData("  ", "A segment needs a sequence number, from 0 to 4 294 967 295.")]
    [InlineData("4294967296", "Sequence numbers end at 4 294 967 295 (2^32 − 1); this is 4 294 967 296.")]
    [InlineData("4,294,967,296", "Sequence numbers end at 4 294 967 295 (2^32 − 1); this is 4 294 967 296.")]
    [InlineData("0x1FFFFFFFF", "Sequence numbers end at 4 294 967 295 (2^32 − 1); this is 0x1FFFFFFFF.")]
    [InlineData("18446744073709551616", "Sequence numbers end at 4 294 967 295 (2^32 − 1); this is 18 446 744 073 709 551 616.")]
    [InlineData("-1", "Sequence numbers begin at 0; this is −1.")]
    [InlineData("x+1", "A sequence number is a number from 0 to 4 294 967 295, and 'x+1' is none.")]
    [InlineData("1.5", "A sequence number is a number from 0 to 4 294 967 295, and '1.5' is none.")]
    [InlineData("1,5", "A sequence number is a number from 0 to 4 294 967 295, and '1,5' is none.")]
    [InlineData("1234,567", "A sequence number is a number from 0 to 4 294 967 295, and '1234,567' is none.")]
    [InlineData("1  000", "A sequence number is a number from 0 to 4 294 967 295, and '1  000' is none.")]
    [InlineData("0x", "A sequence number is a number from 0 to 4 294 967 295, and '0x' is none.")]
    [InlineData("FF", "A sequence number is a number from 0 to 4 294 967 295, and 'FF' is none.")]
    [InlineData("٣", "A sequence number is a number from 0 to 4 294 967 295, and '٣' is none.")]
    public void A_sequence_number_that_is_none_is_told_what_the_field_can_hold(string text, string says) =>
        AssertProblem(s_syn with { Seq = text }, SegmentField.Seq, says);

    [Theory]
    [InlineData("4294967296", "Acknowledgment numbers end at 4 294 967 295 (2^32 − 1); this is 4 294 967 296.")]
    [InlineData("−7", "Acknowledgment numbers begin at 0; this is −7.")]
    [InlineData("y", "An acknowledgment number is a number from 0 to 4 294 967 295, and 'y' is none.")]
    public void An_acknowledgment_that_is_none_is_told_what_the_field_can_hold(string text, string says) =>
        AssertProblem(s_syn with { Ack = text }, SegmentField.Ack, says);

    [Fact]
    public void An_empty_acknowledgment_is_0() => Assert.Equal(default, Read(s_syn with { Ack = " " }).Ack);

    [Theory]
    [InlineData("", "A segment needs a window, from 0 to 65 535; 0 says that there is no room.")]
    [InlineData("65536", "A window ends at 65 535 (2^16 − 1), for its field has 16 bits; this is 65 536.")]
    [InlineData("-1", "A window begins at 0; this is −1.")]
    [InlineData("big", "A window is a number from 0 to 65 535, and 'big' is none.")]
    public void A_window_that_is_none_is_told_what_the_field_can_hold(string text, string says) =>
        AssertProblem(s_syn with { Window = text }, SegmentField.Window, says);

    [Theory]
    [InlineData("SYM", "'SYM' holds a word that is no control bit. They are CWR, ECE, URG, ACK, PSH, RST, SYN and FIN.")]
    public void A_word_that_is_no_control_bit_is_told(string text, string says) =>
        AssertProblem(s_syn with { Flags = text }, SegmentField.Bits, says);

    [Theory]
    [InlineData("mss", "mss takes one number from 0 to 65 535, as in mss 1460.")]
    [InlineData("ts 1 2, ws 1, sack 1-2 3-4 5-6", "A header has room for 40 octets of options; these take 44.")]
    public void Options_that_no_header_holds_are_told(string text, string says) =>
        AssertProblem(s_syn with { Options = text }, SegmentField.Options, says);

    [Fact]
    public void Raw_octets_mean_what_a_receiver_reads_in_them() =>
        Assert.Equal(new SegmentOptions { MaximumSegmentSize = 1460 }, Read(s_syn with { Options = "mss 9, raw 0x020405b4" }).Options);

    [Fact]
    public void A_payload_with_a_broken_escape_is_told() =>
        AssertProblem(s_syn with { Payload = @"\x0" }, SegmentField.Payload, @"After \x come two hex digits, as in \x0D.");

    [Theory]
    [InlineData(false, "", 1460, "1 460")]
    [InlineData(false, "mss 1460", 1456, "1 456")]
    [InlineData(false, "ts 1 2, sack 1-2 3-4 5-6", 1420, "1 420")]
    [InlineData(true, "", 1440, "1 440")]
    [InlineData(true, "ts 1 2", 1428, "1 428")]
    public void A_segment_fills_a_packet_of_the_link_and_no_more(bool overV6, string options, int room, string shown)
    {
        var connection = overV6 ? s_overV6 : s_overV4;
        var full = s_syn with { Options = options, Payload = new string('a', room) };

        Assert.True(DraftReader.TryRead(full, connection, out var segment, out _));
        Assert.Equal(DraftReader.LinkMtu, IpCodec.PacketLength(segment));
        Assert.False(DraftReader.TryRead(full with { Payload = new string('a', room + 1) }, connection, out _, out var problems));
        Assert.Equal(shown, Assert.Single(problems).Problem.Arguments[0]);
    }

    [Fact]
    public void A_full_segment_may_be_written_in_escapes_alone() =>
        Assert.Equal(1460, Read(s_syn with { Payload = string.Concat(Enumerable.Repeat(@"\x00", 1460)) }).Payload.Length);

    [Fact]
    public void Megabytes_of_text_are_refused_without_reading_them()
    {
        var huge = new string('1', 8_000_000);
        var draft = new SegmentDraft { Flags = huge, Seq = huge, Ack = huge, Window = huge, Payload = huge, Options = huge };
        var raw = new SegmentDraft { Raw = huge };
        DraftReader.TryRead(s_syn, s_overV4, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        Assert.False(DraftReader.TryRead(draft, s_overV4, out _, out var problems));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        Assert.Equal(6, problems.Length);
        Assert.False(DraftReader.TryRead(raw, s_overV4, out _, out var ofRaw));
        Assert.Equal("A packet on this link has room for a segment of 1 480 octets; this is far more.", Assert.Single(ofRaw).Problem.ToString());
        Assert.All(problems, problem => Assert.InRange(problem.Problem.ToString().Length, 1, 200));
    }

    [Fact]
    public void Every_wrong_field_is_told_at_once_in_the_order_of_the_composer()
    {
        var draft = new SegmentDraft { Flags = "?", Seq = "?", Ack = "?", Window = "?", Payload = "\\", Options = "?" };

        Assert.False(DraftReader.TryRead(draft, s_overV4, out var segment, out var problems));
        Assert.Equal(default, segment);
        Assert.Equal(
            [SegmentField.Bits, SegmentField.Seq, SegmentField.Ack, SegmentField.Window, SegmentField.Options, SegmentField.Payload],
            problems.Select(problem => problem.Field));
    }

    [Fact]
    public void Missing_fields_count_as_empty()
    {
        var nothing = new SegmentDraft { Flags = null!, Seq = null!, Ack = null!, Window = null!, Payload = null!, Options = null! };

        Assert.False(DraftReader.TryRead(nothing, default, out _, out var problems));
        Assert.Equal([SegmentField.Seq, SegmentField.Window], problems.Select(problem => problem.Field));
        Assert.False(DraftReader.TryRead(null, default, out _, out _));
        Assert.True(DraftReader.TryRead(nothing with { Seq = "0", Window = "0" }, default, out var segment, out _));
        Assert.Equal(ControlBits.None, segment.Bits);
    }

    [Fact]
    public void Any_draft_is_read_to_a_segment_that_fits_the_link_or_refused_with_sentences() =>
        Gen.ArrayOf(SomeLadder.AnyText, 6).Check(texts =>
        {
            var (flags, seq, ack, window) = (texts[0], texts[1], texts[2], texts[3]);
            var draft = new SegmentDraft { Flags = flags, Seq = seq, Ack = ack, Window = window, Payload = texts[4], Options = texts[5] };
            if (DraftReader.TryRead(draft, s_overV6, out var segment, out var problems)) return IpCodec.PacketLength(segment) <= DraftReader.LinkMtu;
            return !problems.IsEmpty && problems.All(problem => problem.Problem.ToString().Length > 0);
        });

    private static Segment Read(SegmentDraft draft)
    {
        Assert.True(DraftReader.TryRead(draft, s_overV4, out var segment, out var problems), string.Join('\n', problems));
        Assert.Empty(problems);
        return segment;
    }

    private static void AssertProblem(SegmentDraft draft, SegmentField field, string says)
    {
        Assert.False(DraftReader.TryRead(draft, s_overV4, out _, out var problems));
        var problem = Assert.Single(problems);
        Assert.Equal(field, problem.Field);
        Assert.Equal(says, problem.Problem.ToString());
    }
}
