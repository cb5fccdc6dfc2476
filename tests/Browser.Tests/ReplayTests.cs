using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A person looks at what happened in their room, and plays on from there.</summary>
public sealed class ReplayTests(Browser browser)
{
    [Theory]
    [InlineData(Window.Laptop)]
    [InlineData(Window.PhoneDark)]
    public async Task A_played_room_is_scrubbed_and_played_on_from_before_its_end(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await me.ShakeHandsAsync();
        var room = await me.CodeAsync();

        await tab.GoAsync($"/r/{room}/replay");
        await Expect(me.Page.Locator(".replay[data-live]")).ToBeVisibleAsync();
        await Expect(me.Page.Locator("#back")).ToBeDisabledAsync();
        for (var i = 0; i < 3; i++) await me.Page.Locator("#on").ClickAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "server → client" })).ToHaveCountAsync(1);
        await new Look(me.Page, window).AtAsync("replay");
        await me.Page.Locator("#back").ClickAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "server → client" })).ToHaveCountAsync(0);
        await me.Page.Locator("#at").FocusAsync();
        await me.Page.Keyboard.PressAsync("End");
        await Expect(me.Page.Locator("#on")).ToBeDisabledAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "client → server" })).ToHaveCountAsync(2);

        await me.Page.Locator("#back").ClickAsync();
        await me.Page.Locator("#branch").ClickAsync();
        await me.LiveAsync();
        Assert.NotEqual(room, await me.CodeAsync());
        await me.SeesAsync("server", "SYN, ACK");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task It_plays_by_itself_to_its_end()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await tab.GoAsync($"/r/{await me.CodeAsync()}/replay");
        await me.Page.Locator("#play").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await Expect(me.Page.Locator("#play")).ToHaveAttributeAsync("aria-label", "Play");
        await Expect(me.Page.Locator("#on")).ToBeDisabledAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_stranger_is_told_whose_it_is_until_it_is_shared()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        await using var other = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        var path = $"/r/{await me.CodeAsync()}/replay";
        await other.GoAsync(path);
        await Expect(other.Page.Locator("h1").Last).ToHaveTextAsync("There is no replay to see here.");

        await tab.GoAsync(path);
        await me.Page.Locator("#shared").CheckAsync();
        await Expect(me.Page.Locator("#shared")).ToBeCheckedAsync();
        await other.GoAsync(path);
        await Expect(other.Page.GetByText("as the wire heard it")).ToBeVisibleAsync();
        Assert.Empty(other.Complaints);
    }
}
