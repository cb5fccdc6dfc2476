using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>
/// Where everything on a ladder goes. Time runs down: what happens later is lower, and to scale as far as labels, which never lie on
/// each other, and long waits, which are shortened, allow. It grows with its rows: only what changed is placed, so that a row costs
/// the ten-thousandth time what it costs the tenth.
/// </summary>
public sealed class LadderPicture
{
    /// <summary>The least drop from a segment's start to its arrival, in pixels.</summary>
    public const int Flight = 54;

    /// <summary>The room that a ghost arrow takes below the rows, in pixels.</summary>
    public const int GhostFlight = 46;

    private const int FirstY = 34;
    private const int LabelGap = 27;

    /// <summary>The drop of the first segment's arrow: it sets the scale.</summary>
    private const int UsualFlight = 60;

    private readonly List<LadderRow> _rows = [];
    private readonly List<LadderMoment> _moments = [];
    private readonly List<PlacedMoment> _placed = [];
    private readonly List<(int Top, int Bottom)> _heights = [];
    private readonly HashSet<int> _open = [];
    private readonly List<int> _changed = [];
    private double _scale;

    /// <summary>Where the next thing would go, in pixels from the top.</summary>
    public int EndY => _placed.Count == 0 ? FirstY + 6 : _placed[^1].Y + 26 + Beyond(_moments[^1]);

    /// <summary>The rows.</summary>
    public IReadOnlyList<LadderRow> Rows => _rows;

    /// <summary>The segments among them.</summary>
    public int Segments { get; private set; }

    /// <summary>How many moments were placed at the last change: two for an arrow that was added at the end.</summary>
    public int LastPlaced { get; private set; }

    /// <summary>Places the rows at once.</summary>
    public static LadderPicture Of(ImmutableList<LadderRow> rows)
    {
        var picture = new LadderPicture();
        picture.Take(rows);
        return picture;
    }

    /// <summary>
    /// Takes in the rows as they are now. They grow at the end, and a segment on its way may arrive; where the match began anew or
    /// was turned back, the first row is another one, and all is placed again.
    /// </summary>
    /// <returns>The place of the first row that is not as it was; the count of rows where all are.</returns>
    public int Take(ImmutableList<LadderRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (!GoesOn(rows)) Clear();
        _changed.Clear();
        foreach (var row in _open)
        {
            if (!ReferenceEquals(_rows[row], rows[row])) _changed.Add(row);
        }

        var (from, first) = (_moments.Count, _rows.Count);
        foreach (var row in _changed)
        {
            first = Math.Min(first, row);
            from = Math.Min(from, Replace(row, rows[row]));
        }

        for (var i = _rows.Count; i < rows.Count; i++) from = Math.Min(from, Add(rows[i]));
        LastPlaced = _moments.Count - from;
        Place(from);
        return first;
    }

    /// <summary>The height at which a row begins, in pixels from the top.</summary>
    public int TopOf(int row) => _heights[row].Top;

    /// <summary>The height at which a row ends.</summary>
    public int BottomOf(int row) => _heights[row].Bottom;

    /// <summary>What is to be seen between two heights.</summary>
    public LadderWindow Between(int low, int high)
    {
        var window = new LadderWindow(low, high);
        var start = FirstAt(low);
        for (var i = start == 0 ? 0 : _placed[start - 1].OpenFrom; i < start; i++)
        {
            if (_moments[i].Rank == LadderRank.Departure && _heights[_moments[i].Row].Bottom >= low) window.Arrows.Add(ArrowOf(_moments[i].Row));
        }

        for (var i = start; i < _moments.Count && _placed[i].Y <= high; i++)
        {
            var (moment, place) = (_moments[i], _placed[i]);
            if (moment.Rank == LadderRank.Departure) window.Arrows.Add(ArrowOf(moment.Row));
            else if (_rows[moment.Row] is StateRow state) window.States.Add(new PlacedState(moment.Row, state, place.Y));
            else if (_rows[moment.Row] is NoteRow note) window.Notes.Add(new PlacedNote(moment.Row, note, place.Y, NoteLines.Of(note)));
            if (place.HasTime) window.Times.Add(new PlacedTime(moment.At, place.Y));
            if (place.Skipped is { } wait) window.Breaks.Add(new PlacedBreak(wait, (_placed[i - 1].Y + place.Y) / 2));
        }

        return window;
    }

    /// <summary>The next row above or below that is as described.</summary>
    /// <param name="row">The row to go from; none to go from <paramref name="y"/>.</param>
    /// <param name="step">1 to go down, -1 to go up.</param>
    /// <returns>Its place; none where there is no such row.</returns>
    public int? Next(int? row, int y, int step, Predicate<LadderRow> described)
    {
        ArgumentNullException.ThrowIfNull(described);
        var at = row is { } from ? _moments.BinarySearch(HeadOf(from), s_order) : FirstAt(y) - (step > 0 ? 1 : 0);
        for (var i = at + step; i >= 0 && i < _moments.Count; i += step)
        {
            if (_moments[i].Rank != LadderRank.Arrival && described(_rows[_moments[i].Row])) return _moments[i].Row;
        }

        return null;
    }

    private static readonly Comparer<LadderMoment> s_order = Comparer<LadderMoment>.Create((one, other) => one.CompareTo(other));

    /// <summary>What is at its end stays as it is: where first and last are the same, all that stood between them is.</summary>
    private bool GoesOn(ImmutableList<LadderRow> rows)
    {
        var count = _rows.Count;
        return count > 0 && rows.Count >= count && ReferenceEquals(rows[0], _rows[0])
            && (ReferenceEquals(rows[count - 1], _rows[count - 1]) || _open.Contains(count - 1));
    }

    private void Clear()
    {
        _rows.Clear();
        _moments.Clear();
        _placed.Clear();
        _heights.Clear();
        _open.Clear();
        (_scale, Segments) = (0, 0);
    }

    private int Add(LadderRow row)
    {
        _rows.Add(row);
        _heights.Add(default);
        var index = _rows.Count - 1;
        if (row is SegmentRow) Segments++;
        if (IsOnTheWay(row)) _open.Add(index);
        if (ArrivalOf(row) is { } arrival)
        {
            if (_scale == 0) _scale = UsualFlight / Math.Clamp((arrival - row.At).TotalMicroseconds, 5_000, 500_000);
            return Math.Min(Insert(HeadOf(index)), Insert(new LadderMoment(arrival, LadderRank.Arrival, index)));
        }

        return Insert(HeadOf(index));
    }

    private int Replace(int index, LadderRow row)
    {
        if (!IsOnTheWay(row)) _open.Remove(index);
        var (before, after) = (ArrivalOf(_rows[index]), ArrivalOf(row));
        _rows[index] = row;
        if (before is not { } was || after is not { } now || was == now) return _moments.Count;
        var old = _moments.BinarySearch(new LadderMoment(was, LadderRank.Arrival, index), s_order);
        _moments.RemoveAt(old);
        return Math.Min(old, Insert(new LadderMoment(now, LadderRank.Arrival, index)));
    }

    private int Insert(LadderMoment moment)
    {
        var at = _moments.Count;
        while (at > 0 && moment.CompareTo(_moments[at - 1]) < 0) at--;
        _moments.Insert(at, moment);
        return at;
    }

    private void Place(int from)
    {
        CollectionsMarshal.SetCount(_placed, Math.Min(from, _placed.Count));
        for (var i = from; i < _moments.Count; i++)
        {
            var moment = _moments[i];
            var before = i > 0 ? _placed[i - 1] : new PlacedMoment(FirstY - 20, 0, -LabelGap, 0, 0, false, null);
            var wait = i > 0 ? moment.At - _moments[i - 1].At : TimeSpan.Zero;
            var (drop, isShort) = Drop(wait, before.Flying > 0);
            var y = before.Y + Math.Max(drop, Step(moment.Rank) + Beyond(moment) + (i > 0 ? Beyond(_moments[i - 1]) : 0));
            var (isArrival, isDeparture) = (moment.Rank == LadderRank.Arrival, moment.Rank == LadderRank.Departure);
            if (isArrival) y = Math.Max(y, _heights[moment.Row].Top + Flight);
            if (isDeparture) y = Math.Max(y, before.Departed + LabelGap);
            var hasTime = isDeparture && y - before.TimeY >= 15;
            _heights[moment.Row] = isArrival ? (_heights[moment.Row].Top, y) : (y, y);
            _placed.Add(new PlacedMoment(
                y, isDeparture ? y : before.Departed, hasTime ? y : before.TimeY, before.Flying + (isDeparture ? 1 : isArrival ? -1 : 0),
                StillOpen(before.OpenFrom, i), hasTime, isShort ? wait : null));
        }
    }

    /// <summary>
    /// How far down a wait goes, to scale up to a point. Where something is on its way the point is further, so that slopes tell how
    /// long it takes.
    /// </summary>
    private (int Drop, bool IsShort) Drop(TimeSpan wait, bool isFlying)
    {
        var (most, cut) = isFlying ? (150, 160) : (36, 46);
        var scaled = wait.TotalMicroseconds * _scale;
        return scaled > most ? (cut, true) : ((int)scaled, false);
    }

    /// <summary>What of a note's further lines is above its middle's line, and as much below.</summary>
    private int Beyond(in LadderMoment moment) => _rows[moment.Row] is NoteRow note ? (NoteLines.Of(note) - 1) * NoteLines.Height / 2 : 0;

    private static int Step(LadderRank rank) => rank switch
    {
        LadderRank.Arrival => 14,
        LadderRank.State => 20,
        LadderRank.Note => 30,
        LadderRank.Departure => 20,
    };

    private int StillOpen(int from, int at)
    {
        while (from <= at && !(_moments[from].Rank == LadderRank.Departure && EndOf(_moments[from].Row).CompareTo(_moments[at]) > 0)) from++;
        return from;
    }

    /// <summary>The place of the first moment at that height or below.</summary>
    private int FirstAt(int y)
    {
        var (low, high) = (0, _placed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_placed[middle].Y < y) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private PlacedArrow ArrowOf(int row) => new(
        row, _rows[row], _heights[row].Top, _heights[row].Bottom,
        _rows[row] is SegmentRow { RepeatOf: { } original } && original < row ? _heights[original].Top : null);

    private LadderMoment HeadOf(int row) => new(_rows[row].At, _rows[row] switch
    {
        StateRow => LadderRank.State,
        NoteRow => LadderRank.Note,
        _ => LadderRank.Departure,
    }, row);

    private LadderMoment EndOf(int row) => new(ArrivalOf(_rows[row])!.Value, LadderRank.Arrival, row);

    private static bool IsOnTheWay(LadderRow row) => row is SegmentRow { Fate: SegmentFate.OnTheWay } or IcmpRow { Fate: SegmentFate.OnTheWay };

    /// <summary>When an arrow ends: after it begins, even on a link that takes no time.</summary>
    private static Instant? ArrivalOf(LadderRow row)
    {
        var arrival = row is SegmentRow segment ? segment.Arrival : row is IcmpRow error ? error.Arrival : (Instant?)null;
        return arrival is { } at && at <= row.At ? row.At + TimeSpan.FromMicroseconds(1) : arrival;
    }
}
