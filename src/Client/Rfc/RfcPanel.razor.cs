using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Widgets;

namespace Playground.Client.Rfc;

/// <summary>Shows the section that was asked for, with its step marked; Escape closes it, and the focus goes back to where it was.</summary>
public sealed partial class RfcPanel
{
    private RfcDesk? _heard;
    private RfcSection? _section;
    private string _step = "";
    private Range _marked;
    private bool _isNew, _isStale = true;
    private ElementReference _panel;
    private DotNetObjectReference<RfcPanel>? _self;
    private PageModule? _module;

    /// <summary>Where references are handed in.</summary>
    [Parameter, EditorRequired]
    public RfcDesk Desk { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Rfc/RfcPanel");

    private bool IsWhole => _marked.Start.Value == _marked.End.Value;

    /// <summary>Escape was pressed.</summary>
    [JSInvokable]
    public Task OnEscapeAsync() => CloseAsync();

    /// <summary>Lets go of the page.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_heard is not null) _heard.Asked -= Open;
        await Module.DisposeAsync();
        _self?.Dispose();
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
        await Module.AttachAsync("attach", _panel, _self ??= DotNetObjectReference.Create(this));
        await Module.TellAsync("show");
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

        // The hands give the focus back as they let go.
        await Module.LetGoAsync();
    }
}
