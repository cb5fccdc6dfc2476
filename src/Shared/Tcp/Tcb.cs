namespace Playground.Tcp;

/// <summary>The variables of a connection that the RFC names (RFC 9293 §3.3.1), as a value that can be kept and compared.</summary>
public record struct Tcb
{
    /// <summary>The connection's state.</summary>
    public TcpState State { get; set; }

    /// <summary>ISS: the initial send sequence number.</summary>
    public SeqNumber Iss { get; set; }

    /// <summary>SND.UNA: the oldest number sent and not yet acknowledged.</summary>
    public SeqNumber SndUna { get; set; }

    /// <summary>SND.NXT: the next number to send.</summary>
    public SeqNumber SndNxt { get; set; }

    /// <summary>SND.WND: how many octets from SND.UNA the other side will take.</summary>
    public uint SndWnd { get; set; }

    /// <summary>SND.WL1: SEG.SEQ of the last window update.</summary>
    public SeqNumber SndWl1 { get; set; }

    /// <summary>SND.WL2: SEG.ACK of the last window update.</summary>
    public SeqNumber SndWl2 { get; set; }

    /// <summary>IRS: the initial receive sequence number.</summary>
    public SeqNumber Irs { get; set; }

    /// <summary>RCV.NXT: the next number expected.</summary>
    public SeqNumber RcvNxt { get; set; }

    /// <summary>RCV.WND: how many octets from RCV.NXT this side takes.</summary>
    public uint RcvWnd { get; set; }

    /// <summary>SND.UP: the number after the last urgent octet given to send; none when nothing urgent waits for acknowledgment.</summary>
    public SeqNumber? SndUp { get; set; }

    /// <summary>RCV.UP: the number after the last urgent octet announced; none before the first.</summary>
    public SeqNumber? RcvUp { get; set; }

    /// <summary>True once this side has chosen an ISS and sent its SYN.</summary>
    public readonly bool HasIss => State is not (TcpState.Closed or TcpState.Listen);

    /// <summary>True once the other side's SYN has been taken in.</summary>
    public readonly bool HasIrs => State is not (TcpState.Closed or TcpState.Listen or TcpState.SynSent);

    /// <summary>
    /// The acceptability test of an arriving segment: the four rows of Table 6 (RFC 9293 §3.10.7.4, first).
    /// </summary>
    /// <param name="seq">SEG.SEQ.</param>
    /// <param name="length">SEG.LEN.</param>
    public readonly bool Accepts(SeqNumber seq, uint length) => (length, RcvWnd) switch
    {
        (0, 0) => seq == RcvNxt,
        (0, _) => seq.IsInWindow(RcvNxt, RcvWnd),
        (_, 0) => false,
        _ => seq.IsInWindow(RcvNxt, RcvWnd) || (seq + (length - 1)).IsInWindow(RcvNxt, RcvWnd),
    };
}
