using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.4, §3.8.6.2.2 and §3.8.6.3: a receiver whose application reads late, and when it acknowledges.</summary>
public class ReceiveWindowTests
{
    private const int Buffer = 4000;

    private static readonly HostProfile s_delayed = HostProfile.Plain with { AckDelay = HostProfile.Rfc9293.AckDelay };

    [Fact]
    [Trait("RFC9293", "MAY-8")]
    public void A_window_that_nobody_reads_stays_closed_and_its_probes_are_answered()
    {
        var stand = Full();

        for (var day = 1; day <= 7; day++)
        {
            stand.WaitUntil(TimeSpan.FromDays(day).TotalSeconds);
            var answer = stand.Receive(stand.Next with { Payload = Stand.Text("?") }).Answer;
            Assert.Equal((stand.Tcb.RcvNxt, (ushort)0), (answer.Ack, answer.Window));
        }

        Assert.Equal(Buffer, stand.Connection!.Unread);
    }

    [Fact]
    [Trait("RFC9293", "MUST-66")]
    public void A_closed_window_lets_a_reset_in()
    {
        var stand = Full();

        stand.Receive(stand.Next with { Bits = ControlBits.Rst });

        Assert.Null(stand.Connection);
        Assert.Equal(nameof(Ending.Reset), stand.Application.Heard[^1]);
    }

    [Theory]
    [Trait("RFC9293", "MUST-66")]
    [InlineData(0)]
    [InlineData(4)]
    public void A_closed_window_lets_urgent_news_in(int text)
    {
        var stand = Full();

        stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Urg, UrgentPointer = 4, Payload = Stand.Text("help")[..text] });

        Assert.Equal($"urgent {Buffer + 4}", stand.Application.Heard[^1]);
        Assert.Equal(Buffer, stand.Connection!.Unread);
    }

    [Fact]
    [Trait("RFC9293", "MUST-39")]
    public void Reading_octet_by_octet_offers_no_scraps_of_window()
    {
        var stand = Full();

        Segment[] updates = [.. Enumerable.Range(0, Buffer).SelectMany(_ => stand.Read(1))];

        Assert.Equal(Buffer / 2, updates[0].Window);
        Assert.Equal(Buffer, updates[^1].Window);
        Assert.InRange(updates.Length, 1, 3);
    }

    [Fact]
    [Trait("RFC9293", "MUST-39")]
    public void An_acknowledgment_does_not_offer_a_scrap_either()
    {
        var stand = Full();
        stand.Read(100);

        Assert.Equal(0, stand.Receive(stand.Next with { Payload = Stand.Text("?") }).Answer.Window);
    }

    [Fact]
    [Trait("RFC9293", "SHLD-18")]
    [Trait("RFC9293", "MUST-40")]
    public void One_segment_is_acknowledged_after_less_than_half_a_second()
    {
        var stand = Calls.Connected(s_delayed);

        Assert.Empty(stand.Receive(stand.Next with { Payload = new byte[536] }).Answers);

        var (at, ack) = Assert.Single(stand.WaitUntil(10));
        Assert.Equal(stand.Tcb.RcvNxt, ack.Ack);
        Assert.InRange(at, 0.001, 0.499);
    }

    [Fact]
    [Trait("RFC9293", "SHLD-18")]
    [Trait("RFC9293", "MUST-58")]
    public void A_waiting_acknowledgment_rides_on_text()
    {
        var stand = Calls.Connected(s_delayed);
        stand.Receive(stand.Next with { Payload = Stand.Text("ping") });

        var pong = Assert.Single(stand.Send("pong"));

        Assert.Equal(stand.Tcb.RcvNxt, pong.Ack);
        Assert.Empty(stand.WaitUntil(0.9));
    }

    [Fact]
    [Trait("RFC9293", "SHLD-19")]
    public void Every_second_full_segment_is_acknowledged_at_once()
    {
        var stand = Calls.Connected(s_delayed);
        var full = new byte[1460];

        for (var i = 0; i < 5; i++)
        {
            Assert.Empty(stand.Receive(stand.Next with { Payload = full }).Answers);
            var ack = stand.Receive(stand.Next with { Payload = full }).Answer.Ack;
            Assert.Equal(stand.Tcb.RcvNxt, ack);
        }
    }

    /// <summary>An application that reads nothing has let its buffer fill.</summary>
    private static Stand Full()
    {
        var stand = Calls.Connected(HostProfile.Plain with { ReceiveBuffer = Buffer });
        stand.Application.Reads = false;
        stand.Receive(stand.Next with { Payload = new byte[Buffer] });
        Assert.Equal(0u, stand.Tcb.RcvWnd);
        return stand;
    }
}
