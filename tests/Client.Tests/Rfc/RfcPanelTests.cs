using Bunit;
using Playground.Client.Rfc;

namespace Playground.Tests;

/// <summary>The panel with the RFC's text, and the references that open it.</summary>
public class RfcPanelTests : PageTest
{
    private readonly RfcDesk _desk = new();

    private IRenderedComponent<RfcPanel> Panel() => Render<RfcPanel>(p => p.Add(panel => panel.Desk, _desk));

    private IRenderedComponent<RfcLink> Link(string text) => Render<RfcLink>(p => p.Add(link => link.Text, text).AddCascadingValue(_desk));

    [Fact]
    public void A_reference_opens_its_section_at_the_step_it_names()
    {
        var panel = Panel();
        Assert.Empty(panel.Markup.Trim());
        Link("RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED").Find("button").Click();
        Assert.Equal("§3.10.7.4 Other States", panel.Find("h2").TextContent);
        var marked = panel.FindAll("[data-marked] p");
        Assert.Equal("▸ This is the step: fifth, SYN-RECEIVED", marked[0].TextContent);
        Assert.Contains("SYN-RECEIVED STATE", marked[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("enter ESTABLISHED state", marked[2].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("ESTABLISHED STATE", panel.Find("[data-marked]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_whole_section_marks_nothing()
    {
        var panel = Panel();
        Link("RFC 9293 §3.4").Find("button").Click();
        Assert.Equal("§3.4 Sequence Numbers", panel.Find("h2").TextContent);
        Assert.Empty(panel.FindAll(".marked, [data-marked]"));
        Assert.NotEmpty(panel.FindAll("pre"));
    }

    [Fact]
    public void The_sections_can_be_turned_over_and_the_panel_closed_by_button_and_by_escape()
    {
        var panel = Panel();
        Link("RFC 9293 §3.10.7.3, fourth").Find("button").Click();
        panel.Find("#rfc-next").Click();
        Assert.StartsWith("§3.10.7.4", panel.Find("h2").TextContent, StringComparison.Ordinal);
        panel.Find("#rfc-previous").Click();
        panel.Find("#rfc-previous").Click();
        Assert.StartsWith("§3.10.7.2", panel.Find("h2").TextContent, StringComparison.Ordinal);
        panel.Find("#close-rfc").Click();
        Assert.Empty(panel.FindAll("aside"));
        Link("RFC 9293 §3.4").Find("button").Click();
        panel.InvokeAsync(panel.Instance.OnEscapeAsync);
        Assert.Empty(panel.FindAll("aside"));
    }

    [Fact]
    public void The_panel_says_whose_text_it_is()
    {
        var panel = Panel();
        Link("RFC 9293 §1").Find("button").Click();
        Assert.Contains("IETF Trust", panel.Find("footer").TextContent, StringComparison.Ordinal);
        Assert.True(panel.Find("#rfc-previous").HasAttribute("disabled"));
    }

    [Fact]
    public void Another_rfc_is_a_link_that_says_where_it_leads()
    {
        var link = Link("RFC 5961 §5").Find("a");
        Assert.Equal(("https://www.rfc-editor.org/rfc/rfc5961#section-5", "_blank", "noopener noreferrer"),
            (link.GetAttribute("href"), link.GetAttribute("target"), link.GetAttribute("rel")));
        Assert.Contains("opens the RFC Editor's site in a new tab", link.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_place_to_open_it_a_reference_is_only_words() =>
        Assert.Equal("RFC 9293 §3.4", Render<RfcLink>(p => p.Add(link => link.Text, "RFC 9293 §3.4")).Markup.Trim());
}
