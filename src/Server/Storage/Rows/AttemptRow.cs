namespace Playground.Server.Storage.Rows;

/// <summary>An attempt at a challenge. It outlives its room.</summary>
public sealed class AttemptRow
{
    /// <summary>The attempt.</summary>
    public Guid Id { get; set; }

    /// <summary>The challenge's id.</summary>
    public required string Challenge { get; set; }

    /// <summary>Who tries.</summary>
    public Guid Participant { get; set; }

    /// <summary>The code of the room it is played in.</summary>
    public required string Room { get; set; }

    /// <summary>When it began.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When every goal was met; none until then.</summary>
    public DateTime? SolvedAt { get; set; }

    /// <summary>The segments sent that count against par.</summary>
    public int Sends { get; set; }

    /// <summary>How often time was turned back.</summary>
    public int Rewinds { get; set; }

    /// <summary>How many hints were shown.</summary>
    public int Hints { get; set; }

    /// <summary>The points made; none until it is solved.</summary>
    public int? Points { get; set; }

    /// <summary>The ladder as it happened, in its text notation, kept when it is finished so that no later engine tells it otherwise.</summary>
    public string? Trace { get; set; }
}

/// <summary>How often an attempt met a misconception.</summary>
public sealed class AttemptMisconceptionRow
{
    /// <summary>The attempt.</summary>
    public Guid Attempt { get; set; }

    /// <summary>The misconception's name.</summary>
    public required string Name { get; set; }

    /// <summary>How often.</summary>
    public int Count { get; set; }
}
