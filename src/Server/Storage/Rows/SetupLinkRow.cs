namespace Playground.Server.Storage.Rows;

/// <summary>The link that lets the first instructor in, as long as there is none.</summary>
public sealed class SetupLinkRow
{
    /// <summary>The row.</summary>
    public int Id { get; set; }

    /// <summary>The SHA-256 of the link's token, so that who reads the database can't use it.</summary>
    public required string Hash { get; set; }

    /// <summary>When it was printed.</summary>
    public DateTime CreatedAt { get; set; }
}
