using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Playground.Client.Rfc;

/// <summary>The text of RFC 9293, whole and unmodified, read into its sections once.</summary>
public static partial class RfcText
{
    private const int Margin = 3;

    private static readonly Lazy<ImmutableArray<RfcSection>> s_sections = new(() => Read(Whole()));

    /// <summary>The sections, in the RFC's order.</summary>
    public static ImmutableArray<RfcSection> Sections => s_sections.Value;

    /// <summary>The section of that number; none where there is none.</summary>
    public static RfcSection? Find(string number) => Sections.FirstOrDefault(section => section.Number == number);

    /// <summary>The section so many places further on; none beyond the ends.</summary>
    public static RfcSection? Beside(RfcSection section, int places)
    {
        var at = Sections.IndexOf(section) + places;
        return at >= 0 && at < Sections.Length ? Sections[at] : null;
    }

    /// <summary>The file as it was published.</summary>
    public static string Whole()
    {
        using var file = typeof(RfcText).Assembly.GetManifestResourceStream("Playground.Client.Rfc.rfc9293.txt")
            ?? throw new InvalidOperationException("The text of RFC 9293 is missing from the assembly.");
        return new StreamReader(file).ReadToEnd();
    }

    private static ImmutableArray<RfcSection> Read(string text)
    {
        var sections = ImmutableArray.CreateBuilder<RfcSection>();
        string? number = null;
        var title = "";
        var lines = new List<string>();
        var isHeading = false;
        foreach (var line in text.Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                Close();
                (number, title, isHeading) = (heading.Groups[1].Value, heading.Groups[2].Value, true);
            }
            else if (isHeading && line.Length > 0) title += $" {line.Trim()}";
            else
            {
                isHeading = false;
                lines.Add(line);
            }
        }

        Close();
        return sections.DrainToImmutable();

        void Close()
        {
            if (number is not null) sections.Add(new RfcSection(number, title, Blocks(lines)));
            lines.Clear();
        }
    }

    private static ImmutableArray<RfcBlock> Blocks(List<string> lines)
    {
        var blocks = ImmutableArray.CreateBuilder<RfcBlock>();
        var begin = 0;
        for (var i = 0; i <= lines.Count; i++)
        {
            if (i < lines.Count && lines[i].Trim().Length > 0) continue;
            if (begin < i) Add(blocks, lines[begin..i]);
            begin = i + 1;
        }

        return blocks.DrainToImmutable();
    }

    /// <summary>Rows of one figure that stand apart are one block, so that they stay in line.</summary>
    private static void Add(ImmutableArray<RfcBlock>.Builder blocks, List<string> lines)
    {
        var isFigure = lines.Exists(line => Drawn().IsMatch(line.Trim()));
        if (!isFigure)
        {
            blocks.Add(Prose(lines));
            return;
        }

        var figure = string.Join('\n', lines.Select(line => line.TrimEnd()));
        if (blocks.Count > 0 && blocks[^1].IsFigure) blocks[^1] = blocks[^1] with { Text = $"{blocks[^1].Text}\n\n{figure}" };
        else blocks.Add(new RfcBlock(figure, 0, "", true));
    }

    private static RfcBlock Prose(List<string> lines)
    {
        var indent = Math.Max(0, lines[0].Length - lines[0].TrimStart().Length - Margin);
        var text = lines[0].Trim();
        foreach (var line in lines.Skip(1)) text += (text.EndsWith('-') && !text.EndsWith("--", StringComparison.Ordinal) ? "" : " ") + line.Trim();
        return Item().Match(text) is { Success: true } item
            ? new RfcBlock(item.Groups[2].Value, indent, item.Groups[1].Value, false)
            : new RfcBlock(text, indent, "", false);
    }

    [GeneratedRegex(@"^(?:Appendix )?([A-Z]|[A-Z](?:\.\d+)+|\d+(?:\.\d+)*)\.  (\S.*)$")]
    private static partial Regex Heading();

    /// <summary>Boxes, arrows and columns.</summary>
    [GeneratedRegex(@"\S {3,}\S|[-+=_]{4,}|--+>|<--+|^\||^<(SEQ|ACK)=")]
    private static partial Regex Drawn();

    [GeneratedRegex(@"^([-o*+]|\d+[.)]|\([a-z\d]\)|\[\d+\]) {1,4}(\S.*)$")]
    private static partial Regex Item();
}
