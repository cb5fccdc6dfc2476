using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>How a connection came to its end, as its user is told (RFC 9293 §3.10).</summary>
public enum Ending
{
    /// <summary>Both directions were closed in order.</summary>
    Closed,

    /// <summary>"Connection refused": a reset answered the SYN.</summary>
    Refused,

    /// <summary>"Connection reset": the other side aborted.</summary>
    Reset,

    /// <summary>"Connection aborted due to user timeout": R2 or the user timeout passed without an acknowledgment.</summary>
    TimedOut,

    /// <summary>This side's user aborted.</summary>
    Aborted,
}

/// <summary>What went wrong without ending the connection (RFC 9293 §3.9.1.8, asynchronous reports, MUST-47).</summary>
public enum Trouble
{
    /// <summary>R1 passed: the same segment was sent again too often (MUST-20, SHLD-9).</summary>
    Unanswered,

    /// <summary>A soft ICMP error arrived (MUST-56, SHLD-25).</summary>
    SoftError,
}

/// <summary>
/// What stands above a connection: the RFC's user. It is told after a segment or a timeout was dealt with, and may call
/// the connection back at once: what it sends then carries the acknowledgment too.
/// </summary>
public interface IApplication
{
    /// <summary>The application of one new connection to a listener: a fresh one wherever something is remembered of a connection.</summary>
    IApplication ForConnection() => this;

    /// <summary>How this application wants its connection set up, asked once before it is opened.</summary>
    /// <param name="profile">The host's way, which is also the usual answer.</param>
    HostProfile Configure(HostProfile profile) => profile;

    /// <summary>The connection is ESTABLISHED.</summary>
    void OnOpened(Connection connection, Instant now, Outbox outbox)
    {
    }

    /// <summary>Text waits to be read: <see cref="Connection.Receive"/>. With Fast Open this may be heard before <see cref="OnOpened"/>.</summary>
    void OnText(Connection connection, Instant now, Outbox outbox)
    {
    }

    /// <summary>There is urgent text further on (RFC 9293 §3.8.5, MUST-32).</summary>
    void OnUrgent(Connection connection, Instant now, Outbox outbox)
    {
    }

    /// <summary>There is room again to send, after <see cref="Connection.Send"/> could not take all.</summary>
    void OnWritable(Connection connection, Instant now, Outbox outbox)
    {
    }

    /// <summary>The other side has closed its direction, and all its text is there (the RFC's "connection closing").</summary>
    void OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
    }

    /// <summary>Something went wrong that may pass.</summary>
    void OnTrouble(Connection connection, Trouble trouble)
    {
    }

    /// <summary>Nothing is left of the connection.</summary>
    void OnEnded(Connection connection, Ending ending)
    {
    }
}
