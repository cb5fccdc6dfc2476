using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>What of a connection's setup its user can change while it exists.</summary>
public sealed partial class Connection
{
    /// <summary>The octets that <see cref="Send"/> would take now.</summary>
    public int SendRoom => IsGone ? 0 : Math.Max(0, Profile.SendBuffer - (_queue?.Length ?? 0));

    /// <summary>
    /// Takes over the send buffer, the Nagle algorithm (RFC 9293 §3.7.4, MUST-17), keep-alive (§3.8.4, MUST-24), the user timeout
    /// (§3.8.3, MUST-21) and the delay of ACKs at once, and a larger receive buffer once the connection is open. What the SYNs have agreed on stays, and so does what the window has promised (SHLD-14).
    /// </summary>
    public void Adjust(HostProfile wanted, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (IsGone) return;
        var mostOffered = ushort.MaxValue << _rcvShift;
        Profile = Profile with
        {
            SendBuffer = wanted.SendBuffer,
            Nagle = wanted.Nagle,
            KeepAlive = wanted.KeepAlive,
            UserTimeout = wanted.UserTimeout,
            AckDelay = wanted.AckDelay,
            ReceiveBuffer = _wasOpen ? Math.Max(Profile.ReceiveBuffer, Math.Min(wanted.ReceiveBuffer, mostOffered)) : Profile.ReceiveBuffer,
        };
        OfferWindow(now, outbox);
        Settle(now, outbox);
    }
}
