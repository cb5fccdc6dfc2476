using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The ladder in its other forms: the ghost of what is typed, and the notation.</summary>
[Collection("Clipboard")]
public sealed class LadderTextTests(Browser browser)
{
    [Fact]
    public async Task What_is_typed_is_a_ghost_until_it_is_sent()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        var ghost = me.Page.Locator("g.ghost");
        await me.TypeAsync("seq", 77);
        await Expect(ghost).ToContainTextAsync("[SYN] seq=77");
        await me.SetFlagsAsync("SYN", "FIN");
        await Expect(ghost).ToContainTextAsync("[SYN, FIN]");
        await me.SetFlagsAsync("SYN");
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("client", "SYN");
        await Expect(ghost).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_button_or_key_copies_the_ladder_and_another_shows_the_same()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await me.GoAsync();
        await me.ShakeHandsAsync();
        await me.Page.Locator("#as-text").ClickAsync();
        var shown = await me.Page.Locator("pre.text").TextContentAsync() ?? "";
        Assert.Matches(new Regex(@"client → server  \[SYN\] seq=\d+ win=65535\n(.*\n)*.*server → client  \[SYN, ACK\](.*\n)*.*SYN-RECEIVED → ESTABLISHED"), shown);
        await Expect(me.Page.Locator("ol[aria-label='Ladder as text'] li").Last).ToHaveTextAsync(shown.TrimEnd().Split('\n')[^1]);

        await me.Page.Locator("#copy-ladder").ClickAsync();
        await Expect(me.Page.Locator("#copy-ladder")).ToContainTextAsync("copied");
        Assert.Equal(shown, await CopiedAsync(me));

        await me.Page.EvaluateAsync("navigator.clipboard.writeText('')");
        await Expect(me.Page.Locator("#copy-ladder")).ToContainTextAsync("copy as text");
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync("t");
        await Expect(me.Page.Locator("#copy-ladder")).ToContainTextAsync("copied");
        Assert.Equal(shown, await CopiedAsync(me));
    }

    private static Task<string> CopiedAsync(Player me) => me.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
}
