using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Server.Rooms;
using Playground.Tcp;

namespace Playground.Tests.Challenges;

/// <summary>Every misconception that has a name is met with its sentence somewhere in the course, the numbers of the attempt filled in.</summary>
public sealed class MisconceptionTests
{
    private const ulong Seeds = 25;

    /// <summary>What is legal and only noted, so that no attempt fails by it: played by hand.</summary>
    private static readonly Dictionary<Misconception, (string Challenge, string Ladder)> s_byHand = new()
    {
        [Misconception.ServerReusesIsn] = ("open-the-door", "server → client  [SYN, ACK] seq=x ack=x+1"),
        [Misconception.IsnMustBeZero] = ("knock-knock", "client → server  [SYN] seq=0"),
    };

    public static TheoryData<Misconception> All => [.. Enum.GetValues<Misconception>()];

    public static TheoryData<string> Files => [.. Course.Ids];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_misconception_is_shown_by_a_wrong_attempt_and_met_with_its_sentence(Misconception misconception)
    {
        var said = OfCourse(misconception).Concat(ByHand(misconception)).ToList();
        Assert.True(said.Count > 0, $"No wrong attempt of any challenge shows {misconception.ToName()}.");
        Assert.All(said, IsWhole);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_wrong_attempt_hears_the_sentence_of_its_misconception(string id)
    {
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var challenge = Course.Read(id, seed);
            foreach (var wrong in challenge.WrongAttempts)
            {
                var said = Said(challenge, wrong, seed, wrong.Misconception!.Value).ToList();
                Assert.True(said.Count > 0, $"{wrong.Name}: nothing is said about {wrong.Misconception.Value.ToName()}.");
                Assert.All(said, IsWhole);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_challenge_names_the_misconceptions_that_its_wrong_attempts_show(string id)
    {
        var challenge = Course.Read(id, 1);
        Assert.Empty(challenge.WrongAttempts.Select(wrong => wrong.Misconception!.Value.ToName()).Except(challenge.Misconceptions.Select(known => known.ToName())));
    }

    /// <summary>No place in it is empty, and the right number is not the wrong one.</summary>
    private static void IsWhole(Sentence sentence)
    {
        Assert.DoesNotContain('{', sentence.ToString());
        Assert.All(sentence.Arguments, argument => Assert.False(string.IsNullOrWhiteSpace(argument), sentence.Text));
        if (sentence.Text.Contains("{0}", StringComparison.Ordinal) && sentence.Text.Contains("{1}", StringComparison.Ordinal))
            Assert.NotEqual(sentence.Arguments[0], sentence.Arguments[1]);
        if (sentence.Text.Contains('{', StringComparison.Ordinal)) Assert.All(sentence.Arguments, argument => Assert.True(argument.All(IsOfNumber), sentence.ToString()));
    }

    /// <summary>Digits, and the thin spaces between groups of them.</summary>
    private static bool IsOfNumber(char character) => char.IsAsciiDigit(character) || character == '\u2009';

    private static IEnumerable<Sentence> OfCourse(Misconception misconception)
    {
        foreach (var id in Course.Ids.Where(id => Course.Text(id).Contains($"misconception: {misconception.ToName()}", StringComparison.Ordinal)))
        {
            for (var seed = 1UL; seed <= Seeds; seed++)
            {
                var challenge = Course.Read(id, seed);
                foreach (var wrong in challenge.WrongAttempts.Where(wrong => wrong.Misconception == misconception))
                {
                    foreach (var sentence in Said(challenge, wrong, seed, misconception)) yield return sentence;
                }
            }
        }
    }

    private static IEnumerable<Sentence> ByHand(Misconception misconception)
    {
        if (!s_byHand.TryGetValue(misconception, out var played)) return [];
        var hand = new Proof("by hand", LadderTrace.Parse(played.Ladder), [], TimeSpan.Zero);
        return Said(Course.Read(played.Challenge, 1), hand, 1, misconception);
    }

    /// <summary>All that is said about a misconception: in reviews of segments, to answers, and where a goal was missed.</summary>
    private static IEnumerable<Sentence> Said(Challenge challenge, Proof proof, ulong seed, Misconception misconception)
    {
        var (attempt, trial, _) = Course.Play(challenge, proof, seed);
        foreach (var sent in trial.World.Trace.Skip(trial.PrologueLength).OfType<SegmentSent>())
        {
            if (sent.From == challenge.Role && sent.Review is { } review && review.Main.Misconception == misconception)
                yield return Tell.Of(review, sent.Segment, sent.From, sent.To).Says;
        }

        foreach (var question in challenge.Questions)
        {
            if (trial.AnswerTo(question) is { } answer && question.MistakeOf(answer, trial.Numbers) == misconception) yield return AttemptViews.Says(question, trial)!;
        }

        foreach (var missed in attempt.Standings.Where(standing => standing.Misconception == misconception)) yield return missed.Missing!;
    }
}
