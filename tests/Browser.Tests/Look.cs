using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Playground.Tests;

/// <summary>
/// Looks at a page: readable by everybody, nothing to scroll sideways, and left as a picture where <c>PLAYGROUND_PICTURES</c> names a folder.
/// </summary>
internal sealed class Look(IPage page, Window window)
{
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    // On a wall text has to stand out more: seven to one.
    private string Rules => window == Window.Projector ? """{ "color-contrast-enhanced": { "enabled": true } }""" : "{}";

    public async Task AtAsync(string what, bool isWhole = false)
    {
        var kind = window.Name();

        // While the page comes alive its head is written anew, and for a moment there is no title.
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("."));
        await page.WaitForFunctionAsync("() => document.getAnimations().every(a => a.playState !== 'running' || a.animationName?.startsWith('ring-runs') || a.effect.getTiming().iterations === Infinity)");
        if (Environment.GetEnvironmentVariable("PLAYGROUND_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what}-{kind}.png"), FullPage = isWhole });
        var sideways = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"{what}, {kind}: {sideways} pixels to scroll sideways.");
        var violations = await ViolationsAsync();
        Assert.True(violations.Length == 0, $"{what}, {kind}: {string.Join("; ", violations)}");
    }

    /// <summary>
    /// What the page keeps from somebody. It is looked for in the page itself, which has no frames within, and nothing else is told: axe's own
    /// runner opens a second page for each look and carries all that is as it should be there and back, which costs more than the looking.
    /// </summary>
    private async Task<string[]> ViolationsAsync()
    {
        await page.EvaluateAsync(s_axe);
        return await page.EvaluateAsync<string[]>(
            """
            async rules => (await axe.run({ resultTypes: ["violations"], rules: JSON.parse(rules) })).violations
              .map(one => `${one.id} at ${one.nodes.map(node => node.html).join(", ")}`)
            """, Rules);
    }
}
