using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Playground.Tests;

/// <summary>
/// Looks at a page: readable by everybody, nothing to scroll sideways, and left as a picture where <c>PLAYGROUND_PICTURES</c> names a folder.
/// </summary>
internal sealed class Look(IPage page, Window window)
{
    /// <summary>What is as it should be is not told: on a full page that takes as long as the looking.</summary>
    private static readonly AxeRunOptions s_violations = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>On a wall text has to stand out more: seven to one.</summary>
    private static readonly AxeRunOptions s_onAWall = new() { ResultTypes = [ResultType.Violations], Rules = new() { ["color-contrast-enhanced"] = new() { Enabled = true } } };

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
        var axe = await page.RunAxe(window == Window.Projector ? s_onAWall : s_violations);
        Assert.True(axe.Violations.Length == 0, $"{what}, {kind}: {string.Join("; ", axe.Violations.Select(v => $"{v.Id} at {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
    }
}
