using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Playground.Testing;

/// <summary>
/// Connects SignalR's client core to a hub straight over a WebSocket: the package with the client's own transports is not on
/// every feed, see docs/adr/0004-partial-package-feed.md.
/// </summary>
public static class HubClient
{
    /// <summary>A connection, not started yet.</summary>
    /// <param name="hub">The hub's address, http or https.</param>
    /// <param name="cookies">The cookies to send, and to keep new ones in.</param>
    /// <param name="configure">Changes the connection before it is built.</param>
    public static HubConnection To(Uri hub, CookieContainer cookies, Action<IHubConnectionBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(hub);
        var socket = new UriBuilder(hub) { Scheme = hub.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(socket));
        builder.Services.AddSingleton<IConnectionFactory>(new WebSockets(cookies));
        configure?.Invoke(builder);
        return builder.Build();
    }

    private sealed class WebSockets(CookieContainer cookies) : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            socket.Options.Cookies = cookies;
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new WebSocketConnection(socket);
        }
    }
}
