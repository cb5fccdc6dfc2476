using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A page whose browser stands still for a while, as a phone's does in a pocket.</summary>
public sealed class AbsenceTests(Browser browser)
{
    [Fact]
    public async Task Who_wakes_a_page_that_slept_finds_seat_ladder_and_draft_and_plays_on()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await using var friend = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        await friend.GoAsync($"/r/{await me.CodeAsync()}");
        await friend.Page.GetByText("Take this seat").ClickAsync();
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        await friend.SetFlagsAsync("SYN", "ACK");
        await friend.TypeAsync("seq", 300);
        await Expect(me.Page.Locator(".seat .typing")).ToBeVisibleAsync();

        // No script of the page runs from here on, so that it is no longer heard of, until it is woken.
        var sleep = await friend.Page.Context.NewCDPSessionAsync(friend.Page);
        await sleep.SendAsync("Debugger.enable");
        await sleep.SendAsync("Debugger.pause");
        await Expect(me.Page.Locator(".seat .away")).ToBeVisibleAsync();
        await me.SendAsync(["SYN"], 100);
        await me.SeesAsync("client", "SYN");
        await sleep.SendAsync("Debugger.disable");

        await friend.SeesAsync("client", "SYN");
        await Expect(me.Page.Locator(".seat .away")).ToHaveCountAsync(0);
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        Assert.Equal("300", await friend.FieldAsync("seq"));
        await friend.TypeAsync("ack", 101);
        await friend.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
    }
}
