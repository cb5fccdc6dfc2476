using System.Diagnostics.CodeAnalysis;
using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Packets;

/// <summary>OPEN, passive (RFC 9293 §3.10.1): connections that others have opened wait here for <see cref="TryAccept"/>.</summary>
public sealed class ListeningSocket : IApplication
{
    private readonly PacketHost _host;
    private readonly Queue<Socket> _waiting = new();
    private Listener? _listener;

    /// <summary>A socket of a host, to listen.</summary>
    public ListeningSocket(PacketHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        Options = SocketOptions.Of(host.Profile);
    }

    /// <summary>How the sockets of later connections are set up.</summary>
    public SocketOptions Options { get; set; }

    /// <summary>
    /// How many open connections may wait; one more is reset. Those still in SYN-RECEIVED are bounded by <see cref="HostProfile.Backlog"/>.
    /// </summary>
    public int Backlog { get; init; } = 128;

    /// <summary>How many open connections wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Begins to listen on a port.</summary>
    /// <param name="port">The local port.</param>
    /// <param name="remote">The one socket whose call is waited for; none for anybody's.</param>
    public CallError Listen(Port port, SocketAddress? remote = null)
    {
        if (_listener is not null) return CallError.Exists;
        (_listener, var error) = _host.Tcp.Listen(port, this, remote);
        return error;
    }

    /// <summary>Takes the connection that has waited longest.</summary>
    /// <returns>False when none waits.</returns>
    public bool TryAccept([NotNullWhen(true)] out Socket? socket) => _waiting.TryDequeue(out socket);

    /// <summary>CLOSE (RFC 9293 §3.10.4): listens no longer, and resets what waits or is still opening.</summary>
    public CallError Close(Instant now)
    {
        if (_listener is not { IsOpen: true }) return CallError.NoConnection;
        var error = _host.Tcp.Close(_listener);
        while (_waiting.TryDequeue(out var socket)) socket.Abort(now);
        return error;
    }

    IApplication IApplication.ForConnection() => new Socket(_host, this);

    internal bool TryEnqueue(Socket socket)
    {
        if (_listener is not { IsOpen: true } || _waiting.Count >= Backlog) return false;
        _waiting.Enqueue(socket);
        return true;
    }
}
