using System.Collections.Immutable;
using System.Threading.Channels;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>What a room needs from outside.</summary>
internal sealed record RoomServices(ServerClock Clock, LogWriter Writer, RoomStore Store, RoomScheduler Scheduler, Gallery Gallery, RoomOptions Options, ILogger<Room> Log);

/// <summary>
/// A room in memory: a mailbox with one reader. Whatever is asked of it waits its turn, is written to the log, then applied, then told to
/// everyone. Nothing else touches its state, so nothing locks.
/// </summary>
internal sealed partial class Room
{
    private const int MailboxSize = 256;
    private const int TransientBits = 20;

    /// <summary>How long a room waits before it tries again to write what the database did not take.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly RoomServices _services;
    private readonly RoomState _state;
    private readonly RoomClock _clock;
    private readonly RoomViews _views;
    private readonly Audience _audience;
    private readonly Attendance _attendance;
    private readonly Dictionary<Guid, StampedDraft> _drafts;
    private readonly Channel<Func<Task>> _mailbox = Channel.CreateBounded<Func<Task>>(MailboxSize);
    private int _tellings;
    private TimeSpan _emptySince;
    private bool _isLeaving;
    private bool _isSavedAsSolved;
    private bool _owesAttempt;

    /// <summary>Folds a room from its log.</summary>
    public Room(RoomCode code, StoredRoom stored, RoomServices services)
    {
        (Code, _services) = (code, services);
        _state = new RoomState(stored.Setup);
        foreach (var entry in CurrentLog.Of(stored.Log)) _state.Apply(entry);
        _drafts = new Dictionary<Guid, StampedDraft>(stored.Drafts);
        (_audience, _views) = (new Audience(services.Gallery), new RoomViews(code));
        _clock = new RoomClock(services.Clock);
        _attendance = new Attendance(services.Clock.Elapsed);
        var last = stored.Log.Count == 0 ? Instant.Zero : stored.Log[^1].At;
        _clock.Set(last > _state.Match.World.Now ? last : _state.Match.World.Now, _state.IsPaused, _state.Pace);
        _mailbox.Writer.TryWrite(BeginAsync);

        // Not in the asker's context: a room is nobody's page, and must not wait for one.
        Ended = Task.Run(RunAsync);
    }

    /// <summary>The room's code.</summary>
    public RoomCode Code { get; }

    /// <summary>Ends when the room has left memory.</summary>
    public Task Ended { get; }

    /// <summary>Asks something of the room. The asker's own view and the answer go out before anybody else is told.</summary>
    /// <returns>None when the room has left memory and must be opened again.</returns>
    public Task<Reply?> AskAsync(Participant who, RoomAsk ask) => PostAsync(() => DoAsync(who, ask));

    /// <summary>Begins to follow the room; the first view is there at once.</summary>
    /// <returns>None when the room has left memory and must be opened again.</returns>
    public Task<Follower?> FollowAsync(Participant who) => PostAsync(() =>
    {
        var follower = _audience.Add(who, Leave);
        _attendance.Come(who);
        TellFirst(who.Id);
        Schedule();
        return Task.FromResult(follower);
    });

    /// <summary>Lets the room see what is due, and whether anybody is still there.</summary>
    public void Wake() => Post(OnWakeAsync);

    private void Leave(Follower follower) => Post(() =>
    {
        if (_audience.Remove(follower)) _attendance.Leave(follower.Who.Id, _services.Clock.Elapsed);
        if (_audience.IsEmpty) OnEmpty();
        else
        {
            TellAll();
            Schedule();
        }

        return Task.CompletedTask;
    });

    private async Task<T?> PostAsync<T>(Func<Task<T>> work)
        where T : class
    {
        var done = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task Run()
        {
            try
            {
                done.SetResult(_isLeaving ? null : await work());
            }
            catch (Exception problem)
            {
                // The asker hears it; the room goes on.
                done.SetException(problem);
            }

            TellOthers();
        }

        return await TryPostAsync(Run) ? await done.Task : null;
    }

    /// <summary>Puts into the mailbox what nobody waits for. A full mailbox delays it, and never loses it.</summary>
    private void Post(Func<Task> work)
    {
        if (!_mailbox.Writer.TryWrite(work)) _ = TryPostAsync(work);
    }

    /// <summary>A room that has left memory takes no more; one that is flooded makes the asker wait.</summary>
    private async Task<bool> TryPostAsync(Func<Task> work)
    {
        while (await _mailbox.Writer.WaitToWriteAsync().ConfigureAwait(false))
        {
            if (_mailbox.Writer.TryWrite(work)) return true;
        }

        return false;
    }

    private async Task BeginAsync()
    {
        OnEmpty();
        await AppendByItselfAsync(new Woke());
        Schedule();
    }

    private async Task RunAsync()
    {
        await foreach (var work in _mailbox.Reader.ReadAllAsync())
        {
            try
            {
                await work();
            }
            catch (Exception problem)
            {
                _services.Log.LogError(problem, "Room {Room} could not do what was due", Code);
            }
        }
    }

    private bool IsDue => _state.Match.PollAt is { } due && due <= _clock.Now;

    private async Task<Reply> DoAsync(Participant who, RoomAsk ask)
    {
        var decision = RoomRules.Decide(_state, who, ask, GoneFor);
        var (refusal, inputs) = decision;
        refusal ??= Show(who, ask);
        if (refusal is not null) return new Reply(refusal);
        var before = DraftOf(who.Id);
        try
        {
            if (ask is KeepDraft keep) await KeepAsync(who, keep.Draft);
            if (inputs.Length > 0) await AppendAsync(who.Id, inputs);

            // On a link that takes no time the answer is there already, and is told with what brought it about.
            if (inputs.Length > 0 && IsDue && !_state.IsPaused) await AppendByItselfAsync(new TimePassed());
        }
        catch (Exception problem) when (RoomStore.IsOfDatabase(problem))
        {
            _services.Log.LogError(problem, "Room {Room} could not write what was asked of it", Code);
            return new Reply(RoomRules.NotWritten);
        }

        if (ask is SendSegment send) _attendance.Send(who.Id, send.Draft, _services.Clock.Elapsed);
        if (inputs.Length > 0)
        {
            TellFirst(who.Id);
            Schedule();
        }
        else if (ask is KeepDraft kept)
        {
            // A page that was left in the middle of a word says it late: the one that took its place hears it here.
            TellOnly(who.Id);
            var isNews = kept.Draft != before && _attendance.Type(who.Id, kept.Draft, _services.Clock.Elapsed);
            if (isNews && _audience.HasOthersThan(who.Id)) TellSoon(who.Id);
        }

        return decision.Review is { } review ? new Reply(null) { Review = review } : Reply.Done;
    }

    /// <summary>Writes inputs to the log, all or none; only then do they happen.</summary>
    private async Task AppendAsync(Guid? who, params ImmutableArray<RoomInput> inputs)
    {
        var at = _clock.Now;
        var entries = new List<LogEntry>();
        foreach (var input in inputs)
        {
            at = input switch
            {
                MatchBegan => Instant.Zero,
                TurnedBack back => back.To ?? _state.Match.LastSendOf(back.Host)!.At,
                Stepped => _state.Match.PollAt!.Value,
                _ => at,
            };
            entries.Add(new LogEntry(_state.Length + entries.Count, at, input));
        }

        await _services.Writer.AppendAsync([.. entries.Select(entry => RoomStore.RowOf(Code, entry, who))]);
        entries.ForEach(_state.Apply);
        if (inputs.Any(input => input is MatchBegan or TurnedBack or ClockSet or Stepped)) _clock.Set(_state.Match.World.Now, _state.IsPaused, _state.Pace);
        var counts = inputs.Any(input => input is SegmentMade or TurnedBack or HintShown or Answered);
        if (_state.Attempt is { } attempt && (counts || attempt.Points is not null)) await SaveAsync(attempt);
    }

    /// <summary>Writes what nobody asked for. Where the database does not take it, it is tried again.</summary>
    /// <returns>True when it happened.</returns>
    private async Task<bool> AppendByItselfAsync(RoomInput input)
    {
        try
        {
            await AppendAsync(null, input);
            return true;
        }
        catch (Exception problem) when (RoomStore.IsOfDatabase(problem))
        {
            _services.Log.LogError(problem, "Room {Room} could not write {Input}", Code, input.GetType().Name);
            _services.Scheduler.WakeAt(this, _services.Clock.Elapsed + s_patience);
            return false;
        }
    }

    /// <summary>
    /// Writes the attempt's row, until its last state is written. It follows from the log, so what the database does not take now is
    /// only owed. A drill has no row: nothing of it counts.
    /// </summary>
    private async Task SaveAsync(AttemptState attempt)
    {
        if (_isSavedAsSolved || _state.Drill is not null) return;
        var solved = attempt.Points is not null;
        try
        {
            await _services.Store.SaveAttemptAsync(Code, attempt, solved ? TraceText.Of(_state.Match.World) : null);
            (_isSavedAsSolved, _owesAttempt) = (solved, false);
        }
        catch (Exception problem) when (RoomStore.IsOfDatabase(problem))
        {
            _services.Log.LogError(problem, "Room {Room} could not write its attempt", Code);
            _owesAttempt = true;
        }
    }

    private async Task KeepAsync(Participant who, SegmentDraft draft)
    {
        var kept = new StampedDraft(draft, _state.GivenDrafts[_state.SeatOf(who.Id)!].Stamp);
        await _services.Store.KeepDraftAsync(Code, who.Id, kept);
        _drafts[who.Id] = kept;
    }

    private async Task OnWakeAsync()
    {
        if (_isLeaving) return;
        if (_audience.IsEmpty && _services.Clock.Elapsed - _emptySince >= _services.Options.Grace)
        {
            await _services.Store.TouchAsync(Code);

            // From here on whoever comes opens the room again, from its log; so do those who wait in the mailbox already.
            LeaveMemory();
            return;
        }

        if (_owesAttempt) await SaveAsync(_state.Attempt!);
        if (IsDue)
        {
            if (!await AppendByItselfAsync(new TimePassed())) return;
            TellAll();
        }

        TellWhatIsDue();
        Schedule();
    }

    private void OnEmpty()
    {
        _emptySince = _services.Clock.Elapsed;
        Schedule();
    }

    private void Schedule()
    {
        if (_isLeaving) return;
        if (_audience.IsEmpty) _services.Scheduler.WakeAt(this, _emptySince + _services.Options.Grace);
        if (_owesAttempt) _services.Scheduler.WakeAt(this, _services.Clock.Elapsed + s_patience);
        if (_state.Match.PollAt is { } due && _clock.ServerTimeOf(due) is { } at) _services.Scheduler.WakeAt(this, at);
        if (NextTelling() is { } telling) _services.Scheduler.WakeAt(this, telling);
    }
}
