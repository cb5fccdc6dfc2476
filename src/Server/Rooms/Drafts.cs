using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>Segments as drafts.</summary>
internal static class Drafts
{
    /// <summary>The draft that would make this segment.</summary>
    public static SegmentDraft Of(in Segment segment) => new()
    {
        Flags = segment.Bits.ToNames(),
        Seq = segment.Seq.ToString(),
        Ack = segment.IsAck || segment.Ack != default ? segment.Ack.ToString() : "",
        Window = segment.Window.ToString(),
        Payload = PayloadText.Print(segment.Payload.Span),
        Options = OptionsText.Print(segment.Options),
    };
}
