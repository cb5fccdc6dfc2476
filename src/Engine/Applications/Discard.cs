using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Applications;

/// <summary>The discard service (RFC 863): reads everything, says nothing, closes when the other side does.</summary>
public sealed class Discard : IApplication
{
    /// <inheritdoc/>
    public void OnText(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Discard(now, outbox);
    }

    /// <inheritdoc/>
    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Close(now, outbox);
    }
}
