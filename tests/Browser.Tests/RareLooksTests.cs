using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What is on a page seldom, readable by everybody all the same: the RFC on the wall, a lost line, a failure of ours.</summary>
public sealed class RareLooksTests(Browser browser)
{
    [Fact]
    public async Task The_rfc_is_readable_by_everybody_on_the_wall()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, Window.Projector.Options()));
        await me.GoAsync();
        await Expect(me.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "projector");
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator(".verdict [data-rfc]").First.ClickAsync();
        await Expect(me.Page.Locator("#rfc [data-marked]")).ToBeVisibleAsync();
        await new Look(me.Page, Window.Projector).AtAsync("rfc");
    }

    [Theory]
    [InlineData(Window.Laptop)]
    [InlineData(Window.PhoneDark)]
    [InlineData(Window.Projector)]
    public async Task A_page_that_has_lost_its_network_says_so_readably(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        await Expect(me.Page.Locator("#reconnect")).ToBeHiddenAsync();
        await me.Page.Context.SetOfflineAsync(true);
        await Expect(me.Page.Locator("#reconnect")).ToHaveTextAsync("Reconnecting…");
        await Expect(me.Page.Locator("#reconnect")).ToBeVisibleAsync();
        await new Look(me.Page, window).AtAsync("reconnecting");
        await me.Page.Context.SetOfflineAsync(false);
        await Expect(me.Page.Locator("#reconnect")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(Window.Laptop)]
    [InlineData(Window.PhoneDark)]
    [InlineData(Window.Projector)]
    public async Task A_failure_of_ours_is_said_readably_with_the_way_on(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        var box = me.Page.Locator("#blazor-error-ui");
        await Expect(box).ToBeHiddenAsync();

        // As the framework shows it when a component has thrown.
        await box.EvaluateAsync("box => { box.style.display = 'block'; }");
        await Expect(box.GetByText("Reload the page")).ToBeInViewportAsync();
        await new Look(me.Page, window).AtAsync("failure");
    }
}
