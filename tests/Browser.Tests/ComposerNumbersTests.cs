using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Numbers in the composer that go round, and one that is wrong on purpose.</summary>
public sealed class ComposerNumbersTests(Browser browser)
{
    [Fact]
    public async Task Steppers_and_arrow_keys_go_round_the_circle_and_the_far_end_counts_on_from_there()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        await me.TypeAsync("seq", uint.MaxValue);
        await me.HearsKeysAsync();
        await me.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync("0");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Sequence number: one less" }).ClickAsync();
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync(new Regex(@"^4\s294\s967\s295$"));
        await me.Page.Locator("#send").ClickAsync();
        Assert.Equal(0u, (await me.SeesAsync("server", "SYN, ACK")).Ack);
    }

    [Fact]
    public async Task A_checksum_by_hand_is_sent_as_it_is_and_the_segment_is_thrown_away()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = "Ports, urgent pointer, checksum" }).ClickAsync();
        await me.TypeAsync("checksum", "0x0bad");
        await Expect(me.Page.Locator(".composer")).ToContainTextAsync("by hand");
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.Verdict).ToContainTextAsync("The server dropped it.");
        await Expect(me.Verdict).ToContainTextAsync("The checksum does not fit the bytes.");
        await me.TypeAsync("checksum", "");
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
    }
}
