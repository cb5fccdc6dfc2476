using Playground.Wire;

namespace Playground.Filters;

/// <summary>An option as it stands in a frame.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="At">Where in the frame it begins.</param>
/// <param name="Length">Its octets, kind and length included.</param>
/// <param name="IsBroken">True when its length can't be: below 2, or past the header's end; then it takes all that is left.</param>
public readonly record struct PacketOption(byte Kind, int At, int Length, bool IsBroken = false);

/// <summary>The options of a segment in the order in which they stand.</summary>
public static class PacketOptions
{
    /// <summary>All options, each No-Operation and the end of the list among them; after a broken one none can be told.</summary>
    public static IReadOnlyList<PacketOption> Of(Packet packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var octets = packet.Octets.Span;
        var (at, end) = (packet.TcpAt + TcpCodec.MinHeaderLength, packet.TextAt);
        if (at == end) return [];
        var options = new List<PacketOption>();
        while (at < end)
        {
            var option = Read(octets, at, end);
            options.Add(option);
            at += option.Length;
        }

        return options;
    }

    private static PacketOption Read(ReadOnlySpan<byte> octets, int at, int end)
    {
        var kind = octets[at];
        if (kind == OptionKind.NoOperation) return new(kind, at, 1);
        // What follows the end of the list is padding.
        if (kind == OptionKind.End) return new(kind, at, end - at);
        var length = at + 1 < end ? octets[at + 1] : 0;
        return length < 2 || at + length > end ? new(kind, at, end - at, IsBroken: true) : new(kind, at, length);
    }
}
