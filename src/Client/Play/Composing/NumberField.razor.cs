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
    private uint? _base;

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

    /// <summary>The number that is shown and typed as 0; none for numbers as they stand on the wire.</summary>
    [Parameter]
    public uint? Base { get; set; }

    /// <summary>A word beside the label: the same number counted the other way.</summary>
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

    /// <summary>True where this is what is to be filled in next.</summary>
    [Parameter]
    public bool IsWanted { get; set; }

    /// <summary>The field has the focus.</summary>
    [Parameter]
    public EventCallback OnFocus { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <summary>What comes from elsewhere is shown grouped; what is being typed stays as it is typed.</summary>
    protected override void OnParametersSet()
    {
        if (_known == Value && _base == Base) return;
        (_known, _base) = (Value, Base);
        _shown = Shown(Value);
    }

    private Task TypeAsync(string? text)
    {
        _shown = text ?? "";
        return TellAsync(OnWire(_shown));
    }

    private void Leave() => _shown = Shown(_known ?? "");

    private Task StepAsync(uint by)
    {
        var next = Digits.Group(unchecked((Digits.TryRead(_known, out var number) ? number : Base ?? 0) + by));
        _shown = Shown(next);
        return TellAsync(next);
    }

    private Task TellAsync(string value)
    {
        _known = value;
        return ValueChanged.InvokeAsync(value);
    }

    private string Shown(string value)
    {
        if (Base is not { } from || !Digits.TryRead(value, out var number)) return Digits.Group(value);
        var relative = unchecked((int)(number - from));
        return relative < 0 ? "−" + Digits.Group((uint)-(long)relative) : Digits.Group((uint)relative);
    }

    /// <summary>A relative number as it stands on the wire; what is no number stays what it is.</summary>
    private string OnWire(string typed)
    {
        var text = Digits.Strip(typed);
        var isBack = text.Length > 0 && text[0] is '-' or '−';
        if (Base is not { } from || !Digits.TryRead(isBack ? text[1..] : text, out var steps)) return typed;
        return $"{unchecked(isBack ? from - steps : from + steps)}";
    }
}
