using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;

namespace Playground.Client.Play;

/// <summary>The reader's own transmission control block.</summary>
public sealed partial class LedgerCard
{
    private LedgerView? _shown;
    private Side _mine;
    private List<Line> _lines = [];

    /// <summary>The ledger.</summary>
    [Parameter, EditorRequired]
    public LedgerView Ledger { get; set; } = default!;

    /// <summary>The host the reader sits at.</summary>
    [Parameter, EditorRequired]
    public string Seat { get; set; } = "";

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private string PeerName => Seat == Sides.Left ? Sides.Right : Sides.Left;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shown == Ledger) return;
        _mine = Sides.Of(Seat);
        var lines = Lines(Ledger, _mine);
        if (_shown is not null)
        {
            var before = Lines(_shown, _mine);
            for (var i = 0; i < lines.Count; i++)
            {
                if (before[i].Value is { } old && lines[i].Value is { } value && old != value) lines[i] = lines[i] with { Old = old };
            }
        }

        _lines = lines;
        _shown = Ledger;
    }

    private static List<Line> Lines(LedgerView ledger, Side mine) =>
    [
        new("SND.UNA", ledger.SndUna, mine, "The oldest of your numbers that is not acknowledged yet"),
        new("SND.NXT", ledger.SndNxt, mine, "The number your next octet takes"),
        new("SND.WND", ledger.SndWnd, null, "How much the other side takes"),
        new("ISS", ledger.Iss, mine, "The number you began with"),
        new("RCV.NXT", ledger.RcvNxt, mine.Other(), "The number you expect next"),
        new("RCV.WND", ledger.RcvWnd, null, "How much you take"),
        new("IRS", ledger.Irs, mine.Other(), "The number the other side began with"),
    ];

    private static string Written(uint? value) => value is { } number ? Digits.Group(number) : "?";

    private static string Short(uint value) => value > 999_999 ? $"…{value % 1000:000}" : Digits.Group(value);

    private sealed record Line(string Name, uint? Value, Side? Side, string Means, uint? Old = null);
}
