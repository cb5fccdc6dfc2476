using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>
/// Plays a ladder into a world: sends the lines of hosts that people drive, and checks the lines of hosts that the engine drives
/// against what it really sent. Symbols are bound where they first stand for a SYN's number.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="seed">Where fresh numbers for unbound symbols come from.</param>
public sealed class LadderPlayer(World world, ulong seed)
{
    // Another stream than the world's own dice, so that playing changes none of the world's throws.
    private readonly Dice _dice = new(seed ^ 0xA5A5_5A5A_0F0F_F0F0);
    private readonly Dictionary<string, SeqNumber> _bindings = [];
    private readonly Dictionary<string, int> _heard = [];

    /// <summary>What the symbols stand for so far.</summary>
    public IReadOnlyDictionary<string, SeqNumber> Bindings => _bindings;

    /// <summary>Binds the symbols <c>x</c> and <c>y</c> to the initial numbers that the client and the server have already chosen.</summary>
    public void BindInitialNumbers()
    {
        foreach (var (host, symbol) in world.Setup.Hosts.Zip(["x", "y"]))
        {
            if (world.Trace.OfType<SegmentSent>().FirstOrDefault(sent => sent.From == host.Name && sent.Segment.IsSyn) is { } syn)
                _bindings[symbol] = syn.Segment.Seq;
        }
    }

    /// <summary>Plays a ladder. After each line everything on the link arrives.</summary>
    /// <returns>None when all went as written; else what did not.</returns>
    public string? Play(LadderTrace ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        foreach (var line in ladder.Segments)
        {
            var problem = world.LedgerOf(line.From.Name) is null ? Check(line) : Send(line);
            if (problem is not null) return problem;
            world.Settle();
        }

        return null;
    }

    private string? Send(LadderSegment line)
    {
        if (line.Seq.Symbol is { } symbol && !_bindings.ContainsKey(symbol)) _bindings[symbol] = new SeqNumber((uint)_dice.Next()) - line.Seq.Steps;
        var from = world.Setup.Find(line.From.Name)!;
        var to = world.Setup.Find(line.To.Name) ?? world.Setup.PeerOf(from);
        var connection = new FourTuple(from.Socket, to.Socket);
        if (!line.TryResolve(_bindings, connection, out var segment)) return $"{line}: a symbol stands for no number yet.";
        world.Send(from.Name, segment);
        return null;
    }

    private string? Check(LadderSegment line)
    {
        var host = line.From.Name;
        var nth = _heard.GetValueOrDefault(host);
        if (world.Trace.OfType<SegmentSent>().Where(sent => sent.From == host).ElementAtOrDefault(nth) is not { Segment: var segment })
            return $"{line}: {host} has sent no such segment.";
        _heard[host] = nth + 1;
        if (line.Seq.Symbol is { } symbol) _bindings.TryAdd(symbol, segment.Seq - line.Seq.Steps);
        var asWritten = line.Bits == segment.Bits && line.Seq.Resolve(_bindings) == segment.Seq
            && (line.Ack is not { } ack || ack.Resolve(_bindings) == segment.Ack);
        return asWritten ? null : $"{line}: {host} sent [{segment.Bits.ToNames()}] seq={segment.Seq} ack={segment.Ack}.";
    }
}
