using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A page that comes up slowly, piece by piece, on a laptop or a network that is.</summary>
public sealed class SlowStartTests(Browser browser)
{
    [Fact]
    public async Task Who_leaves_a_room_before_its_keys_have_come_meets_no_error_and_has_the_keys_of_the_next()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        var keys = await HoldAsync(tab.Page, "**/PlayScreen.razor.js");
        await me.GoAsync();
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Play the server" }).ClickAsync();
        await Expect(me.Page).ToHaveURLAsync(new Regex("/r/[A-Z0-9]{6}$"));
        await me.LiveAsync();
        await Expect(me.State).ToHaveTextAsync("LISTEN");

        keys.SetResult();

        await Expect(me.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await me.SeesAsync("client", "SYN");

        // Once the page has them the server is told, before it hears of the click.
        await me.Page.EvaluateAsync("import('./_content/Playground.Client/Play/PlayScreen.razor.js')");
        await me.SetFlagsAsync("FIN");
        await me.Page.Keyboard.PressAsync("f");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync("Send without flags");
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Lets a file of the page wait until the test gives it free.</summary>
    private static async Task<TaskCompletionSource> HoldAsync(IPage page, string file)
    {
        var free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(file, async route =>
        {
            await free.Task;
            await route.ContinueAsync();
        });
        return free;
    }
}
