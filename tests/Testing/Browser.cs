using Microsoft.Playwright;
using Xunit;

namespace Playground.Testing;

/// <summary>One browser for all tests of an assembly; each test opens contexts of its own, which share nothing.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>A wait ends as soon as what it waits for is there; how long a busy machine takes is no verdict on the page.</summary>
    private const int PatienceMs = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a page in a context of its own, recording from the first byte on.</summary>
    /// <param name="server">The server; requests to any other host are noted.</param>
    /// <param name="options">The window, theme and so on.</param>
    public async Task<Tab> OpenAsync(Uri server, BrowserNewContextOptions? options = null)
    {
        var context = await Running.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        return await Tab.OpenAsync(server, context);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();

        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _browser = await BrowserProgram.LaunchAsync(_playwright);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private IBrowser Running => _browser ?? throw new InvalidOperationException("The browser is started by xunit, as an assembly fixture.");
}
