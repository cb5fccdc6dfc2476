using Playground.Server.Participants;

namespace Playground.Tests.Participants;

public sealed class PhraseWordsTests
{
    [Fact]
    public void There_are_1024_words_each_known_by_its_first_four_letters()
    {
        Assert.Equal(1024, PhraseWords.All.Length);
        Assert.All(PhraseWords.All, word => Assert.Matches("^[a-z]{3,9}$", word));
        Assert.Equal(1024, PhraseWords.All.Select(word => word.Length > 4 ? word[..4] : word).Distinct().Count());
    }

    [Fact]
    public void Two_phrases_differ_and_each_is_read_as_it_was_made()
    {
        var phrase = PhraseWords.Make();
        Assert.NotEqual(phrase, PhraseWords.Make());
        Assert.Equal(phrase, PhraseWords.Read(phrase));
    }

    [Theory]
    [InlineData("acorn bacon cabin daisy eagle fabric")]
    [InlineData("  Acorn, BACON,cabin;daisy - eagle\tfabric. ")]
    [InlineData("acor baco cabi dais eagl fabr")]
    public void A_phrase_is_read_however_it_is_typed(string typed) => Assert.Equal("acorn bacon cabin daisy eagle fabric", PhraseWords.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("acorn bacon cabin daisy eagle")]
    [InlineData("acorn bacon cabin daisy eagle fabric fabric")]
    [InlineData("acorn bacon cabin daisy eagle xyzzy")]
    public void What_is_not_six_of_the_words_is_none(string? typed) => Assert.Null(PhraseWords.Read(typed));
}
