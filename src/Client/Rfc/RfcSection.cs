using System.Collections.Immutable;

namespace Playground.Client.Rfc;

/// <summary>Lines of the RFC between two empty ones.</summary>
/// <param name="Text">A figure or table line by line as it stands; prose in one line, for lines to break where the page is.</param>
/// <param name="Indent">How far it is indented, in characters beyond the RFC's own margin.</param>
/// <param name="Bullet">The mark of a list's item; empty for none.</param>
/// <param name="IsFigure">True for a figure or table.</param>
public sealed record RfcBlock(string Text, int Indent, string Bullet, bool IsFigure)
{
    /// <summary>True for the name of a state or a timeout above what is said about it.</summary>
    public bool IsState => Text.EndsWith(" STATE", StringComparison.Ordinal) || Text.EndsWith(" TIMEOUT", StringComparison.Ordinal) || Text.Contains(" STATE (", StringComparison.Ordinal);
}

/// <summary>A section of the RFC, without those below it.</summary>
/// <param name="Number">Its number: <c>3.10.7.4</c>; a letter first in an appendix.</param>
/// <param name="Title">Its title.</param>
/// <param name="Blocks">What it says.</param>
public sealed record RfcSection(string Number, string Title, ImmutableArray<RfcBlock> Blocks)
{
    private static readonly string[] s_ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    /// <summary>The blocks that a step names; nothing for an empty step, or one that is not to be found.</summary>
    /// <param name="step">The step and the state, parted by commas: <c>fifth, SYN-RECEIVED</c>.</param>
    public Range Find(string step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (from, to) = (0, Blocks.Length);
        foreach (var part in step.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.IndexOf(s_ordinals, part) >= 0) (from, to) = Narrow(from, to, block => Begins(block, part), block => s_ordinals.Any(other => Begins(block, other)));
            else if (Seek(from, to, part) is { } found) (from, to) = Blocks[found].IsState ? State(found, to) : (found, found + 1);
        }

        return (from, to) == (0, Blocks.Length) ? default : from..to;
    }

    private static bool Begins(RfcBlock block, string ordinal) => block.Text.StartsWith($"{ordinal},", StringComparison.OrdinalIgnoreCase);

    private (int From, int To) Narrow(int from, int to, Predicate<RfcBlock> first, Predicate<RfcBlock> next)
    {
        var begin = Next(from, to, first);
        return begin == to ? (from, to) : (begin, Next(begin + 1, to, next));
    }

    /// <summary>A state is headed by its name, and shares with those that are named next to it what is said below.</summary>
    private (int From, int To) State(int found, int to)
    {
        var said = Next(found, to, block => !block.IsState);
        return (found, Next(said, to, block => block.IsState));
    }

    /// <summary>What begins with the words, else what holds them all.</summary>
    private int? Seek(int from, int to, string words)
    {
        var begins = Next(from, to, block => block.Text.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        if (begins < to) return begins;
        var holds = Next(from, to, block => words.Split(' ').All(word => block.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        return holds < to ? holds : null;
    }

    private int Next(int from, int to, Predicate<RfcBlock> wanted)
    {
        while (from < to && !wanted(Blocks[from])) from++;
        return from;
    }
}
