using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>What stands above a connection: the RFC's user.</summary>
public interface IApplication
{
    /// <summary>Text arrived, in order.</summary>
    void OnText(Connection connection, ReadOnlyMemory<byte> text);

    /// <summary>The other side has closed its direction (the RFC's "connection closing").</summary>
    void OnPeerClosed(Connection connection, Instant now, Outbox outbox);
}

/// <summary>The discard service (RFC 863): reads everything, says nothing, closes when the other side does.</summary>
public sealed class Discard : IApplication
{
    /// <inheritdoc/>
    public void OnText(Connection connection, ReadOnlyMemory<byte> text)
    {
        // Thrown away: that is the service.
    }

    /// <inheritdoc/>
    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Close(now, outbox);
    }
}
