using FsCheck;
using FsCheck.Fluent;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.1 and §3.8.6: what windows are, and what a receiver does not do with its own.</summary>
public class WindowTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60).WithQuietOnSuccess(true);

    public static TheoryData<TcpState> Synchronized() =>
        [.. Enum.GetValues<TcpState>().Where(state => state is not (TcpState.Closed or TcpState.Listen or TcpState.SynSent))];

    [Theory]
    [Trait("RFC9293", "MUST-1")]
    [InlineData(0x7FFF)]
    [InlineData(0x8000)]
    [InlineData(0xFFFF)]
    public void A_window_with_its_top_bit_set_is_a_large_one(ushort window)
    {
        var stand = Stand.In(TcpState.Established);

        stand.Receive(stand.Next with { Window = window });

        Assert.Equal(window, stand.Tcb.SndWnd);
    }

    [Theory]
    [Trait("RFC9293", "SHLD-14")]
    [MemberData(nameof(Synchronized))]
    public void The_right_edge_of_our_window_never_moves_to_the_left(TcpState start) => Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
    {
        var stand = Stand.In(start);
        foreach (var blow in blows)
        {
            var before = stand.Connection is { Tcb.HasIrs: true } open ? open : null;
            var edge = before is null ? default : RightEdge(stand);
            if (blow.SegmentFor(stand) is { } segment) stand.Receive(segment);
            else blow.DoOther(stand);
            if (before is not null && stand.Connection == before) Assert.True(edge.IsAtOrBefore(RightEdge(stand)), $"{edge} → {RightEdge(stand)}");
        }
    }));

    private static SeqNumber RightEdge(Stand stand) => stand.Tcb.RcvNxt + stand.Tcb.RcvWnd;
}
