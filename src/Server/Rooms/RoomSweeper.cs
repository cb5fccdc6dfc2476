using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Server.Storage;

namespace Playground.Server.Rooms;

/// <summary>
/// Deletes sandboxes that nobody has opened for long, once a day; those in which nobody ever did anything, which every passing
/// robot leaves behind, much earlier. Attempts' rooms stay: their logs are the proof of a score.
/// </summary>
internal sealed class RoomSweeper(
    IDbContextFactory<PlaygroundDb> databases, RoomRegistry registry, ServerClock clock, RoomOptions options, ILogger<RoomSweeper> log) : BackgroundService
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Deletes what is too old now.</summary>
    /// <returns>How many rooms were deleted.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (unused, untouched) = (clock.UtcNow - options.KeepUnused, clock.UtcNow - options.KeepUntouched);
        var old = await db.Rooms
            .Where(room => room.UsedAt < untouched && !db.Attempts.Any(attempt => attempt.Room == room.Code))
            .Where(room => room.UsedAt < unused
                || (!db.Inputs.Any(input => input.Room == room.Code && input.Kind == nameof(SegmentMade)) && !db.Drafts.Any(draft => draft.Room == room.Code)))
            .Select(room => room.Code)
            .ToListAsync(cancel);

        // A room that somebody is in was opened long ago, and is not unused.
        old.RemoveAll(code => RoomCode.TryParse(code, out var open) && registry.Holds(open));
        var deleted = 0;
        foreach (var some in old.Chunk(500)) deleted += await db.Rooms.Where(room => some.Contains(room.Code)).ExecuteDeleteAsync(cancel);
        return deleted;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var deleted = await SweepAsync(stoppingToken);
                if (deleted > 0) log.LogInformation("{Count} unused rooms were deleted", deleted);
            }
            catch (DbException problem)
            {
                log.LogError(problem, "Unused rooms could not be deleted today");
            }

            await clock.WaitAsync(s_day, stoppingToken);
        }
    }
}
