using System.Text;
using Playground.Ladder;

namespace Playground.Tests.Ladder;

public class PayloadTextTests
{
    [Theory]
    [InlineData("48454C4C4F", "HELLO")]
    [InlineData("0D0A09", @"\r\n\t")]
    [InlineData("5C22", "\\\\\\\"")]
    [InlineData("00FF7F", @"\x00\xFF\x7F")]
    [InlineData("C3A9E282AC", "é€")]
    [InlineData("F09F9982", "🙂")]
    [InlineData("E282", @"\xE2\x82")]
    [InlineData("EDA0BD", @"\xED\xA0\xBD")]
    [InlineData("E280AE", @"\xE2\x80\xAE")] // a mark that turns the direction of text would hide what is there
    [InlineData("C2A0", @"\xC2\xA0")]
    public void Octets_have_their_text_and_the_text_its_octets(string hex, string text)
    {
        Assert.Equal(text, PayloadText.Print(Convert.FromHexString(hex)));
        Assert.True(PayloadText.TryParse(text, out var octets, out _));
        Assert.Equal(hex, Convert.ToHexString(octets.AsSpan()));
    }

    [Theory]
    [InlineData("a\"b\nc", "6122620A63")]
    [InlineData("\\x0d\\x0A", "0D0A")]
    [InlineData(null, "")]
    public void Text_may_hold_what_it_would_not_print(string? text, string hex)
    {
        Assert.True(PayloadText.TryParse(text, out var octets, out _));
        Assert.Equal(hex, Convert.ToHexString(octets.AsSpan()));
    }

    [Theory]
    [InlineData("\\", "A backslash at the end")]
    [InlineData("\\q", "'\\q' stands for nothing")]
    [InlineData("\\x", "two hex digits")]
    [InlineData("\\x1", "two hex digits")]
    [InlineData("\\x+1", "two hex digits")]
    [InlineData("\\xGG", "two hex digits")]
    [InlineData("\\N", "stands for nothing")]
    public void What_stands_for_nothing_is_refused_with_a_sentence(string text, string says)
    {
        Assert.False(PayloadText.TryParse(text, out var octets, out var problem));
        Assert.Empty(octets);
        Assert.Contains(says, problem!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.False(PayloadText.TryParse("a" + (char)0xD83D, out _, out _));

    [Fact]
    public void Any_octets_read_back_as_they_were() =>
        Some.Bytes.Check(octets => PayloadText.TryParse(PayloadText.Print(octets), out var read, out _) && read.AsSpan().SequenceEqual(octets));

    [Fact]
    public void Any_text_without_a_backslash_and_without_half_characters_is_its_own_utf8() =>
        SomeLadder.AnyText.Check(text =>
        {
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\\", "", StringComparison.Ordinal)));
            return PayloadText.TryParse(whole, out var octets, out _) && octets.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(whole));
        });

    [Fact]
    public void Any_text_is_read_or_refused_with_a_sentence() =>
        SomeLadder.AnyText.Check(text => PayloadText.TryParse(text, out _, out var problem) == (problem?.ToString() is null));
}
