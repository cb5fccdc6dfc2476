using Playground.Tcp;

namespace Playground.Captures;

/// <summary>One direction of a connection as a capture has seen it so far.</summary>
internal sealed class Flow
{
    /// <summary>The number after the last one sent; none before anything was.</summary>
    public SeqNumber? Next { get; set; }

    /// <summary>When <see cref="Next"/> was reached.</summary>
    public Instant NextAt { get; set; }

    /// <summary>The highest number that the other side can acknowledge; none before anything was sent.</summary>
    public SeqNumber? MostAcked { get; set; }

    /// <summary>The acknowledgment seen last; none before the first.</summary>
    public SeqNumber? Ack { get; set; }

    /// <summary>When <see cref="Ack"/> was seen.</summary>
    public Instant AckAt { get; set; }

    /// <summary>The frame that brought <see cref="Ack"/> first.</summary>
    public int AckFrame { get; set; }

    /// <summary>How many times <see cref="Ack"/> was said again.</summary>
    public int Duplicates { get; set; }

    /// <summary>The window as it stood on the wire last; none before the first segment.</summary>
    public ushort? Window { get; set; }

    /// <summary>The shift of this side's windows; none where its SYN had none or wasn't seen.</summary>
    public byte? Scale { get; set; }

    /// <summary>The number of the SYN, or where it wasn't seen, the one before the first that was; none before anything was sent.</summary>
    public SeqNumber? Iss { get; set; }

    /// <summary>What was remarkable about the last segment.</summary>
    public SegmentMarks Last { get; set; }
}
