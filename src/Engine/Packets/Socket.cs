using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Packets;

/// <summary>
/// One end of a connection for a user who asks instead of being told: the calls of RFC 9293 §3.9.1, and what can be done now. Nothing
/// blocks and nothing calls back; after a packet or a timer look again. A socket is for one connection.
/// </summary>
public sealed class Socket : IApplication
{
    private readonly PacketHost _host;
    private readonly ListeningSocket? _listener;
    private Connection? _connection;
    private ReadOnlyMemory<byte> _left;
    private uint _leftUrgent;
    private bool _readsNoMore;

    /// <summary>A socket of a host, to be connected.</summary>
    public Socket(PacketHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        Options = SocketOptions.Of(host.Profile);
    }

    internal Socket(PacketHost host, ListeningSocket listener) : this(host)
    {
        _listener = listener;
        Options = listener.Options;
    }

    /// <summary>How it is set up.</summary>
    public SocketOptions Options { get; private set; }

    /// <summary>The connection's state; CLOSED before and after.</summary>
    public TcpState State => _connection?.Tcb.State ?? TcpState.Closed;

    /// <summary>STATUS (RFC 9293 §3.10.6); none before the connection.</summary>
    public ConnectionStatus? Status => _connection?.Status;

    /// <summary>True once the connection was ESTABLISHED, however it went on.</summary>
    public bool WasOpened { get; private set; }

    /// <summary>How the connection came to its end; none while it hasn't.</summary>
    public Ending? Ending { get; private set; }

    /// <summary>What went wrong last without ending the connection; none for nothing.</summary>
    public Trouble? Trouble { get; private set; }

    /// <summary>Octets that wait for <see cref="Receive"/>.</summary>
    public int Unread => _left.Length + (_connection?.Unread ?? 0);

    /// <summary>Octets from the next unread one to the end of urgent text; 0 for none.</summary>
    public uint UrgentAhead => _left.IsEmpty ? _connection?.UrgentAhead ?? 0 : _leftUrgent;

    /// <summary>True when the other side has closed and everything it sent was read.</summary>
    public bool IsAtEnd { get => field && Unread == 0; private set; }

    /// <summary>The octets that <see cref="Send"/> would take now.</summary>
    public int SendRoom => _connection?.SendRoom ?? 0;

    /// <summary>Sets it up anew; <see cref="SocketOptions"/> says what still counts when.</summary>
    public void SetOptions(SocketOptions options, Instant now)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        if (_connection is null) return;
        _host.Tcp.Adjust(_connection, Profile(_host.Profile), now, _host.Outbox);
        _host.Collect();
    }

    /// <summary>OPEN, active (RFC 9293 §3.10.1): the SYN goes out, and <see cref="WasOpened"/> or <see cref="Ending"/> tells how it went.</summary>
    /// <param name="remote">The other side.</param>
    /// <param name="now">The moment.</param>
    /// <param name="port">The local port; none to let the host choose one.</param>
    /// <param name="text">The first text to send: with the SYN where Fast Open is on and the server's cookie is known; copied.</param>
    public OpenResult Connect(SocketAddress remote, Instant now, Port? port = null, ReadOnlySpan<byte> text = default)
    {
        if (_connection is not null) return new OpenResult(null, CallError.Exists);
        var taken = text[..Math.Min(text.Length, Options.SendBuffer)];
        var result = _host.Tcp.Open(port, remote, this, now, _host.Outbox, text: taken.ToArray());
        _connection = result.Connection;
        _host.Collect();
        return result;
    }

    /// <summary>SEND (RFC 9293 §3.10.2).</summary>
    /// <param name="text">The octets; they are copied.</param>
    /// <param name="now">The moment.</param>
    /// <param name="isUrgent">True when the user marks the end of these octets as urgent.</param>
    /// <returns>How many were taken: no more than <see cref="SendRoom"/>.</returns>
    public CallResult Send(ReadOnlySpan<byte> text, Instant now, bool isUrgent = false)
    {
        if (_connection is null) return new CallResult(0, CallError.NoConnection);
        var taken = text[..Math.Min(text.Length, SendRoom)];
        var result = _host.Tcp.Send(_connection, taken.ToArray(), now, _host.Outbox, isUrgent);
        _host.Collect();
        return result.Error == CallError.None && taken.Length < text.Length ? result with { Error = CallError.InsufficientResources } : result;
    }

    /// <summary>RECEIVE (RFC 9293 §3.10.3).</summary>
    /// <returns>How many octets were copied; <see cref="CallError.Closing"/> when there will be no more.</returns>
    public CallResult Receive(Span<byte> destination, Instant now)
    {
        if (!_left.IsEmpty) return new CallResult(TakeLeft(destination));
        if (IsAtEnd) return new CallResult(0, CallError.Closing);
        if (_connection is null) return new CallResult(0, CallError.NoConnection);
        var result = _host.Tcp.Receive(_connection, destination, now, _host.Outbox);
        _host.Collect();
        return result;
    }

    /// <summary>CLOSE as RFC 9293 §3.10.4 means it: no more to send, and reading goes on until the other side has closed too.</summary>
    public CallError Shutdown(Instant now)
    {
        if (_connection is null) return CallError.NoConnection;
        var result = _host.Tcp.Close(_connection, now, _host.Outbox);
        _host.Collect();
        return result;
    }

    /// <summary>
    /// CLOSE in both directions, the "half-duplex" close of RFC 9293 §3.6.1: what is unread, or comes later, is lost, and the other side
    /// learns of that by a reset (SHLD-3).
    /// </summary>
    public CallError Close(Instant now)
    {
        // After a shutdown and the other side's close there is nobody left to tell.
        var loses = Unread > 0 && State is not (TcpState.Closing or TcpState.LastAck or TcpState.TimeWait);
        _readsNoMore = true;
        _left = default;
        return loses ? Abort(now) : Shutdown(now);
    }

    /// <summary>ABORT (RFC 9293 §3.10.5).</summary>
    public CallError Abort(Instant now)
    {
        if (_connection is null) return CallError.NoConnection;
        var result = _host.Tcp.Abort(_connection, now, _host.Outbox);
        _host.Collect();
        return result;
    }

    HostProfile IApplication.Configure(HostProfile profile) => Profile(profile);

    void IApplication.OnOpened(Connection connection, Instant now, Outbox outbox)
    {
        WasOpened = true;
        Take(connection, now, outbox);
    }

    void IApplication.OnText(Connection connection, Instant now, Outbox outbox)
    {
        // With Fast Open there is text to accept before the handshake has ended (RFC 7413 §4.2.2).
        Take(connection, now, outbox);
        if (_readsNoMore) connection.Abort(now, outbox);
    }

    /// <summary>All there will ever be has come. It is kept here, for the connection may end before the user has read it.</summary>
    void IApplication.OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
        IsAtEnd = true;
        if (connection.Unread == 0) return;
        _leftUrgent = connection.UrgentAhead;
        var left = new byte[connection.Unread];
        connection.Receive(left, now, outbox);
        _left = left;
    }

    void IApplication.OnTrouble(Connection connection, Trouble trouble) => Trouble = trouble;

    void IApplication.OnEnded(Connection connection, Ending ending) => Ending = ending;

    /// <summary>A listener's connection is there: it waits to be accepted, where there is room for it.</summary>
    private void Take(Connection connection, Instant now, Outbox outbox)
    {
        var isNew = _connection is null;
        _connection = connection;
        if (isNew && _listener?.TryEnqueue(this) == false) connection.Abort(now, outbox);
    }

    private int TakeLeft(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, _left.Length);
        _left.Span[..count].CopyTo(destination);
        _left = _left[count..];
        _leftUrgent -= Math.Min(_leftUrgent, (uint)count);
        return count;
    }

    private HostProfile Profile(HostProfile profile)
    {
        const int headersV4 = 40;
        const int headersV6 = 60;
        return Options.ApplyTo(profile, _host.Address.IsV4 ? headersV4 : headersV6);
    }
}
