using Microsoft.JSInterop;

namespace Playground.Client.Widgets;

/// <summary>
/// A component's module in the page: fetched when it is first called, given back with the component. Where the page has gone meanwhile,
/// a call does nothing: nobody is left to see it.
/// </summary>
/// <param name="js">The page.</param>
/// <param name="component">The component's place in this library, without its ending: <c>Widgets/Modal</c>.</param>
internal sealed class PageModule(IJSRuntime js, string component) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Calls a function of the module for what it does.</summary>
    /// <exception cref="JSException">The module could not be fetched, or the function threw.</exception>
    public async ValueTask CallAsync(string function, params object?[] arguments)
    {
        try
        {
            await (await FetchAsync()).InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to see it.
        }
    }

    /// <summary>Calls a function of the module for what it gives back.</summary>
    /// <returns>That; the default where the page has gone.</returns>
    /// <exception cref="JSException">The module could not be fetched, or the function threw.</exception>
    public async ValueTask<T?> CallAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            return await (await FetchAsync()).InvokeAsync<T>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true }) return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <summary>Fetched once, and again only where that failed.</summary>
    private Task<IJSObjectReference> FetchAsync() => _module is { IsFaulted: false, IsCanceled: false }
        ? _module
        : _module = js.InvokeAsync<IJSObjectReference>("import", $"./_content/Playground.Client/{component}.razor.js").AsTask();
}
