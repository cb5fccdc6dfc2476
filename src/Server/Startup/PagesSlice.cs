using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Playground.Client;
using Playground.Server.Components;

namespace Playground.Server.Startup;

/// <summary>Pages: the components of the client, run here and shown in the browser over a circuit.</summary>
internal static class PagesSlice
{
    /// <summary>
    /// How often server and page say that they are there, and after what silence each takes the other for lost: a Wi-Fi that goes says
    /// nothing, and a busy machine may say nothing for some seconds. ReconnectModal.razor.js says the same to the page.
    /// </summary>
    private static readonly TimeSpan s_ping = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(20);

    /// <summary>In octets: a challenge's file as long as one may be, each of its characters the longest there is.</summary>
    private const long LongestMessage = (4 * Contracts.IAuthoring.MostCharacters) + 4096;

    /// <summary>How long a page that lost its browser waits for it, as it was. Meanwhile its person counts as away.</summary>
    private static readonly TimeSpan s_retention = TimeSpan.FromMinutes(2);

    /// <summary>Adds what the pages are made of.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // The files of the client lie beside the server only once it is published; before that they are found where they were built.
        builder.WebHost.UseStaticWebAssets();
        // Else a server that was not published looks at every file for changes and sends it uncompressed, though labelled as compressed.
        if (!builder.Environment.IsDevelopment()) builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", "false");
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = s_retention)
            .AddHubOptions(options =>
            {
                (options.KeepAliveInterval, options.ClientTimeoutInterval) = (s_ping, s_silence);
                options.MaximumReceiveMessageSize = LongestMessage;
            });
        builder.Services.AddScoped<PageConnection>();
        builder.Services.AddScoped<IPageConnection>(services => services.GetRequiredService<PageConnection>());
        builder.Services.AddScoped<CircuitHandler>(services => services.GetRequiredService<PageConnection>());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddLocalization();
    }

    /// <summary>Shows a page to who asks for one that is not there; programs and files get the bare status.</summary>
    public static void UseNotFoundPage(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            var asksForPage = HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
            if (!asksForPage && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
    }

    /// <summary>Maps the pages and the files that go with them.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>()
            // WebSafety says who may frame a page, for all pages alike.
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .AddAdditionalAssemblies(typeof(Client._Imports).Assembly);

        // A page that has lost its circuit asks here whether to come back: not to a server that is on its way out.
        app.MapGet("/health", (IHostApplicationLifetime life) => life.ApplicationStopping.IsCancellationRequested
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ok"));
    }
}
