using Microsoft.Extensions.Logging.Abstractions;
using Playground.Contracts;
using Playground.Server.Challenges;

namespace Playground.Tests.Challenges;

/// <summary>Files that are wrong: told at their line, and left out without harm to the others.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private static string Good => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "challenges", "plus-one.yaml"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_wrong_is_left_out_with_line_and_reason_and_the_others_stay()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "good.yaml"), Good);
        File.WriteAllText(Path.Combine(_folder.Path, "bad.yaml"), Good.Replace("established: both", "established: everybody", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder.Path, "worse.yaml"), "id: [");
        var catalogue = new ChallengeCatalogue(_folder.Path, NullLogger<ChallengeCatalogue>.Instance);
        Assert.Equal("plus-one", Assert.Single(catalogue.Entries).Challenge.Id);
        Assert.Equal(["bad.yaml", "worse.yaml"], catalogue.Broken.Select(file => file.Name).Order());
        var problem = Assert.Single(catalogue.Broken.Single(file => file.Name == "bad.yaml").Problems);
        var line = Good.Split('\n').ToList().FindIndex(text => text.Contains("established", StringComparison.Ordinal)) + 1;
        Assert.Equal(new FileProblem(line, "established: there is no host 'everybody'. The hosts are client, server."), problem);
    }

    [Theory]
    [InlineData("tier: 1", "tier: 7", "tier: a number from 1 to 4 belongs here, not '7'.")]
    [InlineData("par: 1", "par: none", "par: a number from 1 to 1000 belongs here, not 'none'.")]
    [InlineData("role: client", "role: referee", "role: one of the hosts belongs here, or observer.")]
    [InlineData("id: plus-one", "id: Plus One", "id: lower-case words joined by hyphens belong here.")]
    [InlineData("  - established: both", "  - established: both\n    colour: red", "There is no key 'colour' here. What can stand here: ")]
    [InlineData("  - established: both", "  - estblished: both", "goals: each says exactly one of established, ")]
    [InlineData("  - established: both", "  - never: client → server  [RST] seq=any", "goals: one of them has to be something to reach")]
    [InlineData("[SYN, ACK] seq=y", "[SYN, ACK] sq=y", "'sq")]
    [InlineData("client → server  [SYN] seq=x <mss 1460>", "client → router  [SYN] seq=x", "There is no host 'router'.")]
    [InlineData("misconception: ack-copies-seq", "misconception: ack-is-hard", "misconception: 'ack-is-hard' is no misconception that has a name.")]
    [InlineData("seq=x+1 ack=y+4", "seq=x+1 ack=y+${four}", "'${four}' stands for nothing")]
    [InlineData("debrief: An acknowledgment", "debriefing: An acknowledgment", "debrief: is missing.")]
    public void What_is_wrong_is_said_in_plain_words_at_its_line(string right, string wrong, string says)
    {
        var text = Good.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, text);
        var problems = Assert.Throws<ChallengeFileException>(() => ChallengeFile.Read(text, seed: 1)).Problems;
        var problem = problems.FirstOrDefault(problem => problem.Says.Contains(says, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', problems));
        if (!says.EndsWith("is missing.", StringComparison.Ordinal) && !says.StartsWith("goals: one", StringComparison.Ordinal))
            Assert.InRange(problem.Line, Line(text, wrong.Split('\n')[0]), Line(text, wrong.Split('\n')[^1]));
    }

    [Fact]
    public void Several_mistakes_are_all_told_at_once()
    {
        var text = Good.Replace("tier: 1", "tier: 9", StringComparison.Ordinal).Replace("par: 1", "par: 0", StringComparison.Ordinal);
        var problems = Assert.Throws<ChallengeFileException>(() => ChallengeFile.Read(text, seed: 1)).Problems;
        Assert.Equal(2, problems.Length);
    }

    private static int Line(string text, string part) =>
        text.Split('\n').ToList().FindIndex(line => line.Contains(part.Trim(), StringComparison.Ordinal)) + 1;
}
