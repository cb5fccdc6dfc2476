using Playground.Contracts;

namespace Playground.Client.Play.Together;

/// <summary>The reactions as they are shown: a sign, and its name for who can't see it.</summary>
internal static class Reactions
{
    /// <summary>All of them, in the order of the buttons.</summary>
    public static IReadOnlyList<Reaction> All { get; } = Enum.GetValues<Reaction>();

    /// <summary>The sign.</summary>
    public static string Sign(this Reaction reaction) => reaction switch
    {
        Reaction.ThumbsUp => "👍",
        Reaction.Applause => "👏",
        Reaction.Thinking => "🤔",
        Reaction.Surprise => "😮",
        Reaction.Hooray => "🎉",
        Reaction.Hand => "✋",
    };

    /// <summary>The name, to be localized.</summary>
    public static string Name(this Reaction reaction) => reaction switch
    {
        Reaction.ThumbsUp => "thumbs up",
        Reaction.Applause => "applause",
        Reaction.Thinking => "thinking",
        Reaction.Surprise => "surprise",
        Reaction.Hooray => "hooray",
        Reaction.Hand => "hand up",
    };
}
