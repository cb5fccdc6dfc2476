using Microsoft.JSInterop;

namespace Playground.Client.Widgets;

/// <summary>
/// A component's module in the page: fetched when it is first called, given back with the component. Where it can't be fetched, for the
/// network is gone or the server starts anew, the page goes on without it, and it is tried again. Where the page has gone meanwhile, a
/// call does nothing: nobody is left to see it.
/// </summary>
/// <param name="js">The page.</param>
/// <param name="component">The component's place in this library, without its ending: <c>Widgets/Modal</c>.</param>
/// <param name="pause">How long what waits for the module rests before it tries again, longer each time; none for a second.</param>
internal sealed class PageModule(IJSRuntime js, string component, TimeSpan? pause = null) : IAsyncDisposable
{
    private const int LongestPause = 30;

    private Task<IJSObjectReference>? _module;
    private IJSObjectReference? _hands;
    private int _failures, _turn;
    private bool _isAttaching;

    /// <summary>True while the module has hold of the page for its component.</summary>
    public bool IsAttached => _hands is not null;

    /// <summary>Where a component's module is, from the page's base.</summary>
    public static string PathOf(string component) => $"_content/Playground.Client/{component}.razor.js";

    /// <summary>Calls a function of the module for what it does. Where the module can't be fetched nothing happens; the next call tries again.</summary>
    /// <exception cref="JSException">The function threw.</exception>
    public async ValueTask CallAsync(string function, params object?[] arguments)
    {
        var turn = _turn;
        try
        {
            if (await FetchAsync() is { } module) await module.InvokeVoidAsync(function, arguments);
        }
        catch (Exception gone) when (IsGone(gone, turn))
        {
            // Nobody is left to see it.
        }
    }

    /// <summary>Calls a function of the module for what it gives back.</summary>
    /// <returns>That; the default where the page has gone or the module can't be fetched.</returns>
    /// <exception cref="JSException">The function threw.</exception>
    public async ValueTask<T?> CallAsync<T>(string function, params object?[] arguments)
    {
        var turn = _turn;
        try
        {
            return await FetchAsync() is { } module ? await module.InvokeAsync<T>(function, arguments) : default;
        }
        catch (Exception gone) when (IsGone(gone, turn))
        {
            return default;
        }
    }

    /// <summary>Calls a function that is to be called just once, as soon as the module can be fetched.</summary>
    /// <exception cref="JSException">The function threw.</exception>
    public async ValueTask ReachAsync(string function, params object?[] arguments)
    {
        var turn = _turn;
        try
        {
            if (await WaitAsync() is { } module) await module.InvokeVoidAsync(function, arguments);
        }
        catch (Exception gone) when (IsGone(gone, turn))
        {
            // Nobody is left to see it.
        }
    }

    /// <summary>
    /// Calls, as soon as the module can be fetched, the function by which it takes hold of the page for its component. What that gives
    /// back are the hands: told what to do by <see cref="TellAsync"/>, and let go by their <c>stop</c>.
    /// </summary>
    /// <returns>True when it has hold now; false where it had already, is just about to, or the component was faster in leaving.</returns>
    /// <exception cref="JSException">The function threw.</exception>
    public async ValueTask<bool> AttachAsync(string function, params object?[] arguments)
    {
        if (_isAttaching || IsAttached) return false;
        _isAttaching = true;
        var turn = _turn;
        try
        {
            if (await WaitAsync() is not { } module) return false;
            _hands = await module.InvokeAsync<IJSObjectReference>(function, arguments);

            // On a slow network the reader may have left before the hands have come.
            if (turn != _turn) await LetGoAsync();
            return turn == _turn;
        }
        catch (Exception gone) when (IsGone(gone, turn))
        {
            return false;
        }
        finally
        {
            _isAttaching = false;
        }
    }

    /// <summary>Tells the hands something; nothing where there are none yet.</summary>
    /// <exception cref="JSException">The function threw.</exception>
    public async ValueTask TellAsync(string function, params object?[] arguments)
    {
        try
        {
            if (_hands is { } hands) await hands.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to see it.
        }
    }

    /// <summary>Lets go of the page. Until then its events still come here, so that is when their component may go.</summary>
    public async ValueTask LetGoAsync()
    {
        _turn++;
        if (_hands is not { } hands) return;
        _hands = null;
        try
        {
            await hands.InvokeVoidAsync("stop");
            await hands.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the hands with it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        if (_module is not { IsCompletedSuccessfully: true }) return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <summary>
    /// True for what a call meets when the page has gone, or its component has left while the call was under way: the browser may run it
    /// when the element that it is about is there no more, or the module has been given back.
    /// </summary>
    private bool IsGone(Exception met, int turn) => met is JSDisconnectedException || (turn != _turn && met is JSException or ObjectDisposedException);

    /// <summary>Fetches the module however often that takes, while it is wanted.</summary>
    private async ValueTask<IJSObjectReference?> WaitAsync()
    {
        for (var turn = _turn; turn == _turn;)
        {
            if (await FetchAsync() is { } module) return turn == _turn ? module : null;
            await Task.Delay((pause ?? TimeSpan.FromSeconds(1)) * Math.Min(LongestPause, Math.Pow(2, _failures - 1)));
        }

        return null;
    }

    /// <summary>Fetched once, and again only where that failed: under another address then, for browsers remember one that failed.</summary>
    /// <returns>The module; none where it could not be fetched.</returns>
    private async ValueTask<IJSObjectReference?> FetchAsync()
    {
        var fetching = _module ??= js.InvokeAsync<IJSObjectReference>(
            "import", $"./{PathOf(component)}{(_failures == 0 ? "" : $"?again={_failures}")}").AsTask();
        try
        {
            return await fetching;
        }
        catch (Exception failed) when (failed is JSException or OperationCanceledException)
        {
            if (_module == fetching) (_module, _failures) = (null, _failures + 1);
            return null;
        }
    }
}
