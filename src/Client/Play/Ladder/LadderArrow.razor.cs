using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>One segment on the ladder: its arrow, its label and what became of it.</summary>
public sealed partial class LadderArrow
{
    private const double CharWidth = 7.25;

    /// <summary>A narrow phone's ladder in pixels: from the first line to the last, beside them, and how small labels are there.</summary>
    private const double NarrowWidth = 230, NarrowMargin = 50, NarrowScale = 0.6;

    private (PlacedArrow Placed, LadderLanes Lanes, Sides Sides, bool IsRelative, double Speed, bool IsPicked, bool IsStop)? _drawn;
    private bool _isStale;
    private bool _isRightward;
    private bool _isFlying;
    private bool _isTight;
    private SegmentRow _row = default!;
    private string _class = "", _from = "", _to = "", _left = "", _span = "", _labelX = "", _seq = "", _pace = "", _name = "", _signs = "";
    private string _seqInk = "", _ackInk = "";
    private string? _ack, _head;
    private int _end, _length, _width, _boxX;
    private double _labelShare;
    private Mark? _mark;

    /// <summary>The segment and its place.</summary>
    [Parameter, EditorRequired]
    public PlacedArrow Placed { get; set; } = default!;

    /// <summary>The lifelines.</summary>
    [Parameter, EditorRequired]
    public LadderLanes Lanes { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>True to count numbers from the ISNs.</summary>
    [Parameter]
    public bool IsRelative { get; set; }

    /// <summary>Virtual seconds for one real second.</summary>
    [Parameter]
    public double Speed { get; set; } = 1;

    /// <summary>True while its details are shown.</summary>
    [Parameter]
    public bool IsPicked { get; set; }

    /// <summary>True for the one row that the tab key stops at.</summary>
    [Parameter]
    public bool IsStop { get; set; }

    /// <summary>The reader wants to know all about it.</summary>
    [Parameter]
    public EventCallback<int> OnPick { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private int Bulge => _isRightward ? -15 : 15;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (Placed, Lanes, Sides, IsRelative, Speed, IsPicked, IsStop);
        _isStale = _drawn is not { } drawn || drawn != now;
        if (!_isStale) return;
        _drawn = now;
        Work();
    }

    /// <summary>An arrow that has not changed costs nothing when the ladder grows.</summary>
    protected override bool ShouldRender() => _isStale;

    private void Work()
    {
        _row = (SegmentRow)Placed.Row;
        var (row, segment, bits) = (_row, _row.Segment, LadderWords.BitsOf(_row));
        _isFlying = row.Fate == SegmentFate.OnTheWay;
        var isLost = row.Fate == SegmentFate.Lost;
        Lay(isLost);
        Write(bits);
        _mark = _isFlying || isLost ? null : Mark.Of(row);

        var hue = bits.Has(ControlBits.Rst) ? "bad" : Lanes.HueOf(row.From);
        _pace = $"pace-{Pace(row)}";
        _class = $"arrow {hue}{(row.IsRepeat ? " repeat" : "")}{(row.IsCopy ? " copy" : "")}{(row.IsCorrupt ? " corrupt" : "")}"
            + $"{(isLost ? " gone" : "")}{(_isFlying ? " flying " + _pace : "")}{(IsPicked ? " picked" : "")}";
        _head = _isFlying || isLost ? null : $"url(#head-{hue})";
        _name = $"{LadderRowText.Of(row)}, {(_mark is { } mark ? L[mark.Word] : L.FateOf(row.Fate))}";
    }

    /// <summary>From where to where, and the label on the shaft: it never sticks out where it has room between the lines.</summary>
    private void Lay(bool isLost)
    {
        var (from, to) = (Lanes.Of(_row.From), Lanes.Of(_row.To));
        _isRightward = to > from || (to == from && from < 50);
        _end = isLost ? Placed.Top + ((Placed.Bottom - Placed.Top) * 9 / 10) : Placed.Bottom;
        (_from, _to) = (LadderLanes.Percent(from), LadderLanes.Percent(isLost ? from + ((to - from) * 0.9) : to));
        (_left, _span) = (LadderLanes.Percent(Math.Min(from, to)), LadderLanes.Percent(Math.Abs(to - from)));
        _labelShare = from + ((to - from) * Placed.LabelAt);
        _labelX = LadderLanes.Percent(_labelShare);
        _isTight = Lanes.Count > 2;
    }

    private void Write(ControlBits bits)
    {
        var segment = _row.Segment;
        var sides = Sides.Between(_row.From, _row.To);
        var side = sides?.SideOf(_row.From);
        var (seqSide, ackSide) = (side ?? Sides.Guess(segment.Seq), side?.Other() ?? Sides.Guess(segment.Ack));
        (_seqInk, _ackInk) = (seqSide.Ink(), ackSide.Ink());
        _seq = (sides ?? Sides).Written(seqSide, segment.Seq, IsRelative);
        _ack = bits.Has(ControlBits.Ack) ? (sides ?? Sides).Written(ackSide, segment.Ack, IsRelative) : null;
        _signs = (_row.IsCopy ? "×2" : _row.IsRepeat ? "↻" : "") + (_row.IsCorrupt ? "≠" : "");
        _length = segment.Flags.Length + 7 + _seq.Length + (_ack is null ? 0 : 5 + _ack.Length)
            + (segment.Payload.Length > 0 ? 5 + segment.Payload.Length.ToString(CultureInfo.InvariantCulture).Length : 0)
                + (_signs.Length > 0 ? 1 + _signs.Length : 0);
        _width = (int)(_length * CharWidth) + 22;
        _boxX = -(int)(_width * (_isRightward ? Placed.LabelAt : 1 - Placed.LabelAt));
        if (_isTight) _boxX = Inside(_boxX);
    }

    /// <summary>Where many lines stand close a label is wider than they are apart: it stays within what a narrow phone has left and right of them.</summary>
    private int Inside(int boxX)
    {
        var at = _labelShare / 100 * NarrowWidth;
        return (int)Math.Max((-NarrowMargin - at) / NarrowScale, Math.Min(boxX, ((NarrowWidth + NarrowMargin - at) / NarrowScale) - _width));
    }

    private int Pace(SegmentRow row) =>
        (int)Math.Clamp(Math.Round((row.Arrival - row.At).TotalMilliseconds / Math.Max(Speed, 0.001) / 100), 2, 30);

    private Task PickAsync() => OnPick.InvokeAsync(Placed.Key);

    /// <summary>What became of the segment, as a sign, a word and a tone.</summary>
    private sealed record Mark(string Sign, string Word, string Tone)
    {
        public static Mark? Of(SegmentRow row) =>
            row.Verdict is { Outcome: var outcome } ? Of(outcome) : row.IsCorrupt ? new("≠", "bad checksum", "wrong") : null;

        private static Mark Of(Outcome outcome) => outcome switch
        {
            Outcome.Accepted => new("✓", "accepted", "good"),
            Outcome.Queued => new("…", "held", "so-so"),
            Outcome.Dropped => new("∅", "dropped", "wrong"),
            Outcome.Acknowledged => new("↩", "ACK back", "so-so"),
            Outcome.Challenged => new("?", "challenged", "so-so"),
            Outcome.Reset => new("✕", "reset", "wrong"),
        };
    }
}
