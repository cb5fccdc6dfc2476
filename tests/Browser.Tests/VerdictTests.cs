using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What the verdict bar says to two people who play each other and to one who watches them, in real browsers.</summary>
public sealed class VerdictTests(Browser browser)
{
    [Fact]
    public async Task Each_segment_that_arrives_at_a_person_is_told_with_its_check_its_section_and_one_question()
    {
        await using var app = new PlaygroundApp();
        await using var client = new Player(await browser.OpenAsync(app.Address));
        await using var server = new Player(await browser.OpenAsync(app.Address));
        await using var watcher = new Player(await browser.OpenAsync(app.Address));
        await client.GoAsync();
        var code = await client.CodeAsync();
        await server.GoAsync($"/r/{code}");
        await server.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(server.Verdict).ToContainTextAsync("You are the server.");
        await watcher.GoAsync($"/r/{code}");
        await Expect(watcher.Verdict).ToContainTextAsync("You are watching.");
        await Expect(server.Verdict).ToHaveAttributeAsync("role", "status");

        await client.SendAsync(["SYN"], 1000);
        await Expect(server.Verdict).ToContainTextAsync("SYN from the client.");
        await Expect(server.Verdict).ToContainTextAsync("RFC 9293 §3.10.7.2, third");
        await Expect(server.Verdict).ToContainTextAsync("Your move: answer the SYN.");
        await Expect(client.Verdict).ToContainTextAsync("Your SYN calls the other side");
        await Expect(watcher.Verdict).ToContainTextAsync("A TCP in this position takes it and is then SYN-RECEIVED.");
        await server.SendAsync(["SYN", "ACK"], 9000, 1001);
        await Expect(client.Verdict).ToContainTextAsync("RFC 9293 §3.10.7.3, fourth");
        await client.SendAsync(["ACK"], 1001, 9001);
        await Expect(server.Verdict).ToContainTextAsync("The connection is open.");

        // What does not fit is told too, by the rule that meets it, and its text opens beside.
        await client.SendAsync(["RST"], 1500);
        await Expect(server.Verdict).ToContainTextAsync("A TCP in this position answers it with a challenge ACK.");
        await Expect(server.Verdict).ToContainTextAsync("Which two numbers does the challenge ACK carry?");
        await client.SendAsync(["ACK", "PSH"], 5_000_000, 9001);
        await Expect(server.Verdict).ToContainTextAsync("PSH, ACK from the client.");
        await Expect(server.Verdict).ToContainTextAsync("A TCP in this position answers it with an ACK.");
        await Expect(watcher.Verdict).ToContainTextAsync("A TCP in this position answers it with an ACK.");
        await server.Verdict.GetByRole(AriaRole.Button, new() { Name = "RFC 9293 §3.10.7.4, first" }).ClickAsync();
        await Expect(server.Page.Locator("#rfc")).ToContainTextAsync("check sequence number");

        // Who wants no help is told what arrived, and nothing more.
        await server.Page.Locator("#assistance").SelectOptionAsync("Off");
        await Expect(server.Verdict).Not.ToContainTextAsync("A TCP in this position");
        await Expect(server.Verdict).ToContainTextAsync("from the client.");
        foreach (var player in (Player[])[client, server, watcher])
        {
            Assert.Empty(player.Tab.Complaints);
            Assert.Empty(player.Tab.RequestsElsewhere);
        }
    }

    [Theory]
    [MemberData(nameof(Windows.All), MemberType = typeof(Windows))]
    public async Task What_arrives_and_what_a_watcher_reads_looks_right(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var client = new Player(await browser.OpenAsync(app.Address));
        await using var server = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await using var watcher = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await client.GoAsync();
        var code = await client.CodeAsync();
        await server.GoAsync($"/r/{code}");
        await server.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(server.Verdict).ToContainTextAsync("You are the server.");
        await watcher.GoAsync($"/r/{code}");
        await client.SendAsync(["SYN"], 100);
        await Expect(server.Verdict).ToContainTextAsync("SYN from the client.");
        await new Look(server.Page, window).AtAsync("verdict-syn");
        await server.SendAsync(["SYN", "ACK"], 300, 101);
        await Expect(client.Verdict).ToContainTextAsync("Your move: answer the SYN-ACK.");
        await client.SendAsync(["ACK"], 101, 301);
        await Expect(server.Verdict).ToContainTextAsync("The connection is open.");
        await client.SendAsync(["ACK", "PSH"], 5_000_000, 301);
        await Expect(server.Verdict).ToContainTextAsync("A TCP in this position answers it with an ACK.");
        await new Look(server.Page, window).AtAsync("verdict-arrival");
        await Expect(watcher.Verdict).ToContainTextAsync("A TCP in this position answers it with an ACK.");
        await new Look(watcher.Page, window).AtAsync("verdict-watcher");
        Assert.Empty(server.Tab.Complaints);
    }
}
