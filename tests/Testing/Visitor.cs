using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Playground.Testing;

/// <summary>Somebody at a server, without a browser: their cookies, and what they send with them.</summary>
public sealed class Visitor : IDisposable
{
    private readonly Uri _server;

    /// <summary>Somebody new, or with the cookies of somebody.</summary>
    public Visitor(Uri server, CookieContainer? cookies = null)
    {
        _server = server;
        Cookies = cookies ?? new CookieContainer();
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = server };
        Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    /// <summary>Their cookies.</summary>
    public CookieContainer Cookies { get; }

    /// <summary>Their requests; redirects are shown, not followed.</summary>
    public HttpClient Http { get; }

    /// <summary>The value of one of their cookies.</summary>
    public string? Cookie(string name) => Cookies.GetCookies(_server)[name]?.Value;

    /// <summary>A connection to a hub, with their cookies, not started yet.</summary>
    /// <param name="path">The hub's path.</param>
    /// <param name="configure">Changes the connection before it is built.</param>
    public HubConnection Hub(string path, Action<IHubConnectionBuilder>? configure = null) => HubClient.To(new Uri(_server, path), Cookies, configure);

    /// <summary>A connection to the rooms' hub, with their cookies, not started yet.</summary>
    public HubConnection RoomHub() =>
        Hub("/hubs/room", hub => hub.AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter())));

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();
}
