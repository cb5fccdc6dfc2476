using Playground.Tcp;

namespace Playground.Engine.Links;

/// <summary>
/// A host's end of the link. Each has dice of its own, so that nobody's segments change the luck of another's.
/// </summary>
internal sealed class Sender(Dice dice)
{
    private readonly Queue<Instant> _starts = new();
    private Instant _freeAt;
    private Instant _lastArrival;

    /// <summary>The segment that waits to be overtaken.</summary>
    public Transit? Waiting { get; set; }

    /// <summary>Throws for a segment.</summary>
    public Throws Throw() => Throws.With(dice);

    /// <summary>Lets a packet leave as soon as those before it have left.</summary>
    /// <param name="length">The octets of the packet.</param>
    /// <returns>When its last bit has left; none when the queue is full.</returns>
    public Instant? Leave(LinkPath path, int length, Instant now)
    {
        while (_starts.TryPeek(out var start) && start <= now) _starts.Dequeue();
        if (_freeAt <= now) _freeAt = now;
        else if (_starts.Count >= path.Queue) return null;
        else _starts.Enqueue(_freeAt);
        return _freeAt += DurationOf(path, length);
    }

    /// <summary>The moment of an arrival that overtakes none before it.</summary>
    public Instant InTurn(Instant arrival) => _lastArrival = arrival > _lastArrival ? arrival : _lastArrival;

    private static TimeSpan DurationOf(LinkPath path, int length) =>
        path.Rate > 0 ? TimeSpan.FromMicroseconds((long)Math.Ceiling(length * 8_000_000m / path.Rate)) : TimeSpan.Zero;
}

/// <summary>
/// The throws for one segment: always as many and always in this order, whatever the path and the script say, so that a change of
/// either changes no later throw.
/// </summary>
internal readonly record struct Throws(
    double Loss, double Duplication, double Reordering, double Corruption, double Jitter, double CopyJitter, ulong Bit)
{
    public static Throws With(Dice dice) =>
        new(dice.Fraction(), dice.Fraction(), dice.Fraction(), dice.Fraction(), dice.Fraction(), dice.Fraction(), dice.Next());
}
