using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Playground.Contracts;
using Playground.Server.Challenges;
using Playground.Server.Rooms;
using Playground.Server.Storage;
using Playground.Server.Storage.Rows;

namespace Playground.Server.Authoring;

/// <inheritdoc cref="IAuthoring"/>
internal sealed class AuthorsDesk(
    AuthenticationStateProvider authentication, IDbContextFactory<PlaygroundDb> databases, ChallengeCatalogue catalogue, RoomGateway gateway, ServerClock clock) : IAuthoring
{
    private const int Seeds = 10;

    /// <summary>The most files of one author: more than a course, and no way to fill the disk.</summary>
    private const int MostFiles = 200;

    private static readonly Sentence s_notYours = new("Sign in as an instructor to write challenges.");
    private static readonly Sentence s_noSuchFile = new("There is no such file of yours.");
    private static readonly Sentence s_tooLong = new("A challenge has at most {0} characters.", $"{IAuthoring.MostCharacters}");

    /// <inheritdoc/>
    public async ValueTask<bool> MayAsync() => await AuthorAsync() is not null;

    /// <inheritdoc/>
    public FileCheck Check(string text)
    {
        if (IsTooLong(text)) return new FileCheck([new FileProblem(1, s_tooLong.ToString())], null);
        try
        {
            return new FileCheck([], Previews.Of(ProofCheck.Begin(text, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))))));
        }
        catch (ChallengeFileException problem)
        {
            return new FileCheck(problem.Problems, null);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<ProofResult>> ProveAsync(string text, CancellationToken cancel = default) =>
        await MayAsync() && !IsTooLong(text) ? await Task.Run(() => Prove(text, cancel), cancel) : [];

    /// <inheritdoc/>
    public async ValueTask<OpenReply> PlayAsync(Participant who, string text, CancellationToken cancel = default)
    {
        if (!await MayAsync()) return new OpenReply(default, new Refusal(RefusalKind.NotHere, s_notYours));
        return WhyNotRead(text) is { } problem
            ? new OpenReply(default, new Refusal(RefusalKind.BadField, problem))
            : await gateway.OpenUnscoredAsync(who, text, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<AuthoredFile>> ListAsync(CancellationToken cancel = default)
    {
        if (await AuthorAsync() is not { } author) return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.AuthoredChallenges.AsNoTracking().Where(row => row.Author == author).OrderByDescending(row => row.ChangedAt).ToListAsync(cancel);
        return [.. rows.Select(row => new AuthoredFile(row.Id, Previews.TitleOf(row.Text), row.Text, row.ChangedAt, row.Published is not null, row.Published != row.Text))];
    }

    /// <inheritdoc/>
    public async ValueTask<AuthorReply> SaveAsync(Guid? id, string text, CancellationToken cancel = default)
    {
        if (await AuthorAsync() is not { } author) return new AuthorReply(s_notYours);
        if (IsTooLong(text)) return new AuthorReply(s_tooLong);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = id is null ? null : await db.AuthoredChallenges.SingleOrDefaultAsync(row => row.Id == id && row.Author == author, cancel);
        if (id is not null && row is null) return new AuthorReply(s_noSuchFile);
        if (row is null)
        {
            if (await db.AuthoredChallenges.CountAsync(other => other.Author == author, cancel) >= MostFiles)
                return new AuthorReply(new Sentence("You have {0} files already. Throw one away first.", $"{MostFiles}"));
            row = new AuthoredChallengeRow { Id = Guid.NewGuid(), Author = author, Text = text };
            db.AuthoredChallenges.Add(row);
        }

        (row.Text, row.ChangedAt) = (text, clock.UtcNow);
        await db.SaveChangesAsync(cancel);
        return new AuthorReply(null, row.Id);
    }

    /// <inheritdoc/>
    public async ValueTask<AuthorReply> PublishAsync(Guid id, bool isPublished, CancellationToken cancel = default)
    {
        if (await AuthorAsync() is not { } author) return new AuthorReply(s_notYours);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.AuthoredChallenges.SingleOrDefaultAsync(row => row.Id == id && row.Author == author, cancel) is not { } row) return new AuthorReply(s_noSuchFile);
        if (isPublished && await WhyNotAsync(row.Text, cancel) is { } problem) return new AuthorReply(problem, id);
        var before = row.Published;
        row.Published = isPublished ? row.Text : null;

        // Written first: what is in the catalogue is there again after a restart.
        await db.SaveChangesAsync(cancel);
        if (!isPublished) catalogue.TakeOut(id);
        else if (!catalogue.TryPut(new CatalogueEntry(ChallengeFile.Read(row.Text, seed: 0), row.Text, row.Id)))
        {
            row.Published = before;
            await db.SaveChangesAsync(cancel);
            return new AuthorReply(new Sentence("Another challenge has that id already. Choose another one."), id);
        }

        return new AuthorReply(null, id);
    }

    /// <inheritdoc/>
    public async ValueTask<AuthorReply> DeleteAsync(Guid id, CancellationToken cancel = default)
    {
        if (await AuthorAsync() is not { } author) return new AuthorReply(s_notYours);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.AuthoredChallenges.Where(row => row.Id == id && row.Author == author).ExecuteDeleteAsync(cancel) == 0) return new AuthorReply(s_noSuchFile);
        catalogue.TakeOut(id);
        return new AuthorReply(null, id);
    }

    /// <summary>What speaks against publishing a file; none where nothing in it does.</summary>
    private async Task<Sentence?> WhyNotAsync(string text, CancellationToken cancel)
    {
        if (WhyNotRead(text) is { } problem) return problem;
        return (await ProveAsync(text, cancel)).FirstOrDefault(proof => !proof.Holds) is { } proof
            ? new Sentence("The proof '{0}' does not hold. {1}", proof.Name, proof.Says ?? "")
            : null;
    }

    private Sentence? WhyNotRead(string text) =>
        Check(text).Problems is [var first, ..] ? new Sentence("Line {0}: {1}", $"{first.Line}", first.Says) : null;

    private static ImmutableArray<ProofResult> Prove(string text, CancellationToken cancel)
    {
        var played = new Dictionary<(string, bool), string?>();
        try
        {
            for (var seed = 1UL; seed <= Seeds; seed++)
            {
                foreach (var proof in ProofCheck.Play(text, seed))
                {
                    cancel.ThrowIfCancellationRequested();
                    var key = (proof.Proof.Name, proof.IsSolution);
                    if (played.GetValueOrDefault(key) is null) played[key] = proof.Fault;
                }
            }
        }
        catch (ChallengeFileException)
        {
            return [];
        }

        return [.. played.Select(entry => new ProofResult(entry.Key.Item1, entry.Key.Item2, entry.Value is null, entry.Value))];
    }

    private static bool IsTooLong(string? text) => text is null or { Length: > IAuthoring.MostCharacters };

    /// <summary>The account of who asks; none where nobody is signed in.</summary>
    private async ValueTask<string?> AuthorAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        var account = user.Identities.FirstOrDefault(identity => identity is { IsAuthenticated: true, AuthenticationType: var type } && type == IdentityConstants.ApplicationScheme);
        return account?.FindFirst(ClaimTypes.NameIdentifier)?.Value;
    }
}
