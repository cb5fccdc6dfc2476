using System.Collections.Immutable;

namespace Playground.Tcp;

/// <summary>The fields of a segment that a person fills in.</summary>
public enum SegmentField
{
    /// <summary>The control bits.</summary>
    Bits,

    /// <summary>SEG.SEQ.</summary>
    Seq,

    /// <summary>SEG.ACK.</summary>
    Ack,

    /// <summary>SEG.WND.</summary>
    Window,

    /// <summary>The options.</summary>
    Options,

    /// <summary>The text.</summary>
    Payload,

    /// <summary>The checksum.</summary>
    Checksum,

    /// <summary>The sender's port.</summary>
    SourcePort,

    /// <summary>The receiver's port.</summary>
    DestinationPort,

    /// <summary>SEG.UP.</summary>
    Urgent,

    /// <summary>The segment's octets, where they were written as such.</summary>
    Raw,

    /// <summary>The host that it names as its sender.</summary>
    Source,

    /// <summary>The host that it goes to.</summary>
    Destination,
}

/// <summary>Something to say about one field of a segment made by hand.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The field it is about.</param>
/// <param name="Expected">The number it should have been, where there is one; it follows from the sender's own ledger.</param>
/// <param name="Misconception">What the mistake looks like, where it looks like one of those that have a name.</param>
public sealed record Finding(RfcRule Rule, SegmentField Field, SeqNumber? Expected = null, Misconception? Misconception = null);

/// <summary>
/// What is said about a hand-made segment at once, from its sender's own ledger: could an RFC 9293 endpoint in this position
/// send it, and if not, which field is wrong.
/// </summary>
/// <param name="CouldBeSent">True when an RFC 9293 endpoint in this position could send it.</param>
/// <param name="Findings">The most telling one first; never empty.</param>
public sealed record Review(bool CouldBeSent, ImmutableArray<Finding> Findings)
{
    /// <summary>The most telling finding.</summary>
    public Finding Main => Findings[0];
}
