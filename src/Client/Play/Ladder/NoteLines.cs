using Playground.Contracts;

namespace Playground.Client.Play.Ladder;

/// <summary>A note of the ladder in lines that a phone's ladder has room for.</summary>
public static class NoteLines
{
    /// <summary>The height of a line, in pixels.</summary>
    public const int Height = 16;

    /// <summary>What goes into a line of a phone's ladder, in characters.</summary>
    private const int Longest = 50;

    /// <summary>How many lines a note takes.</summary>
    public static int Of(NoteRow note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return ((note.Says.ToString().Length - 1) / Longest) + 1;
    }

    /// <summary>The base line of the first of so many, from the height of the middle of all.</summary>
    public static int FirstY(int lines) => 4 - ((lines - 1) * Height / 2);

    /// <summary>A text in so many lines, each about as long as the others; fewer where it has not so many words.</summary>
    public static IEnumerable<string> Of(string text, int lines)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var rest = text; lines > 0 && rest.Length > 0; lines--)
        {
            var share = rest.Length / lines;
            var (before, after) = (rest.LastIndexOf(' ', Math.Min(share, rest.Length - 1)), rest.IndexOf(' ', share));
            var end = lines == 1 || (before <= 0 && after < 0) ? rest.Length
                : before <= 0 || (after >= 0 && after - share < share - before) ? after : before;
            yield return rest[..end];
            rest = rest[end..].TrimStart();
        }
    }
}
