using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>The verdict on the reader's newest segment, and what can be done next.</summary>
public sealed partial class VerdictBar : IDisposable
{
    /// <summary>How much later than due, in real time, an arrival may be told of before it is said that there is no word of it.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    /// <summary>With more characters than this before the question a verdict takes so many lines of a phone that it is folded there: buttons below it take one too.</summary>
    private const int LongInCharacters = 190, LongAboveButtons = 150;

    private readonly RunningClock _clock = new();
    private VerdictLine _line = new(VerdictTone.Invite, new(""));
    private Instant? _hidden;
    private (Instant?, string)? _whole;
    private bool _isLong;
    private string _tone = "", _sign = "";

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

    /// <summary>How much help the reader wants.</summary>
    [Parameter]
    public Assistance Help { get; set; } = Assistance.Explain;

    /// <summary>Asks the room.</summary>
    [Parameter, EditorRequired]
    public Func<RoomAsk, Task<Reply>> Ask { get; set; } = default!;

    /// <summary>The challenge after the one that is played here.</summary>
    [Parameter]
    public ChallengeCard? Next { get; set; }

    /// <summary>Another room is to be opened.</summary>
    [Parameter]
    public EventCallback<OpenRoom> OnOpen { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Here => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    private bool IsHidden => _line.About is not null && _line.About == _hidden;

    /// <summary>What is said, to tell it from what is said next: that is folded anew.</summary>
    private (Instant?, string) What => (_line.About, _line.Headline.Text);

    private bool IsWhole => _whole == What;

    /// <summary>Who watches has no composer below, and room for all of it.</summary>
    private bool IsLong => _isLong && !IsHidden && View.Seat is not null;

    /// <summary>Stops waiting.</summary>
    public void Dispose() => _clock.Dispose();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _clock.Set(View.Clock);
        Read();
    }

    /// <summary>What is lost makes nothing happen, so that no view comes: that there is no word of it, the page has to notice by itself.</summary>
    private void Read()
    {
        var clock = View.Clock;
        var now = _clock.Now + (-s_grace * clock.Speed);
        _line = VerdictLine.Of(now > clock.Now ? View with { Clock = clock with { Now = now } } : View, Help);
        (_tone, _sign) = _line.Tone switch
        {
            VerdictTone.Invite => ("invite", "›"),
            VerdictTone.Waiting => ("waiting", "⋯"),
            VerdictTone.Good => ("good", "✓"),
            VerdictTone.Wrong => ("wrong", "✕"),
            VerdictTone.Open => ("open", "✓"),
        };
        var told = ((Sentence?[])[_line.Headline, _line.Does, _line.Says]).Sum(says => says is null ? 0 : 1 + L[says.Text, [.. says.Arguments]].Value.Length);
        _isLong = told > (_line.Tone is VerdictTone.Wrong or VerdictTone.Open ? LongAboveButtons : LongInCharacters);
        _clock.WakeAt(_line.Until is { } until ? until + (s_grace * clock.Speed) : null, stop => InvokeAsync(() =>
        {
            if (stop.IsCancellationRequested) return;
            Read();
            StateHasChanged();
        }));
    }
}
