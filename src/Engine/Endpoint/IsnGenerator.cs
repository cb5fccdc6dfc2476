using System.Buffers.Binary;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Initial sequence numbers by RFC 9293 §3.4.1: ISN = M + F(four-tuple, secret), M a clock of 4 µs ticks (MUST-8), F a keyed
/// hash (SHLD-1, RFC 6528).
/// </summary>
/// <param name="hash">F with its secret key, drawn from the host's seed.</param>
public sealed class IsnGenerator(SipHash hash)
{
    private const int TickMicroseconds = 4;

    /// <summary>The ISN for a connection opened at <paramref name="now"/>.</summary>
    public SeqNumber Next(in FourTuple connection, Instant now)
    {
        Span<byte> bytes = stackalloc byte[36];
        bytes.Clear();
        connection.Local.Host.WriteTo(bytes);
        connection.Remote.Host.WriteTo(bytes[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[32..], connection.Local.Port.Number);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[34..], connection.Remote.Port.Number);
        return new SeqNumber(unchecked((uint)(now.Microseconds / TickMicroseconds) + (uint)hash.Hash(bytes)));
    }
}
