using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>The ladder diagram, its text equivalent and the switch between raw and relative numbers.</summary>
public sealed partial class LadderDiagram : IAsyncDisposable
{
    private static readonly string[] s_hues = ["client", "server", "bad"];

    private readonly List<(bool IsLeft, TcpState State)> _opening = [];
    private Sides _sides = default!;
    private ImmutableList<LadderRow>? _drawnRows;
    private LadderPicture _picture = new();
    private SegmentDraft? _ghost;
    private string[] _lines = [];
    private string _text = "";
    private int _height;
    private int _followed = -1;
    private ElementReference _scroll;
    private IJSObjectReference? _module;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>The segment being typed, drawn as a ghost.</summary>
    [Parameter]
    public SegmentDraft? Draft { get; set; }

    /// <summary>True to count numbers from the ISNs.</summary>
    [Parameter]
    public bool IsRelative { get; set; }

    /// <summary>The reader has switched between raw and relative numbers.</summary>
    [Parameter]
    public EventCallback<bool> IsRelativeChanged { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is null) return;
        try
        {
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var sides = Sides.Of(View);
        if (_sides != sides) _sides = sides;
        if (!ReferenceEquals(_drawnRows, View.Rows)) Draw(View.Rows);
        _ghost = Draft is not null && WasJustSent(Draft) ? null : Draft;
        _height = _picture.EndY + LadderPicture.GhostFlight + 30;
        _opening.Clear();
        for (var i = 0; i < Math.Min(2, View.Hosts.Length); i++)
        {
            if (OpeningState(View.Hosts[i]) is { } state) _opening.Add((i == 0, state));
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_followed == View.Rows.Count) return;
        _followed = View.Rows.Count;
        try
        {
            _module ??= await JS.InvokeAsync<IJSObjectReference>(
                "import", "./_content/Playground.Client/Play/Ladder/LadderDiagram.razor.js");
            await _module.InvokeVoidAsync("follow", _scroll);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to scroll for.
        }
    }

    private void Draw(ImmutableList<LadderRow> rows)
    {
        _drawnRows = rows;
        _picture = LadderPicture.Of(rows);
        _lines = [.. rows.Select(LadderRowText.Of)];
        _text = LadderRowText.Of(rows);
    }

    /// <summary>True while the draft is still what was sent last: a ghost of it would only say the same twice.</summary>
    private bool WasJustSent(SegmentDraft draft) =>
        View.Rows.LastOrDefault(row => row is SegmentRow { IsMine: true }) is SegmentRow { Segment: var sent }
        && sent.Flags == draft.Flags && Digits.Strip(draft.Seq) == $"{sent.Seq}"
            && (Digits.Strip(draft.Ack) is var ack && (ack.Length == 0 ? "0" : ack) == $"{sent.Ack}");

    private Task ToggleAsync() => IsRelativeChanged.InvokeAsync(!IsRelative);

    private string Spoken(Sentence says) => L[says.Text, [.. says.Arguments]];

    /// <summary>The state a host began in, where the reader may know it.</summary>
    private TcpState? OpeningState(HostView host) =>
        View.Rows.OfType<StateRow>().FirstOrDefault(row => row.Host == host.Name)?.From ?? host.State;

    private string WhoIs(HostView host) => host switch
    {
        _ when host.Name == View.Seat => L["you"],
        { Driver: HostDriver.Engine } => L["the engine"],
        { Driver: HostDriver.Person, Person: { } name } => host.IsAway ? L["{0}, away", name] : name,
        { Driver: HostDriver.Person } => L["somebody"],
        _ => L["nobody yet"],
    };
}
