using Microsoft.EntityFrameworkCore;
using Playground.Server.Challenges;
using Playground.Server.Storage;

namespace Playground.Server.Authoring;

/// <summary>Puts the challenges that instructors have published into the catalogue when the server starts.</summary>
internal sealed class AuthoredChallenges(IDbContextFactory<PlaygroundDb> databases, ChallengeCatalogue catalogue, ILogger<AuthoredChallenges> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var row in await db.AuthoredChallenges.AsNoTracking().Where(row => row.Published != null).ToListAsync(cancellationToken))
        {
            try
            {
                catalogue.TryPut(new CatalogueEntry(ChallengeFile.Read(row.Published!, seed: 0), row.Published!, row.Id));
            }
            catch (ChallengeFileException problem)
            {
                // It could be read when it was published: another version of the server reads otherwise. Its author finds it on their page.
                log.LogError("The published challenge {File} is left out: {Problem}", row.Id, problem.Message);
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
