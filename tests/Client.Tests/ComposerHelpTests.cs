using Bunit;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>How much the composer helps: nothing, words, a check, the next segment.</summary>
public class ComposerHelpTests : PageTest
{
    private const string Source = "192.0.2.10:54846", Destination = "192.0.2.80:80";

    private IRenderedComponent<Composer> Compose(RoomView view) => Render<Composer>(p => p
        .Add(c => c.View, view).Add(c => c.Sides, SidesOf(view)).Add(c => c.Ask, Ask).Add(c => c.KeepAfter, TimeSpan.FromHours(1)));

    [Fact]
    public void Without_help_there_are_the_fields_and_nothing_else()
    {
        var composer = Compose(Views.Answered);
        Assert.NotEmpty(composer.FindAll(".words"));
        composer.Find("#seq").Focus();
        Assert.Contains("The number of the first octet", composer.Find("#means").TextContent, StringComparison.Ordinal);
        Choose(composer, Assistance.Off);
        Assert.Empty(composer.FindAll(".words, #means, #check, #fill-in"));
        Assert.Equal("", composer.Find(".field .aside").TextContent);
    }

    [Fact]
    public void A_draft_that_could_not_be_sent_is_told_before_it_goes_and_goes_at_the_second_press()
    {
        var composer = Compose(Views.Answered);
        Choose(composer, Assistance.Check);
        Gateway.Checked = new ReviewView(false, SegmentField.Ack, new("The next one is {0}.", "8"), "RFC 9293 §3.4", null);
        composer.Find("form").Submit();
        Assert.IsType<CheckDraft>(Assert.Single(Asked));
        Assert.Contains("The next one is 8.", string.Join(' ', composer.Find("#review").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("Send anyway", composer.Find("#send").TextContent.Trim());
        composer.Find("form").Submit();
        Assert.IsType<SendSegment>(Asked.Last());
        Assert.Empty(composer.FindAll("#review"));
    }

    [Fact]
    public void A_draft_that_passes_its_check_goes_at_once_and_a_changed_one_is_checked_anew()
    {
        var composer = Compose(Views.Answered);
        Choose(composer, Assistance.Check);
        Gateway.Checked = new ReviewView(false, SegmentField.Ack, new("No."), "RFC 9293 §3.4", null);
        composer.Find("#check").Click();
        composer.Find("#ack").Input("5");
        Assert.Empty(composer.FindAll("#review"));
        Gateway.Checked = new ReviewView(true, SegmentField.Bits, new("Yes."), "RFC 9293 §3.4", null);
        composer.Find("form").Submit();
        Assert.Equal([typeof(CheckDraft), typeof(CheckDraft), typeof(SendSegment)], Asked.Select(ask => ask.GetType()));
    }

    [Fact]
    public void What_a_check_has_said_is_gone_when_something_has_happened_since()
    {
        var composer = Compose(Views.SynSent);
        Choose(composer, Assistance.Check);
        Gateway.Checked = new ReviewView(false, SegmentField.Ack, new("Nothing has arrived yet."), "RFC 9293 §3.4", null);
        composer.Find("#check").Click();
        composer.Render(p => p.Add(c => c.View, Views.SynSent with { Version = 3, Watchers = 1 }));
        Assert.NotEmpty(composer.FindAll("#review"));
        composer.Render(p => p.Add(c => c.View, Views.Answered with { Version = 4 }).Add(c => c.Sides, SidesOf(Views.Answered)));
        Assert.Empty(composer.FindAll("#review"));
    }

    [Fact]
    public void What_could_be_sent_and_is_most_likely_a_slip_is_not_called_checked()
    {
        var composer = Compose(Views.Answered);
        Choose(composer, Assistance.Check);
        Gateway.Checked = new ReviewView(true, SegmentField.Seq, new("Your SYN used up a number."), "RFC 9293 §3.8.4", "seq-stays-at-isn");
        composer.Find("#check").Click();
        Assert.Contains("Before you send:", composer.Find("#review.wrong").TextContent, StringComparison.Ordinal);
        Gateway.Checked = Gateway.Checked with { Misconception = null };
        composer.Find("#check").Click();
        Assert.Contains("Checked.", composer.Find("#review.right").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_right_checksum_is_shown_to_who_wants_to_be_checked_alone()
    {
        var composer = Compose(Views.Fresh);
        var right = $"0x{DraftOnWire.RightChecksum(DraftOnWire.Of(Views.Fresh.Draft!, Source, Destination)!, Source, Destination):x4}";
        Unfold(composer).Find("#checksum").Input("0");
        Assert.DoesNotContain(right, composer.Markup, StringComparison.Ordinal);
        Choose(composer, Assistance.Check);
        Assert.Contains(right, composer.Find("[data-part=checksum].plain").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Filling_in_writes_the_next_segment_and_keeps_the_payload()
    {
        var composer = Compose(Views.Answered);
        Choose(composer, Assistance.FillIn);
        composer.Find("#window").Input("1000");
        composer.Find("#fill-in").Click();
        Assert.Equal(("714025812", "2843110378", "1000"), (Plain(composer, "seq"), Plain(composer, "ack"), Value(composer, "window")));
        Assert.StartsWith("Send ACK", composer.Find("#send").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_challenge_nothing_is_filled_in()
    {
        var composer = Compose(Views.Answered with { Attempt = Views.Attempt });
        Choose(composer, Assistance.FillIn);
        Assert.Empty(composer.FindAll("#fill-in"));
        Assert.NotEmpty(composer.FindAll("#check"));
        Assert.Null(NextSegment.Of(Views.Answered with { Attempt = Views.Attempt }, new SegmentDraft()));
    }

    private static void Choose(IRenderedComponent<Composer> composer, Assistance help) => composer.Find("#assistance").Change(help.ToString());

    private static string Value(IRenderedComponent<Composer> composer, string field) =>
        composer.Find($"#{field}").GetAttribute("value")?.Replace('\u00a0', ' ') ?? "";

    private static string Plain(IRenderedComponent<Composer> composer, string field) => Value(composer, field).Replace(" ", "", StringComparison.Ordinal);
}
