using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A person hands their host to the engine right after their SYN, takes it back and goes on by hand.</summary>
public sealed class AutopilotTests(Browser browser)
{
    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task The_engine_opens_and_the_person_sends_text_by_hand(Window window)
    {
        var isPhone = window.IsPhone();
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, window.Options());
        var me = new Player(tab);
        var look = new Look(me.Page, window);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var button = me.Page.Locator("#autopilot");
        if (isPhone) await button.TapAsync();
        else await button.ClickAsync();
        await Expect(me.Page.Locator(".piloted")).ToContainTextAsync("The engine drives.");
        await Expect(me.Page.Locator("#send")).ToHaveCountAsync(0);
        await me.SeesAsync("client", "ACK");
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
        await Expect(me.Ladder.Filter(new() { HasText = "host is on autopilot" })).ToHaveCountAsync(1);
        await look.AtAsync("autopilot");

        // Who typed meanwhile finds it there.
        await me.TypeAsync("seq", 4711);
        await button.ClickAsync();
        await Expect(me.Page.Locator("#send")).ToBeVisibleAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "has taken their host back" })).ToHaveCountAsync(1);
        Assert.Equal("4711", await me.FieldAsync("seq"));

        var ack = await me.SeesAsync("client", "ACK");
        if (isPhone) await me.Page.Locator(".more-fields").ClickAsync();
        await me.TypeAsync("payload", "Hello");
        await me.SendAsync(["PSH", "ACK"], ack.Seq, ack.Ack!.Value);
        var answer = await me.SeesAsync("server", "ACK");
        Assert.Equal(ack.Seq + 5, answer.Ack);
        await look.AtAsync("autopilot-after");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task The_key_E_hands_over_and_takes_back_and_a_field_keeps_its_letters()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address);
        var me = new Player(tab);
        await me.GoAsync();
        await me.TypeAsync("payload", "eE");
        Assert.Equal("eE", await me.Page.Locator("#payload").InputValueAsync());
        await me.Page.Locator("#main").FocusAsync();
        await me.Page.Keyboard.PressAsync("e");

        // Nothing was begun, so the engine begins: it opens, as an engine's client does.
        await me.SeesAsync("client", "ACK");
        await Expect(me.Verdict).ToContainTextAsync("The engine drives your host.");
        await me.Page.Keyboard.PressAsync("e");
        await Expect(me.Page.Locator("#send")).ToBeVisibleAsync();
        Assert.Equal("eE", await me.Page.Locator("#payload").InputValueAsync());
        Assert.Empty(tab.Complaints);
    }
}
