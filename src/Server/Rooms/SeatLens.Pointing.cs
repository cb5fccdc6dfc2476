using Playground.Contracts;

namespace Playground.Server.Rooms;

/// <summary>Which row of one ladder is which of another, for who points. It must tell nobody what their own rows don't.</summary>
internal sealed partial class SeatLens
{
    private readonly Dictionary<int, int> _markOf = [];
    private readonly Dictionary<int, int> _firstRow = [];

    /// <summary>What a row stands for: the id of its segment or error, of a copy that of the first; none where the row is neither.</summary>
    public int? IdOf(int row) => _markOf.TryGetValue(row, out var id) ? id : null;

    /// <summary>
    /// The row that somebody's finger is shown at; none where the reader has none. Of a segment that arrived twice it is the first
    /// row, whichever was meant, for the rows don't tell which of them the link made.
    /// </summary>
    /// <remarks>
    /// Who has a segment from its arrival alone tells by pointing at it that it arrived. That is shown only to who knows it by their
    /// own row: not to the sender of a segment that was spoilt, not to who forged it, not to who overheard it.
    /// </remarks>
    public int? RowOf(Pointed pointed, SeatLens pointing)
    {
        if (pointed.Host == host && pointing == this) return pointed.Row;
        if (!_firstRow.TryGetValue(pointed.Id, out var row)) return null;
        var isFromArrival = pointed.Host is not null && !IsMine(pointing.Rows[pointed.Row]);
        return host is null || !isFromArrival || HasArrived(Rows[row]) ? row : null;
    }

    private void Mark(int id)
    {
        _markOf[Rows.Count] = id;
        _firstRow.TryAdd(id, Rows.Count);
    }

    private void ForgetMarks()
    {
        _markOf.Clear();
        _firstRow.Clear();
    }

    private static bool IsMine(LadderRow row) => row is SegmentRow { IsMine: true } or IcmpRow { IsMine: true };

    private static bool HasArrived(LadderRow row) => row is SegmentRow { Fate: SegmentFate.Arrived } or IcmpRow { Fate: SegmentFate.Arrived };
}
