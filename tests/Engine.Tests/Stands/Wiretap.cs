using Playground.Captures;
using Playground.Engine.Captures;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Captures;

namespace Playground.Tests.Stands;

/// <summary>Writes down what a stand's network carries, as a world does, so that it can be captured.</summary>
internal sealed class Wiretap
{
    private readonly List<TraceEvent> _trace = [];
    private int _count;

    public IReadOnlyList<TraceEvent> Trace => _trace;

    /// <summary>A segment goes onto the network.</summary>
    /// <returns>Its number there.</returns>
    public int Sent(Instant at, string from, string to, in Segment segment, bool isRepeat = false, bool isLost = false)
    {
        _trace.Add(new SegmentSent(at, _count, from, to, segment, at, isLost ? Fate.LostByChance : Fate.Travels, isRepeat, null));
        return _count++;
    }

    /// <summary>A segment comes off the network.</summary>
    public void Arrived(Instant at, int id, string host, in Segment segment, in Verdict verdict) =>
        _trace.Add(new SegmentArrived(at, id, host, segment, verdict));
}

/// <summary>Traces as captures for tshark: one at the client, one at the server, one on the link, and one at both ends.</summary>
internal static class Captured
{
    /// <summary>Looks at the trace from everywhere.</summary>
    /// <returns>What is said about each segment on the link.</returns>
    public static SegmentAnalysis[] Look(string name, IReadOnlyList<TraceEvent> trace)
    {
        var (client, server) = (TraceTap.At("client"), TraceTap.At("server"));
        Witness.Look($"{name}-client", TraceCapture.Of(trace, client));
        Witness.Look($"{name}-server", TraceCapture.Of(trace, server));
        Witness.Look($"{name}-both", TraceCapture.Of(trace, client, server));
        return Witness.Look($"{name}-link", TraceCapture.Of(trace, TraceTap.Link));
    }
}
