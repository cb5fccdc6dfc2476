using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Numbers;
using Playground.Client.Play.Attempts;
using Playground.Client.Play.Composing;
using Playground.Client.Play.Keys;
using Playground.Client.Play.Steering;
using Playground.Client.Play.Together;
using Playground.Client.Widgets;
using Playground.Contracts;

namespace Playground.Client.Play;

/// <summary>Follows a room and shows it; hands what the reader asks to the gateway.</summary>
public sealed partial class PlayScreen : IAsyncDisposable
{
    /// <summary>The components whose modules take hold of the page as soon as it is live, and what those import.</summary>
    private static readonly string[] s_modules = ["Play/PlayScreen", "Play/Keys/KeySheet", "Play/Composing/Composer", "Widgets/PasteGuard", "Play/Ladder/LadderDiagram"];

    private readonly CancellationTokenSource _gone = new();
    private readonly TogetherNow _together = new();
    private CancellationTokenSource? _following;
    private long _version;
    private Participant? _me;
    private RoomView? _view;
    private RoomView? _along;
    private ConnectionView? _current;
    private Sides _sides = default!;
    private SegmentDraft? _draft;
    private Sentence? _notice;
    private bool _isLive;
    private bool _forges;
    private bool _isUnknown;
    private bool _isRelative;
    private bool _goesOn;
    private bool _wasSolvedHere;
    private Assistance _help = Assistance.Explain;
    private Composer? _composer;
    private RoomBar? _bar;
    private DotNetObjectReference<PlayScreen>? _self;
    private PageModule? _module;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomCode Code { get; set; }

    /// <summary>The view that the prerendered page showed: the live page begins with the same, so that nothing jumps.</summary>
    [PersistentState]
    public RoomView? Kept { get; set; }

    /// <summary>Where the page says which keys it has.</summary>
    [CascadingParameter]
    public KeyDesk? Keys { get; set; }

    [Inject]
    private IRoomGateway Gateway { get; set; } = default!;

    [Inject]
    private IParticipantSource Participants { get; set; } = default!;

    [Inject]
    private IPageConnection Connection { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    private PageModule Module => _module ??= new(JS, "Play/PlayScreen");

    /// <summary>A key was pressed that belongs to no field.</summary>
    /// <param name="key">The key's name.</param>
    /// <param name="inComposer">True while the focus is in the composer, where every letter of a control bit means that bit.</param>
    [JSInvokable]
    public async Task OnKeyAsync(string key, bool inComposer)
    {
        if (_view is null || PlaysElsewhere || _gone.IsCancellationRequested) return;
        var held = KeysOf(_view);
        if (key == "Backspace")
        {
            if (_view.CanRewind) await AskAsync(new Rewind());
        }
        else if (key == "Enter")
        {
            if (_composer is not null) await _composer.SendAsync();
        }
        else if (!inComposer && key is "r" or "R")
        {
            _isRelative = !_isRelative;
        }
        else if (key is "k" or "K")
        {
            if (held.HasFlag(KeyUse.Seat)) await AskAsync(_view.Clock.IsPaused ? new ResumeClock() : new PauseClock());
        }
        else if (key is "o" or "O")
        {
            if (held.HasFlag(KeyUse.Seat)) await AskAsync(new StepClock());
        }
        else if (key is "e" or "E")
        {
            if (held.HasFlag(KeyUse.Autopilot) && _composer is not null) await _composer.SwitchAutopilotAsync();
        }
        else if (key is "," or ".")
        {
            if (held.HasFlag(KeyUse.Seat) && _bar is not null) await _bar.RunAsync(key == "," ? -1 : 1);
        }
        else if (held.HasFlag(KeyUse.Result) && Onward.OfKey(key, _view.Attempt!, NextOf(_view.Attempt)) is { } onward)
        {
            await OpenAsync(onward);
        }
        else if (LinkCard.OfKey(key) is { } touch)
        {
            if (held.HasFlag(KeyUse.Link)) await AskAsync(new TouchNext(touch));
        }
        else if (FlagToggles.OfKey(key) is { } bit && _composer is not null)
        {
            await _composer.ToggleAsync(bit);
        }

        StateHasChanged();
    }

    /// <summary>Leaves the room.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection.Changed -= OnConnection;
        Keys?.Leave(this);
        await _gone.CancelAsync();
        _gone.Dispose();

        // Until the page has stopped listening its keys still come here.
        await Module.DisposeAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var gone = _gone.Token;
        if (Kept?.Code == Code) Show(Kept);
        _me = await Participants.GetAsync();
        if (RendererInfo.IsInteractive)
        {
            Connection.Changed += OnConnection;
            Follow();
            return;
        }

        await foreach (var view in Gateway.WatchAsync(_me, Code, gone))
        {
            Show(view);
            Kept = IsSmall(view) ? view : null;
            break;
        }

        _isUnknown = _view is null;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Module.AttachAsync("listen", _self = DotNetObjectReference.Create(this));
    }

    private Task TurnToAsync(ConnectionView connection) => _composer?.TurnToAsync(connection) ?? Task.CompletedTask;

    private async Task<Reply> AskAsync(RoomAsk ask)
    {
        var reply = await Gateway.AskAsync(_me ??= await Participants.GetAsync(), Code, ask);
        if (reply.Refusal is { } refusal && refusal.Kind != RefusalKind.BadField) _ = NoticeAsync(refusal.Says);
        return reply;
    }

    private Task PointAsync(int row) => _view is { } view && row < view.Rows.Count ? AskAsync(new PointAt(row, view.Rows[row].At)) : Task.CompletedTask;

    private Task BackAsync(int row) => _view is { } view && row < view.Rows.Count ? AskAsync(new RewindTo(view.Rows[row].At)) : Task.CompletedTask;

    private async Task OpenAsync(OpenRoom what)
    {
        var reply = await Gateway.OpenAsync(_me ??= await Participants.GetAsync(), what);
        if (reply.Refusal is { } refusal) await NoticeAsync(refusal.Says);
        else Navigation.NavigateTo($"r/{reply.Room}");
    }

    private async Task NoticeAsync(Sentence says)
    {
        await InvokeAsync(() =>
        {
            _notice = says;
            StateHasChanged();
        });
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(6), _gone.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        if (_notice != says) return;
        _notice = null;
        await InvokeAsync(StateHasChanged);
    }

    /// <summary>What the reader has keys for: a key of a seat that they don't have is no slip, and nothing is said to it.</summary>
    private KeyUse KeysOf(RoomView view) => KeyUse.Room | (view.IsObserver ? KeyUse.None : KeyUse.Ladder | KeyUse.Packets)
        | (view.Seat is null || view.IsObserver ? KeyUse.None : KeyUse.Seat | (ShowsResult(view) ? KeyUse.None : KeyUse.Composer))
        | (view is { Seat: not null, Attempt.IsSolved: true } ? KeyUse.Result : KeyUse.None)
        | (view.Seat is null || view.Link is null ? KeyUse.None : KeyUse.Link)
        | (view.MayHandToEngine() ? KeyUse.Autopilot : KeyUse.None);

    private static string? KindOf(RoomView view) => view switch
    {
        { Seat: null } => "watching",
        { Attempt: null } => null,
        { IsObserver: true } => view.Attempt.IsSolved ? "observing solved" : "observing",
        _ => view.Attempt.IsSolved ? "challenge solved" : "challenge",
    };

    /// <summary>The result stands in the composer's place, until the reader wants to go on sending.</summary>
    private bool ShowsResult(RoomView view) => view is { Seat: not null, Attempt.IsSolved: true } && !_goesOn;

    /// <summary>The composer comes back in the result's place.</summary>
    private void GoOn()
    {
        _goesOn = true;
        if (_view is not null) Keys?.Take(this, KeysOf(_view));
    }

    private bool PlaysElsewhere => _view is { Seat: not null, Together.PlaysElsewhere: true };

    private ChallengeCard? NextOf(AttemptView? attempt) =>
        attempt is null ? null : Gateway.Challenges.OrderBy(c => c.Number).FirstOrDefault(c => c.Number > attempt.Challenge.Number);
}
