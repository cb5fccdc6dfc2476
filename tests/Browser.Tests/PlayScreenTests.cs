using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The play screen's parts beside each other: what has room, what is covered, what is in reach.</summary>
public sealed class PlayScreenTests(Browser browser)
{
    [Fact]
    public async Task On_a_wall_the_ladder_has_two_thirds_of_the_width_for_who_plays_and_more_for_who_watches()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Projector.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        Assert.InRange(await ShareOfWidthAsync(me, ".ladder"), 0.66, 0.8);
        foreach (var part in (string[])["#ack", "#send", ".ledger dl", ".packets"])
            await Expect(me.Page.Locator(part)).ToBeInViewportAsync(new() { Ratio = 0.99f });

        // The packets that are a line there can still be read.
        await me.Page.Locator("#larger-packets").ClickAsync();
        await Expect(me.Page.Locator(".packets .row", new() { HasText = "[SYN, ACK]" })).ToBeInViewportAsync(new() { Ratio = 0.9f });
        await me.Page.Locator("#larger-packets").ClickAsync();
        await me.Page.Locator(".states summary").ClickAsync();
        await new Look(me.Page, Window.Projector).AtAsync("wall-states");
        await Expect(me.Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 0.99f });

        await using var other = new Player(await browser.OpenAsync(app.Address, Window.Projector.Options()));
        await other.GoAsync($"/r/{await me.CodeAsync()}");
        Assert.InRange(await ShareOfWidthAsync(other, ".ladder"), 0.7, 0.85);
        await new Look(other.Page, Window.Projector).AtAsync("wall-watching");
        Assert.Empty(tab.Complaints);
        Assert.Empty(other.Tab.Complaints);
    }

    private static Task<double> ShareOfWidthAsync(Player who, string part) =>
        who.Page.EvaluateAsync<double>("part => document.querySelector(part).getBoundingClientRect().width / innerWidth", part);
}
