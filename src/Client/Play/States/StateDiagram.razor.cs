using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Widgets;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.States;

/// <summary>The state diagram: where the reader's host is, how it came there, and the rule of each transition.</summary>
public sealed partial class StateDiagram
{
    private readonly HashSet<(TcpState, TcpState)> _walked = [];
    private readonly HashSet<TcpState> _visited = [];
    private ImmutableList<LadderRow>? _rows;
    private (TcpState State, string Host, int Steps)? _drawn;
    private List<StateRow> _way = [];
    private StateStep? _looked;
    private int _stop;
    private bool _isOpen, _isAtEnd;
    private bool _isStale = true;
    private PageModule? _module;

    /// <summary>The ladder.</summary>
    [Parameter, EditorRequired]
    public ImmutableList<LadderRow> Rows { get; set; } = [];

    /// <summary>The state that the reader's host is in.</summary>
    [Parameter, EditorRequired]
    public TcpState State { get; set; }

    /// <summary>The reader's host.</summary>
    [Parameter, EditorRequired]
    public string Host { get; set; } = "";

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/States/StateDiagram");

    /// <summary>Lets go of the page.</summary>
    public ValueTask DisposeAsync() => Module.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_rows, Rows))
        {
            _rows = Rows;
            var way = Rows.OfType<StateRow>().Where(row => row.Host == Host).ToList();
            if (!way.SequenceEqual(_way)) Walk(way);
        }

        var now = (State, Host, _way.Count);
        _isStale |= _drawn != now;
        _drawn = now;
        _isAtEnd = State == TcpState.Closed && _way.Count > 0 && _way[^1].From is TcpState.LastAck or TcpState.TimeWait;
    }

    /// <summary>A view in which the way is the same draws nothing anew.</summary>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !await Module.CallAsync<bool>("wasOpen")) return;
        (_isOpen, _isStale) = (true, true);
        StateHasChanged();
    }

    private void Walk(List<StateRow> way)
    {
        _way = way;
        _isStale = true;
        _walked.Clear();
        _visited.Clear();
        foreach (var row in way)
        {
            _walked.Add((row.From, row.To));
            _visited.Add(row.From);
        }

        if (way.Count > 0 && StateFigure.Find(way[^1].From, way[^1].To) is { } last) Look(last);
    }

    private void Look(StateStep step)
    {
        if (_looked == step) return;
        (_looked, _stop, _isStale) = (step, StateFigure.Steps.IndexOf(step), true);
    }

    private async Task TurnAsync()
    {
        (_isOpen, _isStale) = (!_isOpen, true);
        await Module.CallAsync("keep", _isOpen);
    }

    private string NameOf(StateStep step, bool wasWalked)
    {
        var name = L["{0} to {1}: {2}, {3}.", step.From.ToName(), step.To.ToName(), step.Event, step.Action == "x" ? L["nothing is sent"] : step.Action];
        return $"{name} {L[step.Says]}{(wasWalked ? " " + L["You went this way."] : "")}";
    }

    private string NameOf(StatePlace place, bool isHere) => isHere ? L["{0}: you are here", place.State.ToName()]
        : _visited.Contains(place.State) && !place.IsAgain ? L["{0}: you were here", place.State.ToName()]
        : place.State.ToName();

    /// <summary>Words above a level line stand in one row.</summary>
    private static bool IsOneLine(StateStep step) => step is { From: TcpState.SynSent, To: TcpState.SynReceived };

    private static string Anchor(StateStep step) => IsLevel(step) ? "middle" : step.IsBefore ? "end" : "start";

    private static int Down(StateStep step) => IsLevel(step) ? 31 : 11;

    private static bool IsLevel(StateStep step) => step is { From: TcpState.TimeWait };
}
