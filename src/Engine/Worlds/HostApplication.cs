using Playground.Engine.Applications;
using Playground.Engine.Endpoint;

namespace Playground.Engine.Worlds;

/// <summary>What stands above the TCP of an engine host.</summary>
public enum HostApplication
{
    /// <summary>Reads everything, says nothing, closes when the other side does (RFC 863).</summary>
    Discard,

    /// <summary>Sends back all that it reads (RFC 862).</summary>
    Echo,

    /// <summary>Answers a GET with a page (RFC 9112).</summary>
    Http,

    /// <summary>Nobody: what arrives waits, and all is done by <see cref="World.Call"/>.</summary>
    None,
}

/// <summary>The applications by name.</summary>
public static class HostApplications
{
    /// <summary>An application at its beginning.</summary>
    /// <param name="page">The page that <see cref="HostApplication.Http"/> answers with; none for the usual one.</param>
    public static IApplication New(this HostApplication application, string? page = null) => application switch
    {
        HostApplication.Discard => new Discard(),
        HostApplication.Echo => new Echo(),
        HostApplication.Http => new HttpPage(page ?? Page),
        HostApplication.None => new Nobody(),
    };

    private const string Page =
        """
        <!doctype html>
        <title>It works</title>
        <h1>It works</h1>
        <p>You opened this connection by hand, and you asked for this page by hand.</p>
        """;

    private sealed class Nobody : IApplication;
}
