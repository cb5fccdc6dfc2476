using System.Collections.Immutable;

namespace Playground.Tcp;

/// <summary>One block of a selective acknowledgment (RFC 2018 §3).</summary>
/// <param name="Left">The first number received.</param>
/// <param name="Right">The number after the last one received.</param>
public readonly record struct SackBlock(SeqNumber Left, SeqNumber Right);

/// <summary>The two fields of the timestamps option (RFC 7323 §3).</summary>
public readonly record struct Timestamps(uint Value, uint EchoReply);

/// <summary>
/// The options of a segment (RFC 9293 §3.2): those that TCP knows as fields, everything else as bytes. The default
/// value is "no options".
/// </summary>
public readonly record struct SegmentOptions
{
    /// <summary>The room for options in a header: 15 words less the fixed five.</summary>
    public const int MaxLength = 40;

    /// <summary>The largest segment the sender wants to receive, in octets (RFC 9293 §3.7.1). SYN only.</summary>
    public ushort? MaximumSegmentSize { get; init; }

    /// <summary>The shift of every later window of the sender (RFC 7323 §2). SYN only; values above 14 count as 14.</summary>
    public byte? WindowScale { get; init; }

    /// <summary>The sender can use selective acknowledgments (RFC 2018 §2). SYN only.</summary>
    public bool SackPermitted { get; init; }

    /// <summary>Timestamps (RFC 7323 §3).</summary>
    public Timestamps? Timestamps { get; init; }

    /// <summary>Selective acknowledgments, at most four blocks; default for none.</summary>
    public ImmutableArray<SackBlock> Sack { get; init; }

    /// <summary>
    /// Fast Open (RFC 7413 §4.1.1): default for no such option, empty for the request of a cookie, else the cookie
    /// (<see cref="IsFastOpenCookie"/>). SYN only.
    /// </summary>
    public ImmutableArray<byte> FastOpen { get; init; }

    /// <summary>
    /// The option bytes as they stood on the wire, kept only when the fields above don't say it all: another order,
    /// unknown kinds, wrong lengths. Where present, these bytes are what is sent.
    /// </summary>
    public ImmutableArray<byte> Raw { get; init; }

    /// <summary>True when there is nothing to send.</summary>
    public bool IsEmpty =>
        MaximumSegmentSize is null && WindowScale is null && !SackPermitted && Timestamps is null && Sack.IsDefaultOrEmpty && FastOpen.IsDefault
        && Raw.IsDefaultOrEmpty;

    /// <summary>True for octets that can be a Fast Open cookie: 4 to 16 of them, an even count (RFC 7413 §4.1.1).</summary>
    public static bool IsFastOpenCookie(ReadOnlySpan<byte> octets) => octets.Length is >= 4 and <= 16 && octets.Length % 2 == 0;

    /// <summary>Compares by content; the immutable arrays by their elements.</summary>
    public bool Equals(SegmentOptions other) =>
        MaximumSegmentSize == other.MaximumSegmentSize && WindowScale == other.WindowScale && SackPermitted == other.SackPermitted
        && Timestamps == other.Timestamps && Same(Sack, other.Sack) && Same(Raw, other.Raw)
        && FastOpen.IsDefault == other.FastOpen.IsDefault && Same(FastOpen, other.FastOpen);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MaximumSegmentSize, WindowScale, SackPermitted, Timestamps);

    private static bool Same<T>(ImmutableArray<T> one, ImmutableArray<T> other) =>
        one.IsDefaultOrEmpty ? other.IsDefaultOrEmpty : !other.IsDefaultOrEmpty && one.AsSpan().SequenceEqual(other.AsSpan());
}
