using System.Text.RegularExpressions;
using Playground.Client.Numbers;

namespace Playground.Client.Play.Attempts;

/// <summary>A piece of a text in fixed columns, and how it looks.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Ink">The class of its hue; none for text like any other.</param>
/// <param name="IsBlank">True for a number that is left out: <c>(a)</c>.</param>
public sealed record ColumnPiece(string Text, string? Ink = null, bool IsBlank = false);

/// <summary>Reads lines of an exhibit or a ladder for what is to be seen in them: hosts and their numbers in their hues, and blanks.</summary>
public static partial class ColumnText
{
    /// <summary>The pieces of a line. In one with an arrow seq wears the hue of the host before it, and ack that of the host behind it.</summary>
    public static IEnumerable<ColumnPiece> Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var arrow = Arrow().Match(line);
        var (from, to) = arrow.Success ? (InkOf(arrow.Groups[1].Value), InkOf(arrow.Groups[2].Value)) : (null, null);
        var done = 0;
        foreach (Match found in Telling().Matches(line))
        {
            if (found.Index > done) yield return new ColumnPiece(line[done..found.Index]);
            done = found.Index + found.Length;
            if (found.Groups["blank"].Success) yield return new ColumnPiece(found.Value, IsBlank: true);
            else if (found.Groups["host"].Success) yield return new ColumnPiece(found.Value, InkOf(found.Value));
            else
            {
                var name = found.Groups["field"].Value;
                yield return new ColumnPiece(name);
                yield return new ColumnPiece(found.Value[name.Length..], name == "seq=" ? from : to);
            }
        }

        if (done < line.Length) yield return new ColumnPiece(line[done..]);
    }

    private static string? InkOf(string host) => HostLooks.Hues.Contains(host) ? "ink-" + host : null;

    [GeneratedRegex(@"\b((?:client|server)(?:-\d)?|attacker)(?::\d+)?(?: as [\w:-]+)? → ((?:client|server)(?:-\d)?|attacker)\b")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"(?<blank>\([a-z]\))|(?<field>\b(?:seq|ack)=)\d+|(?<host>\b(?:(?:client|server)(?:-\d)?|attacker)\b(?!'|’))")]
    private static partial Regex Telling();
}
