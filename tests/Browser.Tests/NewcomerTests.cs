using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Challenges as a newcomer solves them, with clicks, chips and keys.</summary>
public sealed class NewcomerTests(Browser browser)
{
    private const string Request = @"GET / HTTP/1.1\r\nHost: lab\r\n\r\n";

    [Fact]
    public async Task The_first_four_challenges_lead_from_one_to_the_next_by_clicks_chips_and_keys()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("Knock knock");
        await Expect(me.Verdict).ToContainTextAsync("Send it the first segment of a connection.");
        await me.Page.Locator(".flags").GetByRole(AriaRole.Button, new() { Name = "SYN" }).ClickAsync();
        await me.TypeAsync("seq", 7);
        await me.Page.Locator("#send").ClickAsync();
        await me.SolvedAsync(120);
        await Expect(me.Page.Locator("#result h2")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("c");

        await me.InAsync("Plus one");
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SetFlagsAsync("ACK");
        await me.TakeAsync("seq", synAck.Ack!.Value);
        await me.TakeAsync("ack", synAck.Seq, ones: 1);
        await me.Page.Locator("#send").ClickAsync();
        await me.SolvedAsync(120);
        await me.Result().GetByRole(AriaRole.Button, new() { Name = "Next: Open the door" }).ClickAsync();

        await me.InAsync("Open the door");
        var syn = await me.SeesAsync("client", "SYN");
        await me.Page.Keyboard.PressAsync("s");
        await me.Page.Keyboard.PressAsync("a");
        await me.TypeAsync("seq", 1_000);
        await me.TakeAsync("ack", syn.Seq, ones: 1);
        await me.Page.Locator("#ack").PressAsync("Enter");
        await me.SolvedAsync(120);
        await me.Page.Keyboard.PressAsync("c");

        await me.InAsync("Solo dial");
        await me.Page.Keyboard.PressAsync("s");
        await me.TypeAsync("seq", 4_000_000_000);
        await me.Page.Locator("#seq").PressAsync("Enter");
        synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SetFlagsAsync("ACK");
        await me.TakeAsync("seq", synAck.Ack!.Value);
        await me.TakeAsync("ack", synAck.Seq, ones: 1);
        await me.Page.Locator("#send").ClickAsync();
        await me.SolvedAsync(120);
        await Expect(me.Result().Locator("pre").First).ToContainTextAsync("seq=4000000000");
        await Expect(me.Result().Locator("pre").Nth(1)).ToContainTextAsync($"ack={unchecked(synAck.Seq + 1)}");
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task The_page_that_was_fetched_by_hand_is_rendered()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("Fetch a page");
        await me.SendAsync(["SYN"], 100);
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], 101, synAck.Seq + 1);
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
        await me.SetFlagsAsync("ACK", "PSH");
        await me.TypeAsync("payload", Request);
        await me.Page.Locator("#send").ClickAsync();
        var page = await me.SeesAsync("server", "PSH, ACK");
        await me.TypeAsync("payload", "");
        await me.SetFlagsAsync("ACK");
        await me.TakeAsync("seq", page.Ack!.Value);
        await me.TakeAsync("ack", page.Seq);
        await me.Page.Locator(".chips .sum").Nth(1).ClickAsync();
        await me.Page.Locator("#send").ClickAsync();
        await me.SolvedAsync(120);
        var frame = me.Result().Locator("iframe");
        await Expect(frame).ToHaveAttributeAsync("sandbox", "");
        await Expect(frame.ContentFrame.Locator("h1")).Not.ToBeEmptyAsync();
        Assert.Empty(me.Tab.Complaints);
        Assert.Empty(me.Tab.RequestsElsewhere);
    }

    [Fact]
    public async Task Hello_of_the_second_tier_counts_octets()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("HELLO");
        var third = await me.SeesAsync("client", "ACK");
        await me.TypeAsync("payload", "HELLO");
        await me.SendAsync(["ACK", "PSH"], third.Seq, third.Ack);
        await me.SeesAsync("server", "ACK");
        await me.TypeAsync("payload", "!");
        await me.SendAsync(["ACK", "PSH"], third.Seq + 1, third.Ack);
        await Expect(me.Verdict).ToContainTextAsync("seq-counts-packets");
        await me.Page.Locator("#rewind").ClickAsync();
        await Expect(me.Page.Locator("#goals .count")).ToContainTextAsync("rewound 1×");
        await me.TypeAsync("payload", "!");
        await me.SendAsync(["ACK", "PSH"], third.Seq + 5, third.Ack);
        await me.SolvedAsync(240);
        await Expect(me.Result().Locator(".met-list")).ToContainTextAsync("seq-counts-packets");
    }

    [Fact]
    public async Task The_polite_goodbye_of_the_third_tier_ends_a_connection()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("Polite goodbye");
        var third = await me.SeesAsync("client", "ACK");
        await me.SendAsync(["FIN", "ACK"], third.Seq, third.Ack);
        var fin = await me.SeesAsync("server", "FIN, ACK");
        await me.SendAsync(["ACK"], third.Seq + 1, fin.Seq + 1);
        await me.SolvedAsync(360);
        await Expect(me.Page.Locator("#goals li.met")).ToHaveCountAsync(2);
        await me.Result().GetByRole(AriaRole.Button, new() { Name = "RFC 9293 §3.6", Exact = true }).ClickAsync();
        await Expect(me.Page.Locator(".rfc-panel")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_only_looks_on_answers_questions_and_drills_them_without_points()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("Two rulers");
        await Expect(me.Page.Locator("[data-composer], .ladder")).ToHaveCountAsync(0);
        await AnswerAsync(me, 0, "one more");
        await Expect(me.Page.Locator("#answer-0-says")).ToContainTextAsync("A number from 0 to");
        await AnswerAsync(me, 0, "1");
        await Expect(me.Page.Locator("#answer-0-says")).ToContainTextAsync("as capture tools show it");
        await SolveRulersAsync(me);
        await me.SolvedAsync(100);
        await me.Page.Keyboard.PressAsync("d");

        await Expect(me.Page.Locator("#goals .drill")).ToContainTextAsync("Just before the circle closes");
        await me.LiveAsync();
        await SolveRulersAsync(me);
        await Expect(me.Result()).ToContainTextAsync("A drill makes no points.");
        await Expect(me.Result().Locator(".points")).ToHaveCountAsync(0);
        Assert.Equal(["100"], await Database.QueryAsync(app.Database, "SELECT Points FROM Attempts"));
        Assert.Empty(me.Tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.All), MemberType = typeof(Windows))]
    public async Task The_challenge_and_its_result_are_readable_by_everybody(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        var look = new Look(me.Page, window);
        await me.StartAsync("Knock knock");
        await look.AtAsync("course-knock");
        await me.StartAsync("Plus one");
        await me.SetFlagsAsync("ACK");
        await Expect(me.Page.Locator(".field.wanted #seq")).ToBeVisibleAsync();
        await look.AtAsync("course-plus-one");
        await me.StartAsync("Fetch a page");
        await look.AtAsync("course-fetch");
        await me.SendAsync(["SYN"], 100);
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], 101, synAck.Seq);
        await Expect(me.Page.Locator("#rewind")).ToBeVisibleAsync();
        await me.Page.Locator("#rewind").ClickAsync();
        await Expect(me.Page.Locator("#goals .count")).ToContainTextAsync("rewound 1×");
        await me.Page.Locator("#goals .take").ClickAsync();
        await Expect(me.Page.Locator("#goals .hint")).ToHaveCountAsync(1);
        await me.SendAsync(["ACK"], 101, synAck.Seq + 1);
        await Expect(me.State).ToHaveTextAsync("ESTABLISHED");
        await look.AtAsync("course-under-way", isWhole: true);
        if (window.IsPhone()) await me.Page.Locator(".more-fields").ClickAsync();
        await me.SetFlagsAsync("ACK", "PSH");
        await me.TypeAsync("payload", Request);
        await me.Page.Locator("#send").ClickAsync();
        var page = await me.SeesAsync("server", "PSH, ACK");
        var length = Newcomer.Number(await me.Ladder.Filter(new() { HasText = "HTTP/1.1 200" }).First.TextContentAsync() ?? "", "len=");
        if (!await me.Page.Locator("#payload").IsVisibleAsync()) await me.Page.Locator(".more-fields").ClickAsync();
        await me.TypeAsync("payload", "");
        await me.SendAsync(["ACK"], page.Ack!.Value, page.Seq + length);
        await me.SolvedAsync(110);
        await look.AtAsync("course-result", isWhole: window.IsPhone());
        await me.StartAsync("Two rulers");
        await AnswerAsync(me, 0, "1");
        await Expect(me.Page.Locator("#answer-0-says")).ToContainTextAsync("as capture tools show it");
        await look.AtAsync("course-observer", isWhole: window.IsPhone());
        await SolveRulersAsync(me);
        await me.SolvedAsync(100);
        await look.AtAsync("course-observed", isWhole: window.IsPhone());
        Assert.Empty(me.Tab.Complaints);
    }

    private static async Task SolveRulersAsync(Player me)
    {
        var lines = await me.ExhibitAsync();
        var (x, y) = (Newcomer.Number(lines[0], ":"), Newcomer.Number(lines[1], ":"));
        var m = Newcomer.Number(lines.Single(line => line.StartsWith('4')), "len=");
        await AnswerAsync(me, 0, $"{unchecked(x + 1)}");
        await Expect(me.Page.Locator("#answer-0-says")).ToHaveTextAsync("Right.");
        await AnswerAsync(me, 1, $"{unchecked(y + 1 + m)}");
    }

    private static async Task AnswerAsync(Player me, int question, string answer)
    {
        await me.TypeAsync($"answer-{question}", answer);
        await me.Page.Locator($"#answer-{question}").PressAsync("Enter");
    }
}
