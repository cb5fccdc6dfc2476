using System.Collections.Immutable;
using Playground.Engine.Worlds;
using Playground.Ladder;

namespace Playground.Server.Rooms;

/// <summary>A world's trace in ladder notation.</summary>
internal static class TraceText
{
    /// <summary>The whole trace, with times and states.</summary>
    public static string Of(World world)
    {
        var lines = ImmutableArray.CreateBuilder<LadderLine>();
        foreach (var happened in world.Trace)
        {
            if (happened is SegmentSent sent) lines.Add(LineOf(world, sent));
            else if (happened is StateChanged changed)
                lines.Add(new LadderState(new LadderHost(changed.Host), changed.From, changed.To) { At = changed.At });
        }

        return new LadderTrace(lines.DrainToImmutable()).ToString();
    }

    /// <summary>A segment, with its time.</summary>
    public static LadderSegment LineOf(World world, SegmentSent sent)
    {
        var forges = world.Setup.Find(sent.From)?.IsForged(sent.Segment) == true ? world.Setup.At(sent.Segment.Source.Host) : null;
        return LadderSegment.Of(sent.Segment, new LadderHost(sent.From), new LadderHost(sent.To ?? "nobody")) with
        {
            At = sent.At,
            IsLost = sent.IsLost,
            Forges = forges is null ? null : new LadderHost(forges.Name, sent.Segment.Source.Port),
        };
    }
}
