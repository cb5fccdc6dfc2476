namespace Playground.Tests.Requirements;

/// <summary>Every requirement of RFC 9293 is shown by a test, or says why not.</summary>
public class RequirementsTests
{
    [Fact]
    public void The_table_holds_every_id_of_the_appendix_once()
    {
        string[] ids = [.. Ids("MUST", 69), .. Ids("SHLD", 31), .. Ids("MAY", 18), .. Ids("REC", 1)];

        Assert.Equal(ids.Order(StringComparer.Ordinal), RfcTable.All.Select(requirement => requirement.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_requirement_is_shown_by_a_test_or_says_why_not() =>
        None(RfcTable.All
            .Where(requirement => !IsShown(requirement.Id) && requirement.Outside is null)
            .Select(requirement => $"{requirement.Id} has neither a test nor a reason: {requirement.Asks}"));

    [Fact]
    public void What_says_why_there_is_no_test_has_none() =>
        None(RfcTable.All
            .Where(requirement => IsShown(requirement.Id) && requirement.Outside is not null)
            .Select(requirement => $"{requirement.Id} has a test and says why it has none: {requirement.Outside}"));

    [Fact]
    public void Every_annotation_names_a_requirement_of_the_table() =>
        None(Annotations.All
            .Where(annotation => RfcTable.All.All(requirement => requirement.Id != annotation.Id))
            .Select(annotation => $"No such id: {annotation}"));

    [Fact]
    public void Every_annotation_stands_on_a_test_that_always_runs()
    {
        Assert.NotEmpty(Annotations.All);
        None(Annotations.All.Where(annotation => !annotation.Runs).Select(annotation => $"No test, or one that may be skipped: {annotation}"));
        var written = Repository.Sources("tests").SelectMany(file => Enumerable.Repeat(file, Annotations.CountIn(Repository.Read(file))));
        Assert.Equal(written.Order(StringComparer.Ordinal), Annotations.All.Select(annotation => annotation.File));
    }

    [Fact]
    public void Every_sentence_of_the_table_is_one_and_fits_into_a_cell() =>
        Assert.All(
            RfcTable.All.SelectMany(requirement => new[] { requirement.Asks, requirement.Outside, requirement.Beside }).OfType<string>(),
            sentence => Assert.Matches(@"^[A-Z0-9][^|<\n]*\.$", sentence));

    [Fact]
    public void The_page_is_what_the_table_and_the_tests_say()
    {
        var page = RequirementsPage.Print();
        var path = Path.Combine(Repository.Root, RequirementsPage.Path);
        if (Environment.GetEnvironmentVariable("PLAYGROUND_REQUIREMENTS") is { Length: > 0 }) File.WriteAllText(path, page);

        var printed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.True(page == printed, $"{RequirementsPage.Path} is out of date: run eng/requirements.sh.");
    }

    /// <summary>Asserts that there is no problem, and says all of them where there are.</summary>
    private static void None(IEnumerable<string> problems)
    {
        var all = problems.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static bool IsShown(string id) => Annotations.ById.Contains(id);

    private static IEnumerable<string> Ids(string kind, int count) => Enumerable.Range(1, count).Select(number => $"{kind}-{number}");
}
