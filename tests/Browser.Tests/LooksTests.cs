using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>
/// Every page at the widths of a laptop and a phone, light and dark: readable by everybody, and nothing to scroll sideways. With a
/// folder in <c>PLAYGROUND_PICTURES</c> each is left there as a picture, for people to look at.
/// </summary>
public sealed class LooksTests(Browser browser)
{
    private static readonly string[] s_paths = ["/challenges", "/scores", "/join", "/r/ABCDEF", "/nowhere", "/sign-in"];

    [Theory]
    [MemberData(nameof(Windows.All), MemberType = typeof(Windows))]
    public async Task Every_page_is_readable_by_everybody_and_fits_its_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        var look = new Look(tab.Page, window);
        await me.GoAsync();
        await look.AtAsync("landing");
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);
        await me.SeesAsync("server", "RST");
        await Expect(me.Page.Locator("#rewind")).ToBeVisibleAsync();
        await look.AtAsync("reset");
        await me.Page.Locator("#rewind").ClickAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "[RST]" })).ToHaveCountAsync(0);
        await me.SendAsync(["ACK"], synAck.Ack.Value, synAck.Seq + 1);
        await Expect(me.Verdict).ToContainTextAsync("The connection is open.");
        await look.AtAsync("open");
        foreach (var path in s_paths)
        {
            await tab.GoAsync(path);
            await Expect(tab.Page.Locator("h1").First).ToBeAttachedAsync();
            await look.AtAsync(path.Trim('/').Replace('/', '-'));
        }

        await tab.GoAsync((await app.SetupLinkAsync()).PathAndQuery);
        await look.AtAsync("setup");
        await tab.GoAsync("/challenges");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start Plus one" }).ClickAsync();
        await me.LiveAsync();
        synAck = await me.SeesAsync("server", "SYN, ACK");
        await look.AtAsync("challenge");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Page.Locator("#result, .verdict").Filter(new() { HasText = "points" }).First).ToBeAttachedAsync();
        await look.AtAsync("solved");
        await tab.GoAsync("/scores");
        await Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await look.AtAsync("scored");
        Assert.Empty(tab.RequestsElsewhere);
    }
}
