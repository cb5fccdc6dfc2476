using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What the link is told to do to the next segment, by its keys, and what a person makes of it.</summary>
public sealed class TroubleTests(Browser browser)
{
    [Fact]
    public async Task A_lost_segment_is_missed_after_a_while_and_sent_again()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        await TouchAsync(me, "1", "will be lost");
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.Verdict).ToContainTextAsync("On its way…");
        await Expect(me.Verdict).ToContainTextAsync("No word of it yet.");
        await Expect(me.Verdict).ToHaveAttributeAsync("role", "status");

        // What is typed meanwhile makes nobody forget it.
        await me.TypeAsync("window", 1000);
        await Expect(me.Verdict).ToContainTextAsync("No word of it yet.");
        await me.TypeAsync("window", 65535);
        await me.Page.Locator("#send").ClickAsync();
        await me.SeesAsync("server", "SYN, ACK");
        await Expect(me.Ladder.Filter(new() { HasText = "# again" })).ToHaveCountAsync(1);
        await Expect(me.Page.Locator("g.arrow .tie")).ToHaveCountAsync(1);
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task A_segment_that_arrives_twice_is_acknowledged_twice()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        var (seq, ack) = await OpenAsync(me);
        await TouchAsync(me, "3", "will arrive twice");
        await SayAsync(me, "HI", seq, ack);
        await Expect(AcksOf(me, seq + 2)).ToHaveCountAsync(2);
        await Expect(me.Verdict).ToContainTextAsync("The server took it.");
    }

    [Fact]
    public async Task A_damaged_segment_is_answered_with_silence_and_the_next_try_is_taken()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        var (seq, ack) = await OpenAsync(me);
        await TouchAsync(me, "4", "will be damaged");
        await SayAsync(me, "HI", seq, ack);
        await Expect(me.Verdict).ToContainTextAsync("No word of it yet.");
        await Expect(AcksOf(me, seq + 2)).ToHaveCountAsync(0);
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.Verdict).ToContainTextAsync("The server took it.");
        await Expect(AcksOf(me, seq + 2)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_segments_that_change_places_are_put_in_order_by_the_receiver()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        var (seq, ack) = await OpenAsync(me);
        await TouchAsync(me, "5", "overtaken");
        await SayAsync(me, "AB", seq, ack);
        await SayAsync(me, "CD", seq + 2, ack);
        await Expect(AcksOf(me, seq)).ToHaveCountAsync(1);
        await Expect(AcksOf(me, seq + 4)).ToHaveCountAsync(1);
        await Expect(me.Page.Locator(".ledger .line").Filter(new() { HasText = "SND.UNA" }).Locator("button")).ToHaveAttributeAsync("data-number", $"{seq + 4}");
    }

    /// <summary>Presses a key outside the composer and waits for what the ladder says to it.</summary>
    private static async Task TouchAsync(Player me, string key, string says)
    {
        await me.HearsKeysAsync();
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync(key);
        await Expect(me.Ladder.Filter(new() { HasText = says })).ToHaveCountAsync(1);
    }

    private static async Task<(uint Seq, uint Ack)> OpenAsync(Player me)
    {
        await me.GoAsync();
        await me.ShakeHandsAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        return (synAck.Ack!.Value, synAck.Seq + 1);
    }

    private static async Task SayAsync(Player me, string text, uint seq, uint ack)
    {
        await me.TypeAsync("payload", text);
        await me.SendAsync(["PSH", "ACK"], seq, ack);
    }

    private static ILocator AcksOf(Player me, uint number) =>
        me.Ladder.Filter(new() { HasTextRegex = new Regex($@"server → client\s+\[ACK\] seq=\d+ ack={number}\b") });
}
