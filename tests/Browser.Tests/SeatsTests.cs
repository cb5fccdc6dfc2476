using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>Several people on one link: two clients and a server, an attacker, and who exchanges seats with whom.</summary>
public sealed class SeatsTests(Browser browser)
{
    [Fact]
    public async Task Two_clients_and_a_server_open_two_connections_on_one_link()
    {
        await using var app = new PlaygroundApp();
        await using var one = new Player(await browser.OpenAsync(app.Address));
        await using var two = new Player(await browser.OpenAsync(app.Address));
        await using var server = new Player(await browser.OpenAsync(app.Address, new() { ViewportSize = new() { Width = 1280, Height = 900 } }));
        await one.GoAsync();
        await AddAsync(one, "add-client");
        await SitAsync(two, await one.CodeAsync(), "client-2");
        await SitAsync(server, await one.CodeAsync(), "server");

        await one.SendAsync(["SYN"], 1000);
        await HearsAsync(server, "client → server", "SYN");
        await server.SendAsync(["SYN", "ACK"], 9000, 1001);
        await HearsAsync(one, "server → client", "SYN, ACK");
        await one.SendAsync(["ACK"], 1001, 9001);
        await Expect(one.State).ToHaveTextAsync("ESTABLISHED");
        await Expect(server.State).ToHaveTextAsync("ESTABLISHED");

        // The second is answered by name: the TCB turns to its connection, which is another one.
        await two.SendAsync(["SYN"], 2000);
        await HearsAsync(server, "client-2 → server", "SYN");
        await server.Page.Locator("#destination").SelectOptionAsync("client-2");
        await Expect(server.State).ToHaveTextAsync("LISTEN");
        await server.SendAsync(["SYN", "ACK"], 8000, 2001);
        await HearsAsync(two, "server → client-2", "SYN, ACK");
        await two.SendAsync(["ACK"], 2001, 8001);
        await Expect(two.State).ToHaveTextAsync("ESTABLISHED");

        var connections = server.Page.Locator(".connections button");
        await Expect(connections).ToHaveTextAsync(["client ESTABLISHED", "client-2 ESTABLISHED"]);
        await Expect(connections.Nth(0)).ToHaveAttributeAsync("title", new Regex(@"^192\.0\.2\.80:80 → 192\.0\.2\.10:\d+$"));
        await Expect(connections.Nth(1)).ToHaveAttributeAsync("title", new Regex(@"^192\.0\.2\.80:80 → 192\.0\.2\.11:\d+$"));
        await connections.Nth(0).ClickAsync();
        await Expect(server.Page.Locator("#destination")).ToHaveValueAsync("client");
        await Expect(server.Page.Locator(".ledger dd").Nth(3)).ToHaveTextAsync(Grouped(9000));

        // Two streams, told apart as Wireshark does; and neither client has a word of the other's.
        await FilterAsync(server, "tcp.stream==0", "192.0.2.10");
        await FilterAsync(server, "tcp.stream==1", "192.0.2.11");
        await Expect(one.Ladder.Filter(new() { HasText = "[" })).ToHaveCountAsync(3);
        await Expect(two.Ladder.Filter(new() { HasText = "[" })).ToHaveCountAsync(3);
        foreach (var player in (Player[])[one, two, server])
        {
            Assert.Empty(player.Tab.Complaints);
            Assert.Empty(player.Tab.RequestsElsewhere);
        }
    }

    [Fact]
    public async Task An_attacker_on_the_path_resets_a_connection_in_the_servers_name()
    {
        await using var app = new PlaygroundApp();
        await using var victim = new Player(await browser.OpenAsync(app.Address));
        await using var attacker = new Player(await browser.OpenAsync(app.Address));
        await victim.GoAsync();
        await AddAsync(victim, "add-attacker-path");
        await SitAsync(attacker, await victim.CodeAsync(), "attacker");
        await Expect(attacker.Verdict).ToContainTextAsync("You are on the path");
        await victim.SendAsync(["SYN"], 1000);
        var synAck = await victim.SeesAsync("server", "SYN, ACK");
        await victim.SendAsync(["ACK"], 1001, synAck.Seq + 1);
        await Expect(victim.State).ToHaveTextAsync("ESTABLISHED");

        // What a receiver expects next stands in what it acknowledged, for everybody who hears it.
        var overheard = LadderText.Read(await HearsAsync(attacker, "client → server", "ACK"));
        await attacker.Page.Locator("#source").SelectOptionAsync("server");
        await attacker.Page.Locator("#destination").SelectOptionAsync("client");
        await attacker.SendAsync(["RST"], overheard.Ack!.Value);
        await Expect(attacker.Verdict).ToContainTextAsync("Sent in the name of 192.0.2.80:80.");

        var line = LadderText.Read(await HearsAsync(victim, "server → client", "RST"));
        Assert.Equal(synAck.Seq + 1, line.Seq);
        await Expect(victim.State).ToHaveTextAsync("CLOSED");
        await Expect(victim.Ladder.Filter(new() { HasText = "client: ESTABLISHED → CLOSED" })).ToHaveCountAsync(1);
        await Expect(victim.Ladder.Filter(new() { HasText = "attacker →" })).ToHaveCountAsync(0);
        Assert.Empty(victim.Tab.Complaints);
        Assert.Empty(attacker.Tab.Complaints);
    }

    [Fact]
    public async Task Two_people_exchange_their_ends_with_the_keyboard()
    {
        await using var app = new PlaygroundApp();
        await using var one = new Player(await browser.OpenAsync(app.Address));
        await using var other = new Player(await browser.OpenAsync(app.Address));
        await one.GoAsync();
        await SitAsync(other, await one.CodeAsync(), "server");
        await one.Page.Locator(".menu-toggle").FocusAsync();
        await one.Page.Keyboard.PressAsync("Enter");
        await Expect(one.Page.Locator("#hosts")).ToBeVisibleAsync();
        await one.Page.Locator("#hosts").FocusAsync();
        await one.Page.Keyboard.PressAsync("Enter");
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Offer to swap" }).FocusAsync();
        await one.Page.Keyboard.PressAsync("Enter");
        await Expect(one.Page.GetByRole(AriaRole.Button, new() { Name = "Take the offer back" })).ToBeVisibleAsync();
        await one.Page.Keyboard.PressAsync("Escape");
        await Expect(other.Ladder.Filter(new() { HasText = "offers to exchange seats with" })).ToHaveCountAsync(1);
        await Seat(other, "client").GetByRole(AriaRole.Button, new() { Name = "Swap seats" }).FocusAsync();
        await other.Page.Keyboard.PressAsync("Enter");
        await Expect(Seat(one, "server")).ToContainTextAsync("you");
        await Expect(Seat(other, "client")).ToContainTextAsync("you");
        await Expect(other.State).ToHaveTextAsync("CLOSED");
        Assert.Empty(one.Tab.Complaints);
    }

    [Theory]
    [MemberData(nameof(Windows.Two), MemberType = typeof(Windows))]
    public async Task A_crowded_link_is_readable_by_everybody_and_fits_its_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await using var attacker = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        await AddAsync(me, "add-client-engine", "add-server", "add-attacker-path");
        await SitAsync(attacker, await me.CodeAsync(), "attacker");
        await SitAsync(me, await me.CodeAsync(), "client");
        await me.SendAsync(["SYN"], 1000);
        await HearsAsync(me, "server → client", "SYN, ACK");
        await new Look(me.Page, window).AtAsync("crowd");
        await attacker.Page.Locator("#source").SelectOptionAsync("an address…");
        await attacker.TypeAsync("source-address", "198.51.100.7");
        await attacker.SendAsync(["SYN"], 5);
        await Expect(attacker.Verdict).ToContainTextAsync("Sent in the name of 198.51.100.7");
        await Expect(attacker.Page.Locator("#source-address")).ToHaveValueAsync("198.51.100.7");
        await new Look(attacker.Page, window).AtAsync("attacker");
        await OpenHostsAsync(me);
        await new Look(me.Page, window).AtAsync("hosts");
        Assert.Empty(me.Tab.Complaints);
        Assert.Empty(attacker.Tab.Complaints);
    }

    private static ILocator Seat(Player player, string host) =>
        player.Page.Locator(".seat").Filter(new() { Has = player.Page.Locator($"b:text-is('{host}')") });

    private static async Task OpenHostsAsync(Player player)
    {
        await player.OpenMenuAsync();
        await player.Page.Locator("#hosts").ClickAsync();
        await Expect(player.Page.GetByRole(AriaRole.Dialog, new() { Name = "Hosts on this link" })).ToBeVisibleAsync();
    }

    private static async Task AddAsync(Player owner, params string[] hosts)
    {
        await OpenHostsAsync(owner);
        var listed = owner.Page.Locator("dialog .hosts li");
        foreach (var host in hosts)
        {
            var count = await listed.CountAsync();
            await owner.Page.Locator($"#{host}").ClickAsync();
            await Expect(listed).ToHaveCountAsync(count + 1);
        }

        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    private static async Task SitAsync(Player player, string code, string host)
    {
        await player.GoAsync($"/r/{code}");
        var seat = Seat(player, host);
        if (await seat.GetByText("you", new() { Exact = true }).CountAsync() == 0) await seat.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(player.Page.Locator(".composer")).ToBeVisibleAsync();
        await Expect(seat).ToHaveClassAsync(new Regex(@"\bown\b"));
    }

    /// <summary>Waits for a line of the ladder and gives it.</summary>
    private static async Task<string> HearsAsync(Player player, string way, string flags)
    {
        var line = player.Ladder.Filter(new() { HasTextRegex = new Regex($@"(^|\s){way}\s+\[{flags}\]") });
        await Expect(line).ToHaveCountAsync(1);
        return await line.TextContentAsync() ?? "";
    }

    private static async Task FilterAsync(Player player, string filter, string peer)
    {
        await player.Page.Locator("#packets-filter").FillAsync(filter);
        var rows = player.Page.Locator(".packets [role=row]:not(.head):not(.none)");
        await Expect(rows).ToHaveCountAsync(3);
        foreach (var row in await rows.AllAsync()) await Expect(row).ToContainTextAsync(peer);
    }

    private static string Grouped(uint number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u00a0');
}
