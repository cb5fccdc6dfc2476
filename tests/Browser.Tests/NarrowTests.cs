using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Where room is scarce: what has to stay tall, wide and whole on the play screen of a phone and of a small laptop.</summary>
public sealed class NarrowTests(Browser browser)
{
    [Fact]
    public async Task What_a_packet_says_is_read_without_scrolling_in_a_challenge_on_a_small_laptop()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, Window.Laptop.Options()));
        await me.Tab.GoAsync("/challenges");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).First.ClickAsync();
        await me.LiveAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await new Look(me.Page, Window.Laptop).AtAsync("narrow-packets");
        var table = await BoxAsync(me, "#packets-list");
        var info = me.Page.Locator("#packets-list .row:not(.head) .info").Filter(new() { HasText = "[SYN, ACK]" });
        await Expect(info).ToHaveCountAsync(1);
        var ends = await info.EvaluateAsync<double>(
            """
            cell => {
              const text = cell.firstChild, range = document.createRange();
              range.setStart(text, 0);
              range.setEnd(text, text.data.indexOf("Win="));
              return range.getBoundingClientRect().right;
            }
            """);
        Assert.True(ends <= table.X + table.Width, $"The numbers end at {ends}, the list at {table.X + table.Width}.");
        Assert.Empty(me.Tab.Complaints);
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(Player player, string part) => (await player.Page.Locator(part).BoundingBoxAsync())!;
}
