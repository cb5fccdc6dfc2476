namespace Playground.Tests;

public sealed class FirstPageTests(Browser browser)
{
    [Fact]
    public async Task The_first_page_asks_no_other_host_for_anything_and_complains_of_nothing()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        await tab.GoAsync();
        await Microsoft.Playwright.Assertions.Expect(tab.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("Handshake Playground"));
        Assert.Empty(tab.RequestsElsewhere);
        Assert.Empty(tab.Complaints);
    }
}
