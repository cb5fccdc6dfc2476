using Microsoft.AspNetCore.ResponseCompression;

namespace Playground.Server.Startup;

/// <summary>What every answer has: headers that keep other sites out, and compression where it pays.</summary>
internal static class WebSafety
{
    // Frames, base addresses, plug-ins and form targets of other sites have no place here. Scripts and styles are left to the pages.
    private const string ContentPolicy = "frame-ancestors 'self'; frame-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'";

    /// <summary>Adds compression for what is made on the spot; files are compressed when the server is built.</summary>
    public static void AddWebSafety(this WebApplicationBuilder builder) => builder.Services.AddResponseCompression(options =>
    {
        options.MimeTypes = ["text/html", "application/json"];
        options.Providers.Add<BrotliCompressionProvider>();
        options.Providers.Add<GzipCompressionProvider>();
    });

    /// <summary>Adds the headers and the compression to every answer.</summary>
    public static void UseWebSafety(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            // A room's code stands in its address, and is nobody else's business.
            headers["Referrer-Policy"] = "same-origin";
            return next(context);
        });
        app.UseResponseCompression();
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Apologise });
    }

    // No page: what broke may be what pages are made of.
    private static Task Apologise(HttpContext context) =>
        context.Response.WriteAsync("Something broke on the server, and its log says what. Go back and try again.");
}
