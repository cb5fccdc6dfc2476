namespace Playground.Tests.Requirements;

/// <summary>How annotations are found: an overlooked one would leave a requirement without its test, an imagined one would hide that.</summary>
public class AnnotationsTests
{
    private const string Must3 = $"[Trait(\"{Annotations.Trait}\", \"MUST-3\")]";

    [Theory]
    [InlineData($"[Fact]\n{Must3}\npublic void It_is_so() =>")]
    [InlineData($"{Must3}\n[Fact]\npublic async Task It_is_so()")]
    [InlineData($"[Theory]\n{Must3}\n[InlineData(1)]\n[InlineData(2)] // why two\npublic void It_is_so(int number)")]
    [InlineData($"[Theory]\n{Must3}\n[InlineData(\n    1,\n    2)]\n// why two\npublic void It_is_so(int one, int other)")]
    public void A_test_shows_what_it_says(string source)
    {
        var annotation = Assert.Single(Annotations.In("Some.cs", "    " + source.Replace("\n", "\r\n    ", StringComparison.Ordinal)));

        Assert.Equal(new Annotation("MUST-3", "Some.cs", "It_is_so", Runs: true), annotation);
        Assert.Equal(1, Annotations.CountIn(source));
    }

    [Fact]
    public void A_test_may_show_several_and_the_next_one_does_not_inherit_them()
    {
        var shld1 = Must3.Replace("MUST-3", "SHLD-1", StringComparison.Ordinal);
        var source = $"[Fact]\n{Must3}\n{shld1}\npublic void One() => Do();\n\n[Fact]\npublic void Two()\n{{";

        Assert.Equal([("MUST-3", "One"), ("SHLD-1", "One")], Annotations.In("", source).Select(annotation => (annotation.Id, annotation.Method)));
    }

    [Theory]
    [InlineData($"[Fact(Skip = \"not now\")]\n{Must3}\npublic void It_is_so() =>")]
    [InlineData($"[Fact(\n    SkipWhen = nameof(IsSunday))]\n{Must3}\npublic void It_is_so() =>")]
    [InlineData($"[Fact(Explicit = true)]\n{Must3}\npublic void It_is_so() =>")]
    [InlineData($"{Must3}\npublic void It_is_so() =>")]
    [InlineData($"[Fact]\n{Must3}\npublic void It_is_so() => Assert.Skip(\"not now\");")]
    public void What_may_not_run_shows_nothing(string source) => Assert.False(Assert.Single(Annotations.In("", source)).Runs);

    [Theory]
    [InlineData($"{Must3}\npublic class SomeTests\n{{\n    [Fact]\n    public void It_is_so() =>")]
    [InlineData($"[Fact]\n// {Must3}\npublic void It_is_so() =>")]
    [InlineData($"[Fact]\n{Must3}\n\npublic void It_is_so() =>")]
    [InlineData($"[Fact, Trait(\"{Annotations.Trait}\", \"MUST-3\")]\npublic void It_is_so() =>")]
    public void An_annotation_in_another_place_is_not_found_but_missed(string source)
    {
        Assert.Empty(Annotations.In("", source));
        Assert.Equal(1, Annotations.CountIn(source));
    }
}
