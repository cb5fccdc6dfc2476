using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>
/// Which numbers beyond RCV.NXT were delivered, as ranges that don't touch; the octets themselves are not kept. All of them lie less
/// than half the circle apart, as everything inside a window does.
/// </summary>
internal sealed class ReceivedRanges
{
    private readonly List<SackBlock> _ranges = [];

    /// <summary>True when nothing is held.</summary>
    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>Adds a range, and joins it with those that it touches; an empty one adds nothing.</summary>
    public void Add(SeqNumber left, SeqNumber right)
    {
        if (!left.IsBefore(right)) return;
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            var range = _ranges[i];
            if (right.IsBefore(range.Left) || range.Right.IsBefore(left)) continue;
            if (range.Left.IsBefore(left)) left = range.Left;
            right = SeqNumber.Latest(right, range.Right);
            _ranges.RemoveAt(i);
        }

        _ranges.Add(new SackBlock(left, right));
    }

    /// <summary>The number after the last one that follows <paramref name="next"/> without a gap; that number itself when it is missing.</summary>
    public SeqNumber EndFrom(SeqNumber next)
    {
        foreach (var range in _ranges)
        {
            if (range.Left.IsAtOrBefore(next) && next.IsBefore(range.Right)) return range.Right;
        }

        return next;
    }

    /// <summary>True when a range ends just before this number.</summary>
    public bool EndAt(SeqNumber number) => _ranges.Exists(range => range.Right == number);

    /// <summary>True when something is held from a number on.</summary>
    public bool ReachBeyond(SeqNumber number) => _ranges.Exists(range => number.IsBefore(range.Right));

    /// <summary>The furthest number after a range, or the one given.</summary>
    public SeqNumber Most(SeqNumber otherwise)
    {
        foreach (var range in _ranges) otherwise = SeqNumber.Latest(otherwise, range.Right);
        return otherwise;
    }

    /// <summary>Forgets everything before a number.</summary>
    public void ForgetBefore(SeqNumber next)
    {
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            if (!next.IsBefore(_ranges[i].Right)) _ranges.RemoveAt(i);
            else if (_ranges[i].Left.IsBefore(next)) _ranges[i] = _ranges[i] with { Left = next };
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _ranges.Clear();
}
