using Microsoft.EntityFrameworkCore;
using Playground.Server.Storage;

namespace Playground.Server.Rooms;

/// <summary>Deletes sandboxes that nobody has opened for long, once a day. Attempts' rooms stay: their logs are the proof of a score.</summary>
internal sealed class RoomSweeper(IDbContextFactory<PlaygroundDb> databases, ServerClock clock, RoomOptions options, ILogger<RoomSweeper> log) : BackgroundService
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>Deletes what is too old now.</summary>
    /// <returns>How many rooms were deleted.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = clock.UtcNow - options.KeepUnused;
        return await db.Rooms
            .Where(room => room.UsedAt < before && !db.Attempts.Any(attempt => attempt.Room == room.Code))
            .ExecuteDeleteAsync(cancel);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var deleted = await SweepAsync(stoppingToken);
            if (deleted > 0) log.LogInformation("{Count} unused rooms were deleted", deleted);
            await clock.WaitAsync(s_day, stoppingToken);
        }
    }
}
