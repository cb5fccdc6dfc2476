using System.Text;

namespace Playground.Tests.Requirements;

/// <summary><c>docs/rfc9293.md</c>: the table for a reader.</summary>
internal static class RequirementsPage
{
    public const string Path = "docs/rfc9293.md";

    private const string Opening = """
        # What RFC 9293 asks, and the tests that show it

        [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293) is TCP. Every MUST, SHOULD and MAY in it has an id, and its Appendix B lists them all.
        So does this page, in our own words and in the order of the RFC's text, each with the tests that show it here or with the reason why there
        is nothing to show.

        Nobody writes this page. A test says which requirement it shows, and `eng/requirements.sh` prints what they all say. The build fails when
        a MUST or a SHOULD has neither a test nor a reason, and when this page is out of date. To run the tests of one requirement:

        ```sh
        dotnet test --filter RFC9293=MUST-3
        ```


        """;

    private const string Appendix = """

        ## About Appendix B

        - It has 126 rows for 119 ids: MUST-56 takes three of them, and MUST-15, MUST-20, MUST-46, MUST-57 and SHLD-5 two each.
        - All ids of the text are in it. MUST-22 is in the appendix alone: the sentence it belongs to, in §3.8.3, lost its label.
        - MUST-14 and SHLD-13 stand in the text twice, in §3.1 and §3.7.1, and in §3.8.5 and §3.9.1.2.
        - Three MAYs, MAY-5, MAY-10 and MAY-11, have their cross in the column for SHOULD, and SHLD-25 has it in the one for MUST. Here the text
          decides, not the cross.

        """;

    public static string Print()
    {
        var page = new StringBuilder(Opening.ReplaceLineEndings("\n"));
        Count(page);
        foreach (var section in RfcTable.Sections)
        {
            page.Append($"\n## [§{section.Number}](https://www.rfc-editor.org/rfc/rfc9293#section-{section.Number}) {section.Title}\n\n");
            page.Append("| | asks | shown by |\n|---|---|---|\n");
            foreach (var requirement in section.Requirements) page.Append($"| {requirement.Id} | {requirement.Asks} | {Answer(requirement)} |\n");
        }

        return page.Append(Appendix.ReplaceLineEndings("\n")).ToString();
    }

    private static void Count(StringBuilder page)
    {
        page.Append("| | shown | outside or not done | in all |\n|---|--:|--:|--:|\n");
        foreach (var (kind, word) in (ReadOnlySpan<(string, string)>)[("MUST", "MUST"), ("SHLD", "SHOULD"), ("MAY", "MAY"), ("REC", "RECOMMENDED")])
        {
            Requirement[] all = [.. RfcTable.All.Where(requirement => requirement.Kind == kind)];
            var shown = all.Count(requirement => Annotations.ById.Contains(requirement.Id));
            var outside = all.Count(requirement => requirement.Outside is not null);
            page.Append($"| {word} | {shown} | {outside} | {all.Length} |\n");
        }
    }

    private static string Answer(Requirement requirement)
    {
        if (requirement.Outside is { } outside) return $"*{(requirement.IsOptional ? "Not done" : "Outside")}:* {outside}";
        string[] lines = [.. Annotations.ById[requirement.Id].Select(Link)];
        return string.Join("<br>", requirement.Beside is { } beside ? lines.Append(beside) : lines);
    }

    private static string Link(Annotation annotation)
    {
        var part = System.IO.Path.GetFileNameWithoutExtension(annotation.File).Replace("Tests", "", StringComparison.Ordinal);
        return $"[{part}](../{annotation.File}): {annotation.Method.Replace('_', ' ')}";
    }
}
