using System.Collections.Immutable;
using Playground.Captures;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Filters;
using Playground.Tcp;

namespace Playground.Client.Play.Packets;

/// <summary>Something that is said about a packet.</summary>
/// <param name="Says">The sentence.</param>
/// <param name="Reference">The section it comes from; none for no section.</param>
public sealed record PacketRemark(Sentence Says, string? Reference = null);

/// <summary>A packet as a list shows it.</summary>
/// <param name="Packet">The packet.</param>
/// <param name="Sender">The side that sent it.</param>
public sealed record ListedPacket(Packet Packet, Side Sender)
{
    /// <summary>What is said about it.</summary>
    public ImmutableArray<PacketRemark> Remarks { get; init; } = [];

    /// <summary>The class that gives its source the hue of the host.</summary>
    public string SourceInk { get; init; } = Sender.Ink();

    /// <summary>The class that gives its destination the hue of the host.</summary>
    public string DestinationInk { get; init; } = Sender.Other().Ink();

    /// <summary>Which way it went where the reader sits.</summary>
    public FrameDirection Direction { get; init; }

    /// <summary>What it is at a glance.</summary>
    public PacketKind Kind { get; } = KindOf(Packet);

    private static PacketKind KindOf(Packet packet)
    {
        const SegmentMarks harmless = SegmentMarks.WindowUpdate | SegmentMarks.KeepAlive | SegmentMarks.KeepAliveAck;
        if (packet.Segment.Checksum is not null) return PacketKind.Spoilt;
        if ((packet.Analysis.Marks & ~harmless) != 0) return PacketKind.Trouble;
        return packet.Segment.Bits switch
        {
            var bits when bits.Has(ControlBits.Rst) => PacketKind.Reset,
            var bits when bits.Has(ControlBits.Syn) => PacketKind.Opening,
            var bits when bits.Has(ControlBits.Fin) => PacketKind.Closing,
            _ => packet.Segment.Payload.IsEmpty ? PacketKind.Bare : PacketKind.Text,
        };
    }
}

/// <summary>What a packet is at a glance: each kind has a hue and a sign.</summary>
public enum PacketKind
{
    /// <summary>An acknowledgment, or nothing at all.</summary>
    Bare,

    /// <summary>It carries text.</summary>
    Text,

    /// <summary>A SYN.</summary>
    Opening,

    /// <summary>A FIN.</summary>
    Closing,

    /// <summary>A reset.</summary>
    Reset,

    /// <summary>Something about it is remarkable: a retransmission, a gap.</summary>
    Trouble,

    /// <summary>Its checksum is wrong.</summary>
    Spoilt,
}

/// <summary>How kinds look.</summary>
public static class PacketKinds
{
    /// <summary>The sign.</summary>
    public static string Sign(this PacketKind kind) => kind switch
    {
        PacketKind.Bare => "",
        PacketKind.Text => "≡",
        PacketKind.Opening => "◆",
        PacketKind.Closing => "◇",
        PacketKind.Reset => "✕",
        PacketKind.Trouble => "!",
        PacketKind.Spoilt => "≠",
    };

    /// <summary>The sign in an English word, which is the localizer's key; empty for no sign.</summary>
    public static string Word(this PacketKind kind) => kind switch
    {
        PacketKind.Bare => "",
        PacketKind.Text => "text",
        PacketKind.Opening => "opening",
        PacketKind.Closing => "closing",
        PacketKind.Reset => "reset",
        PacketKind.Trouble => "remarkable",
        PacketKind.Spoilt => "wrong checksum",
    };

    /// <summary>The class that gives a row the kind's hue.</summary>
    public static string Class(this PacketKind kind) => kind switch
    {
        PacketKind.Bare => "bare",
        PacketKind.Text => "text",
        PacketKind.Opening or PacketKind.Closing => "ends",
        PacketKind.Reset => "reset",
        PacketKind.Trouble or PacketKind.Spoilt => "trouble",
    };
}
