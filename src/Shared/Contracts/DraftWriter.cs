using System.Collections.Immutable;
using System.Globalization;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Contracts;

/// <summary>Segments as drafts: the way back from <see cref="DraftReader"/>.</summary>
public static class DraftWriter
{
    /// <summary>The draft that makes this segment, octet for octet. What the room would fill in by itself stays empty.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="connection">The sockets of the room, the sender's first.</param>
    public static SegmentDraft Of(in Segment segment, in FourTuple connection) => new()
    {
        Flags = segment.Bits.ToNames(),
        Seq = segment.Seq.ToString(),
        Ack = segment.IsAck || segment.Ack != default ? segment.Ack.ToString() : "",
        Window = Text(segment.Window),
        Payload = PayloadText.Print(segment.Payload.Span),
        Options = OptionsText.Print(segment.Options),
        SourcePort = segment.Source.Port == connection.Local.Port ? "" : Text(segment.Source.Port.Number),
        DestinationPort = segment.Destination.Port == connection.Remote.Port ? "" : Text(segment.Destination.Port.Number),
        Urgent = segment.UrgentPointer == 0 ? "" : Text(segment.UrgentPointer),
        Checksum = segment.Checksum is { } wrong ? $"0x{wrong:x4}" : "",
    };

    /// <summary>The draft that makes this segment, the hosts at its ends by name.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="ends">Who its sender can send to, and in whose name.</param>
    public static SegmentDraft Of(in Segment segment, DraftEnds ends)
    {
        ArgumentNullException.ThrowIfNull(ends);
        var named = ends.Name(new SegmentDraft(), segment);
        var usual = ends.Read(named, ImmutableArray.CreateBuilder<FieldProblem>());
        return Of(segment, usual) with { Source = named.Source, Destination = named.Destination };
    }

    private static string Text(ushort number) => number.ToString(CultureInfo.InvariantCulture);
}
