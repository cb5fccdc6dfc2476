using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Tcp;

namespace Playground.Server.Challenges;

/// <summary>A challenge with the text of its file, which goes into the attempts that begin with it.</summary>
public sealed record CatalogueEntry(Challenge Challenge, string File);

/// <summary>A file that can't be used.</summary>
/// <param name="Name">Its name, without its folder.</param>
/// <param name="Problems">What is wrong, by line.</param>
public sealed record BrokenFile(string Name, ImmutableArray<ChallengeProblem> Problems);

/// <summary>The challenges that come with the server, in the order of the course, read once from <c>challenges/*.yaml</c>.</summary>
public sealed class ChallengeCatalogue
{
    private readonly ImmutableArray<CatalogueEntry> _entries;
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

        _entries = [.. entries.OrderBy(entry => entry.Challenge.Number)];
        Cards = [.. _entries.Select(entry => WithPlace(CardOf(entry.Challenge), entry.Challenge))];
    }

    /// <summary>The challenges as the page lists them.</summary>
    public IReadOnlyList<ChallengeCard> Cards { get; }

    /// <summary>The files that can't be used, each with what is wrong in it.</summary>
    public IReadOnlyList<BrokenFile> Broken => _broken;

    /// <summary>All challenges.</summary>
    public IReadOnlyList<CatalogueEntry> Entries => _entries;

    /// <summary>The challenge of that id; none where there is no such.</summary>
    public CatalogueEntry? Find(string id) => _entries.FirstOrDefault(entry => entry.Challenge.Id == id);

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
