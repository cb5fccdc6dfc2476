using Microsoft.Playwright;
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
        await Expect(me.Page.Locator(".states svg").First).ToBeVisibleAsync();
        Assert.InRange(await ShareOfWidthAsync(me, ".ladder"), 0.55, 0.8);
        await new Look(me.Page, Window.Projector).AtAsync("wall-states");
        await Expect(me.Page.Locator("#send")).ToBeInViewportAsync(new() { Ratio = 0.99f });

        await using var other = new Player(await browser.OpenAsync(app.Address, Window.Projector.Options()));
        await other.GoAsync($"/r/{await me.CodeAsync()}");
        Assert.InRange(await ShareOfWidthAsync(other, ".ladder"), 0.7, 0.85);
        await new Look(other.Page, Window.Projector).AtAsync("wall-watching");
        Assert.Empty(tab.Complaints);
        Assert.Empty(other.Tab.Complaints);
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(1440, 900)]
    [InlineData(1920, 1080)]
    public async Task The_rfc_beside_the_page_covers_nothing_that_one_works_with(int width, int height)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, new() { ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator(".verdict [data-rfc]").First.ClickAsync();
        await Expect(me.Page.Locator("#rfc h2")).ToBeFocusedAsync();
        var panel = (await me.Page.Locator("#rfc").BoundingBoxAsync())!;
        foreach (var part in (string[])[".verdict", ".ladder", ".composer", "#send", ".ledger dl", "#share"])
        {
            var box = (await me.Page.Locator(part).BoundingBoxAsync())!;
            Assert.True(box.X + box.Width <= panel.X, $"{part} ends at {box.X + box.Width}, the text begins at {panel.X}.");
            await Expect(me.Page.Locator(part)).ToBeInViewportAsync();
        }

        Assert.True((await me.Page.Locator(".ladder").BoundingBoxAsync())!.Width >= 420);
        await new Look(me.Page, Window.Laptop).AtAsync($"rfc-beside-{width}");

        // Who reads can play on meanwhile.
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Verdict).ToContainTextAsync("The connection is open.");
        await Expect(me.Page.Locator("#rfc")).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task On_a_narrow_window_the_rfc_lies_below_and_the_page_can_be_scrolled_up_from_behind_it()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, new() { ViewportSize = new() { Width = 900, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator(".verdict [data-rfc]").First.ClickAsync();
        var panel = (await me.Page.Locator("#rfc").BoundingBoxAsync())!;
        await me.Page.Mouse.MoveAsync(450, 100);
        await me.Page.Mouse.WheelAsync(0, 4000);
        await Expect(me.Page.Locator(".packets")).ToBeInViewportAsync();
        var last = (await me.Page.Locator(".packets").BoundingBoxAsync())!;
        Assert.InRange(last.Y + last.Height, 0, panel.Y);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_page_whose_modules_fail_to_load_goes_on_and_has_them_once_they_can_be_had()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        var me = new Player(tab);
        var isBroken = true;
        await tab.Page.RouteAsync("**/*.razor.js*", route => isBroken && route.Request.Url.Contains("Playground.Client", StringComparison.Ordinal) ? route.AbortAsync() : route.ContinueAsync());
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator("#clock").ClickAsync();
        await Expect(me.Page.Locator("#clock")).ToHaveAttributeAsync("aria-pressed", "true");

        isBroken = false;
        await Expect(me.Page.Locator("#keys[data-listens]")).ToBeAttachedAsync(new() { Timeout = 40_000 });
        await me.Page.WaitForFunctionAsync(
            "() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ',', bubbles: true })) && document.getElementById('pace').textContent !== '1×'",
            null, new() { PollingInterval = 200, Timeout = 40_000 });
        await me.Page.Locator("#clock").ClickAsync();
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Verdict).ToContainTextAsync("The connection is open.");
    }

    [Theory]
    [InlineData(Window.Phone)]
    [InlineData(Window.PhoneDark)]
    public async Task On_a_phone_the_name_the_theme_and_the_keys_are_behind_one_button(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await Expect(me.Page.Locator(".me")).ToBeHiddenAsync();
        await me.Page.Locator("#header-more").TapAsync();
        await Expect(me.Page.Locator(".me")).ToBeVisibleAsync();
        await new Look(me.Page, window).AtAsync("header-more");
        await me.Page.Locator("#theme").TapAsync();
        await Expect(me.Page.Locator("html")).ToHaveAttributeAsync("data-theme", window == Window.Phone ? "dark" : "projector");
        await me.Page.Locator("#open-keys").TapAsync();
        await Expect(me.Page.Locator("dialog[open] .groups")).ToContainTextAsync("Rewind to before your last segment");
        await Expect(me.Page.Locator("#header-more-list")).ToBeHiddenAsync();
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(me.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    private static Task<double> ShareOfWidthAsync(Player who, string part) =>
        who.Page.EvaluateAsync<double>("part => document.querySelector(part).getBoundingClientRect().width / innerWidth", part);
}
