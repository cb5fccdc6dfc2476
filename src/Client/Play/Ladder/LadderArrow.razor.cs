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

    private (PlacedSegment Placed, Sides Sides, bool IsRelative, double Speed)? _drawn;
    private bool _isStale;
    private bool _fromLeft;
    private bool _isFlying;
    private Side _sender;
    private string _class = "", _from = "", _to = "", _labelX = "", _lostX = "", _seq = "", _pace = "";
    private string? _ack, _head;
    private int _end, _length, _width;
    private Mark? _mark;

    /// <summary>The segment and its place.</summary>
    [Parameter, EditorRequired]
    public PlacedSegment Placed { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>True to count numbers from the ISNs.</summary>
    [Parameter]
    public bool IsRelative { get; set; }

    /// <summary>Virtual seconds for one real second.</summary>
    [Parameter]
    public double Speed { get; set; } = 1;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (Placed, Sides, IsRelative, Speed);
        _isStale = _drawn is not { } drawn || drawn != now;
        if (!_isStale) return;
        _drawn = now;
        Work();
    }

    /// <summary>An arrow that has not changed costs nothing when the ladder grows.</summary>
    protected override bool ShouldRender() => _isStale;

    private void Work()
    {
        var (row, segment) = (Placed.Row, Placed.Row.Segment);
        var bits = ControlBitNames.TryParse(segment.Flags, out var parsed) ? parsed : ControlBits.None;
        _sender = Sides.Of(row.From);
        _fromLeft = _sender == Side.Client;
        _isFlying = row.Fate == SegmentFate.OnTheWay;
        var isLost = row.Fate == SegmentFate.Lost;
        (_from, _to) = _fromLeft ? ("0%", "100%") : ("100%", "0%");
        _end = isLost ? Placed.Top + ((Placed.Bottom - Placed.Top) * 9 / 10) : Placed.Bottom;
        _lostX = _fromLeft ? "90%" : "10%";
        if (isLost) _to = _lostX;
        _labelX = Percent(0.5 + ((_fromLeft ? Placed.LabelAt - 0.5 : 0.5 - Placed.LabelAt) * 0.25));
        _seq = Written(_sender, segment.Seq);
        _ack = bits.Has(ControlBits.Ack) ? Written(_sender.Other(), segment.Ack) : null;
        _length = segment.Flags.Length + 7 + _seq.Length + (_ack is null ? 0 : 5 + _ack.Length)
            + (segment.Payload.Length > 0 ? 5 + segment.Payload.Length.ToString(CultureInfo.InvariantCulture).Length : 0)
                + (row.IsRepeat ? 2 : 0);
        _width = (int)(_length * CharWidth) + 22;
        _mark = _isFlying || isLost ? null : Mark.Of(row);

        var hue = bits.Has(ControlBits.Rst) ? "bad" : _fromLeft ? "client" : "server";
        _pace = $"pace-{Pace(row)}";
        _class = $"arrow {hue}{(row.IsRepeat ? " repeat" : "")}{(isLost ? " gone" : "")}{(_isFlying ? " flying " + _pace : "")}";
        _head = _isFlying || isLost ? null : $"url(#head-{hue})";
    }

    private int Pace(SegmentRow row) =>
        (int)Math.Clamp(Math.Round((row.Arrival - row.At).TotalMilliseconds / Math.Max(Speed, 0.001) / 100), 2, 30);

    private string Written(Side side, uint number) =>
        IsRelative && Sides.Relative(side, number) is { } relative ? relative.ToString(CultureInfo.InvariantCulture) : Digits.Group(number);

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>What became of the segment, as a sign, a word and a tone.</summary>
    private sealed record Mark(string Sign, string Word, string Tone)
    {
        public static Mark? Of(SegmentRow row) => row.Verdict is { Outcome: var outcome } ? Of(outcome) : null;

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
