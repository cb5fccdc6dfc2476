using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Playground.Contracts;
using Playground.Filters;

namespace Playground.Client.Play.Packets;

/// <summary>Reads a filter while it is typed; the last one without a mistake stays in force.</summary>
public sealed partial class FilterBox
{
    private const int MostOffers = 8;
    private const int LeastTyped = 2;

    private string _text = "";
    private FilterMistake? _mistake;
    private Sentence? _remark;
    private List<FilterField> _offers = [];
    private int _offered = -1;
    private int _caret;
    private bool _isStale;

    /// <summary>The field's id.</summary>
    [Parameter]
    public string Id { get; set; } = "packet-filter";

    /// <summary>Another filter is in force.</summary>
    [Parameter]
    public EventCallback<DisplayFilter> FilterChanged { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <summary>Only typing changes anything here.</summary>
    protected override bool ShouldRender()
    {
        var isStale = _isStale;
        _isStale = false;
        return isStale;
    }

    private async Task TypeAsync(string? typed)
    {
        var before = _text;
        _text = typed ?? "";
        _isStale = true;
        _caret = CaretAfter(before, _text);
        (_offers, _offered) = (OffersAt(_caret), -1);
        var isFilter = DisplayFilter.TryParse(_text, out var filter, out _mistake);
        _remark = filter?.Remark;
        if (isFilter) await FilterChanged.InvokeAsync(filter);
    }

    /// <summary>Where the typing happened: behind what differs from the text before.</summary>
    private static int CaretAfter(string before, string now)
    {
        var most = Math.Min(before.Length, now.Length);
        var alike = 0;
        while (alike < most && before[^(alike + 1)] == now[^(alike + 1)]) alike++;
        return now.Length - alike;
    }

    private List<FilterField> OffersAt(int caret)
    {
        var typed = WordBefore(caret);
        var isInWord = caret < _text.Length && IsOfName(_text[caret]);
        if (isInWord || typed.Length < LeastTyped || !char.IsAsciiLetter(typed[0])) return [];
        var offers = FilterFields.Completing(typed, MostOffers).ToList();
        return offers.Count == 1 && offers[0].Name == typed ? [] : offers;
    }

    private string WordBefore(int caret)
    {
        var start = caret;
        while (start > 0 && IsOfName(_text[start - 1])) start--;
        return _text[start..caret];
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_';

    private Task TakeAsync(FilterField field)
    {
        var start = _caret - WordBefore(_caret).Length;
        return TakeOverAsync(_text[..start] + field.Name + _text[_caret..]);
    }

    private Task MendAsync(FilterMistake mistake, string meant) =>
        TakeOverAsync(_text[..(mistake.Column - 1)] + meant + _text[(mistake.Column - 1 + mistake.Length)..]);

    private async Task TakeOverAsync(string text)
    {
        await TypeAsync(text);
        Close();
    }

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape" && _offers.Count == 0 && _text.Length > 0) return TypeAsync("");
        if (_offers.Count == 0) return Task.CompletedTask;
        switch (key.Key)
        {
            case "ArrowDown":
                _offered = (_offered + 1) % _offers.Count;
                break;
            case "ArrowUp":
                _offered = (_offered <= 0 ? _offers.Count : _offered) - 1;
                break;
            case "Enter" when _offered >= 0:
                return TakeAsync(_offers[_offered]);
            case "Enter" or "Escape":
                Close();
                break;
            default:
                return Task.CompletedTask;
        }

        _isStale = true;
        return Task.CompletedTask;
    }

    private void Close()
    {
        (_offers, _offered, _isStale) = ([], -1, true);
    }
}
