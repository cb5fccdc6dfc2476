using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Playground.Server.Challenges;

/// <summary>What is read from one file: what is fresh, and all that is wrong.</summary>
internal sealed class YamlReading(FreshValues fresh)
{
    private readonly List<FileProblem> _problems = [];

    /// <summary>What is wrong, by line.</summary>
    public ImmutableArray<FileProblem> Problems => [.. _problems.DistinctBy(problem => (problem.Line, problem.Says)).OrderBy(problem => problem.Line)];

    /// <summary>Tells what is wrong with a node.</summary>
    public void Fail(YamlNode at, string says) => Fail((int)at.Start.Line, says);

    /// <summary>Tells what is wrong with a line.</summary>
    public void Fail(int line, string says) => _problems.Add(new FileProblem(line, says));

    /// <summary>The text of a node with everything fresh filled in.</summary>
    public string Fill(YamlScalarNode node) => Fill(node, node.Value ?? "");

    /// <summary>A text with everything fresh filled in.</summary>
    /// <param name="at">Where it stands.</param>
    public string Fill(YamlNode at, string text)
    {
        var filled = fresh.Fill(text, out var problem);
        if (problem is var (says, place)) Fail(FirstLine(at) + text.AsSpan(0, place).Count('\n'), says);
        return filled;
    }

    /// <summary>The line in which the text of a node begins: that of a block begins after its sign.</summary>
    public static int FirstLine(YamlNode node) => (int)node.Start.Line + (node is YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } ? 1 : 0);
}

/// <summary>A mapping of a challenge's file. Each key is asked for once; what nobody has asked for is a problem of the file.</summary>
internal sealed class YamlMap
{
    private readonly YamlReading _reading;
    private readonly Dictionary<string, YamlNode> _entries = [];
    private readonly HashSet<string> _asked = [];
    private readonly YamlNode _node;

    /// <param name="name">What it is, for the sentence where it is no mapping.</param>
    public YamlMap(YamlNode node, YamlReading reading, string name)
    {
        (_node, _reading) = (node, reading);
        if (node is not YamlMappingNode mapping)
        {
            reading.Fail(node, $"{name} is a list of keys with a value each.");
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } text }) _entries[text] = value;
            else reading.Fail(key, "A key is a word.");
        }
    }

    /// <summary>The keys, in the file's order.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>The reading that it belongs to.</summary>
    public YamlReading Reading => _reading;

    /// <summary>The node under a key; none where there is none.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return _entries.GetValueOrDefault(key);
    }

    /// <summary>True where the key is there.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>Tells what is wrong with the value of a key, or with the mapping where there is no such key.</summary>
    public void Fail(string key, string says) => _reading.Fail(_entries.GetValueOrDefault(key) ?? _node, $"{key}: {says}");

    /// <summary>A text; none where there is none.</summary>
    public string? Text(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return _reading.Fill(scalar);
            default:
                Fail(key, "a text belongs here.");
                return null;
        }
    }

    /// <summary>A text that has to be there.</summary>
    public string Required(string key)
    {
        if (!Has(key)) Fail(key, "is missing.");
        return Text(key) ?? "";
    }

    /// <summary>A whole number.</summary>
    public int Number(string key, int least, int most, int usual)
    {
        if (Text(key) is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fail(key, $"a number from {least} to {most} belongs here, not '{text}'.");
        return usual;
    }

    /// <summary>A number, perhaps with decimals.</summary>
    public double Decimal(string key, double least, double most, double usual)
    {
        if (Text(key) is not { } text) return usual;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fail(key, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} belongs here, not '{text}'."));
        return usual;
    }

    /// <summary>A number of the sequence space; none where there is none.</summary>
    public uint? Sequence(string key)
    {
        if (Text(key) is not { } text) return null;
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Fail(key, $"a number from 0 to 4294967295 belongs here, not '{text}'.");
        return null;
    }

    /// <summary>Milliseconds as a time.</summary>
    public TimeSpan Milliseconds(string key, double most, double usual) => TimeSpan.FromMilliseconds(Decimal(key, 0, most, usual));

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool usual) => OneOf(key, ["true", "false"]) is { } text ? text == "true" : usual;

    /// <summary>One of several words; none where there is none.</summary>
    public string? OneOf(string key, params IReadOnlyList<string> words)
    {
        if (Text(key) is not { } text) return null;
        if (words.Contains(text)) return text;
        Fail(key, $"one of {string.Join(", ", words)} belongs here, not '{text}'.");
        return null;
    }

    /// <summary>The texts of a list; one text alone counts as a list of one.</summary>
    public ImmutableArray<string> Texts(string key) => Node(key) switch
    {
        null => [],
        YamlScalarNode scalar => [_reading.Fill(scalar)],
        YamlSequenceNode list => [.. list.Children.Select(TextOf)],
        var other => [TextOf(other)],
    };

    /// <summary>A mapping; none where there is none.</summary>
    public YamlMap? Map(string key) => Node(key) is { } node ? new YamlMap(node, _reading, key) : null;

    /// <summary>The mappings of a list.</summary>
    public ImmutableArray<YamlMap> Maps(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children.Select(node => new YamlMap(node, _reading, $"Each of {key}"))];
            default:
                Fail(key, "a list belongs here, each entry after a dash.");
                return [];
        }
    }

    /// <summary>True unless it says under <c>where</c> that it is for attempts in which something else was drawn.</summary>
    public bool IsOfThis() => Map("where") is not { } where || where.Keys.All(name => where.Text(name) == _reading.Fill(where.Node(name)!, $"${{{name}}}"));

    /// <summary>Tells of every key that nobody has asked for.</summary>
    public void End()
    {
        foreach (var (key, node) in _entries.Where(entry => !_asked.Contains(entry.Key)))
            _reading.Fail(node, $"There is no key '{key}' here. What can stand here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
    }

    private string TextOf(YamlNode node)
    {
        if (node is YamlScalarNode scalar) return _reading.Fill(scalar);
        _reading.Fail(node, "A text belongs here.");
        return "";
    }
}
