using System.Collections.Immutable;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Contracts;

/// <summary>
/// The one place that says what TCP can carry on this link. Whatever fits the fields of a header passes, sensible or not: what it
/// means is for the review and the receiver.
/// </summary>
public static class DraftReader
{
    /// <summary>The most octets of one packet on the link, IP header included.</summary>
    public const int LinkMtu = 1500;

    private const int LongestFlags = 200;
    private const int LongestOptions = 1000;

    /// <summary>Two digits for each octet, and as much again and a half between them.</summary>
    private const int LongestRaw = LinkMtu * 5;

    /// <summary>The octets of text for which a packet on this link has room beside its headers.</summary>
    /// <param name="connection">The sockets: an IPv6 header is 20 octets longer than an IPv4 one.</param>
    /// <param name="options">The options, at most 40 octets on the wire.</param>
    public static int RoomForText(in FourTuple connection, in SegmentOptions options) =>
        LinkMtu - IpCodec.HeaderLength(connection) - TcpCodec.MinHeaderLength - OptionsCodec.Length(options);

    /// <summary>
    /// Says whether a half-typed draft can be kept: it may be wrong in every way, but not longer than anything that could ever
    /// become right.
    /// </summary>
    /// <param name="draft">The draft; missing fields count as empty.</param>
    /// <returns>The field that is too long, with a sentence; none when the draft can be kept.</returns>
    public static FieldProblem? TooLongToKeep(SegmentDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        (SegmentField Field, string? Text, int Longest)[] fields =
        [
            (SegmentField.Bits, draft.Flags, LongestFlags), (SegmentField.Seq, draft.Seq, DraftNumber.Longest), (SegmentField.Ack, draft.Ack, DraftNumber.Longest),
            (SegmentField.Window, draft.Window, DraftNumber.Longest), (SegmentField.Urgent, draft.Urgent, DraftNumber.Longest),
            (SegmentField.SourcePort, draft.SourcePort, DraftNumber.Longest), (SegmentField.DestinationPort, draft.DestinationPort, DraftNumber.Longest),
            (SegmentField.Checksum, draft.Checksum, DraftNumber.Longest), (SegmentField.Raw, draft.Raw, LongestRaw),
            (SegmentField.Options, draft.Options, LongestOptions),
            (SegmentField.Source, draft.Source, DraftEnds.Longest), (SegmentField.Destination, draft.Destination, DraftEnds.Longest),
            (SegmentField.Payload, draft.Payload, LinkMtu * PayloadText.MostCharactersPerOctet),
        ];
        foreach (var (field, text, longest) in fields)
        {
            if (text?.Length > longest) return new(field, new("This is too long to be part of a segment: {0} characters.", Grouped(text.Length)));
        }

        return null;
    }

    /// <summary>Reads a draft.</summary>
    /// <param name="draft">The draft; none, and missing fields, count as empty. Texts too long to be right are refused unread.</param>
    /// <param name="connection">The sockets, the sender's first.</param>
    /// <param name="segment">The segment, its options as a receiver reads them; default when refused.</param>
    /// <param name="problems">What TCP can't carry, one for each field; empty when the draft was read.</param>
    public static bool TryRead(SegmentDraft? draft, FourTuple connection, out Segment segment, out ImmutableArray<FieldProblem> problems)
    {
        draft ??= new SegmentDraft();
        var wrong = ImmutableArray.CreateBuilder<FieldProblem>();
        var read = string.IsNullOrWhiteSpace(draft.Raw) ? ReadFields(draft, connection, wrong) : ReadRaw(draft.Raw, connection, wrong);
        problems = wrong.DrainToImmutable();
        segment = problems.IsEmpty ? read : default;
        return problems.IsEmpty;
    }

    private static Segment ReadFields(SegmentDraft draft, in FourTuple connection, ImmutableArray<FieldProblem>.Builder wrong)
    {
        var read = new Segment
        {
            Bits = ReadBits(draft.Flags, wrong),
            Seq = new(DraftNumber.Seq.Read(draft.Seq, wrong)),
            Ack = new(DraftNumber.Ack.Read(draft.Ack, wrong)),
            Window = (ushort)DraftNumber.Window.Read(draft.Window, wrong),
            UrgentPointer = (ushort)DraftNumber.Urgent.Read(draft.Urgent, wrong),
            Source = WithPort(connection.Local, DraftNumber.SourcePort, draft.SourcePort, wrong),
            Destination = WithPort(connection.Remote, DraftNumber.DestinationPort, draft.DestinationPort, wrong),
            Options = ReadOptions(draft.Options, wrong),
        };
        var checksum = (ushort)DraftNumber.Checksum.Read(draft.Checksum, wrong);
        read = read with { Payload = ReadPayload(draft, RoomForText(connection, read.Options), wrong) };
        if (wrong.Count > 0 || string.IsNullOrWhiteSpace(draft.Checksum)) return read;

        // Who works the right one out by hand has made the same segment as who leaves it to the machine.
        var right = TcpCodec.RightChecksum(TcpCodec.Encode(read), read.Source.Host, read.Destination.Host);
        return checksum == right ? read : read with { Checksum = checksum };
    }

    private static SocketAddress WithPort(SocketAddress socket, DraftNumber field, string text, ImmutableArray<FieldProblem>.Builder wrong) =>
        string.IsNullOrWhiteSpace(text) ? socket : new SocketAddress(socket.Host, new Port((ushort)field.Read(text, wrong)));

    private static Segment ReadRaw(string text, in FourTuple connection, ImmutableArray<FieldProblem>.Builder wrong)
    {
        var room = LinkMtu - IpCodec.HeaderLength(connection);
        Sentence? problem;
        if (text.Length > LongestRaw)
        {
            problem = new("A packet on this link has room for a segment of {0} octets; this is far more.", Grouped(room));
        }
        else if (HexText.TryParse(text, out var octets, out problem))
        {
            if (octets.Length > room)
                problem = new("A packet on this link has room for a segment of {0} octets; these are {1}.", Grouped(room), Grouped(octets.Length));
            else if (octets.Length < TcpCodec.MinHeaderLength)
                problem = new("A TCP header has 20 octets at least; these are {0}.", Grouped(octets.Length));
            else if (TcpCodec.TryDecode(octets.AsMemory(), connection.Local.Host, connection.Remote.Host, out var segment, out var why))
                return segment;
            else
                problem = why.Text();
        }

        wrong.Add(new(SegmentField.Raw, problem!));
        return default;
    }

    private static ControlBits ReadBits(string? text, ImmutableArray<FieldProblem>.Builder wrong)
    {
        text ??= "";
        if (text.Length <= LongestFlags && ControlBitNames.TryParse(text, out var bits)) return bits;
        wrong.Add(new(SegmentField.Bits, new(
            "'{0}' holds a word that is no control bit. They are CWR, ECE, URG, ACK, PSH, RST, SYN and FIN.", NumberText.Cut(text))));
        return ControlBits.None;
    }

    private static SegmentOptions ReadOptions(string? text, ImmutableArray<FieldProblem>.Builder wrong)
    {
        Sentence? problem = null;
        SegmentOptions options = default;
        if (text?.Length > LongestOptions) problem = new("A header has room for 40 octets of options; this is far more.");
        else if (OptionsText.TryParse(text, out options, out problem) && OptionsCodec.Length(options) > SegmentOptions.MaxLength)
            problem = new("A header has room for 40 octets of options; these take {0}.", $"{OptionsCodec.Length(options)}");

        if (problem is null) return AsRead(options);
        wrong.Add(new(SegmentField.Options, problem));
        return default;
    }

    // Raw octets may say something else than the words beside them, and it is the octets that travel.
    private static SegmentOptions AsRead(in SegmentOptions options)
    {
        Span<byte> bytes = stackalloc byte[SegmentOptions.MaxLength];
        OptionsCodec.Encode(options, bytes);
        return OptionsCodec.Decode(bytes[..OptionsCodec.Length(options)]);
    }

    private static ReadOnlyMemory<byte> ReadPayload(SegmentDraft draft, int room, ImmutableArray<FieldProblem>.Builder wrong)
    {
        Sentence? problem;
        var text = draft.Payload;
        if (text.Length > room * PayloadText.MostCharactersPerOctet)
        {
            problem = new("A packet on this link has room for {0} octets of text; this is far more.", Grouped(room));
        }
        else if (draft.PayloadIsHex ? HexText.TryParse(text, out var octets, out problem) : PayloadText.TryParse(text, out octets, out problem))
        {
            if (octets.Length <= room) return octets.AsMemory();
            problem = new("A packet on this link has room for {0} octets of text; these are {1}.", Grouped(room), Grouped(octets.Length));
        }

        wrong.Add(new(SegmentField.Payload, problem!));
        return default;
    }

    private static string Grouped(int count) => NumberText.Shown($"{count}");
}
