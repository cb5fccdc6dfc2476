using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Several people, several tabs and a network that goes: what they see of each other, with real clicks and keys.</summary>
public sealed class TogetherTests(Browser browser)
{
    [Fact]
    public async Task Three_people_see_who_is_here_who_types_who_waves_and_where_to_look()
    {
        await using var app = new PlaygroundApp();
        await using var client = await OpenAsync(app);
        await using var friend = await OpenAsync(app);
        await using var watcher = await OpenAsync(app);
        await MeetAsync(client, friend);
        await watcher.GoAsync($"/r/{await client.CodeAsync()}");
        await Expect(client.Page.Locator("#people strong")).ToHaveTextAsync("3");

        await friend.TypeAsync("seq", 300);
        await Expect(client.Page.Locator(".seat").Nth(1).Locator(".typing")).ToBeVisibleAsync();
        await Expect(friend.Page.Locator(".typing")).ToHaveCountAsync(0);
        await Expect(client.Page.Locator(".typing")).ToHaveCountAsync(0);

        // The list by keyboard, the reaction with a click; the list closes by itself.
        await watcher.Page.Locator("#people").FocusAsync();
        await watcher.Page.Keyboard.PressAsync("Enter");
        await Expect(watcher.Page.Locator("#people-list")).ToBeVisibleAsync();
        await watcher.Page.Locator("#react-Applause").ClickAsync();
        await Expect(watcher.Page.Locator("#people-list")).ToBeHiddenAsync();
        await Expect(client.Page.Locator(".cheer")).ToContainTextAsync("applause");
        await Expect(client.Page.Locator(".cheer")).ToHaveCountAsync(0);

        await client.SendAsync(["SYN"], 100);
        await friend.SeesAsync("client", "SYN");
        await friend.Page.Locator("g.arrow .tag").ClickAsync();
        await friend.Page.Locator("#point").ClickAsync();
        await Expect(client.Page.Locator(".finger")).ToHaveCountAsync(1);
        await Expect(watcher.Page.Locator(".finger")).ToHaveCountAsync(1);
        await client.Page.Locator(".call").ClickAsync();
        await Expect(client.Page.Locator("g.arrow .hit")).ToBeFocusedAsync();
        await client.Page.Keyboard.PressAsync("l");
        await Expect(friend.Page.Locator(".call")).ToHaveCountAsync(1);
        await Expect(client.Page.Locator(".finger")).ToHaveCountAsync(0);
        Assert.All([client, friend, watcher], who => Assert.Empty(who.Tab.Complaints));
    }

    [Fact]
    public async Task Of_two_tabs_the_newer_plays_and_the_older_takes_the_seat_back_with_one_button()
    {
        await using var app = new PlaygroundApp();
        await using var older = await OpenAsync(app);
        await older.GoAsync();
        await older.TypeAsync("seq", 4711);
        var newer = new Player(await older.Tab.AnotherAsync());
        await newer.GoAsync($"/r/{await older.CodeAsync()}");
        await Expect(older.Page.Locator(".elsewhere")).ToContainTextAsync("You play in another tab now.");
        await Expect(older.Page.Locator("#send")).ToHaveCountAsync(0);
        Assert.Equal("4711", await newer.FieldAsync("seq"));

        await older.Page.GetByRole(AriaRole.Button, new() { Name = "Play here" }).ClickAsync();
        await Expect(older.Page.Locator("#send")).ToBeEnabledAsync();
        await Expect(newer.Page.Locator("#play-here")).ToBeVisibleAsync();
        Assert.Equal("4711", await older.FieldAsync("seq"));

        // A reload is no second tab, and the other's late leaving changes nothing.
        await newer.Page.CloseAsync();
        await older.Page.ReloadAsync();
        await older.LiveAsync();
        await Expect(older.Page.Locator(".elsewhere")).ToHaveCountAsync(0);
        await older.Page.Locator("#send").ClickAsync();
        await older.SeesAsync("client", "SYN");
        Assert.Empty(older.Tab.Complaints);
    }

    [Fact]
    public async Task A_seat_is_given_free_and_who_comes_back_takes_it_again_with_what_they_had_typed()
    {
        await using var app = new PlaygroundApp();
        await using var owner = await OpenAsync(app);
        await using var friend = await OpenAsync(app);
        await MeetAsync(owner, friend);
        await owner.Page.Locator("#people").ClickAsync();
        await owner.Page.Locator("#away-limit").SelectOptionAsync("FifteenSeconds");
        await friend.TypeAsync("seq", 8080);
        await Expect(owner.Page.Locator(".seat .typing")).ToBeVisibleAsync();
        await friend.Tab.GoAsync("/challenges");
        await Expect(owner.Page.Locator(".seat .away")).ToHaveTextAsync(new Regex(@"^away 0:\d\d$"));
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Give the server's seat free" }).ClickAsync();
        await Expect(owner.Ladder.Last).ToContainTextAsync("gave the server's seat free");

        await friend.GoAsync($"/r/{await owner.CodeAsync()}");
        await Expect(friend.Page.Locator(".lost")).ToContainTextAsync("gave the server's seat free while you were away.");
        await friend.Page.Locator("#take-again").ClickAsync();
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        Assert.Equal("8080", await friend.FieldAsync("seq"));
    }

    [Fact]
    public async Task After_a_lost_network_the_page_is_back_by_itself_with_its_seat_its_ladder_and_its_draft()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await using var friend = new Player(await browser.OpenAsync(app.Address));
        await MeetAsync(me, friend);
        await me.SendAsync(["SYN"], 100);
        await friend.SeesAsync("client", "SYN");
        await friend.SetFlagsAsync("SYN", "ACK");
        await friend.TypeAsync("seq", 300);
        await Expect(me.Page.Locator(".typing")).ToBeVisibleAsync();

        var watch = Stopwatch.StartNew();
        await friend.Page.Context.SetOfflineAsync(true);
        await Expect(friend.Page.Locator("#reconnect")).ToBeVisibleAsync();
        await friend.TypeAsync("seq", 301);
        await friend.TypeAsync("payload", "hello");
        await Expect(me.Page.Locator(".seat .away")).ToBeVisibleAsync();
        Say($"Away to the others {watch.Elapsed.TotalSeconds:0.0} s after the network went.");
        await Expect(friend.Page.Locator("#reconnect")).ToBeVisibleAsync();

        watch.Restart();
        await friend.Page.Context.SetOfflineAsync(false);
        await Expect(friend.Page.Locator("#reconnect")).ToBeHiddenAsync();
        await Expect(me.Page.Locator(".seat .away")).ToHaveCountAsync(0);
        Say($"Back {watch.Elapsed.TotalSeconds:0.00} s after the network came.");
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        await Expect(friend.Page.Locator("#send")).ToHaveTextAsync("Send SYN, ACK+ 5 bytes");
        Assert.Equal("301", await friend.FieldAsync("seq"));
        await friend.TypeAsync("ack", 101);
        await friend.Page.Locator("#send").ClickAsync();
        Assert.Equal(301u, (await me.SeesAsync("server", "SYN, ACK")).Seq);
        Assert.DoesNotContain(friend.Tab.Complaints, line => line.Contains("interop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_pages_in_one_room_all_see_the_same_ten_people()
    {
        await using var app = new PlaygroundApp();
        await using var owner = await OpenAsync(app);
        await owner.GoAsync();
        var code = await owner.CodeAsync();
        var watchers = new List<Player>();
        for (var i = 0; i < 9; i++)
        {
            watchers.Add(await OpenAsync(app));
            await watchers[i].GoAsync($"/r/{code}");
        }

        foreach (var who in watchers.Prepend(owner)) await Expect(who.Page.Locator("#people strong")).ToHaveTextAsync("10");
        await watchers[3].Page.Locator("#people").ClickAsync();
        await watchers[3].Page.Locator("#react-Hand").ClickAsync();
        await Expect(owner.Page.Locator(".cheer")).ToContainTextAsync("hand up");
        await Expect(watchers[8].Page.Locator(".cheer")).ToContainTextAsync("hand up");
        foreach (var who in watchers) await who.DisposeAsync();
        await Expect(owner.Page.Locator("#people strong")).ToHaveTextAsync("1");
    }

    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task Being_together_is_readable_by_everybody_and_fits_its_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var friend = await OpenAsync(app);
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        var look = new Look(me.Page, window);
        await MeetAsync(me, friend);
        await me.SendAsync(["SYN"], 100);
        await friend.SeesAsync("client", "SYN");
        await friend.Page.Locator("g.arrow .tag").ClickAsync();
        await friend.Page.Locator("#point").ClickAsync();
        await friend.Page.Locator("#people").ClickAsync();
        await friend.Page.Locator("#react-Applause").ClickAsync();
        await friend.TypeAsync("seq", 300);
        await Expect(me.Page.Locator(".typing")).ToBeVisibleAsync();
        await look.AtAsync("together");
        if (window.IsPhone()) await me.Page.Locator("#people").TapAsync();
        else await me.Page.Locator("#people").ClickAsync();
        await Expect(me.Page.Locator("#people-list")).ToBeVisibleAsync();
        await look.AtAsync("people");
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(me.Page.Locator("#people-list")).ToBeHiddenAsync();
        var other = new Player(await me.Tab.AnotherAsync());
        await other.GoAsync($"/r/{await me.CodeAsync()}");
        await Expect(me.Page.Locator("#play-here")).ToBeVisibleAsync();
        await look.AtAsync("elsewhere");
    }

    private static void Say(string what) => TestContext.Current.TestOutputHelper!.WriteLine(what);

    private static async Task MeetAsync(Player owner, Player friend)
    {
        await owner.GoAsync();
        await friend.GoAsync($"/r/{await owner.CodeAsync()}");
        await friend.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
    }

    private async Task<Player> OpenAsync(PlaygroundApp app) => new(await browser.OpenAsync(app.Address));
}
