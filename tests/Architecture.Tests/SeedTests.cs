using System.Text.RegularExpressions;

namespace Playground.Tests;

/// <summary>A test that fails, fails in each run: properties are checked with seeds that are known.</summary>
public partial class SeedTests
{
    private const string Seeded = "tests/Testing/Properties/Seeded.cs";
    private const string Here = "tests/Architecture.Tests/SeedTests.cs";

    [Fact]
    public void Properties_are_checked_with_seeds_that_are_known() =>
        Assert.Equal([Seeded], Repository.Sources("tests").Except([Here]).Where(file => Check().IsMatch(Repository.Read(file))));

    [Theory]
    [InlineData("Check.One(s_config, property);")]
    [InlineData("FsCheck.Check.Quick(property);")]
    [InlineData("Prop.ForAll(numbers, holds).QuickCheckThrowOnFailure();")]
    [InlineData("var some = Gen.Sample(numbers, 10);")]
    public void A_check_with_a_seed_of_its_own_is_noticed(string line) => Assert.Matches(Check(), line);

    [GeneratedRegex(@"\bCheck\s*\.\s*(One|All|Method|Quick|Verbose)|\.(Quick|Verbose)Check|\bGen\s*\.\s*Sample|\.Sample\(")]
    private static partial Regex Check();
}
