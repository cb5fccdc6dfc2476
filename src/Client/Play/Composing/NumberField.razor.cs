using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;

namespace Playground.Client.Play.Composing;

/// <summary>A field for a number of the sequence space.</summary>
public sealed partial class NumberField
{
    private string _shown = "";
    private string? _known;

    /// <summary>The field's id.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The field's name.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = "";

    /// <summary>Something else is typed.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>The side that chooses this number.</summary>
    [Parameter]
    public Side Side { get; set; }

    /// <summary>A word beside the label: the relative number.</summary>
    [Parameter]
    public string? Aside { get; set; }

    /// <summary>What is wrong with the field.</summary>
    [Parameter]
    public Sentence? Problem { get; set; }

    /// <summary>True while the chips put their numbers here.</summary>
    [Parameter]
    public bool IsTarget { get; set; }

    /// <summary>True while nobody would read this field.</summary>
    [Parameter]
    public bool IsIdle { get; set; }

    /// <summary>The field has the focus.</summary>
    [Parameter]
    public EventCallback OnFocus { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <summary>What comes from elsewhere is shown grouped; what is being typed stays as it is typed.</summary>
    protected override void OnParametersSet()
    {
        if (_known == Value) return;
        _known = Value;
        _shown = Digits.Group(Value);
    }

    private Task TypeAsync(string? text)
    {
        _known = _shown = text ?? "";
        return ValueChanged.InvokeAsync(_known);
    }

    private void Leave() => _shown = Digits.Group(_known ?? "");

    private Task StepAsync(uint by)
    {
        var next = unchecked((Digits.TryRead(_known, out var number) ? number : 0) + by);
        _known = _shown = Digits.Group(next);
        return ValueChanged.InvokeAsync(_known);
    }
}
