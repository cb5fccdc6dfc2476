using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The three themes, and the sheet of keys.</summary>
public sealed class ThemeTests(Browser browser)
{
    [Fact]
    public async Task The_switch_goes_round_says_what_it_has_come_to_and_the_server_keeps_it()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        await new Player(tab).GoAsync();
        var root = tab.Page.Locator("html");
        foreach (var theme in (string[])["dark", "projector", "light", "dark", "projector"])
        {
            await tab.Page.Locator("#theme").ClickAsync();
            await Expect(root).ToHaveAttributeAsync("data-theme", theme);
            await Expect(tab.Page.Locator("#theme + [role=status]")).ToHaveTextAsync($"{char.ToUpperInvariant(theme[0])}{theme[1..]} theme");
        }

        await tab.GoAsync("/challenges");
        await Expect(root).ToHaveAttributeAsync("data-theme", "projector");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task On_a_projector_all_is_half_as_large_again_and_the_play_screen_fits_the_wall()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Projector.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await new Look(me.Page, Window.Projector).AtAsync("wall");
        Assert.Equal(1.5, await me.Page.EvaluateAsync<double>("() => document.body.getBoundingClientRect().width / document.body.offsetWidth"), 2);
        Assert.Equal(0, await me.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - document.documentElement.clientHeight"));
        foreach (var part in (string[])[".bar", ".verdict", ".aside-left", ".ladder", ".composer #send", ".packets"])
            await Expect(me.Page.Locator(part).First).ToBeInViewportAsync(new() { Ratio = 0.99f });

        // What is dragged stays under the pointer.
        await me.Page.Locator(".ledger button[data-number]").First.HoverAsync();
        await me.Page.Mouse.DownAsync();
        await me.Page.Mouse.MoveAsync(900, 600);
        var ghost = (await me.Page.Locator(".dragged").BoundingBoxAsync())!;
        Assert.InRange(ghost.X, 840, 900);
        Assert.InRange(ghost.Y, 520, 600);
        await me.Page.Mouse.UpAsync();
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.All), MemberType = typeof(Windows))]
    public async Task The_sheet_of_keys_opens_by_its_key_and_is_readable_by_everybody(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        await me.GoAsync();
        var sheet = me.Page.Locator("dialog[open] .groups");
        await Expect(me.Page.Locator("#keys[data-listens]")).ToBeAttachedAsync();
        if (!window.IsPhone())
        {
            // Where it can be typed it is typed.
            await me.Page.Locator("#payload").PressAsync("?");
            await Expect(me.Page.Locator("#payload")).ToHaveValueAsync("?");
            await Expect(sheet).ToHaveCountAsync(0);
        }

        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync("?");
        await Expect(sheet).ToContainTextAsync("Rewind to before your last segment");
        await new Look(me.Page, window).AtAsync("keys");
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToHaveCountAsync(0);
        if (!window.IsPhone())
        {
            await me.Page.Locator("#keys").ClickAsync();
            await Expect(sheet).ToBeVisibleAsync();
        }

        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task From_a_row_time_goes_back_to_before_it_by_button_and_by_key()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);
        await me.SeesAsync("server", "RST");
        await me.Page.Locator(".arrow .tag").Nth(2).ClickAsync();
        await Expect(me.Page.Locator(".details h3")).ToHaveTextAsync("[ACK] client → server");
        await new Look(me.Page, Window.Laptop).AtAsync("back-to");
        await me.Page.Locator("#back-to").ClickAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "[RST]" })).ToHaveCountAsync(0);
        await Expect(me.Ladder.Filter(new() { HasText = "client → server  [ACK]" })).ToHaveCountAsync(0);
        await Expect(me.Page.Locator(".details")).ToHaveCountAsync(0);

        await me.Page.Locator(".arrow .tag").First.ClickAsync();
        await me.Page.Keyboard.PressAsync("b");
        await Expect(me.Page.Locator("[data-row].arrow")).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }
}
