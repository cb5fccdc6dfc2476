using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Playground.Tests;

/// <summary>
/// Looks at a page: readable by everybody, nothing to scroll sideways, and left as a picture where <c>PLAYGROUND_PICTURES</c> names a folder.
/// </summary>
/// <param name="kind">Width and theme, for the picture's name.</param>
internal sealed class Look(IPage page, string kind)
{
    public async Task AtAsync(string what)
    {
        await page.WaitForFunctionAsync("() => document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
        if (Environment.GetEnvironmentVariable("PLAYGROUND_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what}-{kind}.png") });
        var sideways = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"{what}, {kind}: {sideways} pixels to scroll sideways.");
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{what}, {kind}: {string.Join("; ", axe.Violations.Select(v => $"{v.Id} at {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
    }
}
