namespace Playground.Client.Rfc;

/// <summary>Where references are handed to have their text opened: one panel shows them for the whole page.</summary>
public sealed class RfcDesk
{
    /// <summary>A reference was handed in.</summary>
    public event EventHandler<RfcReference>? Asked;

    /// <summary>Opens the text of a reference.</summary>
    public void Open(RfcReference reference) => Asked?.Invoke(this, reference);
}
