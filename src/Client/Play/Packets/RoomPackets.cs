using System.Collections.Immutable;
using Playground.Captures;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Filters;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Client.Play.Packets;

/// <summary>
/// A room's packets as a capture at the reader's seat would hold them: what they sent when they sent it, what reached them when it did.
/// Grows with the view; only a rewind or another seat makes it begin anew.
/// </summary>
public sealed class RoomPackets
{
    private readonly List<SegmentRow> _rows = [];
    private PacketTrack _track = new();
    private string _where = "";

    /// <summary>The packets, oldest first: another list each time something has changed.</summary>
    public ImmutableList<ListedPacket> Packets { get; private set; } = [];

    /// <summary>Takes a view over.</summary>
    /// <returns>True when something has changed.</returns>
    public bool Update(RoomView view, Sides sides)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(sides);
        var before = Packets;
        var where = $"{view.Seat} {string.Join(' ', view.Hosts.Select(host => host.Socket))}";
        var rows = view.Rows.OfType<SegmentRow>().ToList();
        if (where != _where || !Continues(rows, view.Seat)) BeginAnew(where);
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == _rows.Count) Add(rows[i], view, sides);
            else if (!ReferenceEquals(rows[i], _rows[i])) Packets = Packets.SetItem(i, Packets[i] with { Remarks = RemarksOn(rows[i]) });
        }

        _rows.Clear();
        _rows.AddRange(rows);
        return !ReferenceEquals(before, Packets);
    }

    private bool Continues(List<SegmentRow> rows, string? seat) =>
        rows.Count >= _rows.Count
        && !_rows.Where((row, i) => !ReferenceEquals(rows[i].Segment, row.Segment) || SeenAt(rows[i], seat) != SeenAt(row, seat)).Any();

    private void BeginAnew(string where)
    {
        (_where, _track, Packets) = (where, new(), []);
        _rows.Clear();
    }

    private void Add(SegmentRow row, RoomView view, Sides sides)
    {
        var packet = _track.Next(SegmentOf(row, view), SeenAt(row, view.Seat)) with { Tap = view.Seat ?? "link" };
        Packets = Packets.Add(new(packet, (sides.Between(row.From, row.To) ?? sides).Of(row.From))
        {
            Remarks = RemarksOn(row),
            Direction = DirectionOf(row, view.Seat),
            SourceInk = InkAt(packet.Segment.Source, view),
            DestinationInk = InkAt(packet.Segment.Destination, view),
        });
        _rows.Add(row);
    }

    /// <summary>The hue of the host that has that address; none where nobody has it.</summary>
    private static string InkAt(SocketAddress socket, RoomView view) =>
        view.Hosts.FirstOrDefault(host => AddressOf(host.Name, view) == socket.Host) is { } host ? view.Hosts.InkOf(host.Name) : SideLooks.Ink(null);

    private static Instant SeenAt(SegmentRow row, string? seat) => seat is not null && row.To == seat && !row.IsMine ? row.Arrival : row.At;

    private static FrameDirection DirectionOf(SegmentRow row, string? seat) => row switch
    {
        { IsMine: true } => FrameDirection.Outbound,
        _ when row.To == seat => FrameDirection.Inbound,
        _ => FrameDirection.Unknown,
    };

    /// <summary>The segment from its octets; one whose octets can't be read, from its fields.</summary>
    private static Segment SegmentOf(SegmentRow row, RoomView view)
    {
        var (from, to, said) = (AddressOf(row.Forges ?? row.From, view), AddressOf(row.To, view), row.Segment);
        if (TcpCodec.TryDecode(said.Bytes, from, to, out var segment, out _)) return segment;
        return new()
        {
            Source = new(from, new(said.SourcePort)),
            Destination = new(to, new(said.DestinationPort)),
            Seq = new(said.Seq),
            Ack = new(said.Ack),
            Bits = ControlBitNames.TryParse(said.Flags, out var bits) ? bits : ControlBits.None,
            Window = said.Window,
            Payload = said.Payload,
        };
    }

    /// <summary>A host's address, or that of a socket that stands in a host's place; 0.0.0.0 where nobody knows.</summary>
    private static HostAddress AddressOf(string host, RoomView view)
    {
        var socket = view.Hosts.FirstOrDefault(one => one.Name == host)?.Socket ?? host;
        var colon = socket.LastIndexOf(':');
        return HostAddress.TryParse(colon < 0 ? socket : socket[..colon].Trim('[', ']'), out var address) ? address : HostAddress.FromV4(0);
    }

    private static ImmutableArray<PacketRemark> RemarksOn(SegmentRow row)
    {
        var remarks = ImmutableArray.CreateBuilder<PacketRemark>();
        if (row.Fate == SegmentFate.Lost) remarks.Add(new(new("Lost on its way.")));
        if (row.Review is { } review) remarks.Add(new(review.Says, review.Reference));
        if (row.Verdict is { } verdict)
        {
            remarks.Add(new(verdict.Headline));
            remarks.Add(new(verdict.Says, verdict.Reference));
        }

        return remarks.DrainToImmutable();
    }
}
