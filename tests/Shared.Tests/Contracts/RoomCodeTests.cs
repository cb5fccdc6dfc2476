using System.Text.Json;
using FsCheck.Fluent;
using Playground.Contracts;
using Playground.Tests.Ladder;

namespace Playground.Tests.Contracts;

public class RoomCodeTests
{
    [Theory]
    [InlineData("ABC234")]
    [InlineData("abc234")]
    [InlineData(" abc-234 ")]
    [InlineData("a b c 2 3 4")]
    public void A_code_is_read_as_people_type_it(string text)
    {
        Assert.True(RoomCode.TryParse(text, out var code));
        Assert.Equal("ABC234", code.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABC23")]
    [InlineData("ABC2345")]
    [InlineData("ABC230")]
    [InlineData("ABCIO2")]
    [InlineData("ABC23/")]
    [InlineData("A                              BC234")]
    public void What_is_no_code_is_refused(string? text)
    {
        Assert.False(RoomCode.TryParse(text, out var code));
        Assert.Equal(default, code);
    }

    [Fact]
    public void Any_code_reads_back_and_travels_in_JSON() =>
        Gen.ArrayOf(Gen.Choose(0, RoomCode.Alphabet.Length - 1), RoomCode.Length).Check(picks =>
        {
            var next = 0;
            var code = RoomCode.Create(_ => picks[next++]);
            return RoomCode.TryParse(code.ToString(), out var read) && read == code
                && JsonSerializer.Deserialize<RoomCode>(JsonSerializer.Serialize(code)) == code;
        });

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"nothing\"")]
    public void JSON_that_holds_no_code_reads_as_none(string json) => Assert.Equal(default, JsonSerializer.Deserialize<RoomCode>(json));

    [Fact]
    public void Any_text_is_read_or_refused() =>
        SomeLadder.AnyText.Check(text => RoomCode.TryParse(text, out var code) == (code.ToString().Length == RoomCode.Length));

    [Fact]
    public void The_alphabet_holds_nothing_that_is_mistaken_for_another() =>
        Assert.Empty(RoomCode.Alphabet.Intersect("0O1ILU5"));
}
