using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Tcp;

namespace Playground.Server.Challenges;

/// <summary>A challenge with the text of its file, which goes into the attempts that begin with it.</summary>
/// <param name="Authored">The instructor's file that it was published from; none for one that comes with the server.</param>
public sealed record CatalogueEntry(Challenge Challenge, string File, Guid? Authored = null);

/// <summary>A file that can't be used.</summary>
/// <param name="Name">Its name, without its folder.</param>
/// <param name="Problems">What is wrong, by line.</param>
public sealed record BrokenFile(string Name, ImmutableArray<FileProblem> Problems);

/// <summary>
/// The challenges in the order of the course: those that come with the server, read once from <c>challenges/*.yaml</c>, and those that
/// instructors have published.
/// </summary>
public sealed class ChallengeCatalogue
{
    private readonly Lock _lock = new();
    private readonly List<BrokenFile> _broken = [];

    /// <summary>Reads the folder. A file that can't be used is left out and told; it never breaks the rest.</summary>
    public ChallengeCatalogue(string folder, ILogger<ChallengeCatalogue> log)
    {
        var entries = new List<CatalogueEntry>();
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml") : [])
        {
            try
            {
                var text = File.ReadAllText(path);
                entries.Add(new CatalogueEntry(ChallengeFile.Read(text, seed: 0), text));
            }
            catch (ChallengeFileException problem)
            {
                log.LogError("The challenge {File} is left out: {Problem}", Path.GetFileName(path), problem.Message);
                _broken.Add(new BrokenFile(Path.GetFileName(path), problem.Problems));
            }
        }

        Set(entries);
    }

    /// <summary>The challenges as the page lists them.</summary>
    public IReadOnlyList<ChallengeCard> Cards { get; private set; } = [];

    /// <summary>The files that can't be used, each with what is wrong in it.</summary>
    public IReadOnlyList<BrokenFile> Broken => _broken;

    /// <summary>All challenges.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; private set; } = [];

    /// <summary>The challenge of that id; none where there is no such.</summary>
    public CatalogueEntry? Find(string id) => Entries.FirstOrDefault(entry => entry.Challenge.Id == id);

    /// <summary>Puts a published challenge in, in the place of what was published from the same file before.</summary>
    /// <returns>False where another challenge has its id.</returns>
    public bool TryPut(CatalogueEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_lock)
        {
            var others = Entries.Where(other => other.Authored is null || other.Authored != entry.Authored).ToList();
            if (others.Exists(other => other.Challenge.Id == entry.Challenge.Id)) return false;
            Set([.. others, entry]);
            return true;
        }
    }

    /// <summary>Takes out what was published from a file. Attempts at it go on.</summary>
    public void TakeOut(Guid authored)
    {
        lock (_lock) Set(Entries.Where(entry => entry.Authored != authored));
    }

    private void Set(IEnumerable<CatalogueEntry> entries)
    {
        Entries = [.. entries.OrderBy(entry => entry.Challenge.Number).ThenBy(entry => entry.Challenge.Id, StringComparer.Ordinal)];
        Cards = [.. Entries.Select(entry => WithPlace(CardOf(entry.Challenge), entry.Challenge))];
    }

    /// <summary>The misconceptions that a challenge invites: those it names, and those that its wrong attempts show.</summary>
    public static IEnumerable<string> InvitedBy(Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return challenge.Misconceptions.Concat(challenge.WrongAttempts.Select(wrong => wrong.Misconception).OfType<Misconception>()).Distinct().Select(one => one.ToName());
    }

    private static ChallengeCard WithPlace(ChallengeCard card, Challenge challenge) => card with
    {
        Needs = challenge.Needs,
        Misconceptions = [.. InvitedBy(challenge)],
        Sections = challenge.Sections,
    };

    /// <summary>A challenge as the page shows it.</summary>
    public static ChallengeCard CardOf(Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        return new ChallengeCard(
            challenge.Id, challenge.Number, challenge.Title, challenge.Role, challenge.Tier, Score.Base(challenge.Tier), challenge.Par, challenge.Brief);
    }
}
