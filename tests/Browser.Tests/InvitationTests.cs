using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>How people come into a room and out of it, and what they read where they may not.</summary>
public sealed class InvitationTests(Browser browser)
{
    [Fact]
    public async Task A_room_is_made_with_one_click_joined_by_its_code_and_its_seat_left_and_taken_again()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await using var friend = await OpenAsync(app);
        await me.GoAsync();
        var home = await me.CodeAsync();
        await me.OpenMenuAsync();
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Play with a friend" }).ClickAsync();
        await Expect(me.Page.Locator("#share strong")).Not.ToHaveTextAsync(home);
        await me.LiveAsync();
        await Expect(me.Verdict).ToContainTextAsync("The server's seat is still free");
        var code = await me.CodeAsync();
        await me.Page.Locator("#share").ClickAsync();
        var dialog = me.Page.GetByRole(AriaRole.Dialog, new() { Name = "Share this room" });
        await Expect(dialog.Locator(".code")).ToHaveTextAsync(code);
        await Expect(dialog.Locator(".address")).ToHaveTextAsync(new Uri(app.Address, $"r/{code}").ToString());
        await Expect(dialog.GetByLabel("QR code of the room's address")).ToBeVisibleAsync();
        await me.Page.Keyboard.PressAsync("Escape");

        // Typed as people type it: small letters, and Enter.
        await friend.Tab.GoAsync("/challenges");
        await Expect(friend.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Start") }).First).ToBeEnabledAsync();
        await friend.TypeAsync("join", code.ToLowerInvariant());
        await friend.Page.Keyboard.PressAsync("Enter");
        await friend.LiveAsync();
        Assert.Equal(code, await friend.CodeAsync());
        await friend.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        await friend.OpenMenuAsync();
        await friend.Page.GetByRole(AriaRole.Button, new() { Name = "Leave the seat" }).ClickAsync();
        await Expect(friend.Verdict).ToContainTextAsync("You are watching.");
        await Expect(me.Page.Locator(".seat").Nth(1)).ToContainTextAsync("nobody yet");
        await friend.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        Assert.All([me, friend], who => Assert.Empty(who.Tab.Complaints));
    }

    [Fact]
    public async Task A_link_that_is_full_says_so_and_a_strangers_attempt_can_be_read_along()
    {
        await using var app = new PlaygroundApp();
        await using var owner = await OpenAsync(app);
        await using var stranger = await OpenAsync(app);
        await owner.GoAsync();
        await owner.OpenMenuAsync();
        await owner.Page.Locator("#hosts").ClickAsync();
        var hosts = 2;
        foreach (var more in (string[])["add-client", "add-client-engine", "add-server", "add-attacker"])
        {
            await owner.Page.Locator($"#{more}").ClickAsync();
            await Expect(owner.Page.Locator("dialog .hosts li")).ToHaveCountAsync(++hosts);
        }

        await Expect(owner.Page.Locator("dialog[open]")).ToContainTextAsync("This link is full: it takes 6 hosts.");
        await Expect(owner.Page.Locator("#add-client")).ToBeDisabledAsync();

        await owner.Tab.GoAsync("/challenges");
        await owner.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Start") }).First.ClickAsync();
        await owner.LiveAsync();
        await stranger.GoAsync($"/r/{await owner.CodeAsync()}");
        await Expect(stranger.Page.Locator(".spectator")).ToContainTextAsync("This is somebody's attempt at a challenge.");
        await Expect(stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" })).ToHaveCountAsync(0);
        Assert.Empty(stranger.Tab.Complaints);
    }

    [Fact]
    public async Task Ten_pages_see_one_handshake()
    {
        await using var app = new PlaygroundApp();
        await using var me = await OpenAsync(app);
        await me.GoAsync();
        var watchers = new List<Player>();
        for (var i = 0; i < 9; i++)
        {
            watchers.Add(await OpenAsync(app));
            await watchers[i].GoAsync($"/r/{await me.CodeAsync()}");
        }

        await me.ShakeHandsAsync();
        foreach (var who in watchers) await Expect(who.Ladder.Last).ToContainTextAsync("server: SYN-RECEIVED → ESTABLISHED");
        Assert.All(watchers, who => Assert.Empty(who.Tab.Complaints));
        foreach (var who in watchers) await who.DisposeAsync();
    }

    private async Task<Player> OpenAsync(PlaygroundApp app) => new(await browser.OpenAsync(app.Address));
}
