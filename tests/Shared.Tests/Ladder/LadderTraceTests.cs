using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Ladder;

public class LadderTraceTests
{
    private const string Handshake =
        """
        # the three-way handshake, RFC 9293 figure 6
        server: CLOSED → LISTEN
        @0.000s client → server  [SYN] seq=x win=65535 <mss 1460, sackOK, ws 7>
        @0.040s server: LISTEN → SYN-RECEIVED
        @0.040s server → client  [SYN, ACK] seq=y ack=x+1 ✕
        @1.040s server → client  [SYN, ACK] seq=y ack=x+1  # again
        client:49152 → [2001:db8::1]:80  [PSH, ACK] seq=x+1 ack=y+1 len=7 "HELLO\r\n"
        client → server  [FIN, ACK] seq=x+8 ack=y-3 urg=1 sum=0xbeef len=5
        server → client  [] seq=4294967295
        """;

    [Fact]
    public void A_ladder_in_canonical_form_prints_as_it_was_written() =>
        Assert.Equal(Handshake.ReplaceLineEndings("\n"), LadderTrace.Parse(Handshake).ToString());

    [Fact]
    public void A_segment_line_says_its_fields()
    {
        var line = Assert.IsType<LadderSegment>(Only("""@1.5s a:1 → b [PSH,ACK] seq=x+1 ack=7 win=10 urg=2 sum=0x10 <ws 1> len=2 "ab" ✕ # why"""));

        Assert.Equal(new LadderSegment(new("a", new(1)), new("b"), ControlBits.Psh | ControlBits.Ack, LadderNumber.Of("x", 1))
        {
            At = new(1_500_000),
            Ack = LadderNumber.Of(new SeqNumber(7)),
            Window = 10,
            UrgentPointer = 2,
            Checksum = 16,
            Options = new() { WindowScale = 1 },
            Payload = LadderPayload.Of("ab"u8),
            IsLost = true,
            Note = "why",
        }, line);
    }

    [Theory]
    [InlineData("a->b[SYN]seq=x", "a → b  [SYN] seq=x")]
    [InlineData("  a-b -> b.c   [ack , syn]  ack=2   seq=0x10 ", "a-b → b.c  [SYN, ACK] seq=16 ack=2")]
    [InlineData("a → b [] seq=x lost", "a → b  [] seq=x ✕")]
    [InlineData("a → b [] seq=x ×", "a → b  [] seq=x ✕")]
    [InlineData("a → b [R1] seq=-1", "a → b  [R1] seq=4294967295")]
    [InlineData("a → b [] seq=x+4294967295", "a → b  [] seq=x-1")]
    [InlineData("a → b [] seq=1_000 win=0xFF", "a → b  [] seq=1000 win=255")]
    [InlineData("a → b [] seq=x <>", "a → b  [] seq=x")]
    [InlineData("a → b [] seq=x len=0", "a → b  [] seq=x")]
    [InlineData("a → b [] seq=x len=0 \"\"", "a → b  [] seq=x")]
    [InlineData("a → b [] seq=x \"é #\\\"\"", "a → b  [] seq=x len=5 \"é #\\\"\"")]
    [InlineData("@40ms a->b [] seq=x", "@0.040s a → b  [] seq=x")]
    [InlineData("@40s a->b [] seq=x # ", "@40.000s a → b  [] seq=x")]
    [InlineData("server:80:LISTEN->syn-received", "server:80: LISTEN → SYN-RECEIVED")]
    [InlineData("attacker as client:1->server:80[RST]seq=x", "attacker as client:1 → server:80  [RST] seq=x")]
    [InlineData("as as as->as[]seq=x", "as as as → as  [] seq=x")]
    [InlineData("#text", "# text")]
    [InlineData("#   indented", "#   indented")]
    public void Other_ways_to_write_a_line_print_in_the_one_canonical_form(string written, string canonical) =>
        Assert.Equal(canonical, Only(written).ToString());

    [Theory]
    [InlineData("client", "→")]
    [InlineData("→ server [SYN] seq=x", "A line is a segment")]
    [InlineData("!", "A line is a segment")]
    [InlineData("@soon client → server [SYN] seq=x", "'@soon' is no time")]
    [InlineData("@1.0000001s client → server [SYN] seq=x", "six decimals")]
    [InlineData("@99999999999999999s a → b [SYN] seq=x", "is no time")]
    [InlineData("client:65536 → server [SYN] seq=x", "Ports end at 65 535; this is 65 536.")]
    [InlineData("client → [SYN] seq=x", "receiver")]
    [InlineData("client → server seq=x", "control bits in brackets")]
    [InlineData("attacker as → server [SYN] seq=x", "After 'as' comes the host whose name is forged.")]
    [InlineData("attacker as client [SYN] seq=x", "After 'as client' comes → and the receiver.")]
    [InlineData("client → server [SYM] seq=x", "[SYM] holds a word that is no control bit")]
    [InlineData("client → server [SYN]", "has a sequence number")]
    [InlineData("client → server [SYN] seq=", "'' can't be seq")]
    [InlineData("client → server [SYN] seq=x*2", "'x*2' can't be seq")]
    [InlineData("client → server [SYN] seq=4294967296", "0 to 4 294 967 295")]
    [InlineData("client → server [SYN] seq=x win=65536", "'65536' can't be win")]
    [InlineData("client → server [SYN] seq=x seq=y", "seq stands twice")]
    [InlineData("client → server [SYN] seq=x mss=1460", "no field 'mss='")]
    [InlineData("client → server [SYN] seq=x hello", "'hello' is no field")]
    [InlineData("client → server [SYN] seq=x [ACK]", "is no field")]
    [InlineData("client → server [SYN] seq=x <mss 1460", "end with >")]
    [InlineData("client → server [SYN] seq=x <mss 65536>", "mss takes one number")]
    [InlineData("client → server [SYN] seq=x \"HELLO", "ends with a quotation mark")]
    [InlineData("client → server [SYN] seq=x \"\\q\"", "stands for nothing")]
    [InlineData("client → server [SYN] seq=x len=4 \"HELLO\"", "len says 4, and the text has 5 octets.")]
    [InlineData("client → server [SYN] seq=x len=65536", "can't be len")]
    [InlineData("server: LISTENING → CLOSED", "'LISTENING' is no state of TCP")]
    [InlineData("server: LISTEN", "→")]
    [InlineData("server: LISTEN → CLOSED now", "nothing but a note")]
    public void A_line_that_is_wrong_is_told_with_what_belongs_there(string line, string says)
    {
        Assert.False(LadderTrace.TryParse("# first\n\n" + line, out var trace, out var problems));

        Assert.Null(trace);
        var problem = Assert.Single(problems);
        Assert.Equal(3, problem.Line);
        Assert.Contains(says, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_line_is_told_up_to_a_bound()
    {
        Assert.False(LadderTrace.TryParse("!\n# fine\n!", out _, out var two));
        Assert.False(LadderTrace.TryParse(string.Concat(Enumerable.Repeat("!\n", 1000)), out _, out var many));

        Assert.Equal([1, 3], two.Select(problem => problem.Line));
        Assert.Equal(LadderTrace.MostProblems, many.Length);
    }

    [Fact]
    public void A_long_line_is_quoted_short()
    {
        Assert.False(LadderTrace.TryParse(new string('a', 100_000), out _, out var problems));

        Assert.InRange(problems[0].ToString().Length, 1, 300);
    }

    [Fact]
    public void No_text_is_an_empty_ladder()
    {
        Assert.True(LadderTrace.TryParse(null, out var none, out _));
        Assert.Empty(none.Lines);
        Assert.Equal("", new LadderTrace(default).ToString());
        Assert.Equal(none, new LadderTrace(default));
    }

    [Fact]
    public void Any_ladder_reads_back_as_it_was() =>
        SomeLadder.Trace.Check(trace =>
        {
            var printed = trace.ToString();
            return LadderTrace.TryParse(printed, out var read, out _) && read.Equals(trace) && read.ToString() == printed;
        });

    [Fact]
    public void Any_text_is_read_to_a_ladder_that_prints_and_reads_alike_or_refused_with_sentences() =>
        SomeLadder.AnyText.Check(text =>
        {
            if (LadderTrace.TryParse(text, out var trace, out var problems)) return LadderTrace.Parse(trace.ToString()).Equals(trace);
            return !problems.IsEmpty && problems.All(problem => problem.Line > 0 && problem.Sentence.EndsWith('.'));
        });

    [Fact]
    public void Any_segment_survives_the_way_through_a_ladder() =>
        Some.Segment.Check(segment =>
        {
            var printed = LadderSegment.Of(segment, new("client"), new("server")).ToString();
            var line = Assert.IsType<LadderSegment>(Only(printed));
            return line.TryResolve(new Dictionary<string, SeqNumber>(), segment.Connection, out var read) && read == segment;
        });

    [Fact]
    public void A_line_resolves_with_its_own_ports_and_the_symbols_given()
    {
        var line = (LadderSegment)Only("client:5000 → server [SYN, ACK] seq=x-1 ack=y+1 len=3");
        var connection = new FourTuple(new(HostAddress.Parse("192.0.2.1"), new(1)), new(HostAddress.Parse("192.0.2.2"), new(80)));

        Assert.True(line.TryResolve(new Dictionary<string, SeqNumber> { ["x"] = new(0), ["y"] = new(uint.MaxValue) }, connection, out var segment));
        Assert.Equal(new Segment
        {
            Source = connection.Local with { Port = new(5000) },
            Destination = connection.Remote,
            Seq = new(uint.MaxValue),
            Ack = new(0),
            Bits = ControlBits.SynAck,
            Window = 65535,
            Payload = new byte[3],
        }, segment);
        Assert.False(line.TryResolve(new Dictionary<string, SeqNumber> { ["X"] = new(0), ["y"] = new(1) }, connection, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a→b")]
    [InlineData("::g")]
    public void A_host_has_a_name_that_can_be_read_back(string name) => Assert.Throws<ArgumentException>(() => new LadderHost(name));

    private static LadderLine Only(string text) => Assert.Single(LadderTrace.Parse(text).Lines);
}
