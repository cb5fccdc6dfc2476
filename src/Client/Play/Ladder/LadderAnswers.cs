using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>Which segment another one answers, as far as the numbers on screen tell.</summary>
public static class LadderAnswers
{
    /// <summary>How many rows back is looked: an answer to what is further off is not seen as one.</summary>
    private const int Reach = 2000;

    /// <summary>The newest segment of the other side that had arrived before this one left and ends where this one acknowledges.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="row">The place of the segment.</param>
    /// <returns>Its place; none where this one acknowledges nothing that is there.</returns>
    public static int? Of(IReadOnlyList<LadderRow> rows, int row)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows[row] is not SegmentRow answer || !LadderWords.BitsOf(answer).Has(ControlBits.Ack)) return null;
        for (var i = row - 1; i >= Math.Max(0, row - Reach); i--)
        {
            if (rows[i] is SegmentRow { IsCorrupt: false } asked && asked.Arrival <= answer.At && AreOpposite(asked, answer) && EndOf(asked) == answer.Segment.Ack) return i;
        }

        return null;
    }

    private static bool AreOpposite(SegmentRow one, SegmentRow other) =>
        one.From == other.To && one.To == other.From && one.Segment.SourcePort == other.Segment.DestinationPort
            && one.Segment.DestinationPort == other.Segment.SourcePort;

    /// <summary>The number after a segment's last; none for a segment without any.</summary>
    private static uint? EndOf(SegmentRow row)
    {
        var bits = LadderWords.BitsOf(row);
        var length = (uint)row.Segment.Payload.Length + (bits.Has(ControlBits.Syn) ? 1u : 0) + (bits.Has(ControlBits.Fin) ? 1u : 0);
        return length == 0 ? null : unchecked(row.Segment.Seq + length);
    }
}
