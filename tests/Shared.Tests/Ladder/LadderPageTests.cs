using System.Text.RegularExpressions;
using Playground.Ladder;

namespace Playground.Tests.Ladder;

/// <summary>What <c>docs/ladder.md</c> shows is what the notation is.</summary>
public partial class LadderPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Root(), "docs", "ladder.md"));

    [Fact]
    public void Every_example_on_the_page_is_in_canonical_form()
    {
        var examples = Example().Matches(s_page).Select(match => match.Groups[1].Value.TrimEnd('\n')).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Equal(example, LadderTrace.Parse(example).ToString()));
    }

    [Fact]
    public void Every_other_way_on_the_page_prints_as_the_page_says()
    {
        var rows = OtherWay().Matches(s_page[s_page.IndexOf("## Other ways", StringComparison.Ordinal)..]);

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Groups[2].Value, LadderTrace.Parse(row.Groups[1].Value).ToString()));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Playground.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run somewhere below the folder of the solution.");
    }

    [GeneratedRegex("```ladder\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^\\| `(.+)` \\| `(.+)` \\|$", RegexOptions.Multiline)]
    private static partial Regex OtherWay();
}
