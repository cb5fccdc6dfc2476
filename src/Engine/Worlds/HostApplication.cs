using Playground.Engine.Applications;
using Playground.Engine.Endpoint;

namespace Playground.Engine.Worlds;

/// <summary>What stands above the TCP of an engine host.</summary>
public enum HostApplication
{
    /// <summary>Reads everything, says nothing, closes when the other side does (RFC 863).</summary>
    Discard,

    /// <summary>Nobody: what arrives waits, and all is done by <see cref="World.Call"/>.</summary>
    None,
}

/// <summary>The applications by name.</summary>
public static class HostApplications
{
    /// <summary>An application at its beginning.</summary>
    public static IApplication New(this HostApplication application) => application switch
    {
        HostApplication.Discard => new Discard(),
        HostApplication.None => new Nobody(),
    };

    private sealed class Nobody : IApplication;
}
