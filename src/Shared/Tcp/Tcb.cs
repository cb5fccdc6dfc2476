namespace Playground.Tcp;

/// <summary>The variables of a connection that the RFC names (RFC 9293 §3.3.1), as a value that can be kept and compared.</summary>
public readonly record struct Tcb
{
    /// <summary>The connection's state.</summary>
    public TcpState State { get; init; }

    /// <summary>ISS: the initial send sequence number.</summary>
    public SeqNumber Iss { get; init; }

    /// <summary>SND.UNA: the oldest number sent and not yet acknowledged.</summary>
    public SeqNumber SndUna { get; init; }

    /// <summary>SND.NXT: the next number to send.</summary>
    public SeqNumber SndNxt { get; init; }

    /// <summary>SND.WND: how many octets from SND.UNA the other side will take.</summary>
    public uint SndWnd { get; init; }

    /// <summary>SND.WL1: SEG.SEQ of the last window update.</summary>
    public SeqNumber SndWl1 { get; init; }

    /// <summary>SND.WL2: SEG.ACK of the last window update.</summary>
    public SeqNumber SndWl2 { get; init; }

    /// <summary>IRS: the initial receive sequence number.</summary>
    public SeqNumber Irs { get; init; }

    /// <summary>RCV.NXT: the next number expected.</summary>
    public SeqNumber RcvNxt { get; init; }

    /// <summary>RCV.WND: how many octets from RCV.NXT this side takes.</summary>
    public uint RcvWnd { get; init; }

    /// <summary>True once this side has chosen an ISS and sent its SYN.</summary>
    public bool HasIss => State is not (TcpState.Closed or TcpState.Listen);

    /// <summary>True once the other side's SYN has been taken in.</summary>
    public bool HasIrs => State is not (TcpState.Closed or TcpState.Listen or TcpState.SynSent);

    /// <summary>
    /// The acceptability test of an arriving segment: the four rows of Table 6 (RFC 9293 §3.10.7.4, first).
    /// </summary>
    /// <param name="seq">SEG.SEQ.</param>
    /// <param name="length">SEG.LEN.</param>
    public bool Accepts(SeqNumber seq, uint length) => (length, RcvWnd) switch
    {
        (0, 0) => seq == RcvNxt,
        (0, _) => seq.IsInWindow(RcvNxt, RcvWnd),
        (_, 0) => false,
        _ => seq.IsInWindow(RcvNxt, RcvWnd) || (seq + (length - 1)).IsInWindow(RcvNxt, RcvWnd),
    };
}
