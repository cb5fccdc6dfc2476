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
internal sealed partial class SeatLens(string? host)
{
    private readonly Dictionary<int, SegmentSent> _sent = [];
    private readonly Dictionary<int, int> _rowOf = [];
    private readonly Dictionary<(FourTuple, SeqNumber, uint), int> _firsts = [];
    private LinkSetup _link = new();
    private int _events;
    private int _remarks;
    private int _epoch;
    private bool _isAsked;

    /// <summary>The rows, oldest first.</summary>
    public ImmutableList<LadderRow> Rows { get; private set; } = [];

    /// <summary>Takes in what has happened since the last look.</summary>
    public void Look(RoomState state)
    {
        // What was asked is answered with the solution, so the rows before it are made anew.
        var isAsked = host is not null && state.Attempt is { Points: null };
        if (_epoch != state.Epoch || _isAsked != isAsked) Forget(state);
        _isAsked = isAsked;
        var trace = state.Match.World.Trace;
        while (_events < trace.Count || _remarks < state.Remarks.Count)
        {
            if (_remarks < state.Remarks.Count && state.Remarks[_remarks] is var remark && remark.After <= _events)
            {
                Rows = Rows.Add(new NoteRow(remark.At, remark.Says));
                _remarks++;
            }
            else See(trace[_events++], state.Match.World.Setup);
        }
    }

    /// <summary>Takes in one thing that has happened.</summary>
    /// <param name="setup">The hosts it happened among.</param>
    public void See(TraceEvent happened, WorldSetup setup)
    {
        switch (happened)
        {
            case SegmentSent sent:
                _sent[sent.Id] = sent;
                if (host is null || sent.From == host) AddSent(sent, setup);
                break;
            case SegmentDuplicated copy when _sent[copy.Original] is var sent:
                _sent[copy.Id] = sent;
                if (host is null) AddCopy(sent, copy);
                else if (sent.From == host) _rowOf[copy.Id] = _rowOf[sent.Id];
                break;
            case SegmentArrived arrived when _sent[arrived.Id] is var sent:
                if (host is null || (sent.From == host && !IsForged(sent, setup))) Complete(sent, arrived, setup);
                else if (arrived.Host == host) AddHeard(arrived, setup);
                break;
            case SegmentOverheard overheard when overheard.Host == host:
                AddOverheard(_sent[overheard.Id], setup);
                break;
            case LinkChanged changed:
                _link = changed.Link;
                break;
            case StateChanged changed when MayKnow(changed, setup):
                Rows = Rows.Add(new StateRow(changed.At, changed.Host, changed.From, changed.To, Names(changed.Connection)));
                break;
            case IcmpSent error when host is null || error.From == host:
                AddError(error);
                break;
            case IcmpArrived error when host is null:
                var place = _rowOf[error.Id];
                Rows = Rows.SetItem(place, (IcmpRow)Rows[place] with { Arrival = error.At, Fate = SegmentFate.Arrived });
                break;
            case IcmpArrived error when error.Host == host:
                Mark(error.Id);
                Rows = Rows.Add(RowOf(error.Error, "", host, Before(error.At, host), error.At, SegmentFate.Arrived, false));
                break;
            default:
                // The other person's states and the others' ICMP errors are theirs.
                break;
        }
    }

    private void Forget(RoomState state)
    {
        Rows = [];
        _sent.Clear();
        _rowOf.Clear();
        _firsts.Clear();
        ForgetMarks();
        _link = state.Match.World.Setup.Link;
        (_events, _remarks, _epoch) = (0, 0, state.Epoch);
    }

    /// <summary>
    /// The states of the reader's own host, and those of an engine on a connection with it, for those teach. What an engine has with
    /// another host is between the two: a state would tell of segments that the reader never heard.
    /// </summary>
    private bool MayKnow(StateChanged changed, WorldSetup setup)
    {
        if (host is null || changed.Host == host) return true;
        var peer = changed.Connection.Remote.Host;
        return setup.Find(changed.Host) is { IsEngine: true } && (peer.IsUnspecified || setup.At(peer)?.Name == host);
    }

    /// <summary>
    /// A segment that the reader sent or hears on the wire. Only on the wire can it be heard that it was lost, held, delayed or spoilt:
    /// its sender counts with the link's usual delay.
    /// </summary>
    private void AddSent(SegmentSent sent, WorldSetup setup)
    {
        var fate = host is null && sent.IsLost ? SegmentFate.Lost : SegmentFate.OnTheWay;
        var arrival = host is null ? sent.ArrivesAt : Usual(sent.At, sent.From);
        var review = sent.Review is { } made ? Tell.Of(made, sent.Segment, sent.From, sent.To) : null;
        var first = FirstOf(sent.Segment);
        _rowOf[sent.Id] = Rows.Count;
        Mark(sent.Id);
        Rows = Rows.Add(new SegmentRow(
            sent.At, sent.From, sent.To ?? "", Tell.Of(sent.Segment), arrival, fate, sent.From == host, sent.IsRepeat, review,
            RepeatOf: sent.IsRepeat ? first : null, IsCorrupt: host is null && (sent.IsCorrupt || sent.Segment.Checksum is not null),
            Forges: IsForged(sent, setup) ? sent.Segment.Source.ToString() : null));
    }

    /// <summary>The link's second copy of a segment, for who hears the wire. It is whole even where the first was spoilt.</summary>
    private void AddCopy(SegmentSent sent, SegmentDuplicated copy)
    {
        var place = _rowOf[sent.Id];
        var first = (SegmentRow)Rows[place];
        _rowOf[copy.Id] = Rows.Count;
        Mark(sent.Id);
        Rows = Rows.Add(first with
        {
            Arrival = copy.ArrivesAt,
            Fate = SegmentFate.OnTheWay,
            IsRepeat = true,
            Review = null,
            Verdict = null,
            RepeatOf = place,
            IsCopy = true,
            IsCorrupt = sent.Segment.Checksum is not null,
        });
    }

    /// <summary>A segment that passes by: whether it gets to where it goes, and who really sent it, is not to be heard.</summary>
    private void AddOverheard(SegmentSent sent, WorldSetup setup)
    {
        var from = NameOf(sent.Segment.Source, setup);
        var first = FirstOf(sent.Segment);
        Mark(sent.Id);
        Rows = Rows.Add(new SegmentRow(
            sent.At, from, sent.To ?? "", Tell.Of(sent.Segment), Usual(sent.At, from), SegmentFate.OnTheWay, false, first is not null,
            RepeatOf: first));
    }

    /// <summary>
    /// What the receiver did with it. To its sender a segment that was spoilt on the way is as good as lost; of two copies the first
    /// tells; and who forged the source hears nothing, for whatever comes back goes to the host that was named.
    /// </summary>
    private void Complete(SegmentSent sent, SegmentArrived arrived, WorldSetup setup)
    {
        var place = _rowOf[arrived.Id];
        var row = (SegmentRow)Rows[place];
        if (row.Fate == SegmentFate.Arrived || (host is not null && arrived.Segment != sent.Segment)) return;
        var verdict = VerdictOf(arrived, setup, toSender: host is not null);
        Rows = Rows.SetItem(place, row with { Fate = SegmentFate.Arrived, Arrival = arrived.At, Verdict = verdict, Expected = host is null ? ExpectedOf(arrived) : null });
    }

    /// <summary>
    /// A segment that was delivered to the reader. When it left, who really sent it and whether it was sent before is not theirs to
    /// know: the row is made of the delivery, the source address and what was delivered earlier.
    /// </summary>
    private void AddHeard(SegmentArrived arrived, WorldSetup setup)
    {
        var segment = arrived.Segment;
        var from = NameOf(segment.Source, setup);
        var first = FirstOf(segment);
        Mark(_sent[arrived.Id].Id);
        Rows = Rows.Add(new SegmentRow(
            Before(arrived.At, from), from, arrived.Host, Tell.Of(segment), arrived.At, SegmentFate.Arrived, false, first is not null,
            Verdict: VerdictOf(arrived, setup, toSender: false), RepeatOf: first, IsCorrupt: segment.Checksum is not null,
            Expected: _isAsked ? null : ExpectedOf(arrived), Question: _isAsked ? QuestionOf(arrived) : null));
    }

    /// <summary>
    /// What a TCP did with what arrived. That of an engine's host is everybody's to learn from; on autopilot it is a person's host still, and
    /// they and who watches hear it alone.
    /// </summary>
    private VerdictView? VerdictOf(SegmentArrived arrived, WorldSetup setup, bool toSender) =>
        arrived.Verdict is { } made && (host is null || host == arrived.Host || setup.Find(arrived.Host) is { IsEngine: true }) ? Tell.Of(made, arrived.Host, toSender) : null;

    /// <summary>What a TCP in a person's position would do with what arrived: it tells of that person's ledger, so it is theirs, and the sender hears nothing of it.</summary>
    private static VerdictView? ExpectedOf(SegmentArrived arrived) => arrived.Expected is { } expected ? Tell.Expected(expected) : null;

    /// <summary>What is left of it for who plays a challenge: the answer stays here until they have given it.</summary>
    private static ArrivalQuestion? QuestionOf(SegmentArrived arrived) => arrived.Expected is { } expected ? Tell.Question(expected) : null;

    /// <summary>An ICMP error that the reader sent, or that goes over the wire. Nobody tells its sender of its arrival.</summary>
    private void AddError(IcmpSent error)
    {
        var arrival = host is null ? error.ArrivesAt : Usual(error.At, host);
        _rowOf[error.Id] = Rows.Count;
        Mark(error.Id);
        Rows = Rows.Add(RowOf(error.Error, error.From ?? "", error.To ?? "", error.At, arrival, SegmentFate.OnTheWay, host is not null));
    }

    /// <summary>
    /// The place of the row that had these numbers first, among those that the reader has a row of; notes that the next row has them
    /// where none had. What is empty or spoilt repeats nothing.
    /// </summary>
    private int? FirstOf(in Segment segment)
    {
        if (segment is not { Length: > 0, Checksum: null }) return null;
        var numbers = (segment.Connection, segment.Seq, segment.Length);
        if (_firsts.TryGetValue(numbers, out var first)) return first;
        _firsts.Add(numbers, Rows.Count);
        return null;
    }

    private static IcmpRow RowOf(in IcmpError error, string from, string to, Instant at, Instant arrival, SegmentFate fate, bool isMine) =>
        new(at, from, to, error.Kind, Names(error.Connection)!, error.Seq.Value, error.Mtu, arrival, fate, isMine);

    private Instant Usual(Instant left, string from) => left + _link.PathFrom(from).Delay;

    private Instant Before(Instant arrived, string from) =>
        new(Math.Max(0, arrived.Microseconds - (long)_link.PathFrom(from).Delay.TotalMicroseconds));

    /// <summary>True for a segment that names another host than the one that sends it.</summary>
    private static bool IsForged(SegmentSent sent, WorldSetup setup) => setup.Find(sent.From)?.IsForged(sent.Segment) != false;

    private static string? Names(in FourTuple connection) => connection.Remote.Host.IsUnspecified ? null : connection.ToString();

    private static string NameOf(SocketAddress source, WorldSetup setup) => setup.At(source.Host)?.Name ?? source.ToString();
}
