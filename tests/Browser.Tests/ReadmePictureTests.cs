using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The README's picture: a real handshake on the real page. <c>eng/picture.sh</c> renews it.</summary>
public sealed class ReadmePictureTests(Browser browser)
{
    [Fact]
    public async Task The_picture_shows_a_wrong_acknowledgment_and_what_came_of_it()
    {
        await using var app = new PlaygroundApp();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        var me = new Player(tab);
        await me.GoAsync();
        await me.Page.Locator("#send").ClickAsync();
        var synAck = await me.SeesAsync("server", "SYN, ACK");
        await me.SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq);
        await me.SeesAsync("server", "RST");
        await Expect(me.Verdict).ToContainTextAsync("The server answered with a reset.");
        var picture = await me.Page.ScreenshotAsync();
        Assert.True(picture.Length > 20_000);
        if (Environment.GetEnvironmentVariable("PLAYGROUND_PICTURE") is { Length: > 0 } path) await File.WriteAllBytesAsync(path, picture, TestContext.Current.CancellationToken);
    }
}
