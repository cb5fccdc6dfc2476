using System.Collections.Immutable;
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
        SocketOf(source) is { } from && SocketOf(destination) is { } to
            && DraftReader.TryRead(draft, new FourTuple(from, to), out var segment, out _)
            ? TcpCodec.Encode(segment)
            : null;

    /// <summary>The payload's length in octets; 0 while it can't be read.</summary>
    public static int LengthOf(string payload) => PayloadText.TryParse(payload, out ImmutableArray<byte> octets, out _) ? octets.Length : 0;

    /// <summary>The port of a socket, <c>192.0.2.1:80</c>; 0 where there is none.</summary>
    public static ushort PortOf(string? socket) => SocketOf(socket)?.Port.Number ?? 0;

    private static SocketAddress? SocketOf(string? text)
    {
        var colon = text?.LastIndexOf(':') ?? -1;
        return colon > 0 && HostAddress.TryParse(text![..colon].Trim('[', ']'), out var host)
            && ushort.TryParse(text[(colon + 1)..], out var port)
            ? new SocketAddress(host, new Port(port))
            : null;
    }
}
