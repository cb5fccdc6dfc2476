using System.Text.RegularExpressions;

namespace Playground.Tests;

/// <summary>Names say what a thing is in the field or in the game.</summary>
public partial class NameTests
{
    [Fact]
    public void No_type_is_named_for_its_author_s_loss_of_words() =>
        Assert.Empty(Repository.Sources("src", "tests").SelectMany(file => Empty().Matches(Repository.Read(file)).Select(name => $"{file}: {name.Value}")));

    [Fact]
    public void No_file_holds_two_ideas() =>
        Assert.All(Repository.Sources("src", "tests"), file => Assert.InRange(Repository.Read(file).Count(c => c == '\n'), 0, 300));

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w*(Manager|Helper|Helpers|Util|Utils)\b")]
    private static partial Regex Empty();
}
