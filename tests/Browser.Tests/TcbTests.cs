using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A person at their own TCB: its numbers, its timers, its state diagram, the RFC's text, the others' TCBs.</summary>
public sealed class TcbTests(Browser browser)
{
    [Fact]
    public async Task A_number_of_the_tcb_goes_into_the_next_segment_by_click_by_key_and_by_drag()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        var next = me.Page.Locator(".ledger .line").Filter(new() { HasText = "SND.NXT" }).Locator("button");
        await me.Page.Locator("#seq").FocusAsync();
        await me.TypeAsync("seq", 1);
        await next.ClickAsync();
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync(await next.InnerTextAsync());
        Assert.Equal($"{synAck.Ack}", await me.FieldAsync("seq"));

        // Arrow keys walk along the numbers: one stop of the Tab key, then down to the fourth.
        await me.Page.Locator("#ack").FocusAsync();
        await me.Page.Locator(".ledger dl button").First.FocusAsync();
        for (var i = 0; i < 3; i++) await me.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(me.Page.Locator(".ledger .line").Filter(new() { HasText = "ISS" }).Locator("button")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator("#ack")).ToHaveValueAsync(await me.Page.Locator(".ledger .line").Filter(new() { HasText = "ISS" }).Locator("button").InnerTextAsync());

        await DragAsync(me.Page, me.Page.Locator(".ledger .line").Filter(new() { HasText = "IRS" }).Locator("button"), "#ack");
        await Expect(me.Page.Locator("#ack")).ToHaveValueAsync(await me.Page.Locator(".ledger .line").Filter(new() { HasText = "IRS" }).Locator("button").InnerTextAsync());

        // From the ladder too, and a row that was dragged from is not picked.
        await DragAsync(me.Page, me.Page.Locator(".arrow .tag tspan[data-number]").Last, "#seq");
        await Expect(me.Page.Locator(".details")).ToHaveCountAsync(0);
        Assert.Equal($"{synAck.Ack}", await me.FieldAsync("seq"));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_change_is_shown_from_old_to_new_and_told_once()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await Expect(me.Page.Locator(".ledger > [role=status]")).ToContainTextAsync("SND.UNA was");
        await Expect(me.Page.Locator(".ledger .line").Filter(new() { HasText = "SND.UNA" }).Locator("del")).ToBeVisibleAsync();
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Page.Locator(".ledger > [role=status]")).ToHaveTextAsync($"The state is now ESTABLISHED. RCV.NXT is now {synAck.Seq + 1}.");
        await Expect(me.Page.Locator("del")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_timer_runs_out_before_ones_eyes_and_only_says_what_a_tcp_would_do()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        for (var i = 0; i < 3; i++) await me.Page.Locator("#faster").ClickAsync();
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync("1");
        await Expect(me.Ladder.Filter(new() { HasText = "will be lost" })).ToHaveCountAsync(1);
        await me.Page.Locator("#send").ClickAsync();
        var ring = me.Page.Locator(".clocks li").Filter(new() { HasText = "Resend" });
        await Expect(ring.Locator(".hand")).ToHaveCSSAsync("animation-name", new Regex("^ring-runs"));
        await Expect(ring).ToContainTextAsync("of 1.0 s");
        await Expect(me.Page.Locator(".over-says")).ToHaveTextAsync("A TCP would send it again now.");
        await Expect(me.Ladder.Filter(new() { HasText = "client → server" })).ToHaveCountAsync(1);

        // Lost as well, or the answer would stop the ring before a slow machine has seen it. While time stands, so does the ring.
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync("1");
        await Expect(me.Ladder.Filter(new() { HasText = "will be lost" })).ToHaveCountAsync(2);
        await me.Page.Locator("#send").ClickAsync();
        await Expect(ring).ToContainTextAsync("of 2.0 s");
        await me.Page.Locator("#clock").ClickAsync();
        await me.SeesAsync("client", "SYN", 1);
        Assert.Empty(tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task The_diagram_the_books_and_the_rfc_are_readable_by_everybody(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        var look = new Look(me.Page, window);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await look.AtAsync("tcb");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Verdict).ToContainTextAsync("The connection is open.");
        await me.Page.Locator("#states-fold").ClickAsync();
        await Expect(me.Page.Locator(".states .here")).ToHaveAttributeAsync("aria-label", "ESTABLISHED: you are here");
        await me.Page.Locator(".states").ScrollIntoViewIfNeededAsync();
        await look.AtAsync("states");
        await me.Page.Locator("#open-books").ClickAsync();
        await Expect(me.Page.Locator(".book")).ToContainTextAsync("ESTABLISHED");
        await me.Page.Locator(".book").ScrollIntoViewIfNeededAsync();
        await look.AtAsync("books");
        await me.Page.Locator(".verdict [data-rfc]").ClickAsync();
        await Expect(me.Page.Locator("#rfc h2")).ToBeFocusedAsync();
        await Expect(me.Page.Locator("#rfc [data-marked]")).ToBeInViewportAsync();
        await look.AtAsync("rfc");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_diagram_is_walked_with_the_arrow_keys_and_stays_open_over_a_reload()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator("#states-fold").FocusAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator(".states .walked")).ToHaveCountAsync(1);
        await Expect(me.Page.Locator(".rule .moves b")).ToHaveTextAsync("CLOSED → SYN-SENT");
        await me.Page.Locator(".reach[tabindex='0']").FocusAsync();
        await me.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(me.Page.Locator(".rule .moves b")).ToHaveTextAsync("SYN-SENT → CLOSED");
        await me.Page.Locator(".reach[aria-label^='SYN-SENT to ESTABLISHED']").HoverAsync();
        await Expect(me.Page.Locator(".rule .moves b")).ToHaveTextAsync("SYN-SENT → ESTABLISHED");

        // The rule's reference opens the text; Escape closes it, and the keys are where they were.
        await me.Page.Locator(".rule [data-rfc]").FocusAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator("#rfc h2")).ToHaveTextAsync("§3.10.7.3 SYN-SENT STATE");
        await Expect(me.Page.Locator("#rfc h2")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("s");
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(me.Page.Locator("#rfc")).ToHaveCountAsync(0);
        await Expect(me.Page.Locator(".rule [data-rfc]")).ToBeFocusedAsync();
        await Expect(me.Page.Locator(".flags").GetByRole(AriaRole.Button, new() { Name = "SYN" })).ToHaveAttributeAsync("aria-pressed", "true");

        await me.Page.ReloadAsync();
        await me.LiveAsync();
        await Expect(me.Page.Locator(".states .place").First).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Who_watches_sees_every_tcb_once_they_are_open_and_none_before()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        await using var other = await browser.OpenAsync(app.Address);
        var (me, watcher) = (new Player(tab), new Player(other));
        await me.GoAsync();
        await watcher.GoAsync($"/r/{await me.CodeAsync()}");
        await Expect(watcher.Page.Locator(".spectator")).ToBeVisibleAsync();
        await Expect(watcher.Page.Locator(".book")).ToHaveCountAsync(0);
        await Expect(watcher.Page.Locator("#open-books")).ToHaveCountAsync(0);
        await me.Page.Locator("#open-books").ClickAsync();
        await Expect(watcher.Page.Locator(".book")).ToHaveCountAsync(2);
        await Expect(watcher.Ladder.Filter(new() { HasText = "Every TCB is open to everybody now" })).ToHaveCountAsync(1);
        await me.Page.Locator("#shut-books").ClickAsync();
        await Expect(watcher.Page.Locator(".book")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_a_finger_takes_a_number_opens_a_rule_and_the_text()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Windows.Touched);
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").TapAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await me.Page.Locator(".ledger .line").Filter(new() { HasText = "IRS" }).Locator("button").TapAsync();
        await Expect(me.Page.Locator("#seq")).ToHaveValueAsync(await me.Page.Locator(".ledger .line").Filter(new() { HasText = "IRS" }).Locator("button").InnerTextAsync());
        await me.Page.Locator("#states-fold").TapAsync();
        await me.Page.Locator(".step:has([aria-label^='SYN-SENT to ESTABLISHED']) tspan").First.TapAsync();
        await Expect(me.Page.Locator(".rule .moves b")).ToHaveTextAsync("SYN-SENT → ESTABLISHED");
        await me.Page.Locator(".rule [data-rfc]").TapAsync();
        await Expect(me.Page.Locator("#rfc [data-marked]")).ToBeInViewportAsync();
        await me.Page.Locator("#close-rfc").TapAsync();
        await Expect(me.Page.Locator("#rfc")).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    private static async Task DragAsync(IPage page, ILocator from, string to)
    {
        var (start, end) = ((await from.BoundingBoxAsync())!, (await page.Locator(to).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(start.X + (start.Width / 2), start.Y + (start.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(start.X + 40, start.Y + 20, new() { Steps = 3 });
        await page.Mouse.MoveAsync(end.X + (end.Width / 2), end.Y + (end.Height / 2), new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }
}
