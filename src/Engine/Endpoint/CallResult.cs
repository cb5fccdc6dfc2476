using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>Why a user's call could not be done (RFC 9293 §3.10, the "error:" responses).</summary>
public enum CallError
{
    /// <summary>It was done.</summary>
    None,

    /// <summary>"error: connection does not exist".</summary>
    NoConnection,

    /// <summary>"error: connection closing".</summary>
    Closing,

    /// <summary>"error: insufficient resources": there is no room for all of it now.</summary>
    InsufficientResources,

    /// <summary>"error: connection already exists".</summary>
    Exists,

    /// <summary>"error: remote socket unspecified", or one that no connection can have (MUST-46).</summary>
    BadRemote,

    /// <summary>"error: connection illegal for this process": the local address is none of the host's, or the port is the reserved 0.</summary>
    BadLocal,
}

/// <summary>The answer to an active OPEN.</summary>
/// <param name="Connection">The connection, in SYN-SENT; none where it could not be opened.</param>
/// <param name="Error">Why not, or why not all of the text was taken.</param>
/// <param name="Octets">How many octets of the text were taken.</param>
public readonly record struct OpenResult(Connection? Connection, CallError Error = CallError.None, int Octets = 0);

/// <summary>The answer to a passive OPEN.</summary>
/// <param name="Listener">The connection record in LISTEN; none where there could be none.</param>
/// <param name="Error">Why not.</param>
public readonly record struct ListenResult(Listener? Listener, CallError Error = CallError.None);

/// <summary>The answer to a user's SEND or RECEIVE.</summary>
/// <param name="Octets">How many octets were taken or given.</param>
/// <param name="Error">Why not all of them.</param>
public readonly record struct CallResult(int Octets, CallError Error = CallError.None);

/// <summary>The answer to STATUS (RFC 9293 §3.10.6).</summary>
/// <param name="Connection">The local and the remote socket.</param>
/// <param name="Tcb">The connection's variables: state and windows among them.</param>
/// <param name="Unacknowledged">Octets sent, or waiting to be, that wait for acknowledgment.</param>
/// <param name="Unread">Octets that wait for a RECEIVE.</param>
/// <param name="UrgentAhead">Octets from here to the end of urgent text; 0 for none.</param>
/// <param name="Rto">The retransmission timeout.</param>
/// <param name="CongestionWindow">cwnd, in octets.</param>
public readonly record struct ConnectionStatus(
    FourTuple Connection, Tcb Tcb, int Unacknowledged, int Unread, uint UrgentAhead, TimeSpan Rto, uint CongestionWindow);
