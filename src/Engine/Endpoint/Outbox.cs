using System.Diagnostics.CodeAnalysis;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>Segments on their way out of a host, in order. Reused, so that sending allocates nothing once it has grown.</summary>
public sealed class Outbox
{
    private Outgoing[] _items = new Outgoing[8];

    /// <summary>How many segments wait.</summary>
    public int Count { get; private set; }

    /// <summary>A waiting segment, oldest first.</summary>
    public ref readonly Outgoing this[int index] => ref _items[index];

    /// <summary>Appends a segment.</summary>
    public void Add(in Segment segment) => Add() = segment;

    /// <summary>Appends an empty segment, to be filled in before the next is added.</summary>
    /// <param name="isRepeat">True when the same numbers were sent before.</param>
    public ref Segment Add(bool isRepeat = false)
    {
        if (Count == _items.Length) Array.Resize(ref _items, 2 * Count);
        ref var item = ref _items[Count++];
        item = default;
        item.IsRepeat = isRepeat;
        return ref item.Segment;
    }

    /// <summary>Forgets all segments. Their octets are held until others take their places, which is soon.</summary>
    public void Clear() => Count = 0;
}

/// <summary>A segment that leaves a host.</summary>
[SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "A property would copy the segment at each look.")]
[SuppressMessage("Performance", "CA1815:Override equals and operator equals on value types", Justification = "Nobody compares them.")]
public struct Outgoing
{
    /// <summary>The segment.</summary>
    public Segment Segment;

    /// <summary>True for a retransmission.</summary>
    public bool IsRepeat;
}
