using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play;

/// <summary>The verdict on the reader's newest segment, and what can be done next.</summary>
public sealed partial class VerdictBar
{
    private VerdictLine _line = new(VerdictTone.Invite, new(""));
    private Instant? _hidden;
    private string _tone = "", _sign = "";

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomView View { get; set; } = default!;

    /// <summary>Whose numbers are whose.</summary>
    [Parameter, EditorRequired]
    public Sides Sides { get; set; } = default!;

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

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _line = VerdictLine.Of(View);
        (_tone, _sign) = _line.Tone switch
        {
            VerdictTone.Invite => ("invite", "›"),
            VerdictTone.Waiting => ("waiting", "⋯"),
            VerdictTone.Good => ("good", "✓"),
            VerdictTone.Wrong => ("wrong", "✕"),
            VerdictTone.Open => ("open", "✓"),
        };
    }
}
