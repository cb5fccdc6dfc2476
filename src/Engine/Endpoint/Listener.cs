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

    /// <summary>How many of its connections are in SYN-RECEIVED: what <see cref="HostProfile.Backlog"/> bounds.</summary>
    public int HalfOpen { get; private set; }

    internal IApplication Application { get; }

    /// <summary>Until when a SYN cookie of this listener can come back; none before the first.</summary>
    internal Instant? CookiesEnd { get; set; }

    /// <summary>How much the listener says about a call to its port: 2 for the remote socket and 1 for the local address; −1 when it is for another.</summary>
    internal int Match(in FourTuple call)
    {
        var (ofRemote, ofLocal) = (Sockets.Remote != default, Sockets.Local.Host != default);
        if ((ofRemote && Sockets.Remote != call.Remote) || (ofLocal && Sockets.Local.Host != call.Local.Host)) return -1;
        return (ofRemote ? 2 : 0) + (ofLocal ? 1 : 0);
    }

    /// <summary>Counts a connection that has come of this listener.</summary>
    internal void Take(Connection connection)
    {
        connection.Listener = this;
        HalfOpen++;
    }

    /// <summary>Counts a connection no longer: it is open, or gone.</summary>
    internal void Release(Connection connection)
    {
        connection.Listener = null;
        HalfOpen--;
    }
}
