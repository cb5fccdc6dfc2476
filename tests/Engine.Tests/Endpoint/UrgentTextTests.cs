using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.8.5 at its edges. The pointer is to the octet after the urgent text.</summary>
public class UrgentTextTests
{
    private static string Pointers(IEnumerable<Segment> segments) =>
        string.Join(' ', segments.Select(s => s.IsUrg ? s.UrgentPointer.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-"));

    [Theory]
    [InlineData(Stand.DefaultIss)]
    [InlineData(uint.MaxValue - 600)]
    public void Every_segment_before_its_end_points_there_and_none_after_it(uint iss)
    {
        var stand = Stand.In(TcpState.Established, iss, window: 5000);

        Assert.Equal("1000 464 -", Pointers(stand.Send(1000, isUrgent: true).Concat(stand.Send(1000))));
        Assert.Equal("1000", Pointers(stand.WaitUntil(1).Select(s => s.Segment)));
        Assert.Equal("464 -", Pointers(stand.Receive(stand.Next with { Ack = stand.Tcb.Iss + 537 }).Answers));
        stand.Receive(stand.Next with { Ack = stand.Tcb.Iss + 1073 });
        Assert.Null(stand.Tcb.SndUp);
    }

    [Fact]
    public void More_urgent_text_moves_the_end_on()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { Nagle = false });

        Assert.Equal("10", Pointers(stand.Send(10, isUrgent: true)));
        Assert.Equal("5", Pointers(stand.Send(5, isUrgent: true)));

        // Sent again they are one segment, and its end is the later one.
        Assert.Equal("15", Pointers(stand.WaitUntil(1).Select(s => s.Segment)));
    }

    [Fact]
    public void An_acknowledgment_tells_of_it_while_the_window_holds_it_back()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Window = 0 });
        stand.Send(7, isUrgent: true);

        var answer = stand.Receive(stand.Next with { Payload = Stand.Text("x"), Window = 0 }).Answer;

        Assert.Equal("[URG, ACK] 1+0", stand.Brief([answer]));
        Assert.Equal("7", Pointers([answer]));
        Assert.Equal("7", Pointers(stand.WaitUntil(1).Select(s => s.Segment)));
    }

    [Fact]
    public void Without_an_octet_there_is_nothing_urgent()
    {
        var stand = Stand.In(TcpState.Established);

        Assert.Empty(stand.Send(0, isUrgent: true));

        Assert.Null(stand.Tcb.SndUp);
        Assert.Equal("-", Pointers(stand.Send(5)));
    }

    [Fact]
    public void It_is_told_while_what_came_before_is_missing_or_unread()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Application.Reads = false;
        stand.Receive(stand.Next with { Payload = new byte[10] });

        // Its pointer is to text that has arrived, but that nobody has read.
        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, Seq = stand.Tcb.RcvNxt - 1, UrgentPointer = 0, Payload = new byte[2] });
        Assert.Equal(["opened", "urgent 9"], stand.Application.Heard);
        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, Seq = stand.Tcb.RcvNxt + 100, UrgentPointer = 50, Payload = new byte[50] });

        Assert.Equal(["opened", "urgent 9", "urgent 161"], stand.Application.Heard);
        Assert.Equal(161u, stand.Connection!.UrgentAhead);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(10)]
    public void A_pointer_that_does_not_move_on_is_no_news(ushort again)
    {
        var stand = Stand.In(TcpState.Established);
        var segment = stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, UrgentPointer = 10, Payload = new byte[1] };
        stand.Receive(segment);

        stand.Receive(segment with { UrgentPointer = again, Payload = new byte[3] });

        Assert.Equal(["opened", "urgent 10"], stand.Application.Heard);
    }

    [Fact]
    public void A_pointer_far_beyond_the_window_does_no_harm()
    {
        var stand = Stand.In(TcpState.Established, irs: uint.MaxValue - 3);

        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, UrgentPointer = 65535, Payload = Stand.Text("abc") });

        Assert.Equal((65532u, "abc"), (stand.Connection!.UrgentAhead, stand.Application.Text));
    }

    [Theory]
    [InlineData(TcpState.CloseWait)]
    [InlineData(TcpState.Closing)]
    [InlineData(TcpState.LastAck)]
    [InlineData(TcpState.TimeWait)]
    public void After_the_peer_s_fin_it_is_ignored(TcpState state)
    {
        var stand = Stand.In(state);
        var before = stand.Application.Heard.Count;

        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, UrgentPointer = 10, Ack = stand.Tcb.SndUna });

        Assert.Equal((before, null), (stand.Application.Heard.Count, (uint?)stand.Tcb.RcvUp?.Value));
    }

    [Fact]
    public void Urgent_text_of_long_ago_does_not_hide_what_is_urgent_now()
    {
        // Two turns of a quarter of the circle and a little more, so that the old number seems to lie ahead.
        const int step = 1 << 28;
        var stand = Stand.In(
            TcpState.Established, profile: HostProfile.Plain with { ScalesWindow = true, ReceiveBuffer = step }, options: new() { WindowScale = 0 });
        stand.Application.Reads = false;
        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, UrgentPointer = 1, Payload = new byte[1] });
        var (text, now) = (new byte[1 << 27], stand.Now);
        for (var i = 0; i < 17; i++)
        {
            stand.Receive(stand.Next with { Payload = text });
            stand.Connection!.Discard(now, new Outbox());
        }

        Assert.Equal(0u, stand.Connection!.UrgentAhead);
        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, UrgentPointer = 5, Payload = new byte[1] });

        Assert.Equal("urgent 5", stand.Application.Heard[^1]);
    }
}
