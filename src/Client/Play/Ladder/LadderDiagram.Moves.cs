using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Playground.Client.Widgets;
using Playground.Contracts;

namespace Playground.Client.Play.Ladder;

/// <summary>How the reader moves about in the ladder: scrolls, zooms, picks rows, jumps to events.</summary>
public sealed partial class LadderDiagram : IAsyncDisposable
{
    private static readonly int[] s_zooms = [50, 67, 80, 100, 125, 150, 200];

    private double _seenTop;
    private double _seenBottom = 900;
    private bool _follows = true;
    private int _knownRows;
    private int _zoom = 3;
    private int? _picked;
    private int? _stop;
    private (int From, int To)? _going;
    private string? _said;
    private LadderEventKind _kind;
    private ElementReference _scroll;
    private DotNetObjectReference<LadderDiagram>? _self;
    private PageModule? _module;
    private (int Rows, int Zoom, bool IsText) _told = (-1, 3, false);
    private int? _toShow;
    private bool _toFocus;
    private bool _toEnd;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/Ladder/LadderDiagram");

    private int Zoom => s_zooms[_zoom];

    /// <summary>What is in sight: for who follows the end, wherever that is by now.</summary>
    private (double Top, double Bottom) Seen => _follows ? (Height - (_seenBottom - _seenTop), Height) : (_seenTop, _seenBottom);

    private int NewRows => _picture.Rows.Count - _knownRows;

    /// <summary>The page tells what of the ladder is in sight.</summary>
    /// <param name="top">The upper edge, in pixels of the picture.</param>
    /// <param name="bottom">The lower edge.</param>
    /// <param name="follows">True while the reader is at the end and wants to see what comes.</param>
    [JSInvokable]
    public void OnSeen(double top, double bottom, bool follows)
    {
        (_seenTop, _seenBottom) = (top, Math.Max(bottom, top + 1));
        if (_follows && !follows) _knownRows = _picture.Rows.Count;
        _follows = follows;
        Look();
        StateHasChanged();
    }

    /// <summary>A key was pressed in the ladder.</summary>
    /// <param name="key">The key's name.</param>
    /// <param name="row">The row that has the focus, if one has.</param>
    [JSInvokable]
    public async Task OnKeyAsync(string key, int? row)
    {
        if (row < 0 || row >= _picture.Rows.Count) row = null;
        var focused = row;

        // Two keys in a row come from one row where the focus is still on its way to the next.
        if (_going is { } going && going.From == row) row = going.To;
        switch (key)
        {
            case "ArrowDown" or "ArrowUp":
                Move(row ?? _picked, key == "ArrowDown" ? 1 : -1);
                break;
            case "Enter" or " " when row is { } picked:
                Pick(picked);
                break;
            case "Escape":
                Close();
                break;
            case "+" or "-":
                Enlarge(key == "+" ? 1 : -1);
                break;
            case "0":
                (_zoom, _isStale) = (3, true);
                break;
            case "n" or "N":
                Jump(key == "n" ? 1 : -1);
                break;
            case "l" or "L":
                if ((row ?? _picked) is { } meant) await OnPoint.InvokeAsync(meant);
                return;
            case "b" or "B":
                if ((row ?? _picked) is { } before) await BackAsync(before);
                return;
            default:
                // The page sends no other key.
                return;
        }

        if (_toFocus && focused is { } from && _stop is { } to) _going = (from, to);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Module.DisposeAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Module.AttachAsync("attach", _scroll, _self = DotNetObjectReference.Create(this));
        if (!Module.IsAttached) return;
        var now = (_picture.Rows.Count, _zoom, _text is not null);
        if (_told == now && _toShow is null && !_toEnd && !_toFocus) return;
        _told = now;
        var show = _toShow is { } row ? new { Top = _picture.TopOf(row), Bottom = _picture.BottomOf(row) } : null;
        var ask = new { ToEnd = _toEnd, Show = show, Focus = _toFocus };
        (_toShow, _toFocus, _toEnd) = (null, false, false);
        await Module.TellAsync("drawn", ask);
    }

    /// <summary>
    /// Chooses what is drawn: what is in sight and as much above and below, so that scrolling finds it there. Who follows sees the
    /// end, and on the way there what they come from.
    /// </summary>
    private void Look()
    {
        _isStale = true;
        var seen = Math.Max(200, _seenBottom - _seenTop);
        var (low, high) = _follows ? (Height - (3 * seen), Height + 1.0) : (_seenTop - seen, _seenBottom + seen);
        _window = _picture.Between((int)Math.Max(0, low), (int)high);
        var keys = _window.Arrows.Select(arrow => arrow.Key).Concat(_window.States.Select(state => state.Key));
        if (_stop is not { } stop || !keys.Contains(stop)) _stop = keys.Select(key => (int?)key).Max();
    }

    private void Pick(int row)
    {
        _going = null;
        (_picked, _stop, _toShow, _toFocus, _said) = (row, row, row, true, null);
        _isStale = true;
    }

    /// <summary>Picks a row that may be out of sight.</summary>
    private void Reveal(int row)
    {
        Pick(row);
        Approach(row);
    }

    private void Step(int step) => Move(_picked, step);

    /// <summary>To the neighbour, with the details where they are open.</summary>
    private void Move(int? from, int step)
    {
        if (_picture.Next(from, (int)Seen.Top, step, _ => true) is not { } row) return;
        if (_picture.Rows[row] is NoteRow) row = _picture.Next(row, 0, step, one => one is not NoteRow) ?? from ?? row;
        if (_picked is not null) _picked = row;
        Approach(row);
    }

    private void Jump(int step)
    {
        var from = _picked ?? (_said is null ? null : _stop);
        var (top, bottom) = Seen;
        var at = (int)(step > 0 ? top : bottom);
        if (_picture.Next(from, at, step, one => one.Is(_kind)) is { } row)
        {
            Reveal(row);
            return;
        }

        _said = step > 0 ? "No such event further down." : "No such event further up.";
        _isStale = true;
    }

    /// <summary>Draws a row that may be out of sight, to be scrolled to and given the focus once it is there.</summary>
    private void Approach(int row)
    {
        (_stop, _toShow, _toFocus, _said) = (row, row, true, null);
        if (_picture.TopOf(row) < _window.Low || _picture.BottomOf(row) > _window.High)
        {
            var (seen, middle) = (_seenBottom - _seenTop, _picture.TopOf(row));
            (_seenTop, _seenBottom) = (middle - (seen / 2), middle + (seen / 2));
            if (_follows) _knownRows = _picture.Rows.Count;
            _follows = false;
        }

        Look();
    }

    /// <summary>Goes to a row that somebody points at, if time was not turned back meanwhile.</summary>
    private void ShowFinger(int row)
    {
        if (row < _picture.Rows.Count) Approach(row);
    }

    private void Close()
    {
        (_picked, _said, _isStale) = (null, null, true);
        _toFocus = true;
    }

    /// <summary>Turns time back to before a segment. What is told of it closes, for another row may soon stand in its place.</summary>
    private async Task BackAsync(int row)
    {
        if (!CanGoBack || _picture.Rows[row] is not SegmentRow) return;
        Close();
        await OnBack.InvokeAsync(row);
    }

    private void ToEnd()
    {
        (_follows, _toEnd) = (true, true);
        Look();
    }

    private void Enlarge(int step)
    {
        _zoom = Math.Clamp(_zoom + step, 0, s_zooms.Length - 1);
        _isStale = true;
    }

    private void Choose(LadderEventKind kind) => (_kind, _said, _isStale) = (kind, null, true);

    private void ToggleText()
    {
        _text = _text is null ? AllText() : null;
        _isStale = true;
    }
}
