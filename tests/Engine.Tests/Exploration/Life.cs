using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Tests.Exploration;

/// <summary>One connection of one side from its beginning to its end, as its user knows it; the connection's object keeps its numbers no longer.</summary>
internal sealed class Life(Connection connection, int side, int number)
{
    public Connection Connection => connection;

    public SeqNumber Iss { get; } = connection.Tcb.Iss;

    /// <summary>The peer's ISN, once it is known.</summary>
    public SeqNumber? Irs { get; private set; }

    /// <summary>The octets that SEND took.</summary>
    public int Accepted { get; set; }

    /// <summary>The octets that RECEIVE gave.</summary>
    public int Delivered { get; set; }

    public bool WasOpen { get; set; }

    /// <summary>True when it ended by a reset, an ABORT, or a crash: text may be lost.</summary>
    public bool WasCut { get; set; }

    public Ending? Ending { get; set; }

    /// <summary>True until its host has forgotten it.</summary>
    public bool IsAlive => !connection.IsGone && !_isForgotten;

    private Tcb _last;
    private bool _isForgotten;

    /// <summary>The octet at a place of the text that this life sends: no other life sends the same there.</summary>
    public byte At(int index) => (byte)((side << 7) | ((number & 7) << 4) | (index & 15));

    public bool IsPeerOf(Life other) => Irs == other.Iss && other.Irs == Iss;

    /// <summary>The host crashed.</summary>
    public void Forget() => (_isForgotten, WasCut) = (true, true);

    /// <summary>Keeps what the connection forgets in the end.</summary>
    public void Note()
    {
        if (connection.Tcb.HasIrs) Irs ??= connection.Tcb.Irs;
    }

    /// <summary>Looks at the TCB after a move.</summary>
    /// <returns>What can't be, if anything.</returns>
    public string? Look(Instant now, Host host)
    {
        if (!IsAlive) return null;
        var (before, tcb) = (_last, connection.Tcb);
        _last = tcb;
        if (tcb.Iss != Iss || (Irs is { } irs && tcb.HasIrs && tcb.Irs != irs)) return "an ISN changed";
        if (!tcb.SndUna.IsAtOrBefore(tcb.SndNxt)) return "SND.UNA is after SND.NXT";
        if (connection.PollAt is { } due && IsIn(host) && (due < now || !(host.PollAt <= due))) return "the host wakes too late";
        if (!before.HasIrs) return null;
        if (tcb.SndUna.IsBefore(before.SndUna) || tcb.SndNxt.IsBefore(before.SndNxt)) return "a send number went back";
        if (tcb.RcvNxt.IsBefore(before.RcvNxt)) return "RCV.NXT went back";

        // The FIN takes a number beyond the text's window.
        var edge = tcb.RcvNxt + tcb.RcvWnd;
        return edge.IsBefore(before.RcvNxt + before.RcvWnd) ? "the window's right edge went back" : null;
    }

    // One in TIME-WAIT that a SYN may reopen is kept aside until that is certain, and waits for that alone.
    private bool IsIn(Host host) => host.Connections.GetValueOrDefault(connection.Tuple) == connection;

    public void AddTo(ref Fingerprint fingerprint)
    {
        fingerprint.Add(Iss.Value);
        fingerprint.Add(((ulong)(Irs?.Value ?? 0) << 16) | ((uint)Accepted << 8) | (uint)Delivered);
        fingerprint.Add((WasOpen ? 1UL : 0) | (WasCut ? 2UL : 0) | (_isForgotten ? 4UL : 0) | ((ulong)(Ending is { } ending ? (int)ending + 1 : 0) << 4));
    }
}
