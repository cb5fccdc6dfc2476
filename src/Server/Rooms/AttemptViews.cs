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
        var isSolved = attempt.Points is not null;
        return new AttemptView(
            ChallengeCatalogue.CardOf(challenge), [.. goals], attempt.Sends, attempt.Rewinds, [.. challenge.Hints.Take(attempt.Hints)],
            challenge.Hints.Length - attempt.Hints, isSolved && state.Drill is not null ? 0 : attempt.Points, isSolved ? challenge.Debrief : null)
        {
            Questions = [.. challenge.Questions.Select(question => QuestionOf(question, state.Match.Trial!))],
            Exhibit = challenge.Exhibit,
            Score = AttemptResults.RuleOf(challenge),
            Drills = challenge.Drills,
            Drill = state.Drill,
            Result = state.Result,
        };
    }

    /// <summary>What is said to the answer that a question has: nothing to a right one, and to a mistake that has a name its sentence, with the numbers of this attempt.</summary>
    public static Sentence? Says(Question question, Trial trial)
    {
        if (trial.AnswerTo(question) is not { } answer || question.IsRight(answer, trial.Numbers)) return null;
        return question.MistakeOf(answer, trial.Numbers) is { } mistake ? SaysTo(mistake, answer, question, trial.Numbers) : new Sentence("That is not it. Look again.");
    }

    /// <summary>What is said to an answer that shows a misconception: with the numbers that the sentence names, and no others.</summary>
    /// <param name="numbers">What the question's symbols stand for.</param>
    public static Sentence SaysTo(Misconception mistake, string answer, Question question, IReadOnlyDictionary<string, SeqNumber> numbers)
    {
        var text = mistake.Text();
        return text.Contains("{1}", StringComparison.Ordinal) ? new Sentence(text, answer, question.Worked(numbers))
            : text.Contains("{0}", StringComparison.Ordinal) ? new Sentence(text, answer)
            : new Sentence(text);
    }

    private static QuestionView QuestionOf(Question question, Trial trial)
    {
        var answer = trial.AnswerTo(question);
        return new QuestionView(question.Asks, question.Choices, answer, answer is not null && question.IsRight(answer, trial.Numbers), Says(question, trial));
    }
}
