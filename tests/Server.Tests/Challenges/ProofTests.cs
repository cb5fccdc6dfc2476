using Playground.Engine.Judging;
using Playground.Engine.Worlds;
using Playground.Server.Challenges;
using Playground.Server.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>Every challenge's file carries its proof, and every proof is played on many seeds.</summary>
public sealed class ProofTests
{
    private const int Seeds = 25;

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "challenges");

    [Fact]
    public void The_course_so_far_is_there() => Assert.Superset(new HashSet<string> { "plus-one", "solo-dial" }, Files.Select(row => row.Data).ToHashSet());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_named_as_its_challenge_and_has_its_proof(string id)
    {
        var challenge = Read(id);
        Assert.Equal(id, challenge.Id);
        Assert.NotEmpty(challenge.Solutions);
        Assert.True(challenge.WrongAttempts.Length >= 2);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_reference_solution_wins_whatever_the_numbers(string id)
    {
        var challenge = Read(id);
        foreach (var solution in challenge.Solutions)
        {
            for (var seed = 1UL; seed <= Seeds; seed++)
            {
                var (attempt, _, problem) = Play(challenge, solution, seed);
                Assert.True(problem is null && attempt.Points is not null, $"{solution.Name}, seed {seed}: {problem} {string.Join(' ', attempt.Missing)}");
            }
        }

        Assert.Contains(challenge.Solutions, solution => Play(challenge, solution, 1).Attempt.Sends == challenge.Par);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_wrong_attempt_fails_with_its_misconception_whatever_the_numbers(string id)
    {
        var challenge = Read(id);
        foreach (var wrong in challenge.WrongAttempts)
        {
            for (var seed = 1UL; seed <= Seeds; seed++)
            {
                var (attempt, _, problem) = Play(challenge, wrong, seed);
                Assert.True(problem is null && attempt.Points is null, $"{wrong.Name}, seed {seed}: {problem} points {attempt.Points}");
                Assert.True(attempt.Misconceptions.ContainsKey(wrong.Misconception!.Value), $"{wrong.Name}, seed {seed}: {string.Join(' ', attempt.Misconceptions.Keys)}");
                Assert.Contains(attempt.Missing, missing => missing is not null);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_gives_others()
    {
        var challenge = Read("solo-dial");
        string Trace(ulong seed) => TraceText.Of(Play(challenge, challenge.Solutions[0], seed).World);
        Assert.Equal(Trace(7), Trace(7));
        Assert.NotEqual(Trace(7), Trace(8));
    }

    private static Challenge Read(string id) => ChallengeFile.Read(File.ReadAllText(Path.Combine(Folder, id + ".yaml")));

    private static (AttemptState Attempt, World World, string? Problem) Play(Challenge challenge, ProofLadder proof, ulong seed)
    {
        var begin = RoomRules.FreshMatch(RoomSetup.HostNames.Remove(challenge.Role)) with { Seed = seed, ClientPort = 50_000 };
        var match = new Match(begin, challenge);
        var attempt = new AttemptState(challenge);
        var player = new LadderPlayer(match.World, seed);
        player.BindInitialNumbers();
        attempt.Judge(match.World, 0);
        var problem = player.Play(proof.Ladder);
        foreach (var sent in match.World.Trace.Skip(match.PrologueLength).OfType<SegmentSent>())
        {
            if (sent.Review is not null) attempt.Note(sent.Review);
        }

        attempt.Judge(match.World, match.SendsOf(challenge.Role));
        return (attempt, match.World, problem);
    }
}
