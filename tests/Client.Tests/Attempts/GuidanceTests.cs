using Bunit;
using Playground.Client.Play.Composing;
using Playground.Contracts;

namespace Playground.Tests.Attempts;

/// <summary>In the first tier the composer leads on by what is still empty, and never by a number.</summary>
public class GuidanceTests : PageTest
{
    private static readonly RoomView s_view = Views.Answered with { Attempt = Views.Attempt with { Sends = 0 }, Draft = new SegmentDraft(), DraftStamp = 7 };

    private IRenderedComponent<Composer> Composer(RoomView view) => Render<Composer>(p => p.Add(c => c.View, view).Add(c => c.Sides, SidesOf(view)).Add(c => c.Ask, Ask));

    [Fact]
    public void First_the_control_bits_glow_then_each_number_that_is_still_empty_then_the_button()
    {
        var composer = Composer(s_view);
        Assert.Equal(["bits"], Wanted(composer));
        Assert.Equal("→ seq", composer.Find(".chips .into").TextContent);
        Flag(composer, "ACK").Click();
        Assert.Equal(["seq"], Wanted(composer));
        Assert.Contains("the first octet of this segment", composer.Markup, StringComparison.Ordinal);
        composer.Find("#seq").Input("5");
        Assert.Equal(["ack"], Wanted(composer));
        Assert.Contains("the number you expect next", composer.Markup, StringComparison.Ordinal);
        Assert.Empty(composer.FindAll("#send.glow"));
        composer.Find("#ack").Input("6");
        Assert.Empty(Wanted(composer));
        Assert.NotEmpty(composer.FindAll("#send.glow"));
    }

    [Fact]
    public void Each_control_bit_says_what_it_says_and_its_name_stays_its_name()
    {
        var flags = Composer(s_view).FindAll(".flag");
        Assert.Equal(["urgent", "heard", "deliver", "abort", "begin", "end"], flags.Select(flag => flag.QuerySelector("small")!.TextContent));
        Assert.All(flags, flag => Assert.Equal("true", flag.QuerySelector("small")!.GetAttribute("aria-hidden")));
    }

    [Theory]
    [InlineData("a sandbox")]
    [InlineData("the second tier")]
    [InlineData("a solved challenge")]
    public void Elsewhere_nothing_is_said_and_nothing_but_the_button_glows(string where)
    {
        var attempt = s_view.Attempt!;
        var composer = Composer(s_view with
        {
            Attempt = where switch
            {
                "a sandbox" => null,
                "the second tier" => attempt with { Challenge = attempt.Challenge with { Tier = 2 } },
                _ => attempt with { Points = 100 },
            },
        });
        Assert.Empty(Wanted(composer));
        Assert.Empty(composer.FindAll(".flag small"));
    }

    private static IEnumerable<string?> Wanted(IRenderedComponent<Composer> composer) => composer.FindAll(".wanted").Select(part => part.GetAttribute("data-part"));

    private static AngleSharp.Dom.IElement Flag(IRenderedComponent<Composer> composer, string name) => composer.FindAll(".flag").Single(flag => flag.TextContent.Contains(name, StringComparison.Ordinal));
}
