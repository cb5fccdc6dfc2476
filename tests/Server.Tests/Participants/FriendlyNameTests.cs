using Playground.Server.Participants;

namespace Playground.Tests.Participants;

public sealed class FriendlyNameTests
{
    [Fact]
    public void There_are_enough_words_and_none_twice()
    {
        foreach (var words in (IReadOnlyList<string>[])[FriendlyName.Adjectives, FriendlyName.Animals])
        {
            Assert.True(words.Count >= 64);
            Assert.Equal(words.Count, words.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(words, word => Assert.Matches("^[A-Z][a-z]+$", word));
        }
    }

    [Fact]
    public void A_name_is_a_word_and_an_animal() => Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+$", FriendlyName.Make());
}
