using System.Collections.Immutable;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging.Goals;

/// <summary>
/// The form of a segment, as a line in ladder notation that leaves open what it does not say. The control bits are those of the line, beside
/// PSH, which never matters; a number that is written <c>any</c> fits every number.
/// </summary>
/// <param name="Line">The line.</param>
public sealed record SegmentForm(LadderSegment Line)
{
    /// <summary>The symbol that fits every number.</summary>
    public const string Any = "any";

    private const ControlBits Matters = ~ControlBits.Psh;

    /// <summary>True when it has to carry text, false when it must not; none where that is open.</summary>
    public bool? HasText { get; init; }

    /// <summary>The blocks of its SACK option, in order; default where they are open.</summary>
    public ImmutableArray<(LadderNumber Left, LadderNumber Right)> Sack { get; init; }

    /// <inheritdoc/>
    public bool Equals(SegmentForm? other) =>
        other is not null && Line == other.Line && HasText == other.HasText && Sack.AsSpan().SequenceEqual(other.Sack.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Line.GetHashCode();

    /// <summary>True for a segment of this form.</summary>
    internal bool Fits(SegmentSent sent, Trial trial)
    {
        var segment = sent.Segment;
        return sent.From == Line.From.Name && (sent.To is null || sent.To == Line.To.Name)
            && (Line.Forges is not { } forged || trial.World.Setup.At(segment.Source.Host)?.Name == forged.Name)
            && ((Line.Forges ?? Line.From).Port is not { } from || segment.Source.Port == from) && (Line.To.Port is not { } to || segment.Destination.Port == to)
            && (segment.Bits & Matters) == (Line.Bits & Matters) && Is(Line.Seq, segment.Seq, trial) && (Line.Ack is not { } ack || Is(ack, segment.Ack, trial))
            && (Line.Window is not { } window || segment.Window == window) && FitsText(segment) && FitsOptions(segment.Options, trial);
    }

    private static bool Is(LadderNumber wanted, SeqNumber number, Trial trial) => wanted.Symbol == Any || wanted.Resolve(trial.Numbers) == number;

    private bool FitsText(in Segment segment)
    {
        if (HasText is { } has && has != segment.Payload.Length > 0) return false;
        if (Line.Payload.Length == 0) return true;
        return Line.Payload.Octets is { } octets ? segment.Payload.Span.SequenceEqual(octets.AsSpan()) : segment.Payload.Length == Line.Payload.Length;
    }

    private bool FitsOptions(in SegmentOptions options, Trial trial)
    {
        var wanted = Line.Options;
        if (wanted.MaximumSegmentSize is { } mss && options.MaximumSegmentSize != mss) return false;
        if (wanted.WindowScale is { } shift && options.WindowScale != shift) return false;
        if (wanted.SackPermitted && !options.SackPermitted) return false;
        if (wanted.Timestamps is not null && options.Timestamps is null) return false;
        if (!wanted.FastOpen.IsDefault && (options.FastOpen.IsDefault || !options.FastOpen.SequenceEqual(wanted.FastOpen))) return false;
        if (Sack.IsDefault) return true;
        if (options.Sack.IsDefault || options.Sack.Length != Sack.Length) return false;
        return options.Sack.Zip(Sack).All(pair => Is(pair.Second.Left, pair.First.Left, trial) && Is(pair.Second.Right, pair.First.Right, trial));
    }
}
