using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>Pages in a browser that nobody touches.</summary>
internal static class Pages
{
    /// <summary>How many are weighed.</summary>
    public const int Count = 20;

    /// <summary>How many are open before, which bring what all share: code, caches, pools.</summary>
    private const int Before = 5;

    /// <summary>Weighs them at a server in this process.</summary>
    /// <returns>The managed bytes that each costs.</returns>
    public static async Task<long> WeighAsync()
    {
        // The server's files are listed beside this program, and looked for where it is run.
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);
        await using var app = new PlaygroundApp();
        using var first = await Apart.OpenAsync("pages", app.Address.ToString(), $"{Before}");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var more = await Apart.OpenAsync("pages", app.Address.ToString(), $"{Count}");
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
    }

    /// <summary>Opens pages, says so, and holds them until the standard input ends.</summary>
    public static async Task HoldAsync(Uri server, int count)
    {
        await using var browser = new Browser();
        await browser.InitializeAsync();
        for (var i = 0; i < count; i++)
        {
            var tab = await browser.OpenAsync(server);
            await tab.GoAsync();
            await tab.Page.Locator(".play[data-live]").WaitForAsync();
        }

        await Apart.HoldAsync();
    }
}
