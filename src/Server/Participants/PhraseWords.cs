using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Playground.Server.Participants;

/// <summary>The words of recovery phrases: 1,024 that everybody can spell, each known from all others by its first four letters. Six of them are 60 bits.</summary>
internal static class PhraseWords
{
    /// <summary>How many words a phrase has.</summary>
    public const int Length = 6;

    /// <summary>The words, in the order of the alphabet.</summary>
    public static ImmutableArray<string> All { get; } = Read();

    private static readonly FrozenDictionary<string, string> s_byBeginning = All.ToFrozenDictionary(Beginning);

    /// <summary>Makes a phrase.</summary>
    public static string Make() => string.Join(' ', Enumerable.Range(0, Length).Select(_ => All[RandomNumberGenerator.GetInt32(All.Length)]));

    /// <summary>Reads a phrase as people type it: in any case, with blanks, commas or hyphens between, a word cut short or wrong from its fifth letter on.</summary>
    /// <returns>The phrase as it was made; none where these are not six of the words.</returns>
    public static string? Read(string? typed)
    {
        if (typed is not { Length: <= 200 }) return null;
        var words = new string([.. typed.Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var meant = words.Select(word => s_byBeginning.GetValueOrDefault(Beginning(word))).OfType<string>().ToList();
        return words.Length == Length && meant.Count == Length ? string.Join(' ', meant) : null;
    }

    private static string Beginning(string word) => word.Length <= 4 ? word : word[..4];

    private static ImmutableArray<string> Read()
    {
        using var stream = typeof(PhraseWords).Assembly.GetManifestResourceStream("phrase-words.txt") ?? throw new InvalidOperationException("The words were left out of the build.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
