namespace Playground.Server.Storage.Rows;

/// <summary>What a room starts from; with its inputs, the whole room.</summary>
public sealed class RoomRow
{
    /// <summary>The six characters.</summary>
    public required string Code { get; set; }

    /// <summary>The setup, as JSON.</summary>
    public required string Setup { get; set; }

    /// <summary>The participant who opened it.</summary>
    public Guid? Owner { get; set; }

    /// <summary>When it was opened.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When somebody was last in it.</summary>
    public DateTime UsedAt { get; set; }
}

/// <summary>Something that came into a room from outside, in the order in which the room took it.</summary>
public sealed class InputRow
{
    /// <summary>The room's code.</summary>
    public required string Room { get; set; }

    /// <summary>The place in the log, from 0.</summary>
    public int Index { get; set; }

    /// <summary>The room's time, in microseconds.</summary>
    public long At { get; set; }

    /// <summary>The kind of input.</summary>
    public required string Kind { get; set; }

    /// <summary>The participant it came from; none for the room's own.</summary>
    public Guid? Who { get; set; }

    /// <summary>The input, as JSON.</summary>
    public required string Body { get; set; }
}

/// <summary>A half-typed segment.</summary>
public sealed class DraftRow
{
    /// <summary>The room's code.</summary>
    public required string Room { get; set; }

    /// <summary>Who types.</summary>
    public Guid Participant { get; set; }

    /// <summary>The draft, as JSON.</summary>
    public required string Body { get; set; }
}
