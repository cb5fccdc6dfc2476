using Playground.Server.Challenges;
using Playground.Server.Rooms;

namespace Playground.Tests.Challenges;

/// <summary>Every challenge's file carries its proof, and every proof is played on many seeds.</summary>
public sealed class ProofTests
{
    private const int Seeds = 25;

    public static TheoryData<string> Files => [.. Course.Ids];

    [Fact]
    public void The_course_so_far_is_there() => Assert.Superset(new HashSet<string> { "plus-one", "solo-dial" }, Files.Select(row => row.Data).ToHashSet());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_named_as_its_challenge_and_has_its_proof(string id)
    {
        var challenge = Course.Read(id, seed: 1);
        Assert.Equal(id, challenge.Id);
        Assert.NotEmpty(challenge.Solutions);
        Assert.True(challenge.WrongAttempts.Length >= 2);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_solution_wins_and_each_wrong_attempt_shows_its_misconception_whatever_the_numbers(string id)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var proofs = ProofCheck.Play(Course.Text(id), seed);
            Assert.All(proofs, proof => Assert.True(proof.Fault is null, $"{proof.Proof.Name}, seed {seed}: {proof.Fault}"));
            Assert.Contains(proofs, proof => proof.IsSolution && proof.Attempt.Sends == proof.Trial.Challenge.Par);
            Assert.All(proofs.Where(proof => !proof.IsSolution), proof => Assert.NotNull(proof.Proof.Misconception));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_gives_others()
    {
        static string Trace(ulong seed) => TraceText.Of(ProofCheck.Play(Course.Text("solo-dial"), seed)[0].Trial.World);
        Assert.Equal(Trace(7), Trace(7));
        Assert.NotEqual(Trace(7), Trace(8));
    }
}
