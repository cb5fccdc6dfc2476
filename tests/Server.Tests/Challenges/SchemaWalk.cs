using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Playground.Tests.Challenges;

/// <summary>Walks a YAML file along a JSON schema, as far as the schema of challenges goes: a scalar's type is what its text can be read as.</summary>
/// <param name="schema">The whole schema.</param>
internal sealed class SchemaWalk(JsonObject schema)
{
    /// <summary>What does not fit, with where; nothing for a file that does.</summary>
    public IEnumerable<string> Problems(YamlNode node) => Walk(schema, node, "");

    private IEnumerable<string> Walk(JsonObject rule, YamlNode node, string at)
    {
        var problems = Enumerable.Empty<string>();
        if (rule["$ref"] is { } reference) problems = problems.Concat(Walk(Resolve(reference.GetValue<string>()), node, at));
        if (rule["type"] is { } type && !Types(type).Any(name => Is(name, node))) problems = problems.Append($"{at}: {type.ToJsonString()} belongs here.");
        if ((rule["anyOf"] ?? rule["oneOf"]) is JsonArray choices && choices.All(choice => Walk(choice!.AsObject(), node, at).Any()))
            problems = problems.Append($"{at}: none of what can stand here fits.");
        if (rule["enum"] is JsonArray words && !words.Any(word => Text(word!) == (node as YamlScalarNode)?.Value)) problems = problems.Append($"{at}: {words.ToJsonString()} belong here.");
        if (rule["pattern"] is { } pattern && !Regex.IsMatch((node as YamlScalarNode)?.Value ?? "", pattern.GetValue<string>()))
            problems = problems.Append($"{at}: it does not fit the pattern {pattern}.");
        return node switch
        {
            YamlMappingNode map => problems.Concat(OfMap(rule, map, at)),
            YamlSequenceNode list => problems.Concat(OfList(rule, list, at)),
            _ => problems,
        };
    }

    private IEnumerable<string> OfMap(JsonObject rule, YamlMappingNode map, string at)
    {
        var keys = map.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => entry.Value);
        foreach (var required in rule["required"]?.AsArray().Select(key => key!.GetValue<string>()) ?? [])
        {
            if (!keys.ContainsKey(required)) yield return $"{at}: {required} is missing.";
        }

        foreach (var (key, value) in keys)
        {
            if (rule["properties"]?[key] is JsonObject known)
            {
                foreach (var problem in Walk(known, value, $"{at}/{key}")) yield return problem;
            }
            else if (rule["additionalProperties"] is JsonObject any)
            {
                foreach (var problem in Walk(any, value, $"{at}/{key}")) yield return problem;
            }
            else if (rule["additionalProperties"] is not null)
            {
                yield return $"{at}: there is no key {key}.";
            }
        }
    }

    private IEnumerable<string> OfList(JsonObject rule, YamlSequenceNode list, string at)
    {
        var count = list.Children.Count;
        if (count < (rule["minItems"]?.GetValue<int>() ?? 0) || count > (rule["maxItems"]?.GetValue<int>() ?? int.MaxValue)) yield return $"{at}: {count} items are too few or too many.";
        for (var i = 0; i < count && rule["items"] is JsonObject of; i++)
        {
            foreach (var problem in Walk(of, list.Children[i], $"{at}/{i}")) yield return problem;
        }
    }

    private JsonObject Resolve(string reference) => schema["$defs"]![reference["#/$defs/".Length..]]!.AsObject();

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static string Text(JsonNode word) => word.ToJsonString().Trim('"');

    private static bool Is(string type, YamlNode node) => (type, node) switch
    {
        ("object", YamlMappingNode) or ("array", YamlSequenceNode) or ("string", YamlScalarNode) => true,
        ("integer", YamlScalarNode { Value: var text }) => long.TryParse(text, out _),
        ("number", YamlScalarNode { Value: var text }) => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _),
        ("boolean", YamlScalarNode { Value: var text }) => text is "true" or "false",
        _ => false,
    };
}
