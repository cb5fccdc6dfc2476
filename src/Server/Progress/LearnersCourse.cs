using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Server.Challenges;
using Playground.Server.Participants;
using Playground.Server.Storage;
using Playground.Tcp;

namespace Playground.Server.Progress;

/// <inheritdoc cref="ICourse"/>
internal sealed class LearnersCourse(IDbContextFactory<PlaygroundDb> databases, ChallengeCatalogue catalogue, RecoveryPhrases phrases, ServerClock clock) : ICourse
{
    /// <inheritdoc/>
    public async ValueTask<CourseView> CourseAsync(Participant who, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = new ProgressReader(db, who.Id);
        return await CourseAsync(reader, await reader.SolvesAsync(cancel), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<LearnerView> LearnerAsync(Participant who, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(who);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = new ProgressReader(db, who.Id);
        var solves = await reader.SolvesAsync(cancel);
        var course = await CourseAsync(reader, solves, cancel);
        var tiers = course.Cards.GroupBy(card => card.Challenge.Tier).OrderBy(tier => tier.Key)
            .Select(tier => new TierLine(tier.Key, tier.Count(card => card.IsSolved), tier.Count(), tier.Sum(card => card.Best ?? 0)));
        var now = clock.UtcNow;
        var due = course.Cards.Where(card => card.DueAt <= now).OrderBy(card => card.DueAt)
            .Select(card => new DueDrill(card.Challenge.Id, card.Challenge.Number, card.Challenge.Title, card.DueAt!.Value));
        return new LearnerView(
            who.Name, [.. tiers], [.. MisconceptionsOf(await reader.MetAsync(cancel), solves)], [.. due],
            [.. LinesOf(await reader.AttemptsAsync(cancel))], await db.Participants.AnyAsync(row => row.Id == who.Id && row.PhraseHash != null, cancel));
    }

    /// <inheritdoc/>
    public async ValueTask<PhraseReply> MakePhraseAsync(Participant who, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(who);
        return await phrases.MakeAsync(who, cancel);
    }

    private async Task<CourseView> CourseAsync(ProgressReader reader, List<Solve> solved, CancellationToken cancel)
    {
        var sums = (await reader.SumsAsync(cancel)).ToDictionary(sum => sum.Challenge);
        var solves = solved.ToLookup(solve => solve.Challenge, solve => solve.SolvedAt);
        var open = (await reader.OpenAsync(cancel)).ToLookup(attempt => attempt.Challenge);
        var known = catalogue.Cards.Select(card => card.Id).ToHashSet();
        return new CourseView([.. catalogue.Cards.Select(CardOf)]);

        CourseCard CardOf(ChallengeCard card)
        {
            var sum = sums.GetValueOrDefault(card.Id);

            // A challenge that this server does not have can't be solved, and holds nobody up.
            var isOpen = card.Needs.All(need => !known.Contains(need) || sums.GetValueOrDefault(need)?.Best is not null);
            var goesOn = open[card.Id].FirstOrDefault();
            RoomCode? room = RoomCode.TryParse(goesOn?.Room, out var code) ? code : null;
            return new CourseCard(card, isOpen, sum?.Attempts ?? 0, sum?.Best, sum?.Fewest <= card.Par, room, goesOn?.StartedAt, DrillDays.DueAt(solves[card.Id]));
        }
    }

    /// <summary>A misconception is overcome where an attempt at a challenge that invites it, begun after it last showed, was solved.</summary>
    private IEnumerable<MetMisconception> MisconceptionsOf(List<Met> met, List<Solve> solves) =>
        from one in met
        group one by one.Name into same
        where Misconceptions.TryParse(same.Key, out _)
        let challenges = catalogue.Cards.Where(card => card.Misconceptions.Contains(same.Key)).Select(card => card.Id).Union(same.Select(one => one.Challenge))
        let last = same.Max(one => one.LastStartedAt)
        let isOvercome = solves.Exists(solve => solve.StartedAt > last && challenges.Contains(solve.Challenge))
        orderby isOvercome, last descending
        select new MetMisconception(same.Key, LessonOf(same.Key), same.Sum(one => one.Times), isOvercome);

    private static string LessonOf(string name) => Misconceptions.TryParse(name, out var misconception) ? misconception.Lesson() : name;

    private IEnumerable<AttemptsLine> LinesOf(List<AttemptSum> attempts)
    {
        var own = attempts.ToLookup(attempt => attempt.Challenge);
        foreach (var card in catalogue.Cards)
        {
            if (own[card.Id].FirstOrDefault() is not { } last) continue;
            var best = own[card.Id].Where(attempt => attempt.Points is not null).OrderByDescending(attempt => attempt.Points).ThenBy(attempt => attempt.Sends).FirstOrDefault();
            yield return new AttemptsLine(card.Id, card.Number, card.Title, own[card.Id].Count(), best is null ? null : LineOf(best), LineOf(last));
        }
    }

    private static AttemptLine LineOf(AttemptSum sum) => new(
        RoomCode.TryParse(sum.Room, out var code) ? code : default, sum.StartedAt, sum.Points, sum.Sends, sum.Rewinds, sum.Hints);
}
