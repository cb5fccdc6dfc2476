using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>Everything about one row: its fields, its times, what was said of it, and which rows it has to do with.</summary>
public sealed partial class LadderDetails
{
    private readonly List<(string Name, string Value, string? Ink)> _facts = [];
    private (LadderRow Row, Sides Sides, bool IsRelative, bool CanGoBack)? _drawn;
    private bool _isStale;
    private string _title = "", _hex = "";
    private int? _answers;

    /// <summary>The place of the row.</summary>
    [Parameter, EditorRequired]
    public int Key { get; set; }

    /// <summary>The row.</summary>
    [Parameter, EditorRequired]
    public LadderRow Row { get; set; } = default!;

    /// <summary>All rows, to find those that this one has to do with.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<LadderRow> Rows { get; set; } = default!;

    /// <summary>The lifelines.</summary>
    [Parameter, EditorRequired]
    public LadderLanes Lanes { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>True to count numbers from the ISNs.</summary>
    [Parameter]
    public bool IsRelative { get; set; }

    /// <summary>The reader wants to see another row.</summary>
    [Parameter]
    public EventCallback<int> OnPick { get; set; }

    /// <summary>The reader wants to see the row below, 1, or above, -1.</summary>
    [Parameter]
    public EventCallback<int> OnStep { get; set; }

    /// <summary>The reader points at this row, for everybody to see.</summary>
    [Parameter]
    public EventCallback<int> OnPoint { get; set; }

    /// <summary>True where the reader may turn time back.</summary>
    [Parameter]
    public bool CanGoBack { get; set; }

    /// <summary>Time is to be turned back to before this row.</summary>
    [Parameter]
    public EventCallback<int> OnBack { get; set; }

    /// <summary>The reader has seen enough.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (Row, Sides, IsRelative, CanGoBack);
        _isStale = _drawn is not { } drawn || !ReferenceEquals(drawn.Row, Row) || drawn != now;
        if (!_isStale) return;
        _drawn = now;
        _facts.Clear();
        (_hex, _answers) = ("", null);
        _title = Row switch
        {
            SegmentRow segment => Tell(segment),
            StateRow state => Tell(state),
            IcmpRow error => Tell(error),
            _ => LadderRowText.Of(Row),
        };
    }

    /// <summary>Rows that come in below change nothing about this one.</summary>
    protected override bool ShouldRender() => _isStale;

    private string Tell(SegmentRow row)
    {
        var segment = row.Segment;
        var sides = Sides.Between(row.From, row.To);
        var side = sides?.SideOf(row.From);
        Way(row.At, row.Arrival, row.Fate);
        Fact("Ports", $"{segment.SourcePort} → {segment.DestinationPort}");
        if (row.Forges is { } forged) Fact("Source it names", forged);
        Number("Seq", side ?? Sides.Guess(segment.Seq), segment.Seq, sides);
        Number("Ack", side?.Other() ?? Sides.Guess(segment.Ack), segment.Ack, sides);
        Fact("Flags", segment.Flags.Length > 0 ? segment.Flags : "none");
        Fact("Window", segment.Window.ToString(CultureInfo.InvariantCulture));
        Fact("Options", segment.Options.Length > 0 ? segment.Options : "none");
        Fact("Text", segment.Payload.Length > 0 ? LadderPayload.Of(segment.Payload).ToString() : "none");
        if (row.Verdict is { } verdict)
        {
            Fact("Receiver's state", verdict.StateBefore == verdict.StateAfter
                ? verdict.StateAfter.ToName()
                : $"{verdict.StateBefore.ToName()} → {verdict.StateAfter.ToName()}");
        }

        _hex = Hex(segment.Bytes);
        _answers = LadderAnswers.Of(Rows, Key);
        return $"[{segment.Flags}] {row.From} → {(row.To.Length > 0 ? row.To : L["nobody"])}";
    }

    private string Tell(StateRow row)
    {
        Fact("Time", row.At.ToString());
        Fact("State before", row.From.ToName());
        Fact("State after", row.To.ToName());
        if (row.Connection is { } connection) Fact("Connection", connection);
        return $"{row.Host}: {row.From.ToName()} → {row.To.ToName()}";
    }

    private string Tell(IcmpRow row)
    {
        Way(row.At, row.Arrival, row.Fate);
        Fact("About", row.Connection);

        // What it quotes was sent by the host that it goes to (RFC 9293 §3.9.2.2).
        Number("Seq", Sides.SideOf(row.To) ?? Sides.Guess(row.Seq), row.Seq);
        if (row.Mtu > 0) Fact("MTU", row.Mtu.ToString(CultureInfo.InvariantCulture));
        return $"ICMP {L[LadderWords.Of(row.Kind)]}: {(row.From.Length > 0 ? row.From : L["router"])} → {(row.To.Length > 0 ? row.To : L["nobody"])}";
    }

    private void Way(Instant left, Instant arrival, SegmentFate fate)
    {
        Fact("Left", left.ToString());
        if (fate == SegmentFate.Arrived) Fact("Arrived", $"{arrival} ({L["after {0}", LadderWords.Brief(arrival - left)]})");
        else Fact("Arrived", L.FateOf(fate));
    }

    private void Fact(string name, string value) => _facts.Add((name, value, null));

    /// <summary>A number as it stands on the wire, and counted from its side's ISN.</summary>
    private void Number(string name, Side? side, uint number, Sides? sides = null)
    {
        var relative = side is { } whose && (sides ?? Sides).Relative(whose, number) is { } counted ? $" ({L["relative {0}", counted]})" : "";
        _facts.Add((name, Digits.Group(number) + relative, side?.Ink()));
    }

    private string Named(int row) => Rows[row] is SegmentRow segment
        ? $"[{segment.Segment.Flags}] {segment.From} @{segment.At}"
        : LadderRowText.Of(Rows[row]);

    /// <summary>Sixteen octets a line, in hexadecimal, each line begun with its offset.</summary>
    private static string Hex(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i % 16 == 0) text.Append(i > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"{i:x4} ");
            text.Append(CultureInfo.InvariantCulture, $" {bytes[i]:x2}");
        }

        return text.ToString();
    }
}
