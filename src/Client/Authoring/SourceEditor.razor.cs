using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Playground.Client.Widgets;
using Playground.Contracts;

namespace Playground.Client.Authoring;

/// <summary>A text field for a file. What is typed stays in the browser until its writer rests for a moment; then all of it is told at once.</summary>
public sealed partial class SourceEditor : IAsyncDisposable
{
    private PageModule? _module;
    private DotNetObjectReference<SourceEditor>? _self;
    private ElementReference _editor;
    private string? _shown;
    private ImmutableArray<FileProblem> _marked = [];

    /// <summary>The field's id.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The text to show; what its writer types goes before it, until another text is given.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>What is wrong, by line.</summary>
    [Parameter] public ImmutableArray<FileProblem> Problems { get; set; } = [];

    /// <summary>The element that says what is wrong.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>The writer has changed the text and rests.</summary>
    [Parameter] public EventCallback<string> TextChanged { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = default!;

    /// <summary>Tells the text that its writer has typed.</summary>
    [JSInvokable]
    public Task OnTextAsync(string text)
    {
        _shown = text;
        return TextChanged.InvokeAsync(text);
    }

    /// <summary>Puts the cursor at the beginning of a line.</summary>
    public async Task GoToAsync(int line) => await Module.TellAsync("goTo", line);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Module.DisposeAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Module.AttachAsync("attach", _editor, _self);
        }

        if (!Module.IsAttached) return;
        if (_shown != Text)
        {
            _shown = Text;
            await Module.TellAsync("show", Text);
        }

        if (_marked.SequenceEqual(Problems)) return;
        _marked = Problems;
        await Module.TellAsync("mark", (object)Problems.Select(problem => problem.Line).Distinct().ToArray());
    }

    private PageModule Module => _module ??= new(Js, "Authoring/SourceEditor");
}
