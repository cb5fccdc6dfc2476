using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Playground.Client.Numbers;
using Playground.Client.Play.Keys;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Play.Replaying;

/// <summary>Shows what happened in a room.</summary>
public sealed partial class ReplayScreen : IDisposable
{
    /// <summary>The steps of the slider: a key moves it by one.</summary>
    private const int Marks = 400;

    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(80);

    private readonly CancellationTokenSource _gone = new();
    private Participant? _me;
    private IReplay? _replay;
    private Refusal? _refusal;
    private RoomView? _view;
    private Sides _sides = default!;
    private Instant[] _events = [];
    private Instant _at;
    private int _match;
    private bool _isShared;
    private bool _isPlaying;
    private bool _isRelative;

    /// <summary>The room.</summary>
    [Parameter, EditorRequired]
    public RoomCode Code { get; set; }

    /// <summary>Where the page says which keys it has.</summary>
    [CascadingParameter]
    public KeyDesk? Keys { get; set; }

    [Inject]
    private IRoomGateway Gateway { get; set; } = default!;

    [Inject]
    private IParticipantSource Participants { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    private ReplayMatch Match => _replay!.Matches[_match];

    private long Mark => Match.End == Instant.Zero ? 0 : _at.Microseconds * Marks / Match.End.Microseconds;

    private Instant Before => _events.LastOrDefault(moment => moment < _at);

    private Instant After => _events.FirstOrDefault(moment => moment > _at, Match.End);

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys?.Leave(this);
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;
        _me = await Participants.GetAsync();
        var reply = await Gateway.ReplayAsync(_me, Code);
        (_replay, _refusal) = (reply.Replay, reply.Refusal);
        if (_replay is null) return;
        _isShared = _replay.IsShared;
        Keys?.Take(this, KeyUse.Ladder | KeyUse.Packets);
        Choose(_replay.Matches.Length - 1);
    }

    private void Choose(object? match)
    {
        _match = Convert.ToInt32(match, CultureInfo.InvariantCulture);
        var end = _replay!.At(_match, Match.End);
        _events = [.. end.Rows.SelectMany(MomentsOf).Where(moment => moment <= Match.End).Select(moment => moment.Microseconds).Distinct().Order().Select(moment => new Instant(moment))];
        Go(Instant.Zero);
    }

    private static IEnumerable<Instant> MomentsOf(LadderRow row) => row is SegmentRow { Fate: SegmentFate.Arrived } segment ? [row.At, segment.Arrival] : [row.At];

    private void Go(Instant at)
    {
        _at = at;
        _view = _replay!.At(_match, at);
        _sides = Sides.Of(_view);
    }

    private void Scrub(ChangeEventArgs e)
    {
        if (int.TryParse(e.Value as string, CultureInfo.InvariantCulture, out var mark)) Go(new Instant(Match.End.Microseconds * Math.Clamp(mark, 0, Marks) / Marks));
    }

    private async Task PlayAsync()
    {
        _isPlaying = !_isPlaying;
        if (!_isPlaying) return;
        if (_at >= Match.End) Go(Instant.Zero);
        try
        {
            using var frames = new PeriodicTimer(s_frame);
            while (_isPlaying && _at < Match.End && await frames.WaitForNextTickAsync(_gone.Token))
            {
                if (!_isPlaying) return;
                Go(Instant.Earliest(_at + (s_frame * _view!.Clock.Speed), Match.End));
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
            return;
        }

        _isPlaying = false;
    }

    private async Task ShareAsync(ChangeEventArgs e)
    {
        var reply = await Gateway.AskAsync(_me!, Code, new ShareReplay(e.Value is true));
        if (reply.IsDone) _isShared = e.Value is true;
    }

    private async Task BranchAsync()
    {
        var reply = await Gateway.OpenAsync(_me!, new OpenBranch(Code, _match, _at));
        if (reply.Refusal is { } refusal) _refusal = refusal;
        else Navigation.NavigateTo($"r/{reply.Room}");
    }
}
