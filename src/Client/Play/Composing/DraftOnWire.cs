using System.Collections.Immutable;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Client.Play.Composing;

/// <summary>A draft as it will stand on the wire.</summary>
public static class DraftOnWire
{
    /// <summary>The octets of the header and the text, checksum and all; none while a field holds what TCP can't carry.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="source">The sender's socket, as the room writes it.</param>
    /// <param name="destination">The receiver's.</param>
    public static byte[]? Of(SegmentDraft draft, string source, string destination) =>
        ConnectionOf(source, destination) is { } connection && DraftReader.TryRead(draft, connection, out var segment, out _)
            ? TcpCodec.Encode(segment)
            : null;

    /// <summary>The draft whose fields say what its raw octets say; the fields as they were while those are no segment.</summary>
    public static SegmentDraft FollowRaw(SegmentDraft draft, string source, string destination)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Raw.Length == 0 || ConnectionOf(source, destination) is not { } connection) return draft;
        if (!DraftReader.TryRead(draft, connection, out var segment, out _)) return draft;
        var follows = DraftWriter.Of(segment, connection) with { Raw = draft.Raw, Source = draft.Source, Destination = draft.Destination };
        return draft.PayloadIsHex ? follows with { Payload = HexText.Print(segment.Payload.Span), PayloadIsHex = true } : follows;
    }

    /// <summary>What is wrong with the raw octets of a draft; none while there are none, or they are a segment.</summary>
    public static Sentence? ProblemOfRaw(SegmentDraft draft, string source, string destination)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Raw.Length == 0 || ConnectionOf(source, destination) is not { } connection) return null;
        return DraftReader.TryRead(draft, connection, out _, out var problems) ? null : problems[0].Problem;
    }

    /// <summary>The checksum that belongs to the octets of a segment, whatever stands there now.</summary>
    public static ushort RightChecksum(byte[] octets, string source, string destination) =>
        ConnectionOf(source, destination) is { } connection ? TcpCodec.RightChecksum(octets, connection.Local.Host, connection.Remote.Host) : (ushort)0;

    /// <summary>The payload's octets; none while it can't be read.</summary>
    public static ImmutableArray<byte>? PayloadOf(SegmentDraft draft, out Sentence? problem)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var isRead = draft.PayloadIsHex
            ? HexText.TryParse(draft.Payload, out var octets, out problem)
            : PayloadText.TryParse(draft.Payload, out octets, out problem);
        return isRead ? octets : null;
    }

    /// <summary>The octets that a line of options takes in the header, padding included; none while it can't be read.</summary>
    public static int? LengthOfOptions(string options) => OptionsText.TryParse(options, out var read, out _) ? OptionsCodec.Length(read) : null;

    /// <summary>The number of a field; none where it holds something else.</summary>
    public static uint? NumberOf(string text) => Digits.TryRead(text, out var number) ? number : null;

    /// <summary>The port of a socket, <c>192.0.2.1:80</c>; 0 where there is none.</summary>
    public static ushort PortOf(string? socket) => SocketOf(socket)?.Port.Number ?? 0;

    private static FourTuple? ConnectionOf(string source, string destination) =>
        SocketOf(source) is { } from && SocketOf(destination) is { } to ? new FourTuple(from, to) : null;

    /// <summary>A socket as the room writes it, <c>192.0.2.1:80</c>; none where it is none.</summary>
    public static SocketAddress? SocketOf(string? text)
    {
        var colon = text?.LastIndexOf(':') ?? -1;
        return colon > 0 && HostAddress.TryParse(text![..colon].Trim('[', ']'), out var host)
            && ushort.TryParse(text[(colon + 1)..], out var port)
            ? new SocketAddress(host, new Port(port))
            : null;
    }
}
