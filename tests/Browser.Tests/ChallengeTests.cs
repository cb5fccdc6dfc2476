using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Challenges as a newcomer solves them.</summary>
public sealed class ChallengeTests(Browser browser)
{
    [Fact]
    public async Task Solo_dial_is_solved_by_hand_and_its_points_are_on_the_scoreboard_and_in_the_database()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("Solo dial");
        await Expect(me.Page.Locator(".goals")).ToContainTextAsync("Both sides ESTABLISHED");
        await me.SendAsync(["SYN"], 4_000_000_000);
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], 4_000_000_001, synAck.Seq + 1);
        await me.SolvedAsync(120);
        await Expect(me.Page.Locator(".goals li.met")).ToHaveCountAsync(1);

        await me.Result().GetByRole(AriaRole.Link, new() { Name = "Scores" }).ClickAsync();
        var line = me.Page.Locator("tbody tr");
        await Expect(line).ToHaveCountAsync(1);
        await Expect(line).ToContainTextAsync("120");
        await Expect(line).ToContainTextAsync("you");
        Assert.Equal(["120"], await Database.QueryAsync(app.Database, "SELECT Points FROM Attempts WHERE Challenge = 'solo-dial'"));
        Assert.Empty(me.Tab.Complaints);
    }

    [Fact]
    public async Task A_wrong_number_is_named_as_the_misconception_it_is_and_a_hint_says_what_it_costs()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.StartAsync("Plus one");
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 4);
        await Expect(me.Verdict).ToContainTextAsync("ack-plus-four");
        await me.Page.Locator("#rewind").ClickAsync();
        await me.Page.Locator(".goals").GetByRole(AriaRole.Button, new() { Name = "Hint" }).ClickAsync();
        await Expect(me.Page.Locator(".goals .hint")).ToHaveCountAsync(1);
        await me.SendAsync(["ACK"], synAck.Ack.Value, synAck.Seq + 1);
        await me.SolvedAsync(110);
    }
}
