using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Server.Rooms;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;

namespace Playground.Server.Participants;

/// <summary>Where a participant becomes another one, or nobody: in the register, in their attempts and in the logs of their rooms.</summary>
internal sealed class Identities(IDbContextFactory<PlaygroundDb> databases, RoomRegistry registry)
{
    private const int RoomsAtOnce = 200;

    /// <summary>Makes one participant's attempts and seats another's, and forgets the one.</summary>
    public async Task MergeAsync(Participant from, Participant to, CancellationToken cancel)
    {
        if (from.Id == to.Id) return;
        var rooms = await RoomsOfAsync(from.Id, cancel);
        await RewriteAsync(rooms, async db =>
        {
            await RenameAsync(db, rooms, from.Id, to.Id, to.Name);
            await db.Attempts.Where(row => row.Participant == from.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Participant, to.Id), CancellationToken.None);
            await db.Rooms.Where(row => row.Owner == from.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, to.Id), CancellationToken.None);
            await MoveDraftsAsync(db, from.Id, to.Id);
            var home = await db.Participants.Where(row => row.Id == from.Id).Select(row => row.HomeRoom).SingleOrDefaultAsync(CancellationToken.None);
            await db.Participants.Where(row => row.Id == to.Id && row.HomeRoom == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.HomeRoom, home), CancellationToken.None);
            await db.Participants.Where(row => row.Id == from.Id).ExecuteDeleteAsync(CancellationToken.None);
        });
    }

    /// <summary>
    /// Forgets a participant: their attempts, their drafts, the rooms that nobody else sat in. In the others they become somebody without a
    /// name; what they sent there stays, for it is part of what happened to the others.
    /// </summary>
    public async Task ForgetAsync(Participant who, CancellationToken cancel)
    {
        var rooms = await RoomsOfAsync(who.Id, cancel);
        var somebody = Guid.NewGuid();
        await RewriteAsync(rooms, async db =>
        {
            await db.Attempts.Where(row => row.Participant == who.Id).ExecuteDeleteAsync(CancellationToken.None);
            var shared = await SharedAsync(db, rooms, who.Id);
            foreach (var some in rooms.Except(shared).Chunk(RoomsAtOnce)) await db.Rooms.Where(row => some.Contains(row.Code)).ExecuteDeleteAsync(CancellationToken.None);
            await RenameAsync(db, shared, who.Id, somebody, "Somebody");
            await db.Rooms.Where(row => row.Owner == who.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, (Guid?)null), CancellationToken.None);
            await db.Drafts.Where(row => row.Participant == who.Id).ExecuteDeleteAsync(CancellationToken.None);
            await db.Participants.Where(row => row.Id == who.Id).ExecuteDeleteAsync(CancellationToken.None);
        });
    }

    /// <summary>The rooms in which somebody ever sat. Everybody takes their first seat themselves, so the log says whose input it was.</summary>
    private async Task<List<string>> RoomsOfAsync(Guid who, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Inputs.Where(input => input.Who == who && input.Kind == nameof(SatDown)).Select(input => input.Room).Distinct().ToListAsync(cancel);
    }

    /// <summary>Begun, it is done to its end: half of it would be a muddle.</summary>
    private Task RewriteAsync(List<string> rooms, Func<PlaygroundDb, Task> rewrite) => registry.RewriteAsync(
        [.. rooms.Select(name => RoomCode.TryParse(name, out var code) ? code : default)],
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync();
            await using var all = await db.Database.BeginTransactionAsync();
            await rewrite(db);
            await all.CommitAsync();
        });

    private static async Task RenameAsync(PlaygroundDb db, List<string> rooms, Guid from, Guid to, string name)
    {
        foreach (var some in rooms.Chunk(RoomsAtOnce))
        {
            foreach (var row in await db.Inputs.Where(input => some.Contains(input.Room) && LogNames.Kinds.Contains(input.Kind)).ToListAsync())
                row.Body = RoomInputs.Write(LogNames.Renamed(RoomInputs.Read(row.Kind, row.Body), row.Who, from, to, name)).Body;
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            await db.Inputs.Where(input => some.Contains(input.Room) && input.Who == from).ExecuteUpdateAsync(set => set.SetProperty(input => input.Who, to));
        }
    }

    private static async Task<List<string>> SharedAsync(PlaygroundDb db, List<string> rooms, Guid who)
    {
        var shared = new List<string>();
        foreach (var some in rooms.Chunk(RoomsAtOnce))
            shared.AddRange(await db.Inputs.Where(input => some.Contains(input.Room) && input.Kind == nameof(SatDown) && input.Who != who).Select(input => input.Room).Distinct().ToListAsync());
        return shared;
    }

    /// <summary>A draft belongs to its room and participant by its key, so it is written anew; where both typed, what was typed by the one who stays is kept.</summary>
    private static async Task MoveDraftsAsync(PlaygroundDb db, Guid from, Guid to)
    {
        var drafts = await db.Drafts.Where(row => row.Participant == from).ToListAsync();
        var own = await db.Drafts.Where(row => row.Participant == to).Select(row => row.Room).ToListAsync();
        db.Drafts.RemoveRange(drafts);
        db.Drafts.AddRange(drafts.Where(row => !own.Contains(row.Room)).Select(row => new DraftRow { Room = row.Room, Participant = to, Body = row.Body }));
        await db.SaveChangesAsync();
    }
}
