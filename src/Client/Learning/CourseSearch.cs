using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Client.Learning;

/// <summary>Finds challenges by what is typed: words of their title, of a misconception that they invite, a section, or their number.</summary>
public static class CourseSearch
{
    private static readonly char[] s_between = [' ', ',', '§', '-'];

    /// <summary>True where every word is found somewhere.</summary>
    /// <param name="card">The challenge.</param>
    /// <param name="typed">What was typed; nothing finds all.</param>
    /// <param name="say">Puts a text into the reader's language.</param>
    public static bool Finds(ChallengeCard card, string typed, Func<string, string> say)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(say);
        var words = typed.Split(s_between, StringSplitOptions.RemoveEmptyEntries);
        if (words is [var only] && int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return card.Number == number;
        var texts = card.Misconceptions.Select(name => Misconceptions.TryParse(name, out var one) ? $"{name} {say(one.Lesson())}" : name);
        ImmutableArray<string> places = [say(card.Title), card.Id, .. texts, .. card.Sections];
        return words.All(word => places.Any(place => place.Contains(word, StringComparison.CurrentCultureIgnoreCase)));
    }
}
