using System.Globalization;

namespace Playground.Tcp;

/// <summary>
/// A number in the 32-bit sequence space of TCP: sequence and acknowledgment numbers alike (RFC 9293 §3.4).
/// All arithmetic is modulo 2^32.
/// </summary>
/// <remarks>
/// There is no <see cref="IComparable{T}"/> here on purpose: on a circle "before" is not transitive, so sequence
/// numbers have no order to sort by. They compare in pairs, within half the circle.
/// </remarks>
/// <param name="Value">The number as it stands on the wire, 0 to 2^32 − 1.</param>
public readonly record struct SeqNumber(uint Value)
{
    /// <summary>The number <paramref name="count"/> steps further round the circle.</summary>
    public static SeqNumber operator +(SeqNumber number, uint count) => new(unchecked(number.Value + count));

    /// <summary>The number <paramref name="count"/> steps back round the circle.</summary>
    public static SeqNumber operator -(SeqNumber number, uint count) => new(unchecked(number.Value - count));

    /// <summary>The steps forward from this number to <paramref name="other"/>, 0 to 2^32 − 1.</summary>
    public uint DistanceTo(SeqNumber other) => unchecked(other.Value - Value);

    /// <summary>True when <paramref name="other"/> lies less than half the circle ahead, and is not this number.</summary>
    public bool IsBefore(SeqNumber other) => unchecked((int)(Value - other.Value)) < 0;

    /// <summary>True when this number is <paramref name="other"/> or <see cref="IsBefore"/> it: the RFC's <c>=&lt;</c>.</summary>
    public bool IsAtOrBefore(SeqNumber other) => Value == other.Value || IsBefore(other);

    /// <summary>True when <c>start =&lt; this &lt; start + size</c> going round the circle (RFC 9293 §3.4).</summary>
    /// <param name="start">The left edge, which is inside.</param>
    /// <param name="size">The window's size in octets; nothing is inside an empty window.</param>
    public bool IsInWindow(SeqNumber start, uint size) => start.DistanceTo(this) < size;

    /// <summary>True when <c>after &lt; this =&lt; last</c>: the RFC's form of an acceptable acknowledgment (§3.4).</summary>
    public bool IsNewAck(SeqNumber after, SeqNumber last) => this != after && after.DistanceTo(this) <= after.DistanceTo(last);

    /// <summary>The later of two numbers less than half the circle apart.</summary>
    public static SeqNumber Latest(SeqNumber one, SeqNumber other) => one.IsBefore(other) ? other : one;

    /// <summary>The number in decimal, as it stands on the wire.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
