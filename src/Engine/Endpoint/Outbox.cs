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
    /// <param name="segment">The segment.</param>
    /// <param name="isRepeat">True when the same numbers were sent before.</param>
    public void Add(in Segment segment, bool isRepeat = false)
    {
        if (Count == _items.Length) Array.Resize(ref _items, 2 * Count);
        _items[Count++] = new Outgoing(segment, isRepeat);
    }

    /// <summary>Forgets all segments.</summary>
    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
    }
}

/// <summary>A segment that leaves a host.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="IsRepeat">True for a retransmission.</param>
public readonly record struct Outgoing(Segment Segment, bool IsRepeat);
