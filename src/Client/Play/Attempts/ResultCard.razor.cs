using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;

namespace Playground.Client.Play.Attempts;

/// <summary>The result of a solved challenge.</summary>
public sealed partial class ResultCard
{
    private ElementReference _title;
    private HttpResponse? _page;
    private (AttemptView, Sides, ChallengeCard?, HttpResponse?)? _drawn;
    private object? _read;
    private bool _isNews;

    /// <summary>The solved attempt.</summary>
    [Parameter, EditorRequired]
    public AttemptView Attempt { get; set; } = default!;

    /// <summary>The ladder, for a page that came over it.</summary>
    [Parameter]
    public IReadOnlyList<LadderRow> Rows { get; set; } = [];

    /// <summary>The reader's host.</summary>
    [Parameter]
    public string? Seat { get; set; }

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>The challenge after this one.</summary>
    [Parameter]
    public ChallengeCard? Next { get; set; }

    /// <summary>True where it was solved just now: the composer has gone, and who was at it is taken here.</summary>
    [Parameter]
    public bool TakesFocus { get; set; }

    /// <summary>The card's id.</summary>
    [Parameter]
    public string Id { get; set; } = "result";

    /// <summary>Another room is to be opened.</summary>
    [Parameter]
    public EventCallback<OpenRoom> OnOpen { get; set; }

    /// <summary>The reader wants to go on sending in this room.</summary>
    [Parameter]
    public EventCallback OnGoOn { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_read, Rows))
        {
            _read = Rows;
            _page = HttpResponse.Of(Rows, Seat);
        }

        var now = (Attempt, Sides, Next, _page);
        _isNews = _drawn != now;
        _drawn = now;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isNews;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && TakesFocus) await _title.FocusAsync(preventScroll: true);
    }
}
