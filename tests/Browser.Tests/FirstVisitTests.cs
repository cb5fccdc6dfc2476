using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>What a first visit costs, measured at the built server and printed. Only the weight is asserted: it is no matter of luck.</summary>
public sealed class FirstVisitTests(Browser browser)
{
    private const int MostBytes = 250 * 1024;
    private const int Visits = 5;

    [Fact]
    public async Task The_first_visit_is_light_complains_of_nothing_and_asks_no_other_host()
    {
        await using var server = await ServerProcess.StartAsync();
        var (weights, times) = (new List<long>(), new List<double>());
        for (var visit = 0; visit < Visits; visit++)
        {
            await using var tab = await browser.OpenAsync(server.Address);
            var requests = new List<IRequest>();
            tab.Page.RequestFinished += (_, request) => requests.Add(request);
            var watch = Stopwatch.StartNew();
            await tab.GoAsync();
            await Expect(tab.Page.Locator(".play[data-live]")).ToBeVisibleAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
            await Expect(tab.Page.Locator("#send")).ToBeFocusedAsync();
            weights.Add(await WeightAsync(requests, tab));
            Assert.Empty(tab.RequestsElsewhere);
            Assert.Empty(tab.Console);
        }

        TestContext.Current.SendDiagnosticMessage(
            "First visit: {0} KB over the wire; live in {1} ms (median of {2}, from {3} to {4})", weights.Max() / 1024,
            Whole(times.Order().ElementAt(Visits / 2)), Visits, Whole(times.Min()), Whole(times.Max()));
        Assert.InRange(weights.Max(), 1, MostBytes);
    }

    /// <summary>Headers, compressed bodies, and what came over the socket.</summary>
    private static async Task<long> WeightAsync(IEnumerable<IRequest> requests, Tab tab)
    {
        long bytes = tab.Received.Sum(frame => frame.Length);
        foreach (var request in requests.ToList())
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        return bytes;
    }

    private static string Whole(double milliseconds) => milliseconds.ToString("0", CultureInfo.InvariantCulture);
}
