using System.Collections.Immutable;

namespace Playground.Client.Play.Composing;

/// <summary>
/// A half-typed line of options, <c>mss 1460, sackOK</c>, item by item: each can be changed where it stands, whatever the others
/// hold.
/// </summary>
public static class OptionItems
{
    /// <summary>What is written after an option's name; empty where it stands alone, none where it is missing.</summary>
    public static string? Find(string text, string name) => Split(text).FirstOrDefault(item => IsNamed(item, name)) is { } found ? found[name.Length..].Trim() : null;

    /// <summary>The line with an option written anew where it stands, or at the end.</summary>
    /// <param name="text">The line.</param>
    /// <param name="name">The option's name.</param>
    /// <param name="values">What comes after the name; none to leave the option out.</param>
    public static string With(string text, string name, string? values)
    {
        // A comma would begin another option.
        var item = values is null ? null : $"{name} {values.Replace(',', ' ')}".Trim();
        var items = Split(text).ToList();
        var at = items.FindIndex(old => IsNamed(old, name));
        if (at < 0) at = items.Count;
        else items.RemoveAt(at);
        if (item is not null) items.Insert(at, item);
        return string.Join(", ", items);
    }

    private static ImmutableArray<string> Split(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static bool IsNamed(string item, string name) =>
        item.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (item.Length == name.Length || char.IsWhiteSpace(item[name.Length]));
}
