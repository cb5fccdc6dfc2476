using System.Globalization;
using System.Text;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>How long people wait, and what a page costs that nobody touches: printed, for a shared machine's clock is no judge.</summary>
public sealed class PaceTests(Browser browser)
{
    private const int Long = 10_000;

    [Fact]
    public async Task A_page_that_nobody_touches_says_no_more_than_that_it_is_there()
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address));
        await me.GoAsync();
        var said = -1;
        while (said != Words(me.Tab))
        {
            // Until what comes up with the page has come up.
            said = Words(me.Tab);
            await me.Page.WaitForTimeoutAsync(2_000);
        }

        await me.Page.WaitForTimeoutAsync(6_000);
        TestContext.Current.SendDiagnosticMessage("Frames that an idle page sent in 6 s, besides its pings: {0}", Words(me.Tab) - said);
        Assert.Equal(said, Words(me.Tab));
        Assert.Empty(me.Tab.Complaints);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Long)]
    public async Task A_long_ladder_scrolls_and_grows_as_a_short_one_does(int count)
    {
        var room = new LongRoom(count);
        await using var app = room.App();
        await using var tab = await browser.OpenAsync(app.Address, Window.Laptop.Options());
        var me = new Player(tab);
        await me.GoAsync("/r/K7QF2M");
        await Expect(tab.Page.Locator($"[data-row='{count - 1}']")).ToBeInViewportAsync();
        var growing = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            await tab.Page.EvaluateAsync(
                """
                row => {
                  const box = document.querySelector(".ladder"), began = performance.now();
                  window.grown = new Promise(done => {
                    const seen = new MutationObserver(() => {
                      if (!box.querySelector(`[data-row='${row}']`)) return;
                      seen.disconnect();
                      requestAnimationFrame(() => done(performance.now() - began));
                    });
                    seen.observe(box, { childList: true, subtree: true });
                  });
                }
                """, count + i);
            room.Grow();
            growing.Add(await tab.Page.EvaluateAsync<double>("() => window.grown"));
        }

        Print($"A row more on {count}", growing);
        var frames = await tab.Page.EvaluateAsync<double[]>(
            """
            async () => {
              const box = document.querySelector(".ladder .scroll"), took = [];
              let last = await new Promise(requestAnimationFrame);
              for (let i = 0; i < 60; i++) {
                box.scrollTop += i % 20 < 10 ? -70 : 70;
                const now = await new Promise(requestAnimationFrame);
                took.push(now - last);
                last = now;
              }
              return took;
            }
            """);
        Print($"A frame while {count} scroll", [.. frames]);
        Assert.Empty(tab.Complaints);
    }

    /// <summary>The frames that a page has sent, but for SignalR's pings, which are three bytes long.</summary>
    private static int Words(Tab tab) => tab.Sent.Count(frame => frame.Length > 3);

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{what}: median {times[times.Count / 2]:0.0} ms, 99 % under {times[times.Count * 99 / 100]:0.0} ms, of {times.Count}");
        TestContext.Current.SendDiagnosticMessage("{0}", text);
    }
}
