using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>The user's calls (RFC 9293 §3.10.1 to §3.10.5). What a user can do wrong is an answer, never an exception.</summary>
public sealed partial class Host
{
    private readonly Func<FourTuple, bool> _isInUse;

    /// <summary>
    /// OPEN, passive (RFC 9293 §3.9.1.1). It makes a new record in LISTEN or fails, and touches no other (MUST-41); connections of the
    /// same port don't stand in its way, whatever their state (MUST-42).
    /// </summary>
    /// <param name="port">The local port.</param>
    /// <param name="application">The user of all the connections that come of it.</param>
    /// <param name="remote">The remote socket whose call is waited for; none for anybody's.</param>
    /// <param name="local">The local address that must be called; none for any of the host's (MUST-43).</param>
    public ListenResult Listen(Port port, IApplication application, SocketAddress? remote = null, HostAddress? local = null)
    {
        if (port.Number == 0 || !IsOwn(local)) return new(null, CallError.BadLocal);
        if (remote is { } specified && (!CanCall(specified) || !HasAddressFor(specified, local))) return new(null, CallError.BadRemote);
        var sockets = new FourTuple(new SocketAddress(local ?? default, port), remote ?? default);
        if (remote is not null && HasConnection(sockets)) return new(null, CallError.Exists);
        var listener = _listeners.Add(sockets, application);
        return new(listener, listener is null ? CallError.Exists : CallError.None);
    }

    /// <summary>OPEN, active (RFC 9293 §3.10.1).</summary>
    /// <param name="port">The local port; none for one that the host chooses.</param>
    /// <param name="remote">The remote socket.</param>
    /// <param name="application">The connection's user.</param>
    /// <param name="now">The moment.</param>
    /// <param name="outbox">Takes the SYN.</param>
    /// <param name="local">The local address (MUST-43); none for the host's first that can reach the other end (MUST-44). It stays (MUST-45).</param>
    /// <param name="text">The first text to send: where Fast Open is on and the server's cookie is known, with the SYN.</param>
    public OpenResult Open(
        Port? port, SocketAddress remote, IApplication application, Instant now, Outbox outbox, HostAddress? local = null, ReadOnlyMemory<byte> text = default)
    {
        if (port?.Number == 0 || !IsOwn(local)) return new(null, CallError.BadLocal);
        if (!CanCall(remote) || !HasAddressFor(remote, local)) return new(null, CallError.BadRemote);
        var own = local ?? FirstAddressFor(remote);
        if ((port ?? _ports.Choose(own, remote, _isInUse)) is not { } chosen) return new(null, CallError.InsufficientResources);
        var tuple = new FourTuple(new SocketAddress(own, chosen), remote);
        if (_connections.ContainsKey(tuple)) return new(null, CallError.Exists);

        // "If the OPEN call is active and the remote socket is specified, then change the connection from passive to active".
        if (_listeners.FindSpecified(tuple) is { } listener) _listeners.Remove(listener);
        var connection = Add(tuple, application);
        FastOpenEntry? server = null;
        if (Profile.FastOpen) _ = FastOpenCache.TryFind(remote.Host, out server);
        var queued = connection.OpenActive(_isns.Next(tuple, now), text, server, now, outbox);
        Watch(connection);
        return new(connection, queued.Error, queued.Octets);
    }

    /// <summary>SEND in LISTEN (RFC 9293 §3.10.2): a listener for one remote socket becomes an active connection, with text to send.</summary>
    public OpenResult Send(Listener listener, ReadOnlyMemory<byte> text, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(listener);
        if (!listener.IsOpen) return new(null, CallError.NoConnection);
        var (local, remote) = listener.Sockets;
        if (remote == default) return new(null, CallError.BadRemote);
        return Open(local.Port, remote, listener.Application, now, outbox, local.Host == default ? null : local.Host, text);
    }

    /// <inheritdoc cref="Connection.Send"/>
    public CallResult Send(Connection connection, ReadOnlyMemory<byte> text, Instant now, Outbox outbox, bool isUrgent = false)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Send(text, now, outbox, isUrgent);
        Settle(connection, now, outbox);
        return result;
    }

    /// <inheritdoc cref="Connection.Receive"/>
    public CallResult Receive(Connection connection, Span<byte> destination, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Receive(destination, now, outbox);
        Settle(connection, now, outbox);
        return result;
    }

    /// <summary>CLOSE or ABORT in LISTEN (RFC 9293 §3.10.4, §3.10.5): nobody listens there any more. What has come of it lives on.</summary>
    public CallError Close(Listener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return _listeners.Remove(listener) ? CallError.None : CallError.NoConnection;
    }

    /// <inheritdoc cref="Connection.Close"/>
    public CallError Close(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Close(now, outbox);
        Settle(connection, now, outbox);
        return result;
    }

    /// <inheritdoc cref="Connection.Abort"/>
    public CallError Abort(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Abort(now, outbox);
        Settle(connection, now, outbox);
        return result;
    }

    /// <inheritdoc cref="Connection.Adjust"/>
    public void Adjust(Connection connection, HostProfile wanted, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Adjust(wanted, now, outbox);
        Settle(connection, now, outbox);
    }

    private bool CanCall(SocketAddress remote) => remote.Host.CanBeRemote && !Owns(remote.Host) && remote.Port.Number != 0;

    private bool IsOwn(HostAddress? local) => local is not { } address || Owns(address);

    private bool Owns(HostAddress address)
    {
        foreach (var own in Addresses)
        {
            if (own == address) return true;
        }

        return false;
    }

    private bool HasAddressFor(SocketAddress remote, HostAddress? local) =>
        local is { } address ? address.IsV4 == remote.Host.IsV4 : FirstAddressFor(remote) != default;

    private HostAddress FirstAddressFor(SocketAddress remote)
    {
        foreach (var address in Addresses)
        {
            if (address.IsV4 == remote.Host.IsV4) return address;
        }

        return default;
    }

    /// <summary>True when a connection stands where a listener for one remote socket would wait.</summary>
    private bool HasConnection(in FourTuple sockets)
    {
        if (sockets.Local.Host != default) return _connections.ContainsKey(sockets);
        foreach (var address in Addresses)
        {
            if (_connections.ContainsKey(sockets with { Local = sockets.Local with { Host = address } })) return true;
        }

        return false;
    }
}
