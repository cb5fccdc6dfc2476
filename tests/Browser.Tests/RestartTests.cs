using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A server that is killed in the middle of a handshake and started again.</summary>
public sealed class RestartTests(Browser browser)
{
    [Fact]
    public async Task Both_players_are_back_at_their_seats_without_a_key_pressed()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var client = new Player(await browser.OpenAsync(server.Address));
        await using var friend = new Player(await browser.OpenAsync(server.Address));
        await client.GoAsync();
        var code = await client.CodeAsync();
        await friend.GoAsync($"/r/{code}");
        await friend.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        await client.SendAsync(["SYN"], 100);
        await friend.SeesAsync("client", "SYN");

        // The friend is in the middle of typing when the power goes.
        await friend.SetFlagsAsync("SYN", "ACK");
        await friend.TypeAsync("seq", 300);
        await friend.TypeAsync("ack", 101);
        await KeptAsync(server, "\"Ack\":\"101\"");
        await server.KillAsync();
        await Expect(client.Page.Locator("#reconnect")).ToBeVisibleAsync();
        await Expect(friend.Page.Locator("#reconnect")).ToBeVisibleAsync();

        // Who types on meanwhile is not heard, and what goes nowhere says so by not moving.
        await friend.TypeAsync("ack", 77);
        await friend.TypeAsync("payload", "typed in the dark");
        await friend.TypeAsync("ack", 101);
        await friend.Page.Locator("#send").ClickAsync(new() { Force = true });
        await server.RestartAsync();

        await Expect(client.Page.Locator("#reconnect")).ToBeHiddenAsync();
        await client.LiveAsync();
        await friend.LiveAsync();
        await Expect(client.State).ToHaveTextAsync("SYN-SENT");
        await Expect(friend.State).ToHaveTextAsync("LISTEN");
        Assert.Equal(100u, (await client.SeesAsync("client", "SYN")).Seq);
        Assert.Equal("300", await friend.FieldAsync("seq"));
        await Expect(friend.Page.Locator("#payload")).ToHaveValueAsync("typed in the dark");
        await Expect(friend.Page.Locator("#send")).ToHaveTextAsync("Send SYN, ACK+ 17 bytes");
        Assert.Equal("101", await friend.FieldAsync("ack"));
        await friend.TypeAsync("payload", "");

        // And the handshake goes on from where it was.
        await friend.Page.Locator("#send").ClickAsync();
        await client.SeesAsync("server", "SYN, ACK");
        await client.SendAsync(["ACK"], 101, 301);
        await Expect(client.State).ToHaveTextAsync("ESTABLISHED");
        await Expect(friend.State).ToHaveTextAsync("ESTABLISHED");
    }

    /// <summary>Waits until the draft is in the database: what was typed in the last moment before a power cut can't be asked back.</summary>
    private static async Task KeptAsync(ServerProcess server, string part)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!(await Database.QueryAsync(server.Data.Database, "SELECT Body FROM Drafts")).Any(body => body.Contains(part, StringComparison.Ordinal)))
            await Task.Delay(50, patience.Token);
    }
}
