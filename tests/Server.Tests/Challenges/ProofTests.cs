using Playground.Contracts;
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
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var challenge = Read(id, seed);
            foreach (var solution in challenge.Solutions)
            {
                var (attempt, _, problem) = Play(challenge, solution, seed);
                Assert.True(problem is null && attempt.Points is not null, $"{solution.Name}, seed {seed}: {problem} {Missing(attempt)}");
            }

            Assert.Contains(challenge.Solutions, solution => Play(challenge, solution, seed).Attempt.Sends == challenge.Par);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_wrong_attempt_fails_with_its_misconception_whatever_the_numbers(string id)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var challenge = Read(id, seed);
            foreach (var wrong in challenge.WrongAttempts)
            {
                var (attempt, _, problem) = Play(challenge, wrong, seed);
                Assert.True(problem is null && attempt.Points is null, $"{wrong.Name}, seed {seed}: {problem} points {attempt.Points}");
                Assert.True(attempt.Misconceptions.ContainsKey(wrong.Misconception!.Value), $"{wrong.Name}, seed {seed}: {string.Join(' ', attempt.Misconceptions.Keys)}; {Missing(attempt)}");
                Assert.Contains(attempt.Standings, standing => standing.Missing is not null);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_gives_others()
    {
        string Trace(ulong seed)
        {
            var challenge = Read("solo-dial", seed);
            return TraceText.Of(Play(challenge, challenge.Solutions[0], seed).World);
        }

        Assert.Equal(Trace(7), Trace(7));
        Assert.NotEqual(Trace(7), Trace(8));
    }

    private static Challenge Read(string id, ulong seed = 1) => ChallengeFile.Read(File.ReadAllText(Path.Combine(Folder, id + ".yaml")), seed, new Dictionary<string, ushort> { ["client"] = 50_000, ["server"] = 80 });

    private static string Missing(AttemptState attempt) => string.Join(' ', attempt.Standings.Select(standing => standing.Missing).OfType<Sentence>());

    private static (AttemptState Attempt, World World, string? Problem) Play(Challenge challenge, Proof proof, ulong seed)
    {
        var (hosts, engines) = RoomSetup.HostsOf(challenge);
        var ported = hosts.Select((host, place) => host.Port == 0 ? host with { Port = (ushort)(50_000 + place) } : host);
        var began = RoomRules.FreshMatch(hosts, engines) with { Seed = seed, Hosts = [.. ported] };
        var trial = new Trial(challenge, RoomSetup.WorldFor(began, challenge), seed);
        var attempt = ProofRun.Play(trial, proof, out var problem);
        return (attempt, trial.World, problem);
    }
}
