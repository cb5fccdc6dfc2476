using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// Initial sequence numbers by RFC 9293 §3.4.1: ISN = M + F(four-tuple, secret), M a clock of 4 µs ticks (MUST-8), F a keyed
/// hash (SHLD-1, RFC 6528).
/// </summary>
/// <param name="hash">F with its secret key, drawn from the host's seed.</param>
/// <param name="step">
/// Where given, no clock and no hash: the first ISN comes from the key, and each next one is this much further, whoever asks. So did old
/// systems (64 000 for each connection in 4.4BSD), and whoever heard one ISN knew the next (RFC 6528 §1).
/// </param>
/// <param name="first">The ISN of the first connection, where it is given.</param>
public sealed class IsnGenerator(SipHash hash, uint? step = null, uint? first = null)
{
    private const int TickMicroseconds = 4;

    private SeqNumber? _last;
    private uint? _first = first;

    /// <summary>The ISN for a connection opened at <paramref name="now"/>.</summary>
    public SeqNumber Next(in FourTuple connection, Instant now)
    {
        if (_first is { } given)
        {
            _first = null;
            _last = new SeqNumber(given);
            return new SeqNumber(given);
        }

        if (step is { } further) return Step(further);
        Span<byte> bytes = stackalloc byte[TupleOctets.MaxLength];
        var length = connection.WriteTo(bytes);
        return new SeqNumber(unchecked((uint)(now.Microseconds / TickMicroseconds) + (uint)hash.Hash(bytes[..length])));
    }

    private SeqNumber Step(uint further)
    {
        var next = _last is { } last ? last + further : new SeqNumber(unchecked((uint)hash.Hash([])));
        _last = next;
        return next;
    }
}
