namespace Playground.Tcp;

/// <summary>The eleven states of a connection (RFC 9293 §3.3.2).</summary>
public enum TcpState : byte
{
    /// <summary>No connection state at all.</summary>
    Closed,

    /// <summary>Waiting for a connection request from any remote.</summary>
    Listen,

    /// <summary>Sent a SYN, waiting for one that matches.</summary>
    SynSent,

    /// <summary>Both SYNs are on their way, waiting for ours to be acknowledged.</summary>
    SynReceived,

    /// <summary>An open connection: data flows.</summary>
    Established,

    /// <summary>Sent a FIN, waiting for its acknowledgment or the other side's.</summary>
    FinWait1,

    /// <summary>Our FIN is acknowledged, waiting for the other side's.</summary>
    FinWait2,

    /// <summary>The other side has closed, ours may still send.</summary>
    CloseWait,

    /// <summary>Both FINs crossed, waiting for ours to be acknowledged.</summary>
    Closing,

    /// <summary>The other side closed first; waiting for our FIN to be acknowledged.</summary>
    LastAck,

    /// <summary>Waiting long enough for old segments to die.</summary>
    TimeWait,
}

/// <summary>The states by the names of RFC 9293.</summary>
public static class TcpStateNames
{
    /// <summary>The state as the RFC writes it: <c>SYN-RECEIVED</c>.</summary>
    public static string ToName(this TcpState state) => state switch
    {
        TcpState.Closed => "CLOSED",
        TcpState.Listen => "LISTEN",
        TcpState.SynSent => "SYN-SENT",
        TcpState.SynReceived => "SYN-RECEIVED",
        TcpState.Established => "ESTABLISHED",
        TcpState.FinWait1 => "FIN-WAIT-1",
        TcpState.FinWait2 => "FIN-WAIT-2",
        TcpState.CloseWait => "CLOSE-WAIT",
        TcpState.Closing => "CLOSING",
        TcpState.LastAck => "LAST-ACK",
        TcpState.TimeWait => "TIME-WAIT",
    };

    /// <summary>Reads a state as the RFC writes it.</summary>
    public static bool TryParse(string? text, out TcpState state)
    {
        foreach (var candidate in Enum.GetValues<TcpState>())
        {
            state = candidate;
            if (candidate.ToName().Equals(text, StringComparison.OrdinalIgnoreCase)) return true;
        }

        state = TcpState.Closed;
        return false;
    }

    /// <summary>True for ESTABLISHED and all states after it: both sides know both ISNs (RFC 9293 §3.5.3).</summary>
    public static bool IsSynchronized(this TcpState state) =>
        state is not (TcpState.Closed or TcpState.Listen or TcpState.SynSent or TcpState.SynReceived);
}
