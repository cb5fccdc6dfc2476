using System.Buffers.Binary;
using Playground.Contracts;

namespace Playground.Captures;

/// <summary>
/// Reads the captures that tcpdump, Wireshark and this program write: pcapng and pcap, in either byte order. Total: any octets are
/// read or refused, what came before a damage is taken, and whatever is left out is told with its reason.
/// </summary>
public static class CaptureReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Its octets; the text of the segments stays where it is in them.</param>
    /// <param name="limits">How much is read; none for <see cref="CaptureLimits.Default"/>.</param>
    public static CaptureReading Read(ReadOnlyMemory<byte> file, CaptureLimits? limits = null)
    {
        limits ??= CaptureLimits.Default;
        if (file.Length > limits.Octets)
            return new() { Refused = new("The file has {0} octets; at most {1} are read here.", $"{file.Length}", $"{limits.Octets}") };
        var magic = file.Length < sizeof(uint) ? 0 : BinaryPrimitives.ReadUInt32BigEndian(file.Span);
        if (magic == Pcapng.SectionHeader) return new PcapngReader(file, limits).Read();
        return PcapReader.TryOpen(file, limits) is { } pcap ? pcap.Read() : new() { Refused = Stranger(file.Span) };
    }

    private static Sentence Stranger(ReadOnlySpan<byte> file) => file switch
    {
        [] => new("The file is empty."),
        [0x1F, 0x8B, ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] => new("The file is compressed. Unpack it first."),
        _ => new("The file is no capture: it begins neither as pcapng nor as pcap."),
    };
}
