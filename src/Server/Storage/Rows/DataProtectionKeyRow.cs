namespace Playground.Server.Storage.Rows;

/// <summary>A key that cookies are signed with.</summary>
public sealed class DataProtectionKeyRow
{
    /// <summary>The row.</summary>
    public int Id { get; set; }

    /// <summary>The key's name.</summary>
    public required string FriendlyName { get; set; }

    /// <summary>The key.</summary>
    public required string Xml { get; set; }
}
