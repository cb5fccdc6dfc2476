using Microsoft.EntityFrameworkCore;
using Playground.Server.Storage;

namespace Playground.Server.Progress;

/// <summary>A learner's attempts at a challenge, summed up.</summary>
/// <param name="Fewest">The fewest segments of a solution.</param>
internal sealed record ChallengeSum(string Challenge, int Attempts, int? Best, int? Fewest);

/// <summary>An attempt that was solved.</summary>
internal sealed record Solve(string Challenge, DateTime StartedAt, DateTime SolvedAt);

/// <summary>A challenge's last attempt, where it is not solved and its room is still there.</summary>
internal sealed record OpenAttempt(string Challenge, string Room, DateTime StartedAt);

/// <summary>How often a misconception showed in a challenge, and in which attempt last.</summary>
internal sealed record Met(string Name, string Challenge, int Times, DateTime LastStartedAt);

/// <summary>An attempt without its trace.</summary>
internal sealed record AttemptSum(string Challenge, string Room, DateTime StartedAt, int? Points, int Sends, int Rewinds, int Hints);

/// <summary>What the database knows of a learner's way through the course: summed up there, a row for each challenge.</summary>
internal sealed class ProgressReader(PlaygroundDb db, Guid who)
{
    /// <summary>A line for each challenge that was begun.</summary>
    public Task<List<ChallengeSum>> SumsAsync(CancellationToken cancel) => db.Attempts.Where(attempt => attempt.Participant == who)
        .GroupBy(attempt => attempt.Challenge)
        .Select(own => new ChallengeSum(own.Key, own.Count(), own.Max(attempt => attempt.Points), own.Min(attempt => attempt.Points != null ? (int?)attempt.Sends : null)))
        .ToListAsync(cancel);

    /// <summary>Every solution, by its times alone.</summary>
    public Task<List<Solve>> SolvesAsync(CancellationToken cancel) => db.Attempts.Where(attempt => attempt.Participant == who && attempt.SolvedAt != null)
        .Select(attempt => new Solve(attempt.Challenge, attempt.StartedAt, attempt.SolvedAt!.Value))
        .ToListAsync(cancel);

    /// <summary>The last attempts that can be gone on with.</summary>
    public Task<List<OpenAttempt>> OpenAsync(CancellationToken cancel) => db.Attempts.Where(attempt => attempt.Participant == who && attempt.Points == null)
        .Where(attempt => !db.Attempts.Any(later => later.Participant == who && later.Challenge == attempt.Challenge && later.StartedAt > attempt.StartedAt))
        .Where(attempt => db.Rooms.Any(room => room.Code == attempt.Room))
        .Select(attempt => new OpenAttempt(attempt.Challenge, attempt.Room, attempt.StartedAt))
        .ToListAsync(cancel);

    /// <summary>A line for each misconception and challenge in which it showed.</summary>
    public Task<List<Met>> MetAsync(CancellationToken cancel) => db.Attempts.Where(attempt => attempt.Participant == who)
        .Join(db.AttemptMisconceptions, attempt => attempt.Id, met => met.Attempt, (attempt, met) => new { met.Name, attempt.Challenge, met.Count, attempt.StartedAt })
        .GroupBy(met => new { met.Name, met.Challenge })
        .Select(met => new Met(met.Key.Name, met.Key.Challenge, met.Sum(one => one.Count), met.Max(one => one.StartedAt)))
        .ToListAsync(cancel);

    /// <summary>All attempts, the last first.</summary>
    public Task<List<AttemptSum>> AttemptsAsync(CancellationToken cancel) => db.Attempts.Where(attempt => attempt.Participant == who)
        .OrderByDescending(attempt => attempt.StartedAt)
        .Select(attempt => new AttemptSum(attempt.Challenge, attempt.Room, attempt.StartedAt, attempt.Points, attempt.Sends, attempt.Rewinds, attempt.Hints))
        .ToListAsync(cancel);
}
