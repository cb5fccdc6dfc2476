using System.Collections.Immutable;
using System.Text;
using Playground.Contracts;
using Playground.Engine.Judging;
using Playground.Engine.Judging.Goals;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Server.Challenges;

/// <summary>Reads goals and questions: each goal is a mapping with one of the ten words, and what goes with it.</summary>
internal static class GoalReader
{
    private static readonly ImmutableArray<string> s_words =
        ["established", "reached", "delivered", "acknowledged", "sent", "never", "legal", "one-at-a-time", "quiet-after"];

    /// <summary>The words for goals; questions are the tenth kind.</summary>
    public static ImmutableArray<string> Words => s_words;

    /// <summary>Reads one entry of the goals.</summary>
    public static IEnumerable<Goal> Goals(YamlMap map, ImmutableArray<string> hosts)
    {
        var words = s_words.Where(map.Has).ToList();
        if (words.Count != 1)
        {
            map.Fail("goals", $"each says exactly one of {string.Join(", ", s_words)}.");
            return [];
        }

        var wording = map.Text("says") is { } says ? new Sentence(says) : null;
        List<Goal?> goals = [.. Read(words[0], map, hosts)];
        map.End();
        return goals.OfType<Goal>().Select(goal => goal with { Wording = wording });
    }

    /// <summary>Reads one question; none where it is for attempts in which something else was drawn.</summary>
    public static Question? Question(YamlMap map)
    {
        var isOfThis = map.IsOfThis();
        var choices = map.Texts("choose");
        var question = new Question(map.Required("ask"), map.Required("is"), choices, Mistakes(map.Map("mistakes")));
        if (!choices.IsEmpty && !choices.Contains(question.Right)) map.Fail("is", "the right answer is one of those to choose from.");
        if (choices.IsEmpty && !LadderNumber.TryParse(question.Right, out _)) map.Fail("is", "a number in ladder notation belongs here.");
        map.End();
        return isOfThis ? question : null;
    }

    /// <summary>The misconception that a name stands for; none where there is no such.</summary>
    public static Misconception? Misconception(YamlMap map, string key, string? name)
    {
        if (name is null) return null;
        if (Misconceptions.TryParse(name, out var misconception)) return misconception;
        map.Fail(key, $"'{name}' is no misconception that has a name.");
        return null;
    }

    private static IEnumerable<Goal?> Read(string word, YamlMap map, ImmutableArray<string> hosts) => word switch
    {
        "established" => [Established(map, hosts)],
        "reached" => Reached(map.Map(word)!, map.Node("with") is null ? null : Host(map, "with", hosts), hosts),
        "delivered" => [Delivered(map, hosts)],
        "acknowledged" => [new AcknowledgedGoal(Host(map, word, hosts))],
        "sent" => [Sent(map, hosts)],
        "never" => [Form(map, word, hosts) is { } form ? Never(map, form) : null],
        "legal" => [new LegalGoal(Host(map, word, hosts))],
        "one-at-a-time" => [new OutstandingGoal(Host(map, word, hosts))],
        _ => [Form(map, word, hosts) is { } form ? new QuietGoal(form, map.Milliseconds("for-ms", 60_000, 200)) : null],
    };

    private static SentGoal? Sent(YamlMap map, ImmutableArray<string> hosts)
    {
        var (times, apart) = (map.Number("times", 1, 100, 1), map.Milliseconds("apart-ms", 600_000, 0));
        TimeSpan? within = map.Node("within-ms") is null ? null : map.Milliseconds("within-ms", 600_000, 0);
        var tooLate = Otherwise(map);
        return Form(map, "sent", hosts) is { } form ? new SentGoal(form, times, apart, within, tooLate) : null;
    }

    private static EstablishedGoal Established(YamlMap map, ImmutableArray<string> hosts)
    {
        var connections = map.Number("connections", 1, 100, 1);
        return map.Text("established") == "both" ? new EstablishedGoal(["client", "server"], connections) : new EstablishedGoal([Host(map, "established", hosts)], connections);
    }

    private static NeverGoal Never(YamlMap map, SegmentForm form)
    {
        var (because, misconception) = Otherwise(map);
        return new NeverGoal(form, because, misconception, map.Number("times", 1, 100, 1));
    }

    /// <summary>What is said, and looks like what, where a goal is missed.</summary>
    private static (string? Says, Misconception? Misconception) Otherwise(YamlMap map) =>
        (map.Text("because"), Misconception(map, "misconception", map.Text("misconception")));

    private static IEnumerable<Goal?> Reached(YamlMap states, string? with, ImmutableArray<string> hosts)
    {
        foreach (var host in states.Keys)
        {
            var name = states.Text(host);
            if (!hosts.Contains(host)) states.Fail(host, $"there is no such host. The hosts are {string.Join(", ", hosts)}.");
            else if (TcpStateNames.TryParse(name, out var state)) yield return new ReachedGoal(host, state, with);
            else states.Fail(host, $"'{name}' is no state of RFC 9293 §3.3.2.");
        }
    }

    private static DeliveredGoal Delivered(YamlMap map, ImmutableArray<string> hosts)
    {
        var text = map.Text("text") is { } given ? [.. Encoding.UTF8.GetBytes(given)] : ImmutableArray<byte>.Empty;
        return new DeliveredGoal(Host(map, "delivered", hosts), text, map.Number("octets", 1, 1_000_000, 1), map.Flag("before-open", false), Otherwise(map));
    }

    private static string Host(YamlMap map, string key, ImmutableArray<string> hosts)
    {
        var host = map.Required(key);
        if (!hosts.Contains(host)) map.Fail(key, $"there is no host '{host}'. The hosts are {string.Join(", ", hosts)}.");
        return host;
    }

    private static SegmentForm? Form(YamlMap map, string key, ImmutableArray<string> hosts)
    {
        bool? hasText = map.OneOf("with-text", "true", "false") is { } text ? text == "true" : null;
        var sack = map.Node("sack") is null ? default : map.Texts("sack").Select(block => Block(map, block)).ToImmutableArray();
        if (SetupReader.Ladder(map, key, hosts)?.Segments.ToList() is not { } lines) return null;
        if (lines.Count == 1) return new SegmentForm(lines[0]) { HasText = hasText, Sack = sack };
        map.Fail(key, "one segment in ladder notation belongs here.");
        return null;
    }

    private static (LadderNumber Left, LadderNumber Right) Block(YamlMap map, string text)
    {
        var edges = text.Split("..");
        if (edges.Length == 2 && LadderNumber.TryParse(edges[0], out var left) && LadderNumber.TryParse(edges[1], out var right)) return (left, right);
        map.Fail("sack", $"a block is two numbers, y+101..y+201, not '{text}'.");
        return default;
    }

    private static ImmutableArray<(string Answer, Misconception Misconception)> Mistakes(YamlMap? map)
    {
        var mistakes = ImmutableArray.CreateBuilder<(string, Misconception)>();
        foreach (var name in map?.Keys ?? [])
        {
            var answer = map!.Text(name) ?? "";
            if (Misconception(map, name, name) is { } misconception) mistakes.Add((answer, misconception));
        }

        return mistakes.DrainToImmutable();
    }
}
