using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>Long ladders: two hosts that talk and talk.</summary>
public static class Conversation
{
    /// <summary>That many rows.</summary>
    public static ImmutableList<LadderRow> Of(int count) => [.. Enumerable.Range(0, count).Select(Row)];

    /// <summary>The row at that place: every seventh a change of state, every hundredth lost.</summary>
    public static LadderRow Row(int place)
    {
        var at = place * 25;
        if (place % 7 == 6) return new StateRow(Views.At(at), "server", TcpState.Established, TcpState.CloseWait, "192.0.2.80:80 → 192.0.2.10:54846");
        var row = place % 2 == 0 ? Views.Mine(at, "ACK", Views.X + 1, Views.Y + 1, Views.Heard, "a") : Views.Theirs(at, "ACK", Views.Y + 1, Views.X + 1, "b");
        return place % 100 == 99 ? row with { Fate = SegmentFate.Lost } : row;
    }
}
