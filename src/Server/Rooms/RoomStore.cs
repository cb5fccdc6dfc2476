using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>A room as it lies in the database.</summary>
internal sealed record StoredRoom(RoomSetup Setup, IReadOnlyList<LogEntry> Log, IReadOnlyDictionary<Guid, StampedDraft> Drafts);

/// <summary>Rooms in the database, all but their hot log, which the <see cref="LogWriter"/> writes.</summary>
internal sealed class RoomStore(IDbContextFactory<PlaygroundDb> databases, ServerClock clock)
{
    /// <summary>True for a failure of the database: full, locked or broken.</summary>
    public static bool IsOfDatabase(Exception problem) => problem is DbException or DbUpdateException;

    /// <summary>Makes a room under a code that no other has, with its first inputs.</summary>
    public async Task<RoomCode> CreateAsync(RoomSetup setup, Guid owner, IReadOnlyList<LogEntry> begin, string? challenge, Func<RoomCode> draw, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        RoomCode code;
        do code = draw();
        while (await db.Rooms.AnyAsync(room => room.Code == code.ToString(), cancel));
        var now = clock.UtcNow;
        db.Rooms.Add(new RoomRow
        {
            Code = code.ToString(), Setup = setup.Write(), Owner = owner, CreatedAt = now, UsedAt = now,
        });
        db.Inputs.AddRange(begin.Select(entry => RowOf(code, entry, owner)));
        if (challenge is not null)
            db.Attempts.Add(new AttemptRow { Id = Guid.NewGuid(), Challenge = challenge, Participant = owner, Room = code.ToString(), StartedAt = now });
        await db.SaveChangesAsync(cancel);
        return code;
    }

    /// <summary>Reads a room with its whole log; none where there is no such room.</summary>
    public async Task<StoredRoom?> LoadAsync(RoomCode code)
    {
        await using var db = await databases.CreateDbContextAsync();
        var name = code.ToString();
        if (await db.Rooms.AsNoTracking().SingleOrDefaultAsync(room => room.Code == name) is not { } row) return null;
        await TouchAsync(db, name);
        var inputs = await db.Inputs.AsNoTracking().Where(input => input.Room == name).OrderBy(input => input.Index).ToListAsync();
        var drafts = await db.Drafts.AsNoTracking().Where(draft => draft.Room == name).ToListAsync();
        return new StoredRoom(
            RoomSetup.Read(row.Setup),
            [.. inputs.Select(input => new LogEntry(input.Index, new Instant(input.At), RoomInputs.Read(input.Kind, input.Body)))],
            drafts.ToDictionary(draft => draft.Participant, draft => JsonSerializer.Deserialize<StampedDraft>(draft.Body)!));
    }

    /// <summary>Keeps a room from being swept: somebody was in it until now.</summary>
    public async Task TouchAsync(RoomCode code)
    {
        await using var db = await databases.CreateDbContextAsync();
        await TouchAsync(db, code.ToString());
    }

    /// <summary>The row of an input.</summary>
    public static InputRow RowOf(RoomCode code, LogEntry entry, Guid? who)
    {
        var (kind, body) = RoomInputs.Write(entry.Input);
        return new InputRow { Room = code.ToString(), Index = entry.Index, At = entry.At.Microseconds, Kind = kind, Who = who, Body = body };
    }

    private async Task TouchAsync(PlaygroundDb db, string name)
    {
        try
        {
            await db.Rooms.Where(room => room.Code == name).ExecuteUpdateAsync(set => set.SetProperty(room => room.UsedAt, clock.UtcNow));
        }
        catch (DbException)
        {
            // A room can be looked at while nothing can be written; the sweeper counts in weeks.
        }
    }

    /// <summary>Keeps a half-typed segment.</summary>
    public async Task KeepDraftAsync(RoomCode code, Guid who, StampedDraft draft)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (name, body) = (code.ToString(), JsonSerializer.Serialize(draft));
        var kept = await db.Drafts.Where(row => row.Room == name && row.Participant == who).ExecuteUpdateAsync(set => set.SetProperty(row => row.Body, body));
        if (kept > 0) return;
        db.Drafts.Add(new DraftRow { Room = name, Participant = who, Body = body });
        await db.SaveChangesAsync();
    }

    /// <summary>Writes how far an attempt has come. The log stays the truth; this is what the scoreboard reads.</summary>
    /// <param name="trace">The ladder, once it is solved.</param>
    public async Task SaveAttemptAsync(RoomCode code, AttemptState attempt, string? trace)
    {
        await using var db = await databases.CreateDbContextAsync();
        var name = code.ToString();


        // Who began it may have been forgotten since, and with them the attempt.
        if (await db.Attempts.SingleOrDefaultAsync(candidate => candidate.Room == name) is not { Points: null } row) return;
        (row.Sends, row.Rewinds, row.Hints) = (attempt.Sends, attempt.Rewinds, attempt.Hints);
        if (attempt.Points is not null) (row.Points, row.SolvedAt, row.Trace) = (attempt.Points, clock.UtcNow, trace);
        var known = await db.AttemptMisconceptions.Where(met => met.Attempt == row.Id).ToDictionaryAsync(met => met.Name);
        foreach (var (misconception, count) in attempt.Misconceptions)
        {
            if (known.TryGetValue(misconception.ToName(), out var met)) met.Count = count;
            else db.AttemptMisconceptions.Add(new AttemptMisconceptionRow { Attempt = row.Id, Name = misconception.ToName(), Count = count });
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The room that a participant's landing page shows; none before the first.</summary>
    public async Task<RoomCode?> HomeOfAsync(Guid who, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var home = await db.Participants.Where(row => row.Id == who).Select(row => row.HomeRoom).SingleOrDefaultAsync(cancel);
        return RoomCode.TryParse(home, out var code) && await db.Rooms.AnyAsync(room => room.Code == home, cancel) ? code : null;
    }

    /// <summary>Remembers the room that a participant's landing page shows.</summary>
    public async Task SetHomeAsync(Guid who, RoomCode code, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Participants.Where(row => row.Id == who).ExecuteUpdateAsync(set => set.SetProperty(row => row.HomeRoom, code.ToString()), cancel);
    }

    /// <summary>For everybody who has solved something, the sum of their best attempts; best first, then fewest segments.</summary>
    public async Task<IReadOnlyList<ScoreLine>> ScoresAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var solved = await db.Attempts.Where(attempt => attempt.Points != null)
            .Join(db.Participants, attempt => attempt.Participant, who => who.Id, (attempt, who) => new { attempt.Participant, who.Name, attempt.Challenge, attempt.Points, attempt.Sends })
            .ToListAsync(cancel);
        return
        [
            .. solved.GroupBy(attempt => (attempt.Participant, attempt.Name))
                .Select(own => (own.Key.Name, Best: own.GroupBy(attempt => attempt.Challenge)
                    .Select(tries => tries.OrderByDescending(attempt => attempt.Points).ThenBy(attempt => attempt.Sends).First()).ToList()))
                .Select(own => new ScoreLine(own.Name, own.Best.Sum(best => best.Points!.Value), own.Best.Count, own.Best.Sum(best => best.Sends)))
                .OrderByDescending(line => line.Points).ThenBy(line => line.Segments).ThenBy(line => line.Name, StringComparer.Ordinal),
        ];
    }
}
