using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The page of all components, in every window.</summary>
public sealed class DesignTests(Browser browser)
{
    [Theory]
    [MemberData(nameof(Windows.All), MemberType = typeof(Windows))]
    public async Task Every_component_is_readable_by_everybody_in_every_window(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        await tab.GoAsync("/design");
        await Expect(tab.Page.Locator("#capture-file")).ToBeEnabledAsync();
        await tab.Page.Locator("#states-fold").ClickAsync();
        await Expect(tab.Page.Locator(".states .drawing")).ToBeVisibleAsync();
        await tab.Page.GetByText("40 ms, 0 % lost").ClickAsync();
        var look = new Look(tab.Page, window);
        await look.AtAsync("design", isWhole: true);
        await tab.Page.Locator("#open-modal").ClickAsync();
        await Expect(tab.Page.Locator("dialog[open]")).ToBeVisibleAsync();
        await look.AtAsync("design-dialog");
        Assert.Empty(tab.Complaints);
        Assert.Empty(tab.RequestsElsewhere);
    }
}
