using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Server.Challenges;
using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>What may be known of an attempt while it lasts: no hint that was not asked for, no right answer, nothing of the solution.</summary>
internal static class AttemptViews
{
    /// <summary>The view; none on a sandbox.</summary>
    public static AttemptView? Of(RoomState state)
    {
        if (state.Attempt is not { } attempt) return null;
        var challenge = attempt.Challenge;
        var goals = challenge.Goals.Zip(attempt.Standings, (goal, standing) => new GoalView(goal.Says, standing.IsMet, standing.Missing)
        {
            IsMissed = standing.IsMissed, IsConstraint = goal.IsConstraint,
        });
        return new AttemptView(
            ChallengeCatalogue.CardOf(challenge), [.. goals], attempt.Sends, attempt.Rewinds, [.. challenge.Hints.Take(attempt.Hints)],
            challenge.Hints.Length - attempt.Hints, attempt.Points, attempt.Points is null ? null : challenge.Debrief)
        {
            Questions = [.. challenge.Questions.Select(question => QuestionOf(question, state.Match.Trial!))],
            Exhibit = challenge.Exhibit,
        };
    }

    /// <summary>What is said to the answer that a question has: nothing to a right one, and to a mistake that has a name its sentence, with the numbers of this attempt.</summary>
    public static Sentence? Says(Question question, Trial trial)
    {
        if (trial.AnswerTo(question) is not { } answer || question.IsRight(answer, trial.Numbers)) return null;
        return question.MistakeOf(answer, trial.Numbers) is { } mistake
            ? new Sentence(mistake.Text(), answer, question.Worked(trial.Numbers))
            : new Sentence("That is not it. Look again.");
    }

    private static QuestionView QuestionOf(Question question, Trial trial)
    {
        var answer = trial.AnswerTo(question);
        return new QuestionView(question.Asks, question.Choices, answer, answer is not null && question.IsRight(answer, trial.Numbers), Says(question, trial));
    }
}
