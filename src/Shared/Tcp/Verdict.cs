namespace Playground.Tcp;

/// <summary>What became of a segment that arrived.</summary>
public enum Outcome : byte
{
    /// <summary>The segment was processed; it changed something, or was right and had nothing to change.</summary>
    Accepted,

    /// <summary>The segment is good but early: held until the gap before it is filled (SHLD-31).</summary>
    Queued,

    /// <summary>The segment was thrown away without a word.</summary>
    Dropped,

    /// <summary>The segment was thrown away and answered with an ACK that tells what is expected.</summary>
    Acknowledged,

    /// <summary>The segment was thrown away and answered with a challenge ACK (RFC 5961).</summary>
    Challenged,

    /// <summary>The segment was answered with a reset.</summary>
    Reset,
}

/// <summary>
/// What a receiver did with a segment and why: the last numbered step of RFC 9293 §3.10.7 that decided, and the TCB
/// before and after. Data, never an exception.
/// </summary>
/// <param name="Outcome">What became of the segment.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Before">The TCB as the segment found it.</param>
/// <param name="After">The TCB as the segment left it.</param>
public readonly record struct Verdict(Outcome Outcome, RfcRule Rule, Tcb Before, Tcb After)
{
    /// <summary>True when the connection changed its state.</summary>
    public bool ChangedState => Before.State != After.State;
}
