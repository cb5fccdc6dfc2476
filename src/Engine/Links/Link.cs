using Playground.Tcp;

namespace Playground.Engine.Links;

/// <summary>A segment between two hosts.</summary>
/// <param name="Id">The number of the segment on this link, from 0.</param>
/// <param name="From">The name of the host that sent it, whatever its source address says.</param>
/// <param name="Segment">The segment.</param>
/// <param name="ArrivesAt">When it arrives.</param>
public sealed record Transit(int Id, string From, Segment Segment, Instant ArrivesAt);

/// <summary>The shared link: what is on it, and when it gets there. Its dice are the room's.</summary>
/// <param name="setup">What it does to segments.</param>
/// <param name="dice">The room's dice.</param>
public sealed class Link(LinkSetup setup, Dice dice)
{
    private readonly PriorityQueue<Transit, (long At, int Id)> _travelling = new();
    private int _count;

    /// <summary>When the next segment arrives; none while the link is empty.</summary>
    public Instant? PollAt => _travelling.TryPeek(out var next, out _) ? next.ArrivesAt : null;

    /// <summary>Puts a segment on the link.</summary>
    /// <param name="isLost">True when it will never arrive.</param>
    public Transit Send(string from, in Segment segment, Instant now, out bool isLost)
    {
        var transit = new Transit(_count++, from, segment, now + setup.Delay);
        isLost = dice.Chance(setup.Loss);
        if (!isLost) _travelling.Enqueue(transit, (transit.ArrivesAt.Microseconds, transit.Id));
        return transit;
    }

    /// <summary>Takes the next segment that has arrived by <paramref name="now"/> off the link.</summary>
    public bool TryReceive(Instant now, out Transit transit)
    {
        if (_travelling.TryPeek(out transit!, out _) && transit.ArrivesAt <= now)
        {
            _travelling.Dequeue();
            return true;
        }

        return false;
    }
}
