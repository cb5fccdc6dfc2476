using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A person steers the room's time and its link.</summary>
public sealed class SteeringTests(Browser browser)
{
    [Fact]
    public async Task A_key_loses_the_next_segment_and_step_by_step_the_server_sends_its_answer_again()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#clock").ClickAsync();
        await Expect(me.Page.Locator("#clock")).ToHaveAttributeAsync("aria-label", "Resume time");
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("client", "SYN");

        // The SYN arrives, and only what is sent from here on is lost: the server's answer.
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync("1");
        await Expect(me.Ladder.Filter(new() { HasText = "will be lost" })).ToHaveCountAsync(1);
        for (var i = 0; i < 3; i++)
        {
            await me.Page.Locator("#step").ClickAsync();
            await Expect(me.Page.Locator("#clock")).ToHaveAttributeAsync("aria-label", "Resume time");
        }

        var answer = await me.SeesAsync("server", "SYN, ACK");
        Assert.NotNull(answer.Ack);
        await Expect(me.Ladder.Filter(new() { HasText = "server → client" })).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_pace_goes_up_and_down_by_keys_and_buttons()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#faster").ClickAsync();
        await Expect(me.Page.Locator("#pace")).ToHaveTextAsync("2×");
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync(".");
        await Expect(me.Page.Locator("#pace")).ToHaveTextAsync("4×");
        await me.Page.Keyboard.PressAsync(",");
        await me.Page.Keyboard.PressAsync(",");
        await me.Page.Keyboard.PressAsync(",");
        await Expect(me.Page.Locator("#pace")).ToHaveTextAsync("½×");
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [InlineData(Window.Laptop)]
    [InlineData(Window.Phone)]
    public async Task The_link_is_changed_one_way_and_says_so_in_the_ladder(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.GetByText("40 ms, 0 % lost").ClickAsync();
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "from the server" }).ClickAsync();
        await me.Page.GetByRole(AriaRole.Slider, new() { Name = "Delay" }).FillAsync("200");
        await Expect(me.Ladder.Filter(new() { HasText = "From the server the link takes 200 ms now" })).ToHaveCountAsync(1);
        await Expect(me.Page.GetByText("each way its own")).ToBeVisibleAsync();
        await me.Page.Locator("#touch-hold").ClickAsync();
        await Expect(me.Page.GetByText("1 is waiting for its segment")).ToBeVisibleAsync();
        await new Look(me.Page, window).AtAsync("link");
        Assert.Empty(tab.Complaints);
    }
}
