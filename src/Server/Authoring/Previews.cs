using System.Text.RegularExpressions;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Server.Challenges;
using Playground.Server.Rooms;

namespace Playground.Server.Authoring;

/// <summary>A challenge as its author sees it before anybody plays it.</summary>
internal static partial class Previews
{
    /// <summary>The preview of a challenge that has just begun.</summary>
    public static ChallengePreview Of(Trial trial)
    {
        var challenge = trial.Challenge;
        return new ChallengePreview(
            ChallengeCatalogue.CardOf(challenge), [.. challenge.Goals.Select(goal => goal.Says)], challenge.Hints, [.. challenge.Questions.Select(question => question.Asks)],
            challenge.Exhibit, challenge.Debrief, TraceText.Of(trial.World));
    }

    /// <summary>The title of a file that perhaps can't be read: what stands behind its key, else its first line.</summary>
    public static string TitleOf(string text)
    {
        const int Longest = 80;
        var title = Title().Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : text.TrimStart().Split('\n')[0].Trim();
        return title.Length > Longest ? title[..Longest] : title;
    }

    [GeneratedRegex(@"^title:[ \t]*(.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();
}
