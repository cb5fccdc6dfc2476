using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>A connection as octets, for keyed hashes.</summary>
/// <remarks>What is hashed for different ends has different lengths, so that one key can serve them all.</remarks>
internal static class TupleOctets
{
    /// <summary>The octets of a four-tuple at most: two addresses of 16 and two ports; 12 with IPv4.</summary>
    public const int MaxLength = 36;

    /// <summary>Writes the four-tuple, this end first.</summary>
    /// <returns>How many octets it took.</returns>
    public static int WriteTo(this in FourTuple tuple, Span<byte> destination)
    {
        var (local, remote) = (tuple.Local.Host.WireLength, tuple.Remote.Host.WireLength);
        tuple.Local.Host.WriteTo(destination);
        tuple.Remote.Host.WriteTo(destination[local..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[(local + remote)..], tuple.Local.Port.Number);
        BinaryPrimitives.WriteUInt16BigEndian(destination[(local + remote + 2)..], tuple.Remote.Port.Number);
        return local + remote + 4;
    }
}
