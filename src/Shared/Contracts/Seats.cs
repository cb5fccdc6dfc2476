namespace Playground.Contracts;

/// <summary>Which side a host is on. The log holds these by number, so their order stays.</summary>
public enum SeatRole
{
    /// <summary>Calls others.</summary>
    Client,

    /// <summary>Is called, on its port.</summary>
    Server,

    /// <summary>May name any source for what it sends, and hears only what is addressed to it unless it is on the path.</summary>
    Attacker,
}

/// <summary>How many hosts a link takes.</summary>
public static class HostLimits
{
    /// <summary>Hosts of every role together.</summary>
    public const int InAll = 6;

    /// <summary>The most hosts of a role.</summary>
    public static int Of(SeatRole role) => role switch
    {
        SeatRole.Client => 4,
        SeatRole.Server => 3,
        SeatRole.Attacker => 1,
    };
}

/// <summary>Put one more host on the link; only who opened the room can. The match begins anew.</summary>
/// <param name="Role">Its side.</param>
/// <param name="IsEngine">True for the engine, false for a seat that waits for a person; an attacker is always a person.</param>
/// <param name="IsOnPath">True for an attacker that hears whatever is put on the link, false for one beside it.</param>
public sealed record AddHost(SeatRole Role, bool IsEngine = false, bool IsOnPath = false) : RoomAsk;

/// <summary>Take a host off the link at which no person sits; only who opened the room can. The match begins anew.</summary>
/// <param name="Host">The host's name; the first client and the first server stay.</param>
public sealed record RemoveHost(string Host) : RoomAsk;

/// <summary>
/// Offer the person at another host to exchange seats. Where they have offered the same, it is done, and the match begins anew. An
/// offer lapses when either gets up or sits down, and with the match.
/// </summary>
/// <param name="With">The other host's name.</param>
/// <param name="IsWanted">False to take one's own offer back, or to decline theirs.</param>
public sealed record SwapSeats(string With, bool IsWanted = true) : RoomAsk;

/// <summary>An offer to exchange seats that stands between the reader and the person at a host.</summary>
public enum SwapOffer
{
    /// <summary>None.</summary>
    None,

    /// <summary>The reader has made it.</summary>
    Made,

    /// <summary>The other has made it: <see cref="SwapSeats"/> accepts.</summary>
    Received,
}

/// <summary>A connection of the reader's host, or one that it could begin with another host.</summary>
/// <param name="Peer">The host at the other end; its socket where no host has that address.</param>
/// <param name="Local">The reader's own socket.</param>
/// <param name="Remote">The socket at the other end.</param>
/// <param name="HasSpoken">True once a segment of it was sent or heard here.</param>
/// <param name="Ledger">The reader's TCB for it.</param>
public sealed record ConnectionView(string Peer, string Local, string Remote, bool HasSpoken, LedgerView Ledger);
