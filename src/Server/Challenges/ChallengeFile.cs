using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Judging.Goals;
using Playground.Ladder;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Playground.Server.Challenges;

/// <summary>Reads a challenge from its YAML file: <c>docs/challenges.md</c> describes it.</summary>
public static partial class ChallengeFile
{
    /// <summary>The client's port where nobody says another.</summary>
    public const ushort UsualClientPort = 50_000;

    /// <summary>Reads the text of a file, and draws what is fresh.</summary>
    /// <param name="seed">Where what is fresh comes from.</param>
    /// <param name="ports">The hosts' own ports in this attempt, which the file calls <c>${client.port}</c>; none for any.</param>
    /// <param name="drill">The place of a drill among those of the file; none for the challenge itself.</param>
    /// <exception cref="ChallengeFileException">Something in it is missing or wrong.</exception>
    public static Challenge Read(string text, ulong seed, IReadOnlyDictionary<string, ushort>? ports = null, int? drill = null)
    {
        var fresh = new FreshValues(seed);
        var reading = new YamlReading(fresh);
        var file = new YamlMap(Root(text), reading, "A challenge");
        var drills = file.Maps("drills");
        foreach (var host in new[] { "client", "server" }) fresh.Set($"{host}.port", ports?.GetValueOrDefault(host) ?? (host == "server" ? 80 : UsualClientPort));
        SetupReader.Draw(file.Map("fresh"), drill is { } place && place < drills.Length ? drills[place].Map("fresh") : null, fresh);
        var octets = SetupReader.Octets(file.Map("octets"), fresh);
        var challenge = ReadChallenge(file, drills, octets);
        file.End();
        return reading.Problems.IsEmpty ? challenge : throw new ChallengeFileException(reading.Problems);
    }

    private static YamlNode Root(string text)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            yaml.Load(reader);
        }
        catch (YamlException problem)
        {
            throw new ChallengeFileException([new((int)problem.Start.Line, problem.InnerException?.Message ?? problem.Message)], problem);
        }

        return yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : throw new ChallengeFileException([new(1, "The file is empty.")]);
    }

    private static Challenge ReadChallenge(YamlMap file, ImmutableArray<YamlMap> drills, string? octets)
    {
        var role = file.Required("role");
        var setup = file.Map("setup");
        var hosts = setup is null ? [SetupReader.Usual("client", role), SetupReader.Usual("server", role)] : SetupReader.Hosts(setup, role);
        var names = hosts.Select(host => host.Name).ToImmutableArray();
        var questions = file.Maps("questions").Select(GoalReader.Question).OfType<Question>().ToImmutableArray();
        var goals = file.Maps("goals").SelectMany(map => GoalReader.Goals(map, names)).Concat(questions.Select(question => new AnswerGoal(question))).ToImmutableArray();
        var proof = file.Map("proof");
        var challenge = new Challenge
        {
            Id = file.Required("id"),
            Number = file.Number("number", 1, 10_000, 0),
            Title = file.Required("title"),
            Tier = file.Number("tier", 1, 4, 1),
            Role = role,
            Brief = file.Required("brief"),
            Needs = file.Texts("needs"),
            Hosts = hosts,
            Link = SetupReader.Link(setup?.Map("link")),
            Pace = setup?.OneOf("pace", [.. SetPace.Paces.Select(pace => pace.ToString(System.Globalization.CultureInfo.InvariantCulture))]) is { } pace
                ? double.Parse(pace, System.Globalization.CultureInfo.InvariantCulture) : 1,
            Prologue = setup is null ? null : SetupReader.Ladder(setup, "prologue", names),
            Script = setup is null ? null : SetupReader.Ladder(setup, "script", names),
            Exhibit = file.Text("exhibit") ?? octets,
            Questions = questions,
            Goals = goals,
            Par = file.Number("par", 1, 1000, 1),
            Hints = file.Texts("hints"),
            Misconceptions = [.. file.Texts("misconceptions").Select(name => GoalReader.Misconception(file, "misconceptions", name)).OfType<Tcp.Misconception>()],
            Debrief = file.Required("debrief"),
            Sections = file.Texts("read"),
            Drills = [.. drills.Select(Drill)],
            Solutions = proof is null ? [] : [.. proof.Maps("solutions").Select(map => Proof(map, names, isWrong: false)).OfType<Proof>()],
            WrongAttempts = proof is null ? [] : [.. proof.Maps("wrong-attempts").Select(map => Proof(map, names, isWrong: true)).OfType<Proof>()],
        };
        setup?.End();
        proof?.End();
        Check(challenge, file);
        return challenge;
    }

    private static void Check(Challenge challenge, YamlMap file)
    {
        if (!IdPattern().IsMatch(challenge.Id)) file.Fail("id", "lower-case words joined by hyphens belong here.");
        if (!file.Has("number")) file.Fail("number", "is missing.");
        if (challenge.Role != Challenge.Observer && challenge.Hosts.All(host => host.Name != challenge.Role)) file.Fail("role", "one of the hosts belongs here, or observer.");
        if (challenge.Hints.Length != 3) file.Fail("hints", "three of them belong here: a nudge, the rule and the worked number.");
        if (challenge.Goals.IsEmpty) file.Fail("goals", "at least one goal or question belongs in a challenge.");
        if (!challenge.Goals.IsEmpty && challenge.Goals.All(goal => goal.IsConstraint)) file.Fail("goals", "one of them has to be something to reach: nothing but things to avoid is met at once.");
        if (challenge.Solutions.IsEmpty) file.Fail("proof", "at least one solution belongs here.");
        if (challenge.WrongAttempts.Length < 2) file.Fail("proof", "at least two wrong attempts belong here.");
    }

    /// <summary>The name of a drill; what it draws was read before.</summary>
    private static string Drill(YamlMap map)
    {
        var name = map.Required("name");
        map.Node("fresh");
        map.End();
        return name;
    }

    /// <summary>A proof; none where it is for attempts in which something else was drawn.</summary>
    private static Proof? Proof(YamlMap map, ImmutableArray<string> hosts, bool isWrong)
    {
        var isOfThis = map.IsOfThis();
        var named = isWrong ? GoalReader.Misconception(map, "misconception", map.Required("misconception")) : null;
        var proof = new Proof(map.Required("name"), SetupReader.Ladder(map, "ladder", hosts) ?? new LadderTrace([]), map.Texts("answers"), map.Milliseconds("waits-ms", 600_000, 0), named);
        map.End();
        return isOfThis ? proof : null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdPattern();
}
