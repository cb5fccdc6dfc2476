namespace Playground.Tests.Exploration;

/// <summary>What can happen next.</summary>
internal enum MoveKind
{
    /// <summary>The user of a side makes its next call.</summary>
    Call,

    /// <summary>The oldest segment on its way to a side arrives.</summary>
    Deliver,

    /// <summary>It is lost.</summary>
    Lose,

    /// <summary>It is held up, and arrives at any time later.</summary>
    Delay,

    /// <summary>It is doubled, and the copy arrives at any time later.</summary>
    Double,

    /// <summary>A segment that was held up arrives at a side.</summary>
    Late,

    /// <summary>The earliest timer of all goes off, at a side.</summary>
    Timer,
}

/// <summary>One move.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Side">At which side, 0 for the client and 1 for the server; a segment's receiver.</param>
/// <param name="Index">Which of the late segments.</param>
internal readonly record struct Move(MoveKind Kind, int Side, int Index = 0)
{
    /// <summary>True for what only a bad network does.</summary>
    public bool IsFault => Kind is MoveKind.Lose or MoveKind.Delay or MoveKind.Double;

    public static Move Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Enum.Parse<MoveKind>(words[0], ignoreCase: true), words[1] == "client" ? 0 : 1, words.Length > 2 ? int.Parse(words[2]) : 0);
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        $"{Kind.ToString().ToLowerInvariant()} {(Side == 0 ? "client" : "server")}{(Kind == MoveKind.Late ? $" {Index}" : "")}";
}
