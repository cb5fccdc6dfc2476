using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Applications;

/// <summary>
/// The echo service (RFC 862): sends back what it reads, and closes when the other side has closed and has got all of it. What can't
/// be sent isn't read either: the window closes, and whoever talks without listening has to wait.
/// </summary>
public sealed class Echo : IApplication
{
    private const int MaxPiece = 4096;

    private ReadOnlyMemory<byte> _rest;

    /// <inheritdoc/>
    public IApplication ForConnection() => new Echo();

    /// <inheritdoc/>
    public void OnText(Connection connection, Instant now, Outbox outbox) => GoOn(connection, now, outbox);

    /// <inheritdoc/>
    public void OnWritable(Connection connection, Instant now, Outbox outbox) => GoOn(connection, now, outbox);

    /// <inheritdoc/>
    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox) => GoOn(connection, now, outbox);

    private void GoOn(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        while (TrySendRest(connection, now, outbox))
        {
            if (connection.Unread == 0)
            {
                if (connection.IsAtEnd) connection.Close(now, outbox);
                return;
            }

            // What is sent must not change until it is acknowledged, so every piece has its own memory.
            var piece = new byte[Math.Min(connection.Unread, MaxPiece)];
            connection.Receive(piece, now, outbox);
            _rest = piece;
        }
    }

    private bool TrySendRest(Connection connection, Instant now, Outbox outbox)
    {
        if (!_rest.IsEmpty) _rest = _rest[connection.Send(_rest, now, outbox).Octets..];
        return _rest.IsEmpty;
    }
}
