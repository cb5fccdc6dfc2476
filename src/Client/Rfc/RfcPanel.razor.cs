using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Playground.Client.Rfc;

/// <summary>Shows the section that was asked for, with its step marked; Escape closes it, and the focus goes back to where it was.</summary>
public sealed partial class RfcPanel
{
    private RfcDesk? _heard;
    private RfcSection? _section;
    private string _step = "";
    private Range _marked;
    private bool _isNew, _isGone, _isStale = true;
    private ElementReference _panel;
    private DotNetObjectReference<RfcPanel>? _self;
    private IJSObjectReference? _module, _hands;

    /// <summary>Where references are handed in.</summary>
    [Parameter, EditorRequired]
    public RfcDesk Desk { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private bool IsWhole => _marked.Start.Value == _marked.End.Value;

    /// <summary>Escape was pressed.</summary>
    [JSInvokable]
    public Task OnEscapeAsync() => CloseAsync();

    /// <summary>Lets go of the page.</summary>
    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        if (_heard is not null) _heard.Asked -= Open;
        try
        {
            await LetGoAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_heard, Desk)) return;
        if (_heard is not null) _heard.Asked -= Open;
        _heard = Desk;
        _heard.Asked += Open;
    }

    /// <summary>What the page around it draws anew changes nothing here.</summary>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isNew || _section is null) return;
        _isNew = false;
        try
        {
            _module ??= await JS.InvokeAsync<IJSObjectReference>("import", "./_content/Playground.Client/Rfc/RfcPanel.razor.js");
            if (_isGone || _section is null) return;
            _self ??= DotNetObjectReference.Create(this);
            _hands ??= await _module.InvokeAsync<IJSObjectReference>("attach", _panel, _self);
            await _hands.InvokeVoidAsync("show");
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to read it.
        }
    }

    private void Open(object? sender, RfcReference reference)
    {
        if (RfcText.Find(reference.Section) is not { } section) return;
        Show(section, reference.Step);
    }

    private void Turn(int places)
    {
        if (_section is not null && RfcText.Beside(_section, places) is { } section) Show(section, "");
    }

    private void Show(RfcSection section, string step)
    {
        (_section, _step, _marked) = (section, step, section.Find(step));
        (_isNew, _isStale) = (true, true);
        StateHasChanged();
    }

    private async Task CloseAsync()
    {
        if (_section is null) return;
        (_section, _isStale) = (null, true);
        StateHasChanged();
        await LetGoAsync();
    }

    /// <summary>The hands give the focus back as they let go.</summary>
    private async Task LetGoAsync()
    {
        if (_hands is not { } hands) return;
        _hands = null;
        await hands.InvokeVoidAsync("stop");
        await hands.DisposeAsync();
        _self?.Dispose();
        _self = null;
    }
}
