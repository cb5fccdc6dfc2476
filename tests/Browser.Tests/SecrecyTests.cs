using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What a seat may not know never leaves the server.</summary>
public sealed class SecrecyTests(Browser browser)
{
    private const uint Secret = 2_718_281_828;

    [Fact]
    public async Task Nothing_that_reaches_a_players_browser_holds_a_number_they_could_not_know_yet()
    {
        await using var app = new PlaygroundApp();
        await using var client = new Player(await browser.OpenAsync(app.Address));
        await using var server = new Player(await browser.OpenAsync(app.Address));
        await client.GoAsync();
        var code = await client.CodeAsync();
        await server.GoAsync($"/r/{code}");
        await server.Page.GetByRole(AriaRole.Button, new() { Name = "Take this seat" }).ClickAsync();
        await Expect(server.State).ToHaveTextAsync("LISTEN");
        await client.SendAsync(["SYN"], 5000);
        await server.SeesAsync("client", "SYN");

        // The client stops time, so that the server's SYN-ACK stays on the link for as long as this test looks.
        await client.Page.Locator("#clock").ClickAsync();
        await Expect(client.Page.Locator("#clock")).ToHaveAttributeAsync("aria-pressed", "true");
        await server.SendAsync(["SYN", "ACK"], Secret, 5001);
        await server.SeesAsync("server", "SYN, ACK");
        await client.Page.ReloadAsync();
        await client.LiveAsync();
        await client.TypeAsync("window", 1234);
        var hub = await HubViewAsync(client, app, code);

        var everything = await EverythingAsync(client, hub);
        Assert.NotEmpty(client.Tab.Received);
        Assert.Contains("5000", Encoding.UTF8.GetString(everything), StringComparison.Ordinal);
        Assert.All(Forms(Secret), form => Assert.False(everything.AsSpan().IndexOf(form) >= 0, $"The browser was sent {Encoding.Latin1.GetString(form)}."));

        // The other way round the test would see it: once time runs, the number arrives, and is there.
        await client.Page.Locator("#clock").ClickAsync();
        await client.SeesAsync("server", "SYN, ACK");
        everything = await EverythingAsync(client, await HubViewAsync(client, app, code));
        Assert.Contains(Forms(Secret), form => everything.AsSpan().IndexOf(form) >= 0);
    }

    /// <summary>What the client's own program is told over the hub, with the client's cookie.</summary>
    private static async Task<string> HubViewAsync(Player player, PlaygroundApp app, string code)
    {
        var cookies = new System.Net.CookieContainer();
        foreach (var cookie in await player.Page.Context.CookiesAsync()) cookies.Add(app.Address, new System.Net.Cookie(cookie.Name, cookie.Value));
        using var program = new Visitor(app.Address, cookies);
        await using var hub = program.Hub("/hubs/room");
        await hub.StartAsync();
        return await FirstViewAsync(hub, code);
    }

    private static async Task<string> FirstViewAsync(HubConnection hub, string code)
    {
        await foreach (var view in hub.StreamAsync<JsonElement>("Watch", code)) return view.GetRawText();
        throw new InvalidOperationException("The hub shows no such room.");
    }

    private static async Task<byte[]> EverythingAsync(Player player, string hub) =>
    [
        .. Encoding.UTF8.GetBytes(await player.Page.ContentAsync()), .. Encoding.UTF8.GetBytes(hub),
        .. (await player.Tab.DocumentsAsync()).SelectMany(document => document), .. player.Tab.Received.SelectMany(frame => frame),
    ];

    /// <summary>The number as it might stand somewhere: decimal with and without gaps, hex, base64 of its bytes, the bytes themselves, and the next number.</summary>
    private static IEnumerable<byte[]> Forms(uint secret)
    {
        foreach (var number in (uint[])[secret, secret + 1])
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
            yield return bytes;
            yield return [.. bytes.Reverse()];
            string[] texts =
            [
                number.ToString(CultureInfo.InvariantCulture), number.ToString("x8"), number.ToString("X8"), $"{number:x8}".Insert(4, " "),
                .. ((string[])[" ", ",", "\u2009", "\u202f", "\u00a0"]).Select(gap => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", gap, StringComparison.Ordinal)),
            ];
            foreach (var text in texts) yield return Encoding.UTF8.GetBytes(text);
        }
    }
}
