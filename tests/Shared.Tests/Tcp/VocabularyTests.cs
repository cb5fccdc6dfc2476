using System.Text.RegularExpressions;
using Playground.Tcp;

namespace Playground.Tests.Tcp;

public class VocabularyTests
{
    [Fact]
    public void Every_rule_has_a_section_and_a_sentence() =>
        Assert.All(Enum.GetValues<RfcRule>(), rule =>
        {
            var text = rule.Text();
            Assert.Matches(@"^(3\.\d+(\.\d+)*|RFC \d+ §\d+(\.\d+)*)$", text.Section);
            Assert.Matches(@"^\S.*\.$", text.Text);
            Assert.Empty(Regex.Matches(text.Text, rule.ToString().StartsWith("Send", StringComparison.Ordinal) ? @"\{(?![01]\})" : @"\{"));
            Assert.StartsWith("RFC ", text.Reference, StringComparison.Ordinal);
        });

    [Fact]
    public void Every_misconception_has_a_name_that_reads_back_and_a_sentence() =>
        Assert.All(Enum.GetValues<Misconception>(), misconception =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", misconception.ToName());
            Assert.True(Misconceptions.TryParse(misconception.ToName(), out var read));
            Assert.Equal(misconception, read);
            Assert.EndsWith(".", misconception.Text(), StringComparison.Ordinal);
            Assert.Empty(Regex.Matches(misconception.Text(), @"\{(?![01]\})"));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Ack-Copies-Seq")]
    public void A_name_of_no_misconception_is_refused(string? name) => Assert.False(Misconceptions.TryParse(name, out _));

    [Fact]
    public void Every_state_has_its_name_in_the_RFC_and_reads_back_in_any_case() =>
        Assert.All(Enum.GetValues<TcpState>(), state =>
        {
            Assert.True(TcpStateNames.TryParse(state.ToName().ToLowerInvariant(), out var read));
            Assert.Equal(state, read);
        });

    [Theory]
    [InlineData(ControlBits.None, 0, 0u)]
    [InlineData(ControlBits.Ack, 0, 0u)]
    [InlineData(ControlBits.Syn, 0, 1u)]
    [InlineData(ControlBits.FinAck, 5, 6u)]
    [InlineData(ControlBits.Syn | ControlBits.Fin, 5, 7u)]
    public void A_segment_takes_a_number_for_each_octet_and_for_SYN_and_FIN(ControlBits bits, int octets, uint length)
    {
        var segment = new Segment { Seq = new(uint.MaxValue), Bits = bits, Payload = new byte[octets] };

        Assert.Equal(length, segment.Length);
        Assert.Equal(new SeqNumber(uint.MaxValue) + length, segment.End);
    }

    [Theory]
    [InlineData(100u, 0u, 0u, true)]
    [InlineData(101u, 0u, 0u, false)]
    [InlineData(100u, 0u, 10u, true)]
    [InlineData(109u, 0u, 10u, true)]
    [InlineData(110u, 0u, 10u, false)]
    [InlineData(99u, 0u, 10u, false)]
    [InlineData(100u, 1u, 0u, false)]
    [InlineData(95u, 6u, 10u, true)]
    [InlineData(95u, 5u, 10u, false)]
    [InlineData(109u, 20u, 10u, true)]
    [InlineData(110u, 20u, 10u, false)]
    public void A_segment_is_acceptable_by_the_four_rows_of_the_table(uint seq, uint length, uint window, bool isAcceptable) =>
        Assert.Equal(isAcceptable, new Tcb { RcvNxt = new(100), RcvWnd = window }.Accepts(new(seq), length));

    [Fact]
    public void Segments_compare_by_what_they_hold()
    {
        var one = new Segment { Payload = new byte[] { 1, 2 }, Options = new() { Sack = [new(new(1), new(2))] } };
        var same = new Segment { Payload = new byte[] { 1, 2 }, Options = new() { Sack = [new(new(1), new(2))] } };

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, same with { Payload = new byte[] { 1, 3 } });
        Assert.NotEqual(one, same with { Options = new() { Sack = [new(new(1), new(3))] } });
    }
}
