using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Pastes that are longer than their field, by real keys: nothing is cut without a word, and the page lives on.</summary>
public sealed class PasteTests(Browser browser)
{
    [Theory]
    [InlineData("packets-filter", "2\u00a0000")]
    [InlineData("join", "12")]
    public async Task A_paste_of_a_megabyte_is_refused_with_a_sentence_and_what_stood_there_stays(string field, string most)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        await me.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await me.TypeAsync(field, "tcp");
        await me.Page.EvaluateAsync("navigator.clipboard.writeText('t'.repeat(1048576))");
        await me.Page.Locator($"#{field}").FocusAsync();
        await me.Page.Keyboard.PressAsync("Control+V");

        var says = me.Page.Locator($"#{field}-too-long");
        await Expect(says).ToHaveTextAsync($"What was pasted has 1\u00a0048\u00a0576 characters, and {most} fit here. None of them was taken.");
        await Expect(says).ToHaveAttributeAsync("role", "alert");
        await Expect(me.Page.Locator($"#{field}")).ToHaveValueAsync("tcp");
        await me.Page.Locator($"#{field}").PressAsync("x");
        await Expect(says).ToBeHiddenAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        Assert.Empty(me.Tab.Complaints);
    }
}
