using Bunit;
using Playground.Client.Play.Attempts;

namespace Playground.Tests.Attempts;

public class ColumnsTests : PageTest
{
    [Fact]
    public void Hosts_and_numbers_wear_their_hues_and_a_blank_is_marked()
    {
        var text = Render<Columns>(p => p.Add(c => c.Text, "2  server → client  [SYN, ACK]  seq=7  ack=(a)\n").Add(c => c.Label, "What was overheard"));
        Assert.Equal("2  server → client  [SYN, ACK]  seq=7  ack=(a)", text.Find(".line").TextContent.TrimEnd());
        Assert.Equal(["server", "7"], text.FindAll(".ink-server").Select(piece => piece.TextContent));
        Assert.Equal(["client"], text.FindAll(".ink-client").Select(piece => piece.TextContent));
        Assert.Equal("(a)", text.Find("mark").TextContent);
    }

    [Fact]
    public void An_acknowledgment_wears_the_hue_of_the_side_whose_octets_it_counts()
    {
        var pieces = ColumnText.Read("client:50001 → server  [ACK] seq=8 ack=100").ToList();
        Assert.Equal("ink-client", pieces.Single(piece => piece.Text == "8").Ink);
        Assert.Equal("ink-server", pieces.Single(piece => piece.Text == "100").Ink);
    }

    [Theory]
    [InlineData("")]
    [InlineData("The client's ISN on the wire: 7")]
    [InlineData("0000  c0 02 00 50 (z) 00 seq= ack=x+1")]
    [InlineData("→ ) ( seq=99999999999999999999 client-9 attacker as client → server")]
    public void No_letter_of_a_text_is_lost(string line) => Assert.Equal(line, string.Concat(ColumnText.Read(line).Select(piece => piece.Text)));

    [Fact]
    public void It_can_be_pushed_sideways_with_the_keys_and_says_what_it_is()
    {
        var text = Render<Columns>(p => p.Add(c => c.Text, "1  client").Add(c => c.Label, "What was overheard")).Find("pre");
        Assert.Equal(("0", "What was overheard"), (text.GetAttribute("tabindex"), text.GetAttribute("aria-label")));
    }
}
