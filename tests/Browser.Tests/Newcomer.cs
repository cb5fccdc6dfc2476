using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>How challenges are opened and solved in a browser.</summary>
internal static class Newcomer
{
    /// <summary>The card of what a solved challenge was worth.</summary>
    public static ILocator Result(this Player me) => me.Page.Locator("#result");

    /// <summary>Begins a challenge from the page that lists them.</summary>
    public static async Task StartAsync(this Player me, string title)
    {
        await me.Tab.GoAsync("/challenges");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = $"Start {title}", Exact = true }).First.ClickAsync();
        await me.InAsync(title);
    }

    /// <summary>Waits until that challenge is on the screen and can be played.</summary>
    public static async Task InAsync(this Player me, string title)
    {
        await Expect(me.Page).ToHaveURLAsync(new Regex("/r/[A-Z0-9]{6}$"));
        await Expect(me.Page.Locator("#goals h3")).ToHaveTextAsync(title);
        await me.LiveAsync();
        await me.HearsKeysAsync();
    }

    /// <summary>Waits until it is solved for so many points.</summary>
    public static async Task SolvedAsync(this Player me, int points) => await Expect(me.Result().Locator(".points")).ToContainTextAsync(points.ToString(CultureInfo.InvariantCulture));

    /// <summary>Takes a number from the chips into a field, and adds so many ones.</summary>
    public static async Task TakeAsync(this Player me, string field, uint number, int ones = 0)
    {
        await me.Page.Locator($"#{field}").ClickAsync();
        await me.Page.Locator($".chips [data-number='{number}']").First.ClickAsync();
        for (var i = 0; i < ones; i++) await me.Page.Locator(".chips .sum").First.ClickAsync();
    }

    /// <summary>Reads the lines of the exhibit.</summary>
    public static async Task<string[]> ExhibitAsync(this Player me) => (await me.Page.Locator(".desk-card pre .line").AllTextContentsAsync()).Select(line => line.TrimEnd()).ToArray();

    /// <summary>The number behind a name in a line: <c>seq=</c>, <c>len=</c>.</summary>
    public static uint Number(string line, string name) => uint.Parse(Regex.Match(line, Regex.Escape(name) + @"\s*(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
