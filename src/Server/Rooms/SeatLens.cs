using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>
/// The ladder as one seat may see it. This is the one place that decides what a seat can know: a host's person sees what they
/// sent and what was delivered to them; who watches hears the wire.
/// </summary>
/// <param name="host">The host whose person looks; none for who watches.</param>
internal sealed class SeatLens(string? host)
{
    private readonly Dictionary<int, SegmentSent> _sent = [];
    private readonly Dictionary<int, int> _rowOf = [];
    private readonly HashSet<(SocketAddress, SeqNumber, uint)> _heard = [];
    private LinkSetup _link = new();
    private int _events;
    private int _remarks;
    private int _epoch;

    /// <summary>The rows, oldest first.</summary>
    public ImmutableList<LadderRow> Rows { get; private set; } = [];

    /// <summary>Takes in what has happened since the last look.</summary>
    public void Look(RoomState state)
    {
        if (_epoch != state.Epoch) Forget(state);
        var trace = state.Match.World.Trace;
        while (_events < trace.Count || _remarks < state.Remarks.Count)
        {
            if (_remarks < state.Remarks.Count && state.Remarks[_remarks] is var remark && remark.After <= _events)
            {
                Rows = Rows.Add(new NoteRow(remark.At, remark.Says));
                _remarks++;
            }
            else See(trace[_events++], state.Match);
        }
    }

    private void Forget(RoomState state)
    {
        Rows = [];
        _sent.Clear();
        _rowOf.Clear();
        _heard.Clear();
        _link = state.Match.World.Setup.Link;
        (_events, _remarks, _epoch) = (0, 0, state.Epoch);
    }

    private void See(TraceEvent happened, Match match)
    {
        switch (happened)
        {
            case SegmentSent sent:
                _sent[sent.Id] = sent;
                if (host is null || sent.From == host) AddSent(sent);
                break;
            case SegmentDuplicated copy when _sent[copy.Original] is var sent:
                _sent[copy.Id] = sent;
                if (host is null) AddSent(sent with { Id = copy.Id, ArrivesAt = copy.ArrivesAt, Fate = Fate.Travels, IsRepeat = true, Review = null });
                else if (sent.From == host) _rowOf[copy.Id] = _rowOf[sent.Id];
                break;
            case SegmentArrived arrived when _sent[arrived.Id] is var sent:
                if (host is null || sent.From == host) Complete(sent, arrived);
                else if (arrived.Host == host) AddHeard(arrived, match.World.Setup);
                break;
            case SegmentOverheard overheard when overheard.Host == host:
                AddOverheard(_sent[overheard.Id], match.World.Setup);
                break;
            case LinkChanged changed:
                _link = changed.Link;
                break;
            case StateChanged changed when host is null || changed.Host == host || match.IsEngine(changed.Host):
                Rows = Rows.Add(new StateRow(changed.At, changed.Host, changed.From, changed.To));
                break;
            default:
                // The other person's states are theirs.
                break;
        }
    }

    /// <summary>
    /// A segment that the reader sent or hears on the wire. Only on the wire can it be heard that it was lost, held or delayed: its
    /// sender counts with the link's usual delay.
    /// </summary>
    private void AddSent(SegmentSent sent)
    {
        var fate = host is null && sent.IsLost ? SegmentFate.Lost : SegmentFate.OnTheWay;
        var arrival = host is null ? sent.ArrivesAt : sent.At + _link.PathFrom(sent.From).Delay;
        var review = sent.Review is { } made ? Tell.Of(made, sent.Segment) : null;
        _rowOf[sent.Id] = Rows.Count;
        Rows = Rows.Add(new SegmentRow(
            sent.At, sent.From, sent.To ?? "", Tell.Of(sent.Segment), arrival, fate, sent.From == host, sent.IsRepeat, review));
    }

    /// <summary>A segment that passes by: whether it gets to where it goes, and who really sent it, is not to be heard.</summary>
    private void AddOverheard(SegmentSent sent, WorldSetup setup)
    {
        var (from, segment) = (NameOf(sent.Segment.Source, setup), Tell.Of(sent.Segment));
        Rows = Rows.Add(new SegmentRow(
            sent.At, from, sent.To ?? "", segment, sent.At + _link.PathFrom(from).Delay, SegmentFate.OnTheWay, false, false));
    }

    /// <summary>
    /// What the receiver did with it. To its sender a segment that was spoilt on the way is as good as lost; and of two copies the first
    /// tells.
    /// </summary>
    private void Complete(SegmentSent sent, SegmentArrived arrived)
    {
        var place = _rowOf[arrived.Id];
        var row = (SegmentRow)Rows[place];
        if (row.Fate == SegmentFate.Arrived || (host is not null && arrived.Segment != sent.Segment)) return;
        var verdict = arrived.Verdict is { } made ? Tell.Of(made, arrived.Host) : null;
        Rows = Rows.SetItem(place, row with { Fate = SegmentFate.Arrived, Arrival = arrived.At, Verdict = verdict });
    }

    /// <summary>
    /// A segment that was delivered to the reader. When it left, who really sent it and whether it was sent before is not theirs to
    /// know: the row is made of the delivery, the source address and what was delivered earlier.
    /// </summary>
    private void AddHeard(SegmentArrived arrived, WorldSetup setup)
    {
        var segment = arrived.Segment;
        var from = NameOf(segment.Source, setup);
        var isRepeat = segment is { Length: > 0, Checksum: null } && !_heard.Add((segment.Source, segment.Seq, segment.Length));
        var left = new Instant(Math.Max(0, arrived.At.Microseconds - (long)_link.PathFrom(from).Delay.TotalMicroseconds));
        Rows = Rows.Add(new SegmentRow(left, from, arrived.Host, Tell.Of(segment), arrived.At, SegmentFate.Arrived, false, isRepeat));
    }

    private static string NameOf(SocketAddress source, WorldSetup setup) => setup.At(source.Host)?.Name ?? source.ToString();
}
