using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Which of the octets in flight are taken for lost, and what of them has been sent again. One picture for all three ways to learn
/// of a loss: duplicate acknowledgments (RFC 5681 §3.2 with RFC 6582), selective ones (RFC 6675), and the timer.
/// </summary>
/// <remarks>All before <c>_lostBefore</c> that is neither acknowledged nor selectively so is lost; all of that before <c>_resentTo</c> was sent again.</remarks>
internal struct LossRecovery
{
    private const int DupThresh = 3;

    private SequenceRanges? _sacked;
    private SeqNumber _recover;
    private SeqNumber _lostBefore;
    private SeqNumber _resentTo;
    private SeqNumber _nextBefore;
    private uint _left;
    private int _duplicates;
    private bool _wasRescued;

    /// <summary>True during fast recovery.</summary>
    public bool IsFast { get; private set; }

    /// <summary>True when the next lost piece is to be sent whatever the congestion window says.</summary>
    public bool IsUrgent { get; private set; }

    /// <summary>Nothing is lost yet.</summary>
    public void Begin(SeqNumber start) => (_recover, _lostBefore, _resentTo) = (start - 1, start, start);

    /// <summary>RFC 6675's pipe: the octets that are believed to be in the network.</summary>
    public readonly uint InFlight(in Tcb tcb)
    {
        var flight = tcb.SndUna.DistanceTo(tcb.SndNxt);
        if (_left == 0 && _lostBefore == tcb.SndUna && _sacked is null) return flight;
        var away = _left + (_sacked?.CountWithin(tcb.SndUna, tcb.SndNxt) ?? 0);
        var from = SeqNumber.Latest(_resentTo, tcb.SndUna);
        if (from.IsBefore(_lostBefore)) away += from.DistanceTo(_lostBefore) - (_sacked?.CountWithin(from, _lostBefore) ?? 0);

        // What was sent again without being taken for lost is out twice.
        else if (_sacked is not null && _lostBefore.IsBefore(from)) flight += _lostBefore.DistanceTo(from) - _sacked.CountWithin(_lostBefore, from);
        return away < flight ? flight - away : 0;
    }

    /// <summary>The next lost octets that were not sent again.</summary>
    public readonly bool TryNext(in Tcb tcb, out SeqNumber start, out SeqNumber end)
    {
        start = SeqNumber.Latest(_resentTo, tcb.SndUna);
        end = start;
        if (!start.IsBefore(_lostBefore)) return false;
        if (_sacked is not null)
        {
            for (var next = _sacked.EndFrom(start); next != start; next = _sacked.EndFrom(start)) start = next;
            if (!start.IsBefore(_lostBefore)) return false;
        }

        end = _sacked?.NextFrom(start, tcb.SndNxt) ?? tcb.SndNxt;
        return start != end;
    }

    /// <summary>
    /// What may be sent again in fast recovery when neither lost octets nor new ones can go (RFC 6675 §4, NextSeg): what was not yet sent
    /// again before the last block (rule 3), or else, once, the end of all, lest the timer be needed for it (rule 4, the "rescue").
    /// </summary>
    /// <param name="fin">1 when the number before SND.NXT is our FIN, which needs no room in a segment.</param>
    /// <param name="isRescue">True by rule 4.</param>
    public readonly bool TryDoubtful(in Tcb tcb, uint mss, uint fin, out SeqNumber start, out SeqNumber end, out bool isRescue)
    {
        isRescue = false;
        start = SeqNumber.Latest(_resentTo, tcb.SndUna);
        end = tcb.SndNxt;
        if (_sacked is not null)
        {
            for (var next = _sacked.EndFrom(start); next != start; next = _sacked.EndFrom(start)) start = next;
            end = _sacked.NextFrom(start, tcb.SndNxt);
        }

        if (end != tcb.SndNxt) return true;

        // Where the end was sent again already, by rule 1 or 3, it needs no rescue.
        isRescue = true;
        start = SeqNumber.Latest(start, end - mss - fin);
        return !_wasRescued && start.IsBefore(end);
    }

    /// <summary>The last octets of all were sent again.</summary>
    public void OnRescued() => _wasRescued = true;

    /// <summary>Lost octets were sent again, up to <paramref name="end"/>.</summary>
    public void OnResent(SeqNumber end) => (_resentTo, IsUrgent) = (end, false);

    /// <summary>Takes selective acknowledgments in; blocks that make no sense are passed over.</summary>
    /// <returns>True when they say something new.</returns>
    public bool OnSack(ImmutableArray<SackBlock> blocks, in Tcb tcb)
    {
        if (blocks.IsDefaultOrEmpty) return false;
        var before = _sacked?.CountWithin(tcb.SndUna, tcb.SndNxt) ?? 0;
        var flight = tcb.SndUna.DistanceTo(tcb.SndNxt);
        foreach (var block in blocks)
        {
            var (left, right) = (tcb.SndUna.DistanceTo(block.Left), tcb.SndUna.DistanceTo(block.Right));
            if (0 < left && left < right && right <= flight) (_sacked ??= new()).Add(block.Left, block.Right);
        }

        return _sacked is not null && _sacked.CountWithin(tcb.SndUna, tcb.SndNxt) > before;
    }

    /// <summary>SND.UNA has moved on by <paramref name="acknowledged"/> octets.</summary>
    public void OnAdvance(in Tcb tcb, uint acknowledged, uint mss, ref CongestionControl congestion)
    {
        var una = tcb.SndUna;
        _duplicates = 0;
        _sacked?.CutBefore(una);
        if (_sacked is { Count: 0 }) _sacked = null;
        if (!IsFast || _recover.IsAtOrBefore(una))
        {
            _left = 0;
            if (IsFast) congestion.Leave(InFlight(tcb), mss);
            else congestion.Grow(acknowledged, mss);
            IsFast = false;
        }
        else if (!_wasRescued)
        {
            // A partial acknowledgment: what follows it is lost too (RFC 6582 §3.2, step 3).
            var stays = _left + (acknowledged >= mss ? mss : 0);
            _left = stays > acknowledged ? stays - acknowledged : 0;
            _lostBefore = SeqNumber.Latest(_lostBefore, SeqNumber.Latest(una, una + Math.Min(mss, una.DistanceTo(tcb.SndNxt))));
            IsUrgent = _resentTo.IsAtOrBefore(una);
        }

        (_recover, _lostBefore, _resentTo) = (SeqNumber.Latest(_recover, una - 1), SeqNumber.Latest(_lostBefore, una), SeqNumber.Latest(_resentTo, una));
        if (IsFast) _lostBefore = SeqNumber.Latest(_lostBefore, LostBefore(tcb, mss));
    }

    /// <summary>A duplicate acknowledgment: a segment has left the network, or a block says which one.</summary>
    public void OnDuplicate(in Tcb tcb, uint mss, ref CongestionControl congestion)
    {
        if (_duplicates++ == 0) _nextBefore = tcb.SndNxt;
        var mayRecover = MayRecover(tcb.SndUna);
        if (_sacked is null && (IsFast || mayRecover || _duplicates < DupThresh)) _left += mss;
        var lostBefore = LostBefore(tcb, mss);
        if (IsFast)
        {
            _lostBefore = SeqNumber.Latest(_lostBefore, lostBefore);
            return;
        }

        var isLost = _duplicates >= DupThresh || tcb.SndUna.IsBefore(lostBefore);
        if (!isLost || !mayRecover) return;

        // What the first two duplicates let go does not count (RFC 5681 §3.2, step 2).
        var flight = tcb.SndUna.DistanceTo(_nextBefore);
        congestion.Halve(flight, mss);
        (IsFast, IsUrgent, _wasRescued, _recover, _resentTo) = (true, true, false, tcb.SndNxt, tcb.SndUna);
        _lostBefore = SeqNumber.Latest(lostBefore, tcb.SndUna + Math.Min(mss, flight));
    }

    /// <summary>
    /// True when an earlier repair is over. Of blocks it is enough that all of it is acknowledged (RFC 6675 §5.1). Bare duplicates must
    /// be of something later (RFC 6582 §3.2, step 2): those of its end may answer what was sent twice without need.
    /// </summary>
    private readonly bool MayRecover(SeqNumber una) => _recover.IsBefore(una) || (_sacked is not null && _recover == una);

    /// <summary>The timer went off: all that is out is lost, and what was selectively acknowledged may be gone too (RFC 2018 §8).</summary>
    public void OnTimeout(in Tcb tcb)
    {
        _sacked = null;
        (_left, _duplicates, IsFast, IsUrgent) = (0, 0, false, true);
        (_recover, _lostBefore, _resentTo) = (tcb.SndNxt, tcb.SndNxt, tcb.SndUna);
    }

    /// <summary>RFC 6675's IsLost, for all numbers before this one: three ranges, or more octets than two segments hold, have arrived from beyond.</summary>
    private readonly SeqNumber LostBefore(in Tcb tcb, uint mss)
    {
        if (_sacked is null) return tcb.SndUna;
        var (ranges, octets, edge) = (0, 0u, tcb.SndNxt);
        while (Last(_sacked, edge) is { } last)
        {
            octets += last.Left.DistanceTo(last.Right);
            if (++ranges >= DupThresh || octets > (DupThresh - 1) * mss) return last.Left;
            edge = last.Left;
        }

        return tcb.SndUna;
    }

    private static SackBlock? Last(SequenceRanges ranges, SeqNumber before)
    {
        SackBlock? last = null;
        for (var i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Right.IsAtOrBefore(before) && !(last is { } one && ranges[i].Right.IsBefore(one.Right))) last = ranges[i];
        }

        return last;
    }
}
