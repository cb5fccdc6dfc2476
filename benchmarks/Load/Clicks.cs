using Microsoft.Playwright;
using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>A learner in a browser who sends a SYN, reads the verdict and takes the SYN back, again and again.</summary>
internal static class Clicks
{
    /// <summary>How many clicks come before those that are counted, and how many count.</summary>
    private const int Before = 40, Count = 200;

    /// <summary>Milliseconds between two rounds: a room listens to nobody who asks without rest.</summary>
    private const int RestMs = 300;

    /// <summary>Clicks, on a link without delay.</summary>
    /// <returns>Milliseconds from each click until the verdict stands in the document, and until the browser draws it; shortest first.</returns>
    public static async Task<(double[] Stands, double[] Drawn)> CountAsync(Uri server)
    {
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var tab = await browser.OpenAsync(server);
        await tab.GoAsync();
        var page = tab.Page;
        await page.Locator(".play[data-live]").WaitForAsync();
        await page.GetByText("40 ms, 0 % lost").ClickAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Delay" }).FillAsync("0");
        await page.GetByText("0 ms, 0 % lost", new() { Exact = true }).ClickAsync();
        var times = await page.EvaluateAsync<double[][]>(
            """
            async ([count, rest]) => {
              const bar = document.querySelector(".verdict");
              const ready = async button => {
                while (!document.querySelector(button)?.matches(":enabled")) await new Promise(requestAnimationFrame);
                return document.querySelector(button);
              };
              const until = async (tone, name) => {
                const button = await ready(name);
                return new Promise(done => {
                  const began = performance.now();
                  const seen = new MutationObserver(() => {
                    if (bar.dataset.tone !== tone) return;
                    seen.disconnect();
                    const stood = performance.now() - began;
                    requestAnimationFrame(() => done([stood, performance.now() - began]));
                  });
                  seen.observe(bar, { attributes: true });
                  button.click();
                });
              };
              const times = [];
              for (let i = 0; i < count; i++) {
                times.push(await until("good", "#send"));
                await until("invite", "#rewind");
                await new Promise(rested => setTimeout(rested, rest));
              }
              return times;
            }
            """,
            new[] { Before + Count, RestMs });
        return ([.. times.Skip(Before).Select(time => time[0]).Order()], [.. times.Skip(Before).Select(time => time[1]).Order()]);
    }
}
