using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What a person does on a link, with real clicks and keys.</summary>
public sealed class HandshakeTests(Browser browser)
{
    [Fact]
    public async Task A_newcomer_shakes_hands_with_the_engine()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();

        // One button glows, and the focus is on it: Enter is enough for the first segment.
        await Expect(me.Page.Locator("#send.glow")).ToHaveTextAsync(new Regex("Send SYN"));
        await Expect(me.Page.Locator("#send")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        var syn = await me.SeesAsync("client", "SYN");
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        Assert.Equal(syn.Seq + 1, synAck.Ack);
        await me.SendAsync(["ACK"], syn.Seq + 1, synAck.Seq + 1);

        await Expect(me.Verdict).ToContainTextAsync("The connection is open.");
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
        await Expect(me.Ladder.Filter(new() { HasText = "server: SYN-RECEIVED → ESTABLISHED" })).ToHaveCountAsync(1);
        Assert.Empty(me.Tab.Complaints);
        Assert.Empty(me.Tab.RequestsElsewhere);
    }

    [Fact]
    public async Task A_newcomer_shakes_hands_with_the_keyboard_alone()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await Expect(me.Page.Locator("#send")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        var synAck = await me.SeesAsync("server", "SYN, ACK");

        // S and A switch the bits even in a number field, where no letter can stand.
        await me.Page.Locator("#seq").FocusAsync();
        await me.Page.Keyboard.PressAsync("s");
        await me.Page.Keyboard.PressAsync("a");
        await Expect(me.Page.Locator("#send")).ToHaveTextAsync(new Regex("Send ACK"));
        await me.TypeAsync("seq", synAck.Ack!);
        await me.TypeAsync("ack", synAck.Seq + 1);
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
    }

    [Fact]
    public async Task A_person_plays_the_server_and_the_engine_calls()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.OpenMenuAsync();
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Play the server" }).ClickAsync();
        await Expect(me.Page).ToHaveURLAsync(new Regex("/r/[A-Z0-9]{6}$"));
        await me.LiveAsync();
        var syn = await me.SeesAsync("client", "SYN");
        await Expect(me.State).ToHaveTextAsync("LISTEN");
        await me.SendAsync(["SYN", "ACK"], 1000, syn.Seq + 1);
        var third = await me.SeesAsync("client", "ACK");
        Assert.Equal(new LadderText(syn.Seq + 1, 1001), third);
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task Two_people_are_the_two_ends_of_a_link_and_a_third_watches_both()
    {
        await using var app = new PlaygroundApp();
        await using var client = await OpenAsync(app);
        await using var server = await OpenAsync(app);
        await using var watcher = await OpenAsync(app);
        await client.GoAsync();
        var code = await client.CodeAsync();
        await server.GoAsync($"/r/{code}");
        await server.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(server.State).ToHaveTextAsync("LISTEN");
        await watcher.GoAsync($"/r/{code.ToLowerInvariant()}");

        await client.SendAsync(["SYN"], 4_294_967_295);
        var syn = await server.SeesAsync("client", "SYN");
        Assert.Equal(uint.MaxValue, syn.Seq);
        await server.SendAsync(["SYN", "ACK"], 700, 0);
        var synAck = await client.SeesAsync("server", "SYN, ACK");
        await client.SendAsync(["ACK"], 0, synAck.Seq + 1);

        await Expect(client.State).ToHaveTextAsync("ESTABLISHED");
        await Expect(server.State).ToHaveTextAsync("ESTABLISHED");
        Assert.Equal(synAck, await watcher.SeesAsync("server", "SYN, ACK"));
        Assert.Equal(new LadderText(0, 701), await watcher.SeesAsync("client", "ACK"));
        await Expect(watcher.Page.Locator("#send")).ToHaveCountAsync(0);
        Assert.All([client, server, watcher], who => Assert.Empty(who.Tab.Complaints));
    }

    [Fact]
    public async Task A_wrong_ack_gets_its_reset_and_the_reason_and_after_a_rewind_the_right_one_wins()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);

        await Expect(me.Verdict).ToContainTextAsync("The server answered with a reset.");
        await Expect(me.Verdict).ToContainTextAsync("repeats the number that arrived");
        await Expect(me.Verdict).ToContainTextAsync("RFC 9293 §3.10.7.4");
        await Expect(me.Verdict).ToContainTextAsync("ack-copies-seq");
        await me.SeesAsync("server", "RST");

        await me.Page.Locator("#rewind").ClickAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "[RST]" })).ToHaveCountAsync(0);
        Assert.Equal($"{synAck.Seq}", await me.FieldAsync("ack"));
        await me.SendAsync(["ACK"], synAck.Ack.Value, synAck.Seq + 1);
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
    }

    [Fact]
    public async Task What_tcp_cannot_carry_is_refused_at_its_field_and_the_draft_is_kept()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        await me.TypeAsync("seq", "4294967296");
        await me.TypeAsync("window", "12 o'clock");
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.Page.Locator("#seq-problem")).ToContainTextAsync("4 294 967 295");
        await Expect(me.Page.Locator("#seq")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(me.Page.Locator("#window")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("4294967296", await me.FieldAsync("seq"));
        Assert.Equal("12o'clock", await me.FieldAsync("window"));
        await Expect(me.Ladder.Filter(new() { HasText = "→" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_code_that_is_no_room_is_said_in_a_sentence()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        await tab.GoAsync("/r/ABCDEF");
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no room ABCDEF." })).ToBeVisibleAsync();
        await tab.GoAsync("/r/nonsense");
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "is no room code" })).ToBeVisibleAsync();
    }

    private async Task<Player> OpenAsync(PlaygroundApp app) => new(await browser.OpenAsync(app.Address));
}
