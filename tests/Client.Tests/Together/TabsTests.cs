using Bunit;
using Playground.Client.Play;
using Playground.Client.Play.Composing;
using Playground.Client.Play.Together;
using Playground.Contracts;

namespace Playground.Tests.Together;

/// <summary>The play screen whose reader has another tab, or whose browser comes and goes.</summary>
public class TabsTests : PageTest
{
    private static readonly TogetherView s_alone = new() { People = [new PersonView(1, "Curious Otter", "client")], Me = 1 };

    private static readonly RoomView s_view = Views.Fresh with { Together = s_alone };

    private static readonly RoomView s_elsewhere = s_view with { Version = 2, Together = s_alone with { PlaysElsewhere = true } };

    [Fact]
    public void The_older_tab_says_so_in_place_of_its_composer_and_one_button_brings_the_seat_back()
    {
        var screen = Screen();
        Gateway.Show(s_elsewhere);
        screen.WaitForElement("#play-here");
        Assert.Contains("You play in another tab now.", screen.Find(".elsewhere").TextContent, StringComparison.Ordinal);
        Assert.Empty(screen.FindComponents<Composer>());

        screen.Find("#play-here").Click();
        Assert.Equal(2, Gateway.Followed);
        Gateway.Show(s_view with { Version = 3 });
        screen.WaitForAssertion(() => Assert.Single(screen.FindComponents<Composer>()));
    }

    [Fact]
    public async Task Keys_do_nothing_in_the_older_tab()
    {
        var screen = Screen();
        Gateway.Show(s_elsewhere with { CanRewind = true });
        screen.WaitForElement("#play-here");
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("Backspace", false));
        await screen.InvokeAsync(() => screen.Instance.OnKeyAsync("k", false));
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task A_page_whose_browser_is_lost_leaves_the_room_and_comes_back_with_it()
    {
        var screen = Screen();
        Connection.Set(false);
        await Gateway.Left.Task.WaitAsync(TimeSpan.FromSeconds(5), Xunit.TestContext.Current.CancellationToken);
        await screen.InvokeAsync(() => Connection.Set(true));
        Assert.Equal(2, Gateway.Followed);
        Gateway.Show(Views.SynSent with { Together = s_alone });
        screen.WaitForAssertion(() => Assert.Contains("SYN-SENT", screen.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_older_tab_that_comes_back_late_does_not_take_the_seat()
    {
        var screen = Screen();
        Gateway.Show(s_elsewhere);
        screen.WaitForElement("#play-here");
        Connection.Set(false);
        await Gateway.Left.Task.WaitAsync(TimeSpan.FromSeconds(5), Xunit.TestContext.Current.CancellationToken);
        await screen.InvokeAsync(() => Connection.Set(true));
        Assert.Equal(1, Gateway.Followed);
        screen.Find("#play-here").Click();
        Assert.Equal(2, Gateway.Followed);
    }

    [Fact]
    public void Who_types_or_waves_makes_nothing_else_of_the_page_be_drawn_anew()
    {
        var screen = Screen();
        var bar = screen.FindComponent<RoomBar>();
        var (whole, part) = (screen.RenderCount, bar.RenderCount);
        var friend = new PersonView(2, "Kind Otter", null, Reaction: Reaction.Hand);
        Gateway.Show(s_view with { Version = 2, Clock = s_view.Clock with { Now = Views.At(900) }, Hosts = [.. s_view.Hosts], Together = s_alone with { People = s_alone.People.Add(friend) } });
        screen.WaitForElement(".cheer");
        Assert.Equal(part, bar.RenderCount - screen.FindComponents<PeopleBar>().Count);
        Assert.InRange(screen.RenderCount - whole, 0, 1);
    }

    private IRenderedComponent<PlayScreen> Screen()
    {
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        Gateway.Show(s_view);
        screen.WaitForElement(".play[data-live]");
        return screen;
    }
}
