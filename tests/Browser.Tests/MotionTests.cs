using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What moves on the pages where people play, and that nothing does where the system asks for rest.</summary>
public sealed class MotionTests(Browser browser)
{
    /// <summary>Notes everything that begins to move, from the first moment of a page on: by its own event, and as it runs.</summary>
    private const string Watch =
        """
        window.moved = new Set();
        for (const type of ["animationstart", "transitionrun"])
          document.addEventListener(type, e => moved.add(`${type} ${e.animationName ?? e.propertyName} of ${e.target.className?.baseVal ?? e.target.className}`), true);
        (function look() {
          for (const one of document.getAnimations()) moved.add(`${one.animationName ?? one.transitionProperty ?? "script"} of ${one.effect.target?.className?.baseVal ?? one.effect.target?.className}`);
          requestAnimationFrame(look);
        })();
        """;

    [Theory]
    [InlineData(ReducedMotion.Reduce)]
    [InlineData(ReducedMotion.NoPreference)]
    public async Task Nothing_moves_where_rest_is_asked_for_and_something_does_elsewhere(ReducedMotion wish)
    {
        var options = Window.Laptop.Options();
        options.ReducedMotion = wish;
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, options));
        await me.Page.AddInitScriptAsync(Watch);

        await me.GoAsync();
        await MovesAsync(me, wish, "the landing page");
        await me.ShakeHandsAsync();
        await MovesAsync(me, wish, "a handshake");

        await me.GoAsync($"/r/{await me.CodeAsync()}");
        await me.Page.Locator("#share").HoverAsync();
        await me.TypeAsync("payload", "HI");
        await me.Page.Locator("#send").ClickAsync();
        await Expect(me.Verdict).ToContainTextAsync("The server took it.");
        await MovesAsync(me, wish, "a room");

        await me.Tab.GoAsync("/challenges");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Start Plus one" }).ClickAsync();
        await me.LiveAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Page.Locator("#result")).ToBeVisibleAsync();
        await MovesAsync(me, wish, "a challenge");
    }

    /// <summary>Looks at what has moved since the page was loaded, or since the last look.</summary>
    private static async Task MovesAsync(Player me, ReducedMotion wish, string where)
    {
        var moved = await me.Page.EvaluateAsync<string[]>("() => { const all = [...moved]; moved.clear(); return all; }");
        if (wish == ReducedMotion.Reduce) Assert.True(moved.Length == 0, $"On {where}: {string.Join("; ", moved)}");
        else Assert.True(moved.Length > 0, $"Nothing on {where}.");
    }
}
