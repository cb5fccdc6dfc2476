using System.Diagnostics.CodeAnalysis;
using Playground.Contracts;

namespace Playground.Filters;

/// <summary>What is wrong with a filter, and where.</summary>
/// <param name="Says">One plain sentence.</param>
/// <param name="Column">The place of the first character it is about, from 1.</param>
/// <param name="Length">How many characters it is about; 0 where something is missing.</param>
/// <param name="Meant">What was probably meant in place of those characters; none where nothing is close.</param>
public sealed record FilterMistake(Sentence Says, int Column, int Length, string? Meant = null);

/// <summary>
/// A filter for a packet list, in the language of Wireshark's display filters (its User's Guide, "Building Display Filter Expressions"):
/// <c>tcp.flags.syn == 1 &amp;&amp; tcp.stream == 0</c>. Total: any text is a filter or has a mistake.
/// </summary>
public sealed class DisplayFilter
{
    /// <summary>The most characters of a filter.</summary>
    public const int MostCharacters = 2_000;

    /// <summary>How deep brackets and Nots may lie in each other.</summary>
    public const int MostDepth = 50;

    private readonly FilterNode? _root;

    private DisplayFilter(string text, FilterNode? root, Sentence? remark) => (Text, _root, Remark) = (text, root, remark);

    /// <summary>The filter that lets all packets through.</summary>
    public static DisplayFilter Everything { get; } = new("", null, null);

    /// <summary>The filter as it was written.</summary>
    public string Text { get; }

    /// <summary>True when it lets all packets through because nothing is asked.</summary>
    public bool IsEmpty => _root is null;

    /// <summary>A word about what it means where that is often mistaken; none for most filters.</summary>
    public Sentence? Remark { get; }

    /// <summary>Reads a filter.</summary>
    /// <param name="text">Any text; blanks alone, or nothing, let everything through.</param>
    /// <param name="filter">The filter; none where there is a mistake.</param>
    /// <param name="mistake">The first mistake; none where there is a filter.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DisplayFilter? filter, [NotNullWhen(false)] out FilterMistake? mistake)
    {
        text ??= "";
        (filter, mistake) = (null, null);
        if (text.Length > MostCharacters)
        {
            mistake = new(new("A filter has at most {0} characters: what stands from here on is too much.", $"{MostCharacters}"), MostCharacters + 1, text.Length - MostCharacters);
            return false;
        }

        var tokens = new List<FilterToken>();
        mistake = FilterToken.Split(text, tokens);
        if (mistake is not null) return false;
        if (tokens[0].Kind == FilterTokenKind.End)
        {
            filter = Everything;
            return true;
        }

        var parser = new FilterParser(tokens);
        var root = parser.Parse();
        mistake = parser.Mistake;
        if (mistake is not null) return false;
        filter = new(text, root, parser.Remark);
        return true;
    }

    /// <summary>True when the packet is let through.</summary>
    public bool Matches(Packet packet) => _root is null || _root.Matches(packet);
}
