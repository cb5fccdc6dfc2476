using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A person at the play screen: what they can see and do there, in their own words.</summary>
internal sealed partial class Player(Tab tab) : IAsyncDisposable
{
    public Tab Tab => tab;

    public IPage Page => tab.Page;

    /// <summary>The sentence that says what became of the newest segment.</summary>
    public ILocator Verdict => Page.Locator(".verdict .says");

    /// <summary>The state in their own TCB.</summary>
    public ILocator State => Page.Locator(".ledger .state");

    /// <summary>The ladder as text, a line each.</summary>
    public ILocator Ladder => Page.Locator("ol[aria-label='Ladder as text'] li");

    /// <summary>Goes to a page with the play screen and waits until it is live.</summary>
    public async Task GoAsync(string path = "/")
    {
        await tab.GoAsync(path);
        await LiveAsync();
    }

    /// <summary>Waits until the page is live: the circuit has shown it once more than the server rendered it.</summary>
    public async Task LiveAsync() => await Expect(Page.Locator(".play[data-live]")).ToBeVisibleAsync();

    /// <summary>Waits until keys that belong to no field are heard: the page is live some milliseconds before.</summary>
    public async Task HearsKeysAsync() => await Expect(Page.Locator("body[data-listens]")).ToBeAttachedAsync();

    /// <summary>The room's code, as it stands on the screen.</summary>
    public async Task<string> CodeAsync() => (await Page.Locator("#share strong").InnerTextAsync()).Trim();

    /// <summary>Switches control bits with clicks until just these are on.</summary>
    public async Task SetFlagsAsync(params string[] flags)
    {
        foreach (var flag in (string[])["URG", "ACK", "PSH", "RST", "SYN", "FIN"])
        {
            var button = Page.Locator(".flags").GetByRole(AriaRole.Button, new() { Name = flag });
            var isOn = await button.GetAttributeAsync("aria-pressed") == "true";
            if (isOn == flags.Contains(flag)) continue;
            await button.ClickAsync();
            await Expect(button).ToHaveAttributeAsync("aria-pressed", isOn ? "false" : "true");
        }
    }

    /// <summary>Types into a field, key by key.</summary>
    public async Task TypeAsync(string field, object text)
    {
        var input = Page.Locator($"#{field}");
        await input.FillAsync("");
        await input.PressSequentiallyAsync(Convert.ToString(text, CultureInfo.InvariantCulture)!);
    }

    /// <summary>What stands in a field, without the gaps between the digits.</summary>
    public async Task<string> FieldAsync(string field) => Blanks().Replace(await Page.Locator($"#{field}").InputValueAsync(), "");

    /// <summary>Fills the composer and sends.</summary>
    public async Task SendAsync(string[] flags, uint seq, uint? ack = null)
    {
        await SetFlagsAsync(flags);
        await TypeAsync("seq", seq);
        if (ack is { } number) await TypeAsync("ack", number);
        await Page.Locator("#send").ClickAsync();
    }

    /// <summary>Shakes hands with the engine's server by hand: the SYN that the composer offers, then the ACK.</summary>
    public async Task ShakeHandsAsync()
    {
        await Page.Locator("#send").ClickAsync();
        var synAck = await SeesAsync("server", "SYN, ACK");
        await SendAsync(["ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(State).ToHaveTextAsync("ESTABLISHED");
        await Expect(Verdict).ToContainTextAsync("The connection is open.");
    }

    /// <summary>Opens the room's menu where it is folded away.</summary>
    public async Task OpenMenuAsync()
    {
        var more = Page.Locator(".menu-toggle");
        if (await more.IsVisibleAsync()) await more.ClickAsync();
    }

    /// <summary>Waits for a line of the ladder and reads it.</summary>
    public async Task<LadderText> SeesAsync(string from, string flags, int nth = 0)
    {
        var line = Page.Locator("ol[aria-label='Ladder as text'] li").Filter(new() { HasTextRegex = new Regex($@"\b{from} → \w+\s+\[{flags}\]") }).Nth(nth);
        await Expect(line).ToHaveCountAsync(1);
        return LadderText.Read(await line.TextContentAsync() ?? "");
    }

    /// <summary>Leaves: a page that stays open goes on drawing and asking for its server, beside the next test.</summary>
    public ValueTask DisposeAsync() => tab.DisposeAsync();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}

/// <summary>The numbers of a ladder's line.</summary>
internal sealed partial record LadderText(uint Seq, uint? Ack)
{
    public static LadderText Read(string line) => new(
        uint.Parse(Seq_().Match(line).Groups[1].Value, CultureInfo.InvariantCulture),
        Ack_().Match(line) is { Success: true } ack ? uint.Parse(ack.Groups[1].Value, CultureInfo.InvariantCulture) : null);

    [GeneratedRegex(@"seq=(\d+)")]
    private static partial Regex Seq_();

    [GeneratedRegex(@"ack=(\d+)")]
    private static partial Regex Ack_();
}
