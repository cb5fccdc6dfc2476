namespace Playground.Engine.Endpoint;

/// <summary>Slow start, congestion avoidance and what a loss does to the congestion window (RFC 5681), in octets.</summary>
internal struct CongestionControl
{
    private const uint Unlimited = int.MaxValue;

    /// <summary>No window that the other side can offer is larger (RFC 7323 §2.3).</summary>
    private const uint Largest = 1 << 30;

    private uint _acknowledged;

    /// <summary>cwnd: how many octets may be in flight for the network's sake.</summary>
    public uint Window { get; private set; }

    /// <summary>ssthresh: slow start below, congestion avoidance above.</summary>
    public uint Threshold { get; private set; }

    /// <summary>The initial window (RFC 5681 §3.1): four, three or two segments by their size; one where the SYN was lost.</summary>
    /// <param name="mss">SMSS, in octets.</param>
    /// <param name="synWasLost">True when the SYN or SYN-ACK had to be sent again.</param>
    /// <param name="isOn">False for no limit at all.</param>
    public void Begin(uint mss, bool synWasLost, bool isOn)
    {
        Threshold = Unlimited;
        Window = !isOn ? Unlimited : synWasLost ? mss : mss switch { > 2190 => 2 * mss, > 1095 => 3 * mss, _ => 4 * mss };
        _acknowledged = 0;
    }

    /// <summary>Octets were acknowledged and nothing is being repaired (RFC 5681 §3.1, with the byte counting of RFC 3465).</summary>
    public void Grow(uint acknowledged, uint mss)
    {
        if (Window >= Unlimited) return;
        if (Window < Threshold)
        {
            Window = Math.Min(Window + Math.Min(acknowledged, mss), Largest);
            return;
        }

        _acknowledged += acknowledged;
        if (_acknowledged < Window) return;
        _acknowledged -= Window;
        Window = Math.Min(Window + mss, Largest);
    }

    /// <summary>Fast retransmit (RFC 5681 §3.2): half of what is in flight, at least two segments.</summary>
    public void Halve(uint inFlight, uint mss)
    {
        if (Window >= Unlimited) return;
        Threshold = Window = Math.Max(inFlight / 2, 2 * mss);
        _acknowledged = 0;
    }

    /// <summary>The end of fast recovery: no burst into what has emptied meanwhile (RFC 6582 §3.2, step 3).</summary>
    public void Leave(uint inFlight, uint mss)
    {
        if (Window < Unlimited) Window = Math.Min(Threshold, Math.Max(inFlight, mss) + mss);
    }

    /// <summary>The retransmission timer went off (RFC 5681 §3.1): back to one segment; the threshold falls once for each loss.</summary>
    public void OnTimeout(uint inFlight, uint mss, bool isFirst)
    {
        if (Window >= Unlimited) return;
        if (isFirst) Threshold = Math.Max(inFlight / 2, 2 * mss);
        Window = mss;
        _acknowledged = 0;
    }

    /// <summary>After an idle time of more than one RTO the clock of acknowledgments is lost: back to the initial window (RFC 5681 §4.1).</summary>
    public void AfterIdle(uint mss)
    {
        if (Window >= Unlimited) return;
        var (threshold, window) = (Threshold, Window);
        Begin(mss, synWasLost: false, isOn: true);
        (Threshold, Window) = (threshold, Math.Min(window, Window));
    }
}
