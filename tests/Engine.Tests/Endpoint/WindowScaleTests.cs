using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 7323 §2: windows beyond 65535 octets.</summary>
public class WindowScaleTests
{
    private static HostProfile Profile(int buffer) => HostProfile.Plain with { ScalesWindow = true, ReceiveBuffer = buffer };

    [Theory]
    [InlineData(1, 0)]
    [InlineData(65_535, 0)]
    [InlineData(65_536, 1)]
    [InlineData(1 << 20, 5)]
    [InlineData((1 << 30) - 1, 14)]
    public void A_syn_offers_the_shift_that_the_buffer_needs_and_its_own_window_unscaled(int buffer, int shift)
    {
        var stand = Stand.In(TcpState.Closed, profile: Profile(buffer));

        var syn = Assert.Single(stand.Open());

        Assert.Equal(((byte?)shift, (ushort)Math.Min(buffer, 65_535)), (syn.Options.WindowScale, syn.Window));
    }

    [Fact]
    public void A_syn_ack_has_a_shift_only_in_answer_to_one()
    {
        var with = Stand.In(TcpState.Listen, profile: Profile(1 << 20), options: new() { WindowScale = 0 });
        var without = Stand.In(TcpState.Listen, profile: Profile(1 << 20));

        Assert.Equal((byte?)5, with.Receive(with.Syn).Answer.Options.WindowScale);
        Assert.Null(without.Receive(without.Syn).Answer.Options.WindowScale);
    }

    [Theory]
    [InlineData(0, 1000u)]
    [InlineData(7, 128_000u)]
    [InlineData(14, 16_384_000u)]
    [InlineData(15, 16_384_000u)]
    [InlineData(255, 16_384_000u)]
    public void The_peer_s_windows_are_shifted_after_its_syn_and_by_no_more_than_fourteen(int shift, uint window)
    {
        var stand = Stand.In(TcpState.Established, profile: Profile(65_535), options: new() { WindowScale = (byte)shift });
        Assert.Equal(1000u, stand.Tcb.SndWnd);

        stand.Receive(stand.Next);

        Assert.Equal(window, stand.Tcb.SndWnd);
    }

    [Fact]
    public void Where_one_side_has_no_shift_neither_window_is_shifted()
    {
        var stand = Stand.In(TcpState.Established, profile: Profile(1 << 20));

        var answer = stand.Receive(stand.Next with { Payload = new byte[1000], Window = 500 }).Answer;

        Assert.Equal((64_535, 500u), (answer.Window, stand.Tcb.SndWnd));
    }

    [Fact]
    public void The_whole_of_a_large_buffer_is_offered_once_the_connection_is_open()
    {
        var stand = Stand.In(TcpState.Established, profile: Profile((1 << 30) - 1), options: new() { WindowScale = 14 });
        stand.Application.Reads = false;
        Assert.Equal((1u << 30) - (1u << 14), stand.Tcb.RcvWnd);

        var answer = stand.Receive(stand.Next with { Payload = new byte[1 << 14] }).Answer;

        Assert.Equal(65_534, answer.Window);
        Assert.Equal(RfcRule.TextQueued, stand.Receive(stand.Next with { Seq = stand.Tcb.RcvNxt + (stand.Tcb.RcvWnd - 1), Payload = new byte[1] }).Verdict.Rule);
    }

    [Fact]
    public void The_windows_of_syns_that_cross_are_not_shifted()
    {
        var stand = Stand.In(TcpState.SynSent, profile: Profile(65_535), options: new() { WindowScale = 7 });
        stand.Receive(stand.Syn);
        stand.Receive(stand.SynAck with { Window = 700 });
        Assert.Equal((TcpState.Established, 700u), (stand.State, stand.Tcb.SndWnd));

        stand.Receive(stand.Next with { Window = 10 });

        Assert.Equal(1280u, stand.Tcb.SndWnd);
    }

    [Fact]
    public void A_large_window_is_used()
    {
        var stand = Stand.In(
            TcpState.Established, profile: Profile(65_535) with { ControlsCongestion = false, SendBuffer = 1 << 20 },
            options: new() { WindowScale = 4, MaximumSegmentSize = 1460 }, window: 50_000);
        stand.Receive(stand.Next);

        Assert.Equal(800_000, stand.Send(1 << 20).Sum(s => s.Payload.Length), 1460.0);
    }
}
