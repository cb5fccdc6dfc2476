using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>The rows of a ladder in ladder notation: the diagram's text equivalent, and what its copy button copies.</summary>
public static class LadderRowText
{
    /// <summary>All rows, a line each.</summary>
    public static string Of(IEnumerable<LadderRow> rows) => new LadderTrace([.. rows.Select(LineOf)]) + "\n";

    /// <summary>One row: <c>@0.000s client → server  [SYN] seq=714025811 win=65535</c>.</summary>
    public static string Of(LadderRow row) => LineOf(row).ToString();

    private static LadderLine LineOf(LadderRow row) => row switch
    {
        SegmentRow segment => LineOf(segment),
        StateRow state => new LadderState(new LadderHost(state.Host), state.From, state.To) { At = state.At },
        NoteRow note => new LadderComment(note.Says.ToString()),
        _ => new LadderComment(""),
    };

    private static LadderSegment LineOf(SegmentRow row)
    {
        var says = row.Segment;
        var bits = ControlBitNames.TryParse(says.Flags, out var parsed) ? parsed : ControlBits.None;
        return new LadderSegment(new LadderHost(row.From), new LadderHost(row.To), bits, LadderNumber.Of(new SeqNumber(says.Seq)))
        {
            At = row.At,
            Ack = bits.Has(ControlBits.Ack) || says.Ack != 0 ? LadderNumber.Of(new SeqNumber(says.Ack)) : null,
            Window = says.Window,
            Options = OptionsText.TryParse(says.Options, out var options, out _) ? options : default,
            Payload = LadderPayload.Of(says.Payload),
            IsLost = row.Fate == SegmentFate.Lost,
        };
    }
}
