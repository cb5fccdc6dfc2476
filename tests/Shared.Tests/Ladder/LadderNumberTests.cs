using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Ladder;

public class LadderNumberTests
{
    [Theory]
    [InlineData("0", 0u)]
    [InlineData("714025811", 714025811u)]
    [InlineData("0xFFFFFFFF", uint.MaxValue)]
    [InlineData("-1", uint.MaxValue)]
    [InlineData("+5", 5u)]
    [InlineData("x", 10u)]
    [InlineData("x+1", 11u)]
    [InlineData("x-11", uint.MaxValue)]
    [InlineData("x−11", uint.MaxValue)]
    [InlineData("X", 20u)]
    public void A_number_is_counted_from_its_symbol_round_the_circle(string text, uint value)
    {
        Assert.True(LadderNumber.TryParse(text, out var number));
        Assert.Equal(new SeqNumber(value), number.Resolve(new Dictionary<string, SeqNumber> { ["x"] = new(10), ["X"] = new(20) }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("x+")]
    [InlineData("x+y")]
    [InlineData("x+-1")]
    [InlineData("1x")]
    [InlineData("x y")]
    [InlineData("1+1")]
    [InlineData("x+4294967296")]
    public void What_is_no_number_is_refused(string? text) => Assert.False(LadderNumber.TryParse(text, out _));

    [Fact]
    public void Any_number_reads_back_as_it_was() =>
        SomeLadder.Number.Check(number => LadderNumber.TryParse(number.ToString(), out var read) && read == number);

    [Fact]
    public void A_number_told_from_an_origin_is_still_that_number() =>
        Some.Pair(Some.UInt).Check(pair =>
        {
            var (value, origin) = (new SeqNumber(pair.Item1), new SeqNumber(pair.Item2));
            return LadderNumber.Relative(value, "x", origin).Resolve(new Dictionary<string, SeqNumber> { ["x"] = origin }) == value;
        });

    [Fact]
    public void A_symbol_without_a_binding_has_no_number() =>
        Assert.Null(LadderNumber.Of("z").Resolve(new Dictionary<string, SeqNumber>()));

    [Fact]
    public void A_symbol_has_a_name_that_can_be_read_back()
    {
        Assert.Throws<ArgumentException>(() => LadderNumber.Of("x+1"));
        Assert.Throws<ArgumentException>(() => LadderNumber.Of("1"));
    }

    [Fact]
    public void Any_text_is_read_or_refused() =>
        SomeLadder.AnyText.Check(text => !LadderNumber.TryParse(text, out var number) || LadderNumber.TryParse(number.ToString(), out _));
}
