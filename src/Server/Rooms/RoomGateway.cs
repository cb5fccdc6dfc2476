using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Server.Challenges;
using Playground.Server.Rooms.Replaying;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <inheritdoc cref="IRoomGateway"/>
internal sealed class RoomGateway(
    RoomRegistry registry, RoomStore store, ReplayReader replays, ChallengeCatalogue catalogue, ServerClock clock, RoomOptions options, ILogger<RoomGateway> log) : IRoomGateway
{
    private readonly ConcurrentDictionary<Guid, TokenBucket> _buckets = new();

    /// <inheritdoc/>
    public IReadOnlyList<ChallengeCard> Challenges => catalogue.Cards;

    /// <inheritdoc/>
    public async ValueTask<OpenReply> OpenAsync(Participant who, OpenRoom what, CancellationToken cancel = default)
    {
        return await OpenAsync(who, () => MakeAsync(who, what, cancel));
    }

    /// <summary>Opens an attempt at a file that counts for nothing: its author tries it.</summary>
    public async ValueTask<OpenReply> OpenUnscoredAsync(Participant who, string file, CancellationToken cancel) =>
        await OpenAsync(who, () => AttemptAsync(who, new RoomSetup(file, Drill: 0), ChallengeFile.Read(file, seed: 0), cancel));

    private async Task<OpenReply> OpenAsync(Participant who, Func<Task<OpenReply>> make)
    {
        if (TooFast(who) is { } tooFast) return new OpenReply(default, tooFast);
        try
        {
            return await make();
        }
        catch (Exception problem) when (RoomStore.IsOfDatabase(problem))
        {
            log.LogError(problem, "A room could not be made");
            return new OpenReply(default, RoomRules.NotWritten);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<RoomCode> HomeAsync(Participant who, CancellationToken cancel = default)
    {
        if (await store.HomeOfAsync(who.Id, cancel) is { } home) return home;
        var code = await CreateAsync(who, new RoomSetup(), RoomSetup.Client, null, RoomRules.FreshMatch(RoomSetup.Server), cancel);
        await store.SetHomeAsync(who.Id, code, cancel);
        return code;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RoomView> WatchAsync(Participant who, RoomCode room, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var telling in FollowAsync(who, room, cancel)) yield return telling.View;
    }

    /// <summary>As <see cref="WatchAsync"/>, with what all who watch share kept apart, so that a door can write it once for all of them.</summary>
    public async IAsyncEnumerable<Telling> FollowAsync(Participant who, RoomCode room, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // A follower who comes makes views for everybody, so coming costs what asking does. It has no answer to refuse with: it waits.
        while (!TryTake(who, out _)) await clock.WaitAsync(TimeSpan.FromSeconds(1 / options.PerSecond), cancel);
        while (true)
        {
            Follower? follower = null;
            while (follower is null)
            {
                if (await registry.FindAsync(room) is not { } open) yield break;
                follower = await open.FollowAsync(who);
            }

            // What a follower is told ends by itself only where the room was closed under them: it is opened again, if it is still there.
            using (follower)
            {
                await foreach (var telling in follower.ReadAsync(cancel)) yield return telling;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Reply> AskAsync(Participant who, RoomCode room, RoomAsk ask, CancellationToken cancel = default)
    {
        if (TooFast(who) is { } tooFast) return new Reply(tooFast);
        while (true)
        {
            if (await registry.FindAsync(room) is not { } open)
                return new Reply(Logged(who, Refusal.NoSuchRoom));
            if (await open.AskAsync(who, ask) is not { } reply) continue;
            if (reply.Refusal is { } refusal) Logged(who, refusal);
            return reply;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReplayReply> ReplayAsync(Participant who, RoomCode room, CancellationToken cancel = default)
    {
        if (TooFast(who) is { } tooFast) return new ReplayReply(null, tooFast);
        var reply = await replays.OpenAsync(who, room);
        if (reply.Refusal is { } refusal) Logged(who, refusal);
        return reply;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ScoreLine>> ScoresAsync(CancellationToken cancel = default) => await store.ScoresAsync(cancel);

    private async Task<OpenReply> MakeAsync(Participant who, OpenRoom what, CancellationToken cancel)
    {
        switch (what)
        {
            case OpenSandbox { Host: var host } when !RoomSetup.HostNames.Contains(host):
                return new OpenReply(default, Logged(who, new Refusal(RefusalKind.NoSuchSeat, new Sentence("There is no such seat in a room."))));
            case OpenSandbox sandbox:
                var engine = sandbox.WithFriend ? [] : RoomSetup.HostNames.Remove(sandbox.Host);
                return new OpenReply(await CreateAsync(who, new RoomSetup(), sandbox.Host, null, RoomRules.FreshMatch(engine), cancel));
            case OpenChallenge { Challenge: var id, Drill: var drill } when catalogue.Find(id ?? "") is { } entry:
                if (drill is { } place && (place < 0 || place > entry.Challenge.Drills.Length))
                    return new OpenReply(default, Logged(who, new Refusal(RefusalKind.NoSuchChallenge, new Sentence("This challenge has no such drill."))));
                return await AttemptAsync(who, new RoomSetup(entry.File, drill), entry.Challenge, cancel);
            case OpenBranch branch:
                var (refusal, room) = await replays.BranchAsync(who, branch);
                return refusal is not null
                    ? new OpenReply(default, Logged(who, refusal))
                    : new OpenReply(await store.CreateAsync(room!.Setup, who.Id, room.Log, null, DrawCode, cancel));
            default:
                return new OpenReply(default, Logged(who, new Refusal(RefusalKind.NoSuchChallenge, new Sentence("There is no such challenge."))));
        }
    }

    private async Task<OpenReply> AttemptAsync(Participant who, RoomSetup setup, Challenge challenge, CancellationToken cancel)
    {
        var (hosts, engines) = RoomSetup.HostsOf(challenge);
        var counted = setup.Drill is null ? challenge.Id : null;
        return new OpenReply(await CreateAsync(who, setup, challenge.Role, counted, RoomRules.FreshMatch(hosts, engines), cancel));
    }

    private async Task<RoomCode> CreateAsync(
        Participant who, RoomSetup setup, string host, string? challenge, MatchBegan match, CancellationToken cancel)
    {
        LogEntry[] begin = [new(0, Instant.Zero, match), new(1, Instant.Zero, new SatDown(who.Id, who.Name, host))];
        return await store.CreateAsync(setup, who.Id, begin, challenge, DrawCode, cancel);
    }

    private static RoomCode DrawCode() => RoomCode.Create(RandomNumberGenerator.GetInt32);

    /// <summary>One who asks too much waits; nobody else notices, and a flood of asks is no flood in the log.</summary>
    private Refusal? TooFast(Participant who)
    {
        if (TryTake(who, out var isNews)) return null;
        var refusal = new Refusal(RefusalKind.TooFast, new Sentence("That was too much at once. Wait a second, then go on."));
        return isNews ? Logged(who, refusal) : refusal;
    }

    /// <summary>Takes a token from the participant's bucket, which is forgotten when it has filled up again.</summary>
    private bool TryTake(Participant who, out bool isNews)
    {
        if (_buckets.Count > 10_000)
        {
            foreach (var (id, old) in _buckets.Where(pair => pair.Value.IsFullAt(clock.Elapsed))) _buckets.TryRemove(new(id, old));
        }

        var bucket = _buckets.GetOrAdd(who.Id, _ => new TokenBucket(options.Burst, options.PerSecond));
        lock (bucket) return bucket.TryTake(clock.Elapsed, out isNews);
    }

    private Refusal Logged(Participant who, Refusal refusal)
    {
        log.LogInformation("Refused {Participant}: {Kind}", who.Id, refusal.Kind);
        return refusal;
    }
}
