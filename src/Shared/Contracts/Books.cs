using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>Let everybody in the room see every host's TCB, or shut them again: only who opened the room can, and not in a challenge.</summary>
/// <param name="AreOpen">True to open them.</param>
public sealed record OpenBooks(bool AreOpen) : RoomAsk;

/// <summary>A host's TCB, in a room whose books are open.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Ledger">What stands in it.</param>
public sealed record BookView(string Host, LedgerView Ledger);

/// <summary>A timer that runs, in the room's time.</summary>
/// <param name="Began">Since when.</param>
/// <param name="Ends">When it goes off.</param>
public sealed record TimerView(Instant Began, Instant Ends);

/// <summary>
/// The timers that a TCP in the reader's place would have running. Nothing happens when one goes off: what to do then is the reader's to decide.
/// </summary>
/// <param name="Rto">The retransmission timeout (RFC 6298), in seconds; 1 to 60.</param>
/// <param name="SmoothedRoundTrip">SRTT, in seconds; missing until a round trip was measured.</param>
/// <param name="Retransmission">Until what is out would be sent again; missing while nothing is out.</param>
/// <param name="Acknowledgment">Until text that was heard must be acknowledged (RFC 9293 §3.8.6.3); missing while none waits.</param>
/// <param name="Persist">Until a closed window would be probed (§3.8.6.1); missing while it is open.</param>
/// <param name="TimeWait">Until TIME-WAIT is over; missing in any other state.</param>
public sealed record TimersView(
    double Rto, double? SmoothedRoundTrip = null, TimerView? Retransmission = null, TimerView? Acknowledgment = null, TimerView? Persist = null,
    TimerView? TimeWait = null);
