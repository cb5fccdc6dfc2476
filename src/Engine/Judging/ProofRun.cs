using Playground.Engine.Worlds;
using Playground.Ladder;

namespace Playground.Engine.Judging;

/// <summary>Plays what a challenge's file proves itself with, and lets the judge judge it.</summary>
public static class ProofRun
{
    /// <summary>Plays a proof to its end: its ladder, then its answers.</summary>
    /// <param name="trial">The trial, where nothing was done yet.</param>
    /// <param name="problem">What did not go as the proof says; none when all did.</param>
    /// <returns>How far the attempt came.</returns>
    public static AttemptState Play(Trial trial, Proof proof, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(proof);
        var attempt = new AttemptState(trial.Challenge);
        problem = trial.Problem ?? LadderPlayer.Play(trial, proof.Ladder);
        trial.Advance(trial.World.Now + proof.Waits);
        for (var i = 0; i < proof.Answers.Length && i < trial.Challenge.Questions.Length; i++)
        {
            if (trial.Answer(i, Worked(proof.Answers[i], trial)) is { } mistake) attempt.Note(mistake);
        }

        var sends = 0;
        foreach (var sent in trial.World.Trace.Skip(trial.PrologueLength).OfType<SegmentSent>().Where(sent => sent.From == trial.Challenge.Role))
        {
            sends++;
            if (sent.Review is { } review) attempt.Note(review);
        }

        attempt.Look(trial, sends);
        return attempt;
    }

    /// <summary>A proof may answer with a symbol; a learner can't.</summary>
    private static string Worked(string answer, Trial trial) =>
        LadderNumber.TryParse(answer, out var number) && number.Resolve(trial.Numbers) is { } worked ? worked.ToString() : answer;
}
