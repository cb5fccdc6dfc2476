using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Playground.Server.Startup;

/// <summary>Where the server listens.</summary>
internal static class Listening
{
    private const string DefaultAddress = "http://localhost:5080";

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    // Whatever says where to listen wins over the default: --urls, ASPNETCORE_URLS, the ports of a container image, a Kestrel section.
    private static readonly string[] s_choices = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens on port 5080 of this machine unless told otherwise.</summary>
    public static void AddListening(this WebApplicationBuilder builder)
    {
        var isChosen = s_choices.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isChosen) builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);

        // Everything that counts is in the database already: who stops the server need not wait for pages that won't let go.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_farewell);
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="CannotStartException">The address is taken or can't be had.</exception>
    public static async Task ListenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new CannotStartException($"{e.Message.TrimEnd('.')}; stop the program that listens there, or choose another address with --urls.", e);
        }
    }

    /// <summary>
    /// Tries each address before anything else is done, so that a second server started by mistake says what is wrong and
    /// touches no file.
    /// </summary>
    /// <exception cref="CannotStartException">An address is taken or can't be had.</exception>
    public static void RequireFreeAddress(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IServer>() is not { } server || !server.GetType().Name.Contains("Kestrel", StringComparison.Ordinal)) return;
        foreach (var url in (app.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Try(url);
    }

    /// <summary>The address to open in a browser on this machine.</summary>
    public static Uri BrowserAddress(this WebApplication app)
    {
        var address = BindingAddress.Parse(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? DefaultAddress);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port, address.PathBase).Uri;
    }

    private static void Try(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0) return;
            var host = address.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var ip) ? ip : IPAddress.IPv6Any;
            using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (host.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(host, address.Port));
            socket.Listen();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new CannotStartException($"The address {url} is in use; stop the program that listens there, or choose another with --urls.", e);
        }
        catch (SocketException e)
        {
            throw new CannotStartException($"The server can't listen on {url} ({e.Message.TrimEnd('.')}); choose another address with --urls.", e);
        }
        catch (FormatException e)
        {
            throw new CannotStartException($"\"{url}\" is no address to listen on; give one such as {DefaultAddress} with --urls.", e);
        }
    }
}
