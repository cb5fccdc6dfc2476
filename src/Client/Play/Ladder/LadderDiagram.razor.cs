using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Ladder;

/// <summary>The ladder diagram, its text equivalent and the switch between raw and relative numbers.</summary>
public sealed partial class LadderDiagram
{
    /// <summary>How many rows at the end are there in words all the time; the whole ladder is on demand.</summary>
    private const int TailLength = 40;

    /// <summary>An arrow's head in each hue, as one piece: a page that idles keeps every part of its picture, and these never change.</summary>
    private static readonly MarkupString s_heads = new($"<defs>{string.Concat(HostLooks.Hues.Append("bad").Append("warn").Select(hue =>
        $"""<marker id="head-{hue}" class="tip {hue}" viewBox="0 0 8 8" refX="7.4" refY="4" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .4L8 4L0 7.6z" /></marker>"""))}</defs>");

    private readonly LadderPicture _picture = new();
    private readonly Dictionary<string, TcpState> _began = [];
    private readonly List<(string Host, TcpState State)> _opening = [];
    private (RoomView View, SegmentDraft? Draft, bool IsRelative)? _drawn;
    private LadderLanes _lanes = default!;
    private LadderWindow _window = new(0, 0);
    private Sides _sides = default!;
    private SegmentDraft? _ghost;
    private ImmutableArray<string> _tail = [];
    private int _tailFrom;
    private bool _hasElsewhere;
    private bool _isStale = true;
    private string? _text;

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

    /// <summary>The reader points at a row, for everybody to see; none where there is nobody to show it.</summary>
    [Parameter]
    public EventCallback<int> OnPoint { get; set; }

    /// <summary>Time is to be turned back to before a row; none where it can't be.</summary>
    [Parameter]
    public EventCallback<int> OnBack { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private int Height => _picture.EndY + LadderPicture.GhostFlight + 30;

    /// <summary>Who has a seat may turn time back; who watches, and a past that is only looked at, may not.</summary>
    private bool CanGoBack => OnBack.HasDelegate && View.Seat is not null;

    /// <summary>True for more lifelines than there is room for all that can be said of each.</summary>
    private bool IsThrong => _lanes.Count > 3;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (View, Draft, IsRelative);
        if (_drawn is { } drawn && ReferenceEquals(drawn.View, View) && drawn.Draft == Draft && drawn.IsRelative == IsRelative) return;
        var isSameRoom = _drawn is { } before && ReferenceEquals(before.View.Rows, View.Rows);
        _drawn = now;
        _isStale = true;
        var sides = Sides.Of(View);
        if (_sides != sides) _sides = sides;
        if (!isSameRoom || _lanes is null) Take(View.Rows);
        _ghost = Draft is not null && WasJustSent(Draft) ? null : Draft;
        _opening.Clear();
        foreach (var host in View.Hosts)
        {
            if (OpeningState(host) is { } state) _opening.Add((host.Name, state));
        }
    }

    /// <summary>Whoever types elsewhere on the page changes nothing here.</summary>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    private void Take(ImmutableList<LadderRow> rows)
    {
        var first = _picture.Take(rows);
        if (first == 0) Forget();
        _lanes ??= new LadderLanes(View.Hosts, false);
        for (var i = first; i < rows.Count; i++)
        {
            if (_picture.Rows[i] is StateRow state) _began.TryAdd(state.Host, state.From);
            _hasElsewhere |= _lanes.IsStranger(_picture.Rows[i]);
        }

        if (!_lanes.Fit(View.Hosts, _hasElsewhere)) _lanes = new LadderLanes(View.Hosts, _hasElsewhere);
        _tailFrom = Math.Max(0, rows.Count - TailLength);
        _tail = [.. _picture.Rows.Skip(_tailFrom).Select(LadderRowText.Of)];
        Look();
    }

    /// <summary>All rows are other ones: a new match, or time was turned back.</summary>
    private void Forget()
    {
        _began.Clear();
        _hasElsewhere = false;
        if (_picked >= _picture.Rows.Count) _picked = null;
        if (_stop >= _picture.Rows.Count) _stop = null;
        _going = null;
        _knownRows = Math.Min(_knownRows, _picture.Rows.Count);
    }

    /// <summary>True while the draft is still what was sent last: a ghost of it would only say the same twice.</summary>
    private bool WasJustSent(SegmentDraft draft)
    {
        for (var i = _picture.Rows.Count - 1; i >= 0; i--)
        {
            if (_picture.Rows[i] is not SegmentRow { IsMine: true, Segment: var sent }) continue;
            return sent.Flags == draft.Flags && Digits.Strip(draft.Seq) == $"{sent.Seq}"
                && (Digits.Strip(draft.Ack) is var ack && (ack.Length == 0 ? "0" : ack) == $"{sent.Ack}");
        }

        return false;
    }

    private Task ToggleAsync() => IsRelativeChanged.InvokeAsync(!IsRelative);

    private string AllText() => LadderRowText.Of(View.Rows);

    private string Spoken(Sentence says) => L[says.Text, [.. says.Arguments]];

    /// <summary>The state a host began in, where the reader may know it.</summary>
    private TcpState? OpeningState(HostView host) => _began.TryGetValue(host.Name, out var state) ? state : host.State;

    private string? SocketOf(HostView? host) => IsThrong ? host?.Socket[..Math.Max(0, host.Socket.LastIndexOf(':'))] : host?.Socket;

    private string WhoIs(HostView host) => host switch
    {
        _ when host.Name == View.Seat => host.IsOnAutopilot ? L["you, on autopilot"] : L["you"],
        { IsOnAutopilot: true } => L["{0}, on autopilot", host.Person!],
        { Driver: HostDriver.Engine } => L["the engine"],
        { Driver: HostDriver.Person, Person: { } name } => host.IsAway ? L["{0}, away", name] : name,
        { Driver: HostDriver.Person } => L["somebody"],
        _ => L["nobody yet"],
    };
}
