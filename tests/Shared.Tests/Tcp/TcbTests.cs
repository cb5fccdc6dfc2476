using Playground.Tcp;

namespace Playground.Tests;

public class TcbTests
{
    [Theory]
    [Trait("RFC9293", "REC-1")]
    [InlineData(0x1_0000u)]
    [InlineData(0x3FFF_C000u)] // the most that window scaling can say: 65535 shifted by 14
    public void A_window_is_reckoned_in_32_bits(uint window)
    {
        var tcb = new Tcb { State = TcpState.Established, RcvNxt = new(uint.MaxValue - 5), RcvWnd = window, SndWnd = window };

        Assert.True(tcb.Accepts(tcb.RcvNxt + (window - 1), 1));
        Assert.False(tcb.Accepts(tcb.RcvNxt + window, 1));
        Assert.Equal(window, tcb.SndWnd);
    }

    [Theory]
    [InlineData(100u, 0u, 0u, true)]
    [InlineData(101u, 0u, 0u, false)]
    [InlineData(99u, 0u, 10u, false)]
    [InlineData(100u, 0u, 10u, true)]
    [InlineData(109u, 0u, 10u, true)]
    [InlineData(110u, 0u, 10u, false)]
    [InlineData(100u, 1u, 0u, false)]
    [InlineData(98u, 2u, 10u, false)]
    [InlineData(98u, 3u, 10u, true)]
    [InlineData(109u, 50u, 10u, true)]
    [InlineData(110u, 1u, 10u, false)]
    public void The_four_rows_of_table_6(uint seq, uint length, uint window, bool accepted) =>
        Assert.Equal(accepted, new Tcb { RcvNxt = new(100), RcvWnd = window }.Accepts(new(seq), length));
}
