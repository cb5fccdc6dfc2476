using System.Numerics;

namespace Playground.Engine.Endpoint;

/// <summary>
/// The octets of one direction at their receiver: in order and unread, and early ones beyond a gap (RFC 9293 §3.10.7.4, SHLD-31).
/// A ring that grows to the window's size and never beyond, so that what was acknowledged and what was promised always fits.
/// </summary>
internal sealed class ReceiveBuffer
{
    private const int Smallest = 2048;

    private byte[] _ring = [];
    private int _first;

    /// <summary>The octets in order that the application has not read.</summary>
    public int Unread { get; private set; }

    /// <summary>What has arrived beyond RCV.NXT, the newest first.</summary>
    public SequenceRanges Early { get; } = new();

    /// <summary>Keeps octets; the caller has cut off what lies beyond the window.</summary>
    /// <param name="offset">How far after RCV.NXT they begin.</param>
    /// <param name="text">The octets; copied.</param>
    public void Write(uint offset, ReadOnlySpan<byte> text)
    {
        var at = Unread + (int)offset;
        if (at + text.Length > _ring.Length) Grow(at + text.Length);
        at = (_first + at) & (_ring.Length - 1);
        var untilEnd = Math.Min(text.Length, _ring.Length - at);
        text[..untilEnd].CopyTo(_ring.AsSpan(at));
        text[untilEnd..].CopyTo(_ring);
    }

    /// <summary>RCV.NXT moves on: so many octets more are in order.</summary>
    public void Advance(uint count) => Unread += (int)count;

    /// <summary>Hands the application the oldest octets.</summary>
    /// <returns>How many.</returns>
    public int Read(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, Unread);
        var untilEnd = Math.Min(count, _ring.Length - _first);
        _ring.AsSpan(_first, untilEnd).CopyTo(destination);
        _ring.AsSpan(0, count - untilEnd).CopyTo(destination[untilEnd..]);
        Skip(count);
        return count;
    }

    /// <summary>Throws the oldest octets away.</summary>
    public void Skip(int count)
    {
        if (_ring.Length > 0) _first = (_first + count) & (_ring.Length - 1);
        Unread -= count;
    }

    private void Grow(int needed)
    {
        var ring = new byte[Math.Max(Smallest, (int)BitOperations.RoundUpToPowerOf2((uint)needed))];
        _ring.AsSpan(_first).CopyTo(ring);
        _ring.AsSpan(0, _first).CopyTo(ring.AsSpan(_ring.Length - _first));
        (_ring, _first) = (ring, 0);
    }
}
