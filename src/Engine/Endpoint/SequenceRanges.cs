using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Ranges of sequence numbers that lie apart from each other, the one that grew last first: the order in which RFC 2018 §4 wants
/// them told. Bounded, and all within half the circle.
/// </summary>
internal sealed class SequenceRanges
{
    /// <summary>How many ranges are kept at most.</summary>
    public const int Most = 64;

    private readonly List<SackBlock> _ranges = [];

    /// <summary>How many ranges there are.</summary>
    public int Count => _ranges.Count;

    /// <summary>A range, the one that grew last first.</summary>
    public SackBlock this[int index] => _ranges[index];

    /// <summary>Adds a range, joined with those that it overlaps or touches.</summary>
    /// <returns>False when there is no room for one more that stands alone.</returns>
    public bool Add(SeqNumber left, SeqNumber right)
    {
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            var range = _ranges[i];
            if (right.IsBefore(range.Left) || range.Right.IsBefore(left)) continue;
            (left, right) = (range.Left.IsBefore(left) ? range.Left : left, SeqNumber.Latest(right, range.Right));
            _ranges.RemoveAt(i);
        }

        if (_ranges.Count == Most) return false;
        _ranges.Insert(0, new SackBlock(left, right));
        return true;
    }

    /// <summary>Takes away everything before <paramref name="start"/>.</summary>
    public void CutBefore(SeqNumber start)
    {
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            if (_ranges[i].Right.IsAtOrBefore(start)) _ranges.RemoveAt(i);
            else if (_ranges[i].Left.IsBefore(start)) _ranges[i] = _ranges[i] with { Left = start };
        }
    }

    /// <summary>The end of the range that holds <paramref name="number"/>; the number itself where none does.</summary>
    public SeqNumber EndFrom(SeqNumber number)
    {
        foreach (var range in _ranges)
        {
            if (range.Left.IsAtOrBefore(number) && number.IsBefore(range.Right)) return range.Right;
        }

        return number;
    }

    /// <summary>The first number at or after <paramref name="start"/> that a range holds, but at most <paramref name="end"/>.</summary>
    public SeqNumber NextFrom(SeqNumber start, SeqNumber end)
    {
        foreach (var range in _ranges)
        {
            if (!range.Right.IsAtOrBefore(start) && range.Left.IsBefore(end)) end = range.Left.IsBefore(start) ? start : range.Left;
        }

        return end;
    }

    /// <summary>How many numbers from <paramref name="start"/> to before <paramref name="end"/> the ranges hold.</summary>
    public uint CountWithin(SeqNumber start, SeqNumber end)
    {
        var count = 0u;
        foreach (var range in _ranges)
        {
            var left = SeqNumber.Latest(start, range.Left);
            var right = range.Right.IsBefore(end) ? range.Right : end;
            if (left.IsBefore(right)) count += left.DistanceTo(right);
        }

        return count;
    }

    /// <summary>Forgets the range that has not grown for longest.</summary>
    public void ForgetOldest() => _ranges.RemoveAt(_ranges.Count - 1);

    /// <summary>Forgets everything.</summary>
    public void Clear() => _ranges.Clear();
}
