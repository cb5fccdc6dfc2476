using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Playground.Engine.Judging;
using Playground.Engine.Museum;
using Playground.Server.Challenges;
using YamlDotNet.RepresentationModel;

namespace Playground.Tests.Challenges;

/// <summary>The schema for editors, the page about the format, and the reader know the same keys.</summary>
public sealed partial class SchemaTests
{
    private const string Unknown = "zzz";

    private static readonly JsonObject s_schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "challenges", "challenge.schema.json")))!.AsObject();
    private static readonly string s_page = File.ReadAllText(Path.Combine(Root(), "docs", "challenges.md"));

    /// <summary>Each kind of mapping: where its keys are in the schema, and a file in which one has a key that nobody knows.</summary>
    public static TheoryData<string, string> Places
    {
        get
        {
            var places = new TheoryData<string, string>
            {
                { "", $"{Unknown}: 1" },
                { "properties/octets", $"octets: {{ ladder: 'client → server [SYN] seq=1', {Unknown}: 1 }}" },
                { "properties/proof", $"proof: {{ {Unknown}: 1 }}" },
                { "$defs/setup", $"setup: {{ {Unknown}: 1 }}" },
                { "$defs/host", $"setup: {{ hosts: {{ server: {{ {Unknown}: 1 }} }} }}" },
                { "$defs/link", $"setup: {{ link: {{ {Unknown}: 1 }} }}" },
                { "$defs/path", $"setup: {{ link: {{ from: {{ client: {{ {Unknown}: 1 }} }} }} }}" },
                { "$defs/question", $"questions: [ {{ ask: a, is: '1', {Unknown}: 1 }} ]" },
                { "$defs/drill", $"drills: [ {{ name: a, {Unknown}: 1 }} ]" },
                { "$defs/solution", $"proof: {{ solutions: [ {{ name: a, {Unknown}: 1 }} ] }}" },
                { "$defs/wrong-attempt", $"proof: {{ wrong-attempts: [ {{ name: a, misconception: ack-copies-seq, {Unknown}: 1 }} ] }}" },
            };
            foreach (var action in (string[])["lose", "hold", "twice", "damage", "overtake"])
                places.Add($"$defs/touch-{action}", $"setup: {{ link: {{ touches: [ {{ {action}: client, {Unknown}: 1 }} ] }} }}");
            foreach (var word in GoalReader.Words) places.Add($"$defs/goal-{word}", $"goals: [ {{ {word}: {Value(word)}, {Unknown}: 1 }} ]");
            return places;
        }
    }

    public static TheoryData<string> Files => [.. Course.Ids];

    [Theory]
    [MemberData(nameof(Places))]
    public void The_reader_asks_for_the_keys_that_the_schema_has(string place, string file)
    {
        var problem = Assert.Throws<ChallengeFileException>(() => ChallengeFile.Read(file, 1)).Problems
            .Single(problem => problem.Says.Contains($"'{Unknown}'", StringComparison.Ordinal));
        var asked = problem.Says[(problem.Says.IndexOf("here: ", StringComparison.Ordinal) + 6)..^1].Split(", ");
        Assert.Equal(asked.Order(StringComparer.Ordinal), KeysAt(place).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_fits_the_schema(string id) => Assert.Empty(new SchemaWalk(s_schema).Problems(Yaml(Course.Text(id))));

    [Theory]
    [InlineData("title: 5", "is missing")]
    [InlineData("zzz: 1", "no key zzz")]
    [InlineData("hints: [one]", "items")]
    [InlineData("id: No Id", "pattern")]
    [InlineData("setup: { pace: 3 }", "none of")]
    [InlineData("goals: [ { established: both, octets: 3 } ]", "none of")]
    [InlineData("proof: 5", "object")]
    public void What_is_wrong_does_not_fit(string file, string says) =>
        Assert.Contains(new SchemaWalk(s_schema).Problems(Yaml(file)), problem => problem.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void The_schema_knows_every_exhibit() =>
        Assert.All(Enum.GetValues<ExhibitName>(), exhibit => Assert.Contains($"\"{exhibit.ToName()}\"", s_schema["$defs"]!["host"]!.ToJsonString(), StringComparison.Ordinal));

    [Fact]
    public void The_page_names_every_key()
    {
        var keys = Definitions().SelectMany(definition => definition["properties"]?.AsObject().Select(property => property.Key) ?? []).Distinct();
        Assert.DoesNotContain(keys, key => !s_page.Contains($"`{key}`", StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_on_the_page_is_a_challenge_that_proves_itself()
    {
        var text = Example().Match(s_page).Groups[1].Value;
        Assert.Empty(new SchemaWalk(s_schema).Problems(Yaml(text)));
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var challenge = ChallengeFile.Read(text, seed);
            Assert.All(challenge.Solutions, solution => Assert.Equal((challenge.Par, true), Result(challenge, solution, seed)));
            Assert.All(challenge.WrongAttempts, wrong => Assert.True(Course.Play(challenge, wrong, seed).Attempt is { Points: null } attempt && attempt.Misconceptions.ContainsKey(wrong.Misconception!.Value)));
        }
    }

    private static (int Sends, bool IsSolved) Result(Challenge challenge, Proof proof, ulong seed)
    {
        var (attempt, _, problem) = Course.Play(challenge, proof, seed);
        Assert.Null(problem);
        return (attempt.Sends, attempt.Points is not null);
    }

    private static string Value(string word) => word switch
    {
        "established" => "both",
        "reached" => "{ server: LISTEN }",
        "sent" or "never" or "quiet-after" => "'client → server [SYN] seq=any'",
        _ => "server",
    };

    private static IEnumerable<string> KeysAt(string place)
    {
        JsonNode at = s_schema;
        foreach (var step in place.Split('/', StringSplitOptions.RemoveEmptyEntries)) at = at[step] ?? throw new InvalidOperationException($"The schema has no {place}.");
        return at["properties"]!.AsObject().Select(property => property.Key);
    }

    private static IEnumerable<JsonNode> Definitions() =>
        s_schema["$defs"]!.AsObject().Select(definition => definition.Value!).Append(s_schema).Append(s_schema["properties"]!["octets"]!).Append(s_schema["properties"]!["proof"]!);

    private static YamlNode Yaml(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents[0].RootNode;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Playground.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run somewhere below the folder of the solution.");
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
