using Microsoft.AspNetCore.Diagnostics;
using Playground.Server.Components;

namespace Playground.Server.Startup;

/// <summary>Pages: the components of the client, run here and shown in the browser over a circuit.</summary>
internal static class PagesSlice
{
    /// <summary>Adds what the pages are made of.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // The files of the client lie beside the server only once it is published; before that they are found where they were built.
        builder.WebHost.UseStaticWebAssets();
        // Else a server that was not published looks at every file for changes and sends it uncompressed, though labelled as compressed.
        if (!builder.Environment.IsDevelopment()) builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", "false");
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(
            // All that a page shows is the room's, so a page that was away for longer is simply made anew; until then it counts as present.
            options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(20));
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
