using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Where room is scarce: what has to stay tall, wide and whole on the play screen of a phone and of a small laptop.</summary>
public sealed class NarrowTests(Browser browser)
{
    [Theory]
    [InlineData(Window.Phone)]
    [InlineData(Window.PhoneDark)]
    public async Task However_many_hosts_there_are_the_room_s_bar_is_one_line_on_a_phone(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await using var friend = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        var code = await me.CodeAsync();
        await friend.GoAsync($"/r/{code}");
        await new Look(friend.Page, window).AtAsync("narrow-watching");
        await friend.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(friend.Verdict).ToContainTextAsync("You are the server.");
        await Expect(Seats(me).Nth(1)).Not.ToContainTextAsync("the engine");
        await new Look(me.Page, window).AtAsync("narrow-two");
        var two = await BoxAsync(me, "section.bar");
        Assert.InRange(two.Height, 30, 44);
        await me.OpenMenuAsync();
        await me.Page.Locator("#hosts").ClickAsync();
        foreach (var host in (string[])["add-client", "add-client-engine", "add-attacker-path"])
        {
            var count = await Seats(me).CountAsync();
            await me.Page.Locator($"#{host}").ClickAsync();
            await Expect(Seats(me)).ToHaveCountAsync(count + 1);
        }

        await me.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await new Look(me.Page, window).AtAsync("narrow-five");
        var five = await BoxAsync(me, "section.bar");
        Assert.Equal(two.Height, five.Height);
        Assert.True((await BoxAsync(me, ".ladder")).Height >= 220);
        foreach (var part in (string[])[".seat.own", "#people", "#share", ".menu-toggle"]) await Expect(me.Page.Locator(part)).ToBeInViewportAsync(new() { Ratio = 1 });

        // Who is not in sight is a push away.
        await Expect(Seats(me).Last).Not.ToBeInViewportAsync();
        await me.Page.Locator(".seats").FocusAsync();
        await Expect(me.Page.Locator(".seats")).ToBeFocusedAsync();
        for (var i = 0; i < 20; i++) await me.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Seats(me).Last).ToBeInViewportAsync(new() { Ratio = 1 });

        // Who sits down at a seat that had to be pushed in sees it first.
        await using var attacker = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await attacker.GoAsync($"/r/{code}");
        await Seats(attacker).Last.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(attacker.Page.Locator(".seat.own")).ToContainTextAsync("attacker");
        await Expect(attacker.Page.Locator(".seat.own")).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.Empty(me.Tab.Complaints);
    }

    [Theory]
    [InlineData(Window.Phone)]
    [InlineData(Window.PhoneDark)]
    public async Task What_went_wrong_leaves_the_ladder_its_height_on_a_phone_and_a_long_explanation_is_whole_at_a_tap(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        await me.Page.Locator("#send").TapAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await Expect(me.Page.Locator("#rewind")).ToBeVisibleAsync();
        await new Look(me.Page, window).AtAsync("narrow-rewind");
        await Expect(me.Page.Locator("#people")).ToBeHiddenAsync();
        var says = await BoxAsync(me, ".verdict .says");
        var rewind = await BoxAsync(me, "#rewind");
        Assert.True(rewind.Y < says.Y + says.Height, $"Rewind at {rewind.Y} has a line of its own below what is said, which ends at {says.Y + says.Height}.");

        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);
        await me.SeesAsync("server", "RST");
        await Expect(me.Page.Locator(".verdict")).ToHaveAttributeAsync("data-tone", "wrong");
        await new Look(me.Page, window).AtAsync("narrow-wrong");
        await LadderHasAsync(me, 220);
        await me.Page.Locator("#rewind").TapAsync();
        await Expect(me.Page.Locator(".verdict")).Not.ToHaveAttributeAsync("data-tone", "wrong");
        await me.SendAsync(["ACK"], synAck.Ack.Value, synAck.Seq + 1);
        await Expect(me.Verdict).ToContainTextAsync("The connection is open.");
        await new Look(me.Page, window).AtAsync("narrow-open");
        await LadderHasAsync(me, 220);

        await me.SendAsync(["ACK"], synAck.Ack.Value + 500_000_000, synAck.Seq + 1);
        await Expect(me.Page.Locator(".verdict .fold")).ToHaveTextAsync("More");
        await new Look(me.Page, window).AtAsync("narrow-long");
        await LadderHasAsync(me, 220);
        await me.Page.Locator(".verdict .fold").TapAsync();
        await Expect(me.Page.Locator(".verdict .fold")).ToHaveAttributeAsync("aria-expanded", "true");
        Assert.True(await me.Page.Locator(".verdict .tells").EvaluateAsync<bool>("told => told.scrollHeight <= told.clientHeight"));
        await new Look(me.Page, window).AtAsync("narrow-long-whole");
        await me.Page.Locator(".verdict .fold").TapAsync();
        await LadderHasAsync(me, 220);
        await me.Page.Locator("#rewind").TapAsync();
        await Expect(me.Page.Locator(".verdict")).Not.ToHaveAttributeAsync("data-tone", "wrong");
        Assert.Empty(me.Tab.Complaints);
    }

    [Theory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Laptop)]
    public async Task A_note_in_the_ladder_can_be_read_to_its_end(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        await me.OpenMenuAsync();
        await me.Page.Locator("#hosts").ClickAsync();
        await me.Page.Locator("#add-attacker-path").ClickAsync();
        await Expect(Seats(me)).ToHaveCountAsync(3);
        await me.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        var note = me.Page.Locator(".canvas .note").Filter(new() { HasTextRegex = new Regex("has put the attacker on the link, so the match begins\\s+anew") });
        await Expect(note).ToBeVisibleAsync();
        await new Look(me.Page, window).AtAsync("narrow-note");
        var (text, ladder) = ((await note.BoundingBoxAsync())!, await BoxAsync(me, ".ladder .scroll"));
        Assert.True(text.X >= ladder.X && text.X + text.Width <= ladder.X + ladder.Width, $"It goes from {text.X} to {text.X + text.Width}, the ladder from {ladder.X} to {ladder.X + ladder.Width}.");
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task What_a_packet_says_is_read_without_scrolling_in_a_challenge_on_a_small_laptop()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, Window.Laptop.Options()));
        await me.Tab.GoAsync("/challenges");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Start Plus one" }).ClickAsync();
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

    private static ILocator Seats(Player player) => player.Page.Locator(".seats .seat");

    private static async Task<LocatorBoundingBoxResult> BoxAsync(Player player, string part) => (await player.Page.Locator(part).BoundingBoxAsync())!;

    /// <summary>What of the ladder is in sight between what stands above it and the composer, which may lie over its end.</summary>
    private static async Task LadderHasAsync(Player player, double least)
    {
        var (ladder, composer) = (await BoxAsync(player, ".ladder"), await BoxAsync(player, ".composer"));
        Assert.InRange(Math.Min(ladder.Y + ladder.Height, composer.Y) - ladder.Y, least, 844);
    }
}
