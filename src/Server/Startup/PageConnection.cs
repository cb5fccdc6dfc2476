using Microsoft.AspNetCore.Components.Server.Circuits;
using Playground.Client;

namespace Playground.Server.Startup;

/// <summary>Hears from a page's circuit whether its browser is there; there is one of it for each circuit.</summary>
internal sealed class PageConnection : CircuitHandler, IPageConnection
{
    /// <inheritdoc/>
    public bool IsUp { get; private set; } = true;

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => SetAsync(true);

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => SetAsync(false);

    private Task SetAsync(bool isUp)
    {
        if (IsUp == isUp) return Task.CompletedTask;
        IsUp = isUp;
        Changed?.Invoke();
        return Task.CompletedTask;
    }
}
