using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Playground.Client.Widgets;
using Playground.Contracts;

namespace Playground.Client.Play.Composing;

/// <summary>What only the browser can do: dragging, lighting up, pastes that are too long, and what is kept with it.</summary>
public sealed partial class Composer
{
    private Assistance _help = Assistance.Explain;
    private bool _hasOffered;
    private ElementReference _form, _sendButton;
    private DotNetObjectReference<Composer>? _self;
    private PageModule? _module;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/Composing/Composer");

    /// <summary>How much it helps here: a challenge is the learner's to work out.</summary>
    private Assistance Help => _help == Assistance.FillIn && View.Attempt is not null ? Assistance.Check : _help;

    /// <summary>A number was dropped on a field.</summary>
    /// <param name="id">The field.</param>
    /// <param name="number">The number.</param>
    [JSInvokable]
    public async Task OnDropAsync(string id, uint number)
    {
        if (HeaderParts.FieldOf(id) is not { } field || TextOf(field) is null) return;
        _target = field;
        await PutAsync(field, number);
        StateHasChanged();
    }

    /// <summary>A number elsewhere on the page was chosen for the field that had the focus last.</summary>
    /// <param name="number">The number.</param>
    [JSInvokable]
    public async Task OnPickAsync(uint number)
    {
        await PutAsync(_target, number);
        StateHasChanged();
    }

    /// <summary>A paste was longer than the field takes. Nothing of it was taken, so nothing is half there.</summary>
    /// <param name="id">The field.</param>
    /// <param name="length">The characters that were pasted.</param>
    [JSInvokable]
    public void OnTooLong(string id, int length)
    {
        if (HeaderParts.FieldOf(id) is not { } field) return;
        var says = new Sentence(
            "What was pasted has {0} characters, more than can be part of a segment. None of them was taken; what stood here still does.",
            length.ToString("#,0").Replace(',', '\u00a0'));
        _problems = _problems.RemoveAll(p => p.Field == field).Add(new FieldProblem(field, says));
        StateHasChanged();
    }

    /// <summary>What was typed last is kept, even when the page goes away in the middle of a word.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_keeping is not null)
        {
            StopKeeping();
            if (Clean(_draft) != _kept) await Ask(new KeepDraft(Clean(_draft)));
        }

        await Module.DisposeAsync();
        _self?.Dispose();
    }

    /// <summary>The one glowing button has the focus at first, so that Enter is enough.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_hasOffered || !IsLive) return;
        _hasOffered = true;
        if (!await Module.AttachAsync("attach", _form, _self = DotNetObjectReference.Create(this))) return;
        if (IsFirst && !IsOnAutopilot) await Module.CallAsync("offerFocus", _sendButton);
        if (!Enum.TryParse<Assistance>(await Module.CallAsync<string>("assistance"), out var help) || help == _help) return;
        _help = help;
        StateHasChanged();
        await OnHelp.InvokeAsync(help);
    }

    private async Task HelpAsync(ChangeEventArgs e)
    {
        if (!Enum.TryParse<Assistance>(e.Value as string, out var help)) return;
        (_help, _review) = (help, null);
        await OnHelp.InvokeAsync(help);
        await Module.CallAsync("keepAssistance", $"{help}");
    }
}
