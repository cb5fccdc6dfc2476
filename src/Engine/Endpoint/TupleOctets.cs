using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>A connection as octets, for keyed hashes.</summary>
/// <remarks>What is hashed for different ends has different lengths, so that one key can serve them all.</remarks>
internal static class TupleOctets
{
    /// <summary>The octets of a four-tuple: two addresses of 16, of which IPv4 fills the first four, and two ports.</summary>
    public const int Length = 36;

    /// <summary>Writes the four-tuple, this end first, and clears what is left of the destination.</summary>
    public static void WriteTo(this in FourTuple tuple, Span<byte> destination)
    {
        destination.Clear();
        tuple.Local.Host.WriteTo(destination);
        tuple.Remote.Host.WriteTo(destination[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[32..], tuple.Local.Port.Number);
        BinaryPrimitives.WriteUInt16BigEndian(destination[34..], tuple.Remote.Port.Number);
    }
}
