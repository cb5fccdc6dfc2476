using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client.Layout;
using Playground.Client.Pages;
using Playground.Client.Play;
using Playground.Contracts;

namespace Playground.Tests;

public class PagesTests : PageTest
{
    private string Where => Services.GetRequiredService<NavigationManager>().Uri;

    private IRenderedComponent<PlayScreen> Play(RoomView view)
    {
        Gateway.Show(view);
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        screen.WaitForElement(".play .verdict");
        return screen;
    }

    [Fact]
    public void The_landing_page_is_a_live_link()
    {
        Gateway.Show(Views.Fresh);
        var home = Render<Home>();
        Assert.Equal("Send SYN", home.WaitForElement("#send").TextContent.Trim());
    }

    [Fact]
    public void The_screen_follows_the_room()
    {
        var screen = Play(Views.Fresh);
        Gateway.Show(Views.Reset);
        screen.WaitForAssertion(() => Assert.NotNull(screen.Find("#rewind")));
    }

    [Fact]
    public void A_view_that_is_older_than_the_one_shown_is_passed_over()
    {
        var screen = Play(Views.Reset);
        Gateway.Show(Views.Fresh);
        Gateway.Show(Views.Reset with { Version = 5, Clock = Views.Reset.Clock with { IsPaused = true } });
        screen.WaitForAssertion(() => Assert.Contains("Resume time", screen.Markup, StringComparison.Ordinal));
        Assert.NotNull(screen.Find("#rewind"));
    }

    [Fact]
    public async Task Leaving_the_screen_leaves_the_room()
    {
        var screen = Play(Views.Fresh);
        await screen.InvokeAsync(() => screen.Instance.DisposeAsync().AsTask());
        await Gateway.Left.Task.WaitAsync(TimeSpan.FromSeconds(5), Xunit.TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_unknown_room_is_a_plain_sentence_with_a_field_for_a_code()
    {
        Gateway.HasRoom = false;
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        Assert.Equal("There is no room K7QF2M.", screen.WaitForElement("h1").TextContent);
        screen.Find("#join-here").Input("abc");
        screen.Find("form").Submit();
        Assert.Equal("A code has six letters and digits.", screen.Find(".problem").TextContent);
        screen.Find("#join-here").Input("k7q-f2m");
        screen.Find("form").Submit();
        Assert.EndsWith("/r/K7QF2M", Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_said_and_nothing_is_lost()
    {
        var screen = Play(Views.Reset);
        Gateway.Answer = new Reply(new Refusal(RefusalKind.TooFast, new("Slowly: {0} a second.", "20")));
        screen.Find("#rewind").Click();
        screen.WaitForAssertion(() => Assert.Equal("Slowly: 20 a second.", screen.Find(".toast").TextContent));
        Assert.NotNull(screen.Find("#send"));
    }

    [Fact]
    public async Task R_counts_differently_outside_the_composer_and_is_reset_within()
    {
        var screen = Play(Views.Answered);
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("r", inComposer: false));
        Assert.Contains("relative numbers", screen.Find(".ladder .quiet").TextContent, StringComparison.Ordinal);
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("r", inComposer: true));
        Assert.Contains("RST", screen.Find("#send").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backspace_rewinds_and_enter_sends()
    {
        var screen = Play(Views.Reset);
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("Backspace", inComposer: false));
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("Enter", inComposer: false));
        Assert.Collection(Asked, ask => Assert.IsType<Rewind>(ask), ask => Assert.IsType<SendSegment>(ask));
    }

    [Fact]
    public void Who_watches_has_no_composer_and_no_ledger()
    {
        var screen = Play(Views.Open with { Seat = null, Ledger = null, Draft = null });
        Assert.Empty(screen.FindAll("#send"));
        Assert.Empty(screen.FindAll(".ledger"));
        Assert.Contains("Take a seat above to play, or stay and read along.", screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Starting_a_challenge_opens_a_room_for_it()
    {
        var page = Render<Challenges>();
        page.Find("#challenge-challenge-2 .btn").Click();
        Assert.Equal(new OpenChallenge("challenge-2"), Assert.Single(Gateway.Opened));
        Assert.EndsWith("/r/K7QF2M", Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_challenge_can_be_started_only_where_somebody_hears_the_click()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.All(Render<Challenges>().FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void The_scoreboard_marks_ones_own_line()
    {
        Gateway.Scores = [new ScoreLine("Brave Lynx", 300, 3, 5), new ScoreLine("Curious Otter", 100, 1, 2)];
        var page = Render<Scores>();
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Contains("Curious Otter", page.Find("tr.mine").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_scoreboard_leads_to_the_challenges() =>
        Assert.Equal("challenges", Render<Scores>().Find("a.primary").GetAttribute("href"));

    [Fact]
    public void The_header_says_who_one_is() =>
        Assert.Contains("Curious Otter", Render<SiteHeader>().Find(".me").TextContent, StringComparison.Ordinal);
}
