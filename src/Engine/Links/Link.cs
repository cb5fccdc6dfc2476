using System.Collections.Immutable;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Links;

/// <summary>The shared link: what is on it, what it does to it, and when it gets there.</summary>
public sealed class Link
{
    /// <summary>
    /// How long a segment waits to be overtaken, where nothing overtakes it: longer than the first retransmission timeouts
    /// (RFC 6298 §2.1), so that a lone segment is overtaken by its own repeat.
    /// </summary>
    public static readonly TimeSpan LongestOvertaking = TimeSpan.FromSeconds(3);

    private readonly PriorityQueue<Transit, (long At, int Order)> _travelling = new();
    private readonly Dictionary<string, Sender> _senders = [];
    private readonly LinkScript _script = new();
    private int _count;
    private int _order;

    /// <summary>An empty link.</summary>
    /// <param name="setup">What it does to segments.</param>
    /// <param name="hosts">The names of the hosts on it.</param>
    /// <param name="dice">The room's dice; each host takes one throw.</param>
    public Link(LinkSetup setup, IEnumerable<string> hosts, Dice dice)
    {
        ArgumentNullException.ThrowIfNull(dice);
        foreach (var host in hosts) _senders[host] = new Sender(new Dice(dice.Next()));
        Setup = setup;
    }

    /// <summary>What the link does to the segments that are sent from now on; what has left already travels on as it did.</summary>
    public LinkSetup Setup
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            _script.Follow(value.Script);
        }
    }

    /// <summary>The rules that have not done yet what they are for.</summary>
    public ImmutableArray<LinkRule> WaitingRules => _script.Waiting;

    /// <summary>Adds a rule for the segments from here on, beside those of the setup's script.</summary>
    public void Add(LinkRule rule) => _script.Add(rule);

    /// <summary>When the next thing arrives; none while the link is empty.</summary>
    public Instant? PollAt => _travelling.TryPeek(out var next, out _) ? next.ArrivesAt : null;

    /// <summary>Puts a segment on the link.</summary>
    /// <param name="from">The host that sends it, whatever its source address says.</param>
    /// <param name="segment">A segment that an IP packet can hold.</param>
    public Sending Send(string from, in Segment segment, Instant now)
    {
        var (sender, path) = (_senders[from], Setup.PathFrom(from));
        var (thrown, orders) = (sender.Throw(), _script.Count(from, segment));
        var id = _count++;
        var length = IpCodec.PacketLength(segment);
        if (length > path.Mtu) return new Sending(id, Fate.TooBig, now + path.Delay);
        if (sender.Leave(path, length, now) is not { } left) return new Sending(id, Fate.QueueFull, now + path.Delay);
        var inTurn = sender.InTurn(left + path.Delay + (path.Jitter * thrown.Jitter));
        if (orders.Lose) return new Sending(id, Fate.LostByScript, inTurn);
        if (thrown.Loss < path.Loss) return new Sending(id, Fate.LostByChance, inTurn);

        var isCorrupt = orders.Corrupt || thrown.Corruption < path.Corruption;
        var first = new Transit(id, isCorrupt ? Corruption.Of(segment, thrown.Bit) : segment, null, inTurn + orders.Hold);
        var fate = orders.Hold > TimeSpan.Zero ? Fate.Held : Fate.Travels;
        if (fate == Fate.Travels) fate = Order(sender, ref first, orders.Swap || thrown.Reordering < path.Reordering, now);
        else Enqueue(first);

        if (!orders.Duplicate && thrown.Duplication >= path.Duplication) return new Sending(id, fate, first.ArrivesAt, isCorrupt);
        var again = left + path.Delay + (path.Jitter * thrown.CopyJitter) + orders.Hold;
        var copy = new Transit(_count++, segment, null, again > first.ArrivesAt ? again : first.ArrivesAt);
        Enqueue(copy);
        return new Sending(id, fate, first.ArrivesAt, isCorrupt, copy);
    }

    /// <summary>Puts an ICMP error on the link. Chance and script are for segments: errors arrive, all in the same time.</summary>
    /// <param name="from">The host whose path it takes.</param>
    public Transit Send(string from, in IcmpError error, Instant now)
    {
        var transit = new Transit(_count++, default, error, now + Setup.PathFrom(from).Delay);
        Enqueue(transit);
        return transit;
    }

    /// <summary>Takes the next thing that has arrived by <paramref name="now"/> off the link.</summary>
    public bool TryReceive(Instant now, out Transit transit)
    {
        if (_travelling.TryPeek(out transit, out _) && transit.ArrivesAt <= now)
        {
            _travelling.Dequeue();
            return true;
        }

        return false;
    }

    /// <summary>Lets a segment overtake the one that waits for it; or wait, where none does and it is to be overtaken.</summary>
    private Fate Order(Sender sender, ref Transit transit, bool isOvertaken, Instant now)
    {
        // What has waited to the end is gone, or goes now.
        var waiting = sender.Waiting is { } known && known.ArrivesAt > now ? known : (Transit?)null;
        if (waiting is null && isOvertaken)
        {
            transit = transit with { ArrivesAt = transit.ArrivesAt + LongestOvertaking };
            sender.Waiting = transit;
            Enqueue(transit);
            return Fate.Overtaken;
        }

        Enqueue(transit);
        sender.Waiting = null;
        if (waiting is { } overtaken && overtaken.ArrivesAt > transit.ArrivesAt && _travelling.Remove(overtaken, out _, out _))
            Enqueue(overtaken with { ArrivesAt = transit.ArrivesAt });
        return Fate.Travels;
    }

    private void Enqueue(in Transit transit) => _travelling.Enqueue(transit, (transit.ArrivesAt.Microseconds, _order++));
}
