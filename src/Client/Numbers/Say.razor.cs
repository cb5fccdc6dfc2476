using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Contracts;

namespace Playground.Client.Numbers;

/// <summary>A sentence in the reader's language, its numbers grouped and coloured.</summary>
public sealed partial class Say
{
    private readonly List<Part> _parts = [];

    /// <summary>The sentence.</summary>
    [Parameter, EditorRequired]
    public Sentence Sentence { get; set; } = new("");

    /// <summary>Whose numbers are whose.</summary>
    [Parameter]
    public Sides? Sides { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _parts.Clear();
        foreach (var piece in Places().Split(L[Sentence.Text].Value))
        {
            var isPlace = Places().IsMatch(piece) && int.Parse(piece[1..^1]) < Sentence.Arguments.Count;
            if (!isPlace)
            {
                _parts.Add(new Part(piece, null, null));
                continue;
            }

            var place = int.Parse(piece[1..^1]);
            var text = Sentence.Arguments[place];
            _parts.Add(new Part(text, Digits.TryRead(text, out var number) ? number : null, Sentence.WhoseIs(place)));
        }
    }

    /// <summary>The side that is known to have chosen a number; else the one that it most likely comes from.</summary>
    private Side? SideOf(string? host, uint number) => host is "" ? null : (host is null ? null : Sides?.SideOf(host)) ?? Sides?.Guess(number);

    [GeneratedRegex(@"(\{\d\})")]
    private static partial Regex Places();

    private sealed record Part(string Text, uint? Number, string? Whose);
}
