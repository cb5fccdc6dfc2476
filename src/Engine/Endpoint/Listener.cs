using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// A connection record in LISTEN (RFC 9293 §3.9.1.1): a port that waits for calls, from anybody or from one remote socket alone. It
/// stays until it is closed; each call that it takes becomes a connection of its own.
/// </summary>
public sealed class Listener
{
    internal Listener(in FourTuple sockets, IApplication application)
    {
        Sockets = sockets;
        Application = application;
    }

    /// <summary>The local and the remote socket; what is unspecified is the default value.</summary>
    public FourTuple Sockets { get; }

    /// <summary>False once it was closed.</summary>
    public bool IsOpen { get; internal set; } = true;

    internal IApplication Application { get; }
}
