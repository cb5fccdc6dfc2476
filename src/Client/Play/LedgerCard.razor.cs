using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>The reader's own transmission control block.</summary>
public sealed partial class LedgerCard
{
    private LedgerView? _shown;
    private Side _mine;
    private List<Line> _lines = [];
    private string? _first;
    private string _news = "";

    /// <summary>The ledger.</summary>
    [Parameter, EditorRequired]
    public LedgerView Ledger { get; set; } = default!;

    /// <summary>The host the reader sits at.</summary>
    [Parameter, EditorRequired]
    public string Seat { get; set; } = "";

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>The room around it; without it the card shows its numbers alone.</summary>
    [Parameter]
    public RoomView? View { get; set; }

    /// <summary>Asks the room.</summary>
    [Parameter]
    public Func<RoomAsk, Task<Reply>>? Ask { get; set; }

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

            if (News(before, lines) is { Length: > 0 } news) _news = news;
        }

        _lines = lines;
        _first = lines.Find(line => line.Value is not null)?.Name;
        _shown = Ledger;
    }

    /// <summary>What has changed, to be said once: each number from old to new.</summary>
    private string News(List<Line> before, List<Line> after)
    {
        var changes = after.Zip(before).Where(pair => pair.First.Value is not null && pair.First.Value != pair.Second.Value).Select(pair => pair.First.Old is { } old
            ? L["{0} was {1} and is now {2}.", pair.First.Name, old, pair.First.Value!]
            : L["{0} is now {1}.", pair.First.Name, pair.First.Value!]);
        var state = _shown!.State == Ledger.State ? [] : new[] { L["The state is now {0}.", Ledger.State.ToName()] };
        return string.Join(' ', state.Concat(changes).Select(says => says.Value));
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

    private static string Short(uint value) => value > 999_999 ? $"…{value % 1000:000}" : Digits.Group(value);

    private sealed record Line(string Name, uint? Value, Side? Side, string Means, uint? Old = null);
}
