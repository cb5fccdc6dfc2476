namespace Playground.Server.Storage.Rows;

/// <summary>Somebody who has done something worth keeping.</summary>
public sealed class ParticipantRow
{
    /// <summary>The random id in their cookie.</summary>
    public Guid Id { get; set; }

    /// <summary>The friendly name that others see.</summary>
    public required string Name { get; set; }

    /// <summary>When they were first needed.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>The code of the room that the landing page shows them.</summary>
    public string? HomeRoom { get; set; }

    /// <summary>What their recovery phrase comes to; none without one. The phrase itself is nowhere.</summary>
    public string? PhraseHash { get; set; }
}
