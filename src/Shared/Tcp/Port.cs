using System.Globalization;

namespace Playground.Tcp;

/// <summary>A TCP port (RFC 9293 §3.1).</summary>
/// <param name="Number">0 to 65535; 0 is reserved but can stand on the wire.</param>
public readonly record struct Port(ushort Number)
{
    /// <summary>The port in decimal.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
