using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>How an acknowledgment fits what was delivered.</summary>
internal enum AckFit
{
    /// <summary>It is RCV.NXT.</summary>
    Right,

    /// <summary>It was RCV.NXT when an earlier segment arrived, and says more than the last acknowledgment.</summary>
    Late,

    /// <summary>It is RCV.NXT of a TCP that keeps not all that comes early, or nothing of it (RFC 9293 §3.10.7.4, SHLD-31 is no MUST).</summary>
    Less,

    /// <summary>No TCP would send it.</summary>
    Wrong,
}

/// <content>
/// What was received: RCV.NXT is what a TCP would have that keeps early text. What lies beyond the window offered, it may take or leave: the
/// sender's next acknowledgment tells.
/// </content>
public sealed partial class Ledger
{
    private const int MaxStrays = 8;
    private const int MaxMoments = 64;

    private readonly ReceivedRanges _held = new(), _beyond = new();
    private readonly List<SeqNumber> _moments = [];
    private readonly List<Segment> _strays = [];
    private readonly List<(SeqNumber Start, ReadOnlyMemory<byte> Text)> _early = [];
    private SeqNumber? _heldFin, _beyondFin, _doubtUpTo;
    private SeqNumber _lastAck, _certain, _edge;

    /// <summary>True while something was delivered that lies beyond a gap.</summary>
    internal bool HasGap => !_held.IsEmpty || _heldFin is not null;

    /// <summary>True once the other side has contradicted itself, with text after its FIN or with two FINs.</summary>
    public bool IsInDoubt => _doubtUpTo is not null;

    /// <summary>True while the other side's window is that of its SYN, which is never scaled.</summary>
    internal bool IsWindowOfSyn { get; private set; }

    /// <summary>The last segment delivered that belongs to no connection here and was not answered with a reset yet.</summary>
    internal Segment? Stray => _strays.Count > 0 ? _strays[^1] : null;

    private uint Room => Tcb.RcvNxt.IsBefore(_edge) ? Tcb.RcvNxt.DistanceTo(_edge) : 0;

    /// <summary>How an acknowledgment fits.</summary>
    internal AckFit FitOf(SeqNumber ack)
    {
        if (!HasHeardSyn) return AckFit.Wrong;
        if (ack == Tcb.RcvNxt || MayHave(ack)) return AckFit.Right;
        if (_doubtUpTo is { } most && ack.IsNewAck(_lastAck - 1, most)) return AckFit.Right;
        if (_certain.IsAtOrBefore(ack) && ack.IsBefore(Tcb.RcvNxt)) return AckFit.Less;
        return _lastAck.IsBefore(ack) && _moments.Contains(ack) ? AckFit.Late : AckFit.Wrong;
    }

    /// <summary>True when everything in a block was delivered, before RCV.NXT or after it.</summary>
    internal bool WasDelivered(SackBlock block) => block.Left.IsBefore(block.Right)
        && block.Right.IsAtOrBefore(Tcb.RcvNxt.IsAtOrBefore(block.Left) ? ReachWithFin(block.Left) : Tcb.RcvNxt);

    /// <summary>True for the number after something that was delivered beyond the gap.</summary>
    internal bool IsEndBeyondGap(SeqNumber number) => HasGap && (_held.EndAt(number) || _heldFin + 1 == number);

    /// <summary>True when a reset answers one of the segments that belong to no connection here.</summary>
    internal bool AnswersStray(Segment reset) => _strays.Exists(stray => ResetReview.IsAnswer(stray, reset));

    /// <summary>The segment between other sockets that asks for a connection, and that this SYN-ACK answers.</summary>
    internal bool AnswersStrangersSyn(Segment segment) => listens && segment.Bits.Has(ControlBits.SynAck) && _strays.Exists(
        stray => stray is { IsSyn: true, IsAck: false } && stray.Connection.Reversed == segment.Connection && segment.Ack == stray.Seq + 1);

    private bool TakeStray(Segment reset) => _strays.RemoveAll(stray => ResetReview.IsAnswer(stray, reset)) > 0;

    private void NoteStray(in Segment segment)
    {
        if (segment.IsRst) return;
        if (_strays.Count == MaxStrays) _strays.RemoveAt(0);
        _strays.Add(segment);
    }

    private void ForgetHeard()
    {
        _doubtUpTo = null;
        _moments.Clear();
        ForgetHeld();
    }

    private void ForgetHeld()
    {
        _held.Clear();
        _beyond.Clear();
        _early.Clear();
        (_heldFin, _beyondFin) = (null, null);
    }

    private void OnAckSent(in Segment segment)
    {
        if (FitOf(segment.Ack) == AckFit.Wrong) return;
        if (Tcb.RcvNxt.IsBefore(segment.Ack)) Adopt(segment.Ack);
        HasAcknowledged = segment.Ack == Tcb.RcvNxt;
        _lastAck = SeqNumber.Latest(_lastAck, segment.Ack);
        if (HasAcknowledged) _moments.Clear();
        _edge = segment.Ack + Tcb.RcvWnd;
        OfferedEdge = OfferedEdge is { } edge ? SeqNumber.Latest(edge, _edge) : _edge;
    }

    private SeqNumber Reach(SeqNumber next)
    {
        while (true)
        {
            var end = _beyond.EndFrom(_held.EndFrom(next));
            if (end == next) return end;
            next = end;
        }
    }

    private SeqNumber ReachWithFin(SeqNumber next)
    {
        var reach = Reach(next);
        return reach == _heldFin || reach == _beyondFin ? reach + 1 : reach;
    }

    private bool MayHave(SeqNumber ack) => (SynIsAcknowledged || _agreement.HasFastOpenCookie) && ack.IsNewAck(Tcb.RcvNxt, ReachWithFin(Tcb.RcvNxt));

    /// <summary>The sender has taken what lay beyond the window offered.</summary>
    private void Adopt(SeqNumber ack)
    {
        var isFin = _beyondFin + 1 == ack;
        AdvanceTo(ack);
        _certain = ack;
        if (isFin) OnFinHeard();
    }

    /// <summary>Holds a segment's text and FIN; what reaches over the window offered is held apart.</summary>
    private void Hold(in Segment segment, bool isCertain)
    {
        var start = segment.IsSyn ? segment.Seq + 1 : segment.Seq;
        var end = start + (uint)segment.Payload.Length;
        if (start != end || segment.IsFin) HoldFromTo(start, end, segment.IsFin, isCertain);
        if (start != end) _early.Add((start, segment.Payload));
        TakeHeld();
    }

    private void HoldFromTo(SeqNumber start, SeqNumber end, bool isFin, bool isCertain)
    {
        // Nothing follows a FIN: who says so contradicts itself, and a TCP may believe the one or the other.
        if (_heldFin is { } fin && (fin.IsBefore(end) || (isFin && end != fin))) Doubt(end);
        if (isFin && _held.ReachBeyond(end)) Doubt(end);
        if (_heldFin?.IsBefore(end) == true) end = _heldFin.Value;
        var cut = end.IsAtOrBefore(_edge) ? end : SeqNumber.Latest(start, _edge);
        _held.Add(SeqNumber.Latest(start, Tcb.RcvNxt), cut);
        if (isCertain && start.IsAtOrBefore(_certain) && _certain.IsBefore(cut)) _certain = cut;
        if (cut.IsBefore(end)) _beyond.Add(SeqNumber.Latest(cut, Tcb.RcvNxt), end);
        if (isFin && Tcb.RcvNxt.IsAtOrBefore(end))
        {
            if (end.IsBefore(_edge)) _heldFin ??= end;
            else _beyondFin = end;
        }
    }

    private void Doubt(SeqNumber end)
    {
        var most = SeqNumber.Latest(SeqNumber.Latest(end, _heldFin ?? end), _held.Most(end));
        _doubtUpTo = SeqNumber.Latest(_doubtUpTo ?? most, most + 1);
    }

    /// <summary>Holds apart what a TCP may throw away, and need not.</summary>
    private void HoldBeyond(in Segment segment)
    {
        if (HasHeardFin || segment.IsSyn || !segment.IsAck || Tcb.RcvNxt.DistanceTo(segment.Seq) > ushort.MaxValue) return;
        var end = segment.Seq + (uint)segment.Payload.Length;
        _beyond.Add(segment.Seq, end);
        if (segment.IsFin) _beyondFin = end;
    }

    /// <summary>Text waits for its turn, and for the connection to be open (RFC 9293 §3.10.7.2, third).</summary>
    private void TakeHeld()
    {
        if (!SynIsAcknowledged) return;
        var end = _held.EndFrom(Tcb.RcvNxt);
        if (_heldFin is { } fin && fin.IsBefore(end)) end = fin;
        var isFin = _heldFin == end;
        if (end == Tcb.RcvNxt && !isFin) return;
        var isCertain = _certain == end;
        AdvanceTo(isFin ? end + 1 : end);
        if (isCertain) _certain = Tcb.RcvNxt;
        if (isFin) OnFinHeard();
    }

    private void AdvanceTo(SeqNumber next)
    {
        if (_moments.Count == MaxMoments) _moments.RemoveAt(0);
        _moments.Add(Tcb.RcvNxt);
        HasAcknowledged = false;
        Tcb = Tcb with { RcvNxt = next };
        _held.ForgetBefore(next);
        _beyond.ForgetBefore(next);
        _early.RemoveAll(piece => (piece.Start + (uint)piece.Text.Length).IsAtOrBefore(next));
    }
}
