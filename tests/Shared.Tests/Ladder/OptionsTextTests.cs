using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Ladder;

public class OptionsTextTests
{
    [Fact]
    public void All_options_have_their_words()
    {
        var options = new SegmentOptions
        {
            MaximumSegmentSize = 1460,
            SackPermitted = true,
            WindowScale = 7,
            Timestamps = new(1, 2),
            Sack = [new(new(10), new(20)), new(new(30), new(40))],
            FastOpen = [1, 2, 3, 0xF4],
            Raw = [1, 0xAB],
        };

        Assert.Equal("mss 1460, sackOK, ws 7, ts 1 2, sack 10-20 30-40, tfo 0x010203f4, raw 0x01ab", OptionsText.Print(options));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("WS 0x7 ,SACKok,  MSS   1460,", "mss 1460, sackOK, ws 7")]
    [InlineData("TFO", "tfo")]
    [InlineData("tfo, mss 1460", "mss 1460, tfo")]
    [InlineData("Tfo 0X01 02 0304", "tfo 0x01020304")]
    [InlineData("raw 0x02 04 05B4", "raw 0x020405b4")]
    public void Order_case_and_blanks_do_not_matter(string? written, string canonical)
    {
        Assert.True(OptionsText.TryParse(written, out var options, out var problem), problem?.ToString());
        Assert.Equal(canonical, OptionsText.Print(options));
    }

    [Theory]
    [InlineData("foo 1", "'foo' is no option here")]
    [InlineData("mss", "mss takes one number")]
    [InlineData("mss 65536", "mss takes one number")]
    [InlineData("mss 1 2", "mss takes one number")]
    [InlineData("mss -1", "mss takes one number")]
    [InlineData("sackOK 1", "sackOK stands alone")]
    [InlineData("ws 256", "ws takes one number")]
    [InlineData("ts 1", "ts takes two numbers")]
    [InlineData("ts 1 4294967296", "ts takes two numbers")]
    [InlineData("sack", "sack takes blocks")]
    [InlineData("sack 10", "sack takes blocks")]
    [InlineData("sack 10-20-30", "sack takes blocks")]
    [InlineData("tfo 0x", "tfo stands alone as a request")]
    [InlineData("tfo 1", "tfo stands alone as a request")]
    [InlineData("tfo 0x0102", "tfo stands alone as a request")]
    [InlineData("tfo 0x0102030405", "tfo stands alone as a request")]
    [InlineData("tfo 0x0102030405060708090a0b0c0d0e0f101112", "tfo stands alone as a request")]
    [InlineData("raw", "raw takes octets")]
    [InlineData("raw 0x", "raw takes octets")]
    [InlineData("raw 0x1", "raw takes octets")]
    [InlineData("raw 0xzz", "raw takes octets")]
    [InlineData("raw 1234", "raw takes octets")]
    [InlineData("mss 1460, MSS 1460", "MSS stands twice")]
    public void What_is_no_option_is_refused_with_what_belongs_there(string text, string says)
    {
        Assert.False(OptionsText.TryParse(text, out var options, out var problem));
        Assert.True(options.IsEmpty);
        Assert.Contains(says, problem!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_options_read_back_as_they_were() =>
        SomeLadder.Options.Check(options => OptionsText.TryParse(OptionsText.Print(options), out var read, out _) && read == options);

    [Fact]
    public void Any_text_is_read_or_refused_with_a_sentence() =>
        SomeLadder.AnyText.Check(text => OptionsText.TryParse(text, out _, out var problem) == (problem?.ToString() is null));
}
