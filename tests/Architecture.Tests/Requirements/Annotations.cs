using System.Text.RegularExpressions;

namespace Playground.Tests.Requirements;

/// <summary>A test that says which requirement it shows.</summary>
/// <param name="Id">The ReqID that it names, which may be none of the RFC's.</param>
/// <param name="File">The source file, from the root of the repository.</param>
/// <param name="Method">The method's name, a sentence with underscores for spaces.</param>
/// <param name="Runs">False when it is no test, or one that may be skipped.</param>
internal sealed record Annotation(string Id, string File, string Method, bool Runs)
{
    public override string ToString() => $"{Id}: {File}, {Method}";
}

/// <summary>
/// Finds the annotations in the source, where a reader finds them too: a line of its own for each requirement, with the trait
/// <c>RFC9293</c> and the ReqID, among the attributes of a test method.
/// </summary>
internal static partial class Annotations
{
    public const string Trait = "RFC9293";

    /// <summary>All of them, by file.</summary>
    public static IReadOnlyList<Annotation> All { get; } =
        [.. Repository.Sources("tests").Order(StringComparer.Ordinal).SelectMany(file => In(file, Repository.Read(file)))];

    public static ILookup<string, Annotation> ById { get; } = All.ToLookup(annotation => annotation.Id);

    public static IEnumerable<Annotation> In(string file, string source)
    {
        // What stands before a method, back to the member before it: its attributes, some over several lines, and comments.
        var before = new List<string>();
        var skips = source.Contains("Assert.Skip", StringComparison.Ordinal);
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            if (Method().Match(line) is { Success: true, Groups: var groups })
            {
                var runs = before.Any(Test().IsMatch) && !before.Any(Condition().IsMatch) && !skips;
                foreach (var id in before.Select(attribute => Id().Match(attribute)).Where(id => id.Success))
                    yield return new Annotation(id.Groups[1].Value, file, groups[1].Value, runs);
            }

            if (EndOfMember().IsMatch(line)) before.Clear();
            else before.Add(line);
        }
    }

    /// <summary>How many a source holds in whatever place; more than <see cref="In"/> finds when one stands where it counts for nothing.</summary>
    public static int CountIn(string source) => Anywhere().Count(source);

    [GeneratedRegex(@"^public (?:async )?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"^$|^[{}]|;$|^(public|internal|private|protected)\b")]
    private static partial Regex EndOfMember();

    [GeneratedRegex(@"^\[(Fact|Theory)\b")]
    private static partial Regex Test();

    [GeneratedRegex(@"\b(Skip\w*|Explicit)\s*=")]
    private static partial Regex Condition();

    [GeneratedRegex($@"^\[Trait\(""{Trait}"", ""([^""]+)""\)\]$")]
    private static partial Regex Id();

    [GeneratedRegex($@"\bTrait\(""{Trait}""")]
    private static partial Regex Anywhere();
}
