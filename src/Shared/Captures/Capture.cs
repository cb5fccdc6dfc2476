using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Captures;

/// <summary>A place where frames are captured: an interface, in the words of a capture file.</summary>
/// <param name="Name">Its name, as Wireshark shows it in <c>frame.interface_name</c>; empty where a file doesn't say.</param>
/// <param name="Link">What its frames begin with.</param>
/// <param name="Description">What it is, for a reader; empty for nothing.</param>
public sealed record CaptureTap(string Name, LinkType Link = LinkType.Raw, string Description = "");

/// <summary>Which way a frame went at its tap.</summary>
public enum FrameDirection
{
    /// <summary>The tap doesn't tell.</summary>
    Unknown = 0,

    /// <summary>It was received there.</summary>
    Inbound = 1,

    /// <summary>It was sent from there.</summary>
    Outbound = 2,
}

/// <summary>A frame of a capture.</summary>
/// <param name="Tap">The place of its tap in <see cref="Capture.Taps"/>, from 0.</param>
/// <param name="At">When the tap saw it.</param>
/// <param name="Bytes">The octets that were kept, from the first one of the link's header on.</param>
public sealed record CapturedFrame(int Tap, Instant At, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The octets that the frame had; more than were kept where the capture cut it.</summary>
    public int OriginalLength { get; init; } = Bytes.Length;

    /// <summary>Which way it went.</summary>
    public FrameDirection Direction { get; init; }

    /// <summary>What is said about it; empty for nothing.</summary>
    public string Comment { get; init; } = "";
}

/// <summary>Frames in the order in which they were captured, and where.</summary>
/// <param name="Taps">The taps.</param>
/// <param name="Frames">The frames, oldest first.</param>
public sealed record Capture(ImmutableArray<CaptureTap> Taps, ImmutableArray<CapturedFrame> Frames);
