using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The map of the course and the learner's own page, as a learner uses them.</summary>
public sealed class CourseTests(Browser browser)
{
    [Fact]
    public async Task The_map_changes_with_what_is_solved_and_goes_on_where_one_left_off()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await OpenMapAsync(me);
        await Expect(State(me, "plus-one")).ToContainTextAsync("open");
        await Expect(State(me, "open-the-door")).ToContainTextAsync("after 2");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Start Plus one" }).FocusAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await me.LiveAsync();
        var room = await me.CodeAsync();

        await OpenMapAsync(me);
        await Expect(State(me, "plus-one")).ToContainTextAsync("begun");
        await me.Page.Locator("#go-on").ClickAsync();
        await me.LiveAsync();
        Assert.Equal(room, await me.CodeAsync());
        await SolveAsync(me);

        await OpenMapAsync(me);
        await Expect(State(me, "plus-one")).ToContainTextAsync("120, at par");
        await Expect(State(me, "open-the-door")).ToContainTextAsync("open");
        await Expect(me.Page.Locator(".totals")).ToContainTextAsync("120 points");
        await Expect(me.Page.Locator(".walked")).Not.ToHaveCountAsync(0);
        Assert.Empty(me.Tab.Complaints);
        Assert.Empty(me.Tab.RequestsElsewhere);
    }

    [Fact]
    public async Task What_is_searched_for_is_found_by_the_misconception_and_the_section_and_what_was_typed_stays()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await OpenMapAsync(me);
        var search = me.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await search.PressSequentiallyAsync("time-wait-leak");
        await Expect(me.Page.Locator(".found")).ToHaveTextAsync("1 found");
        await Expect(me.Page.Locator(".node h3")).ToContainTextAsync("Why wait?");
        await Expect(search).ToHaveValueAsync("time-wait-leak");
        await search.FillAsync("nothing of the kind");
        await Expect(me.Page.Locator(".found")).ToHaveTextAsync("Nothing found");
        await search.FillAsync("");
        await Expect(me.Page.Locator(".lines")).ToBeVisibleAsync();
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task Progress_is_taken_to_another_device_with_a_phrase_and_forgotten_on_demand()
    {
        await using var app = new PlaygroundApp();
        await using var here = new Player(await browser.OpenAsync(app.Address));
        await OpenMapAsync(here);
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Start Plus one" }).ClickAsync();
        await here.LiveAsync();
        await SolveAsync(here);
        await here.Tab.GoAsync("/me");
        var name = await here.Page.Locator("h1").InnerTextAsync();
        await here.Page.Locator("#make-phrase").ClickAsync();
        var phrase = await here.Page.Locator("#phrase-made").InnerTextAsync();
        Assert.Equal(6, phrase.Split(' ').Length);

        await using var there = new Player(await browser.OpenAsync(app.Address));
        await there.Tab.GoAsync("/me");
        await Expect(there.Page.Locator("#phrase")).ToBeEnabledAsync();
        await there.Page.Locator("#phrase").FillAsync("no such words");
        await there.Page.Keyboard.PressAsync("Enter");
        await Expect(there.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("6 words");
        await Expect(there.Page.Locator("#phrase")).ToHaveValueAsync("no such words");
        await there.Page.Locator("#phrase").FillAsync(phrase.ToUpperInvariant());
        await there.Page.GetByRole(AriaRole.Button, new() { Name = "Recover" }).ClickAsync();
        await Expect(there.Page.Locator(".done")).ToContainTextAsync("You are back.");
        await Expect(there.Page.Locator("h1")).ToHaveTextAsync(name);
        await there.Page.GetByRole(AriaRole.Link, new() { Name = "Replay of your best attempt at Plus one" }).ClickAsync();
        await Expect(there.Page.Locator(".replay[data-live]")).ToBeVisibleAsync();

        await there.Tab.GoAsync("/me");
        await there.Page.Locator("#forget").ClickAsync();
        await there.Page.Locator("#forget-not").ClickAsync();
        await Expect(there.Page.Locator("#forget-now")).ToBeHiddenAsync();
        await there.Page.Locator("#forget").ClickAsync();
        await there.Page.Locator("#forget-now").ClickAsync();
        await Expect(there.Page.Locator(".done")).ToContainTextAsync("You were forgotten.");
        await Expect(there.Page.Locator("h1")).Not.ToHaveTextAsync(name);
        Assert.Equal(["0"], await Database.QueryAsync(app.Database, "SELECT COUNT(*) FROM Attempts"));

        // The answer to words that are none is no page that works, and the browser says so.
        Assert.DoesNotContain(there.Tab.Complaints, complaint => !complaint.Contains("400", StringComparison.Ordinal));
        Assert.Empty(here.Tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.All), MemberType = typeof(Windows))]
    public async Task Map_and_own_page_are_readable_by_everybody_at_every_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        var look = new Look(me.Page, window);
        await me.Tab.GoAsync("/me");
        await Expect(me.Page.Locator("#make-phrase")).ToBeEnabledAsync();
        await look.AtAsync("own-empty", isWhole: true);
        await OpenMapAsync(me);
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Start Plus one" }).ClickAsync();
        await me.LiveAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);
        await me.SeesAsync("server", "RST");
        await me.Page.Locator("#rewind").ClickAsync();
        await Expect(me.Ladder.Filter(new() { HasText = "[RST]" })).ToHaveCountAsync(0);
        await SolveAsync(me);
        await OpenMapAsync(me);
        await me.Page.GetByRole(AriaRole.Button, new() { Name = "Start Solo dial" }).ClickAsync();
        await me.LiveAsync();
        await OpenMapAsync(me);
        await Expect(State(me, "solo-dial")).ToContainTextAsync("begun");
        await look.AtAsync("map", isWhole: true);
        await me.Page.Locator("#search").FillAsync("ack");
        await Expect(me.Page.Locator(".found")).ToContainTextAsync("found");
        await look.AtAsync("map-search");
        await me.Tab.GoAsync("/me");
        await Expect(me.Page.Locator("#make-phrase")).ToBeEnabledAsync();
        await me.Page.Locator("#make-phrase").ClickAsync();
        await Expect(me.Page.Locator("#phrase-made")).ToBeVisibleAsync();
        await look.AtAsync("own", isWhole: true);
        await me.Page.Locator("#forget").ClickAsync();
        await Expect(me.Page.Locator("#forget-now")).ToBeVisibleAsync();
        await look.AtAsync("forget");
        await me.Tab.GoAsync("/recover");
        await look.AtAsync("recover");
        await me.Tab.GoAsync("/scores");
        await Expect(me.Page.Locator(".own a").First).ToBeVisibleAsync();
        await look.AtAsync("scores-own");
    }

    private static ILocator State(Player me, string challenge) => me.Page.Locator($"#challenge-{challenge} .state");

    private static async Task OpenMapAsync(Player me)
    {
        await me.Tab.GoAsync("/challenges");
        await Expect(me.Page.Locator("#search")).ToBeEnabledAsync();
    }

    /// <summary>Solves <c>plus-one</c> from where it stands.</summary>
    private static async Task SolveAsync(Player me)
    {
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(me.Page.Locator(".goals .result, .verdict").Filter(new() { HasTextRegex = new Regex("points") }).First).ToBeAttachedAsync();
    }
}
