namespace Playground.Server.Storage.Rows;

/// <summary>A challenge's file that an instructor has written.</summary>
public sealed class AuthoredChallengeRow
{
    /// <summary>The file.</summary>
    public Guid Id { get; set; }

    /// <summary>The account of who wrote it.</summary>
    public required string Author { get; set; }

    /// <summary>The file as it was last saved, perhaps half-written.</summary>
    public required string Text { get; set; }

    /// <summary>When it was last saved.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>The version in everybody's catalogue; none while there is none.</summary>
    public string? Published { get; set; }
}
