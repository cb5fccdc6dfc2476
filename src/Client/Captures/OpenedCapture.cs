using System.Collections.Immutable;
using Playground.Captures;
using Playground.Client.Numbers;
using Playground.Client.Play.Packets;
using Playground.Contracts;
using Playground.Filters;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Client.Captures;

/// <summary>A connection of a capture.</summary>
/// <param name="Client">The socket that opened it, or was heard first.</param>
/// <param name="Server">The other one.</param>
/// <param name="Packets">Its packets.</param>
public sealed record OpenedConnection(SocketAddress Client, SocketAddress Server, ImmutableArray<ListedPacket> Packets);

/// <summary>A capture, ready to be shown.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Reading">What was found in it.</param>
/// <param name="Packets">Its packets.</param>
/// <param name="Connections">Its connections, by their number.</param>
public sealed record OpenedCapture(string Name, CaptureReading Reading, ImmutableArray<ListedPacket> Packets, ImmutableArray<OpenedConnection> Connections)
{
    /// <summary>The most segments that a ladder shows at once.</summary>
    public const int LadderSegments = 100;

    private const int LadderText = 100_000;

    /// <summary>The packets about which there is something to say.</summary>
    public ImmutableArray<ListedPacket> Remarkable { get; } =
        [.. Packets.Where(listed => listed.Packet.Analysis.Marks != SegmentMarks.None || listed.Packet.Segment.Checksum is not null)];

    /// <summary>Takes a file apart.</summary>
    public static OpenedCapture Of(string name, ReadOnlyMemory<byte> file)
    {
        var reading = CaptureReader.Read(file);
        var packets = PacketTrack.Of(reading);
        var clients = new List<SocketAddress>();
        foreach (var packet in packets.Where(packet => packet.Analysis.Stream == clients.Count))
            clients.Add(packet.Segment is { IsSyn: true, IsAck: true } ? packet.Segment.Destination : packet.Segment.Source);
        var listed = packets.Select(packet => new ListedPacket(packet, packet.Segment.Source == clients[packet.Analysis.Stream] ? Side.Client : Side.Server)).ToImmutableArray();
        var connections = listed.GroupBy(one => one.Packet.Analysis.Stream).OrderBy(group => group.Key).Select(group =>
        {
            var (first, client) = (group.First().Packet.Segment, clients[group.Key]);
            return new OpenedConnection(client, first.Source == client ? first.Destination : first.Source, [.. group]);
        });
        return new(name, reading, listed, [.. connections]);
    }

    /// <summary>How many packets of a connection fit onto a ladder, from one on: a hundred, or fewer where they carry much text.</summary>
    public static int Fitting(OpenedConnection connection, int from)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var (count, text) = (0, 0);
        while (count < LadderSegments && from + count < connection.Packets.Length)
        {
            text += connection.Packets[from + count].Packet.Segment.Payload.Length;
            if (count > 0 && text > LadderText) break;
            count++;
        }

        return count;
    }

    /// <summary>A part of a connection as a room would show it to who only watches.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="from">The first packet shown, from 0.</param>
    /// <param name="person">What stands beside the hosts' names.</param>
    public static RoomView View(OpenedConnection connection, int from, string person)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var rows = ImmutableList.CreateBuilder<LadderRow>();
        var now = Instant.Zero;
        var last = from + Fitting(connection, from);
        for (var i = from; i < last; i++)
        {
            var packet = connection.Packets[i].Packet;
            now = packet.At ?? now;
            rows.Add(Row(connection, i, now));
            if (packet.Analysis.Marks != SegmentMarks.None) rows.Add(new NoteRow(now, new("{0}", $"{packet.Analysis}")));
        }

        return new()
        {
            Version = 1,
            Code = default,
            Clock = new(now, 1, IsPaused: false),
            Hosts = [Host("client", connection.Client, person), Host("server", connection.Server, person)],
            Rows = rows.ToImmutable(),
        };
    }

    private static HostView Host(string name, SocketAddress socket, string person) => new(name, $"{socket}", HostDriver.Person, person, false, null);

    /// <summary>
    /// The row of a packet. A capture knows one moment of it: it is drawn to arrive on the half of the way to the next one, and no later
    /// than a usual link would bring it.
    /// </summary>
    private static SegmentRow Row(OpenedConnection connection, int index, Instant at)
    {
        var (listed, next) = (connection.Packets[index], index + 1 < connection.Packets.Length ? connection.Packets[index + 1].Packet.At : null);
        var (packet, segment) = (listed.Packet, listed.Packet.Segment);
        var half = next is { } after ? (after.Microseconds - at.Microseconds) / 2 : long.MaxValue;
        var arrival = new Instant(at.Microseconds + Math.Clamp(half, 1, 20_000));
        var (from, to) = listed.Sender == Side.Client ? ("client", "server") : ("server", "client");
        var said = new SegmentView(
            segment.Source.Port.Number, segment.Destination.Port.Number, segment.Bits.ToNames(), segment.Seq.Value, segment.Ack.Value, segment.Window,
            segment.Payload.ToArray(), OptionsText.Print(segment.Options), packet.Octets[packet.TcpAt..packet.PacketEnd].ToArray());
        var isRepeat = (packet.Analysis.Marks & SegmentMarks.SentBefore & ~SegmentMarks.OutOfOrder) != 0;
        return new(at, from, to, said, arrival, SegmentFate.Arrived, IsMine: false, isRepeat);
    }
}
