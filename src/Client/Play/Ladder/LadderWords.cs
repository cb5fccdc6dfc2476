using System.Globalization;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>What the rows of a ladder are called, and which of them readers look for.</summary>
public static class LadderWords
{
    /// <summary>What an ICMP error says, in a few words.</summary>
    public static string Of(IcmpKind kind) => kind switch
    {
        IcmpKind.Unreachable => "unreachable",
        IcmpKind.Refused => "port unreachable",
        IcmpKind.TooBig => "packet too big",
        IcmpKind.TimeExceeded => "time exceeded",
        IcmpKind.ParameterProblem => "parameter problem",
        IcmpKind.SourceQuench => "source quench",
    };

    /// <summary>True when a row is one of the events that are looked for.</summary>
    public static bool Is(this LadderRow row, LadderEventKind kind) => kind switch
    {
        LadderEventKind.Any => Enum.GetValues<LadderEventKind>().Any(one => one != LadderEventKind.Any && row.Is(one)),
        LadderEventKind.Loss => row is SegmentRow { Fate: SegmentFate.Lost } or SegmentRow { IsCorrupt: true },
        LadderEventKind.Repeat => row is SegmentRow { IsRepeat: true },
        LadderEventKind.State => row is StateRow,
        LadderEventKind.Refusal => row is IcmpRow or SegmentRow { Verdict.Outcome: not (Outcome.Accepted or Outcome.Queued) }
            || (row is SegmentRow segment && BitsOf(segment).Has(ControlBits.Rst)),
    };

    /// <summary>The control bits of a row's segment.</summary>
    public static ControlBits BitsOf(SegmentRow row) => ControlBitNames.TryParse(row.Segment.Flags, out var bits) ? bits : ControlBits.None;

    /// <summary>A number as the page writes it: counted from its side's ISN where the reader wants that and it can be.</summary>
    public static string Written(this Sides sides, Side? side, uint number, bool isRelative) =>
        isRelative && side is { } whose && sides.Relative(whose, number) is { } relative
            ? relative.ToString(CultureInfo.InvariantCulture)
            : Digits.Group(number);

    /// <summary>A wait, short.</summary>
    public static string Brief(TimeSpan wait) => wait.TotalSeconds >= 0.9995
        ? wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"
        : Math.Round(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + " ms";

    /// <summary>What became of a segment or of an ICMP error, in words.</summary>
    public static string FateOf(this IStringLocalizer<Texts> L, SegmentFate fate) => fate switch
    {
        SegmentFate.OnTheWay => L["no word of its arrival"],
        SegmentFate.Arrived => L["arrived"],
        SegmentFate.Lost => L["lost"],
    };
}

/// <summary>Events that a reader can jump to.</summary>
public enum LadderEventKind
{
    /// <summary>Any of the others.</summary>
    Any,

    /// <summary>A segment that was lost, or spoilt on the way.</summary>
    Loss,

    /// <summary>A segment that repeats an earlier one.</summary>
    Repeat,

    /// <summary>A change of state.</summary>
    State,

    /// <summary>A segment that was dropped, challenged or reset, a reset, an ICMP error.</summary>
    Refusal,
}
