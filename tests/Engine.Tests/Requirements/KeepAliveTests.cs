using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.8.4: keep-alives.</summary>
public class KeepAliveTests
{
    private static readonly HostProfile s_everyTenMinutes = HostProfile.Plain with { KeepAlive = TimeSpan.FromMinutes(10) };

    [Fact]
    [Trait("RFC9293", "MUST-25")]
    public void A_connection_whose_host_asked_for_nothing_is_silent_for_a_week()
    {
        var stand = Calls.Connected(HostProfile.Rfc9293);

        Assert.Empty(stand.WaitUntil(TimeSpan.FromDays(7).TotalSeconds));
        Assert.Equal(TcpState.Established, stand.State);
    }

    [Theory]
    [Trait("RFC9293", "MAY-5")]
    [Trait("RFC9293", "MUST-27")]
    [Trait("RFC9293", "SHLD-12")]
    [InlineData(10)]
    [InlineData(120)]
    public void An_idle_connection_asks_after_the_interval_with_a_number_already_acknowledged_and_no_text(int minutes)
    {
        var stand = Calls.Connected(HostProfile.Plain with { KeepAlive = TimeSpan.FromMinutes(minutes) });

        var (at, probe) = Assert.Single(stand.WaitUntil((60 * minutes) + 1));

        Assert.Equal(60.0 * minutes, at);
        Assert.Equal(stand.OurAck with { Seq = stand.Tcb.SndNxt - 1 }, probe);
    }

    [Fact]
    [Trait("RFC9293", "MUST-26")]
    public void Whatever_is_heard_begins_the_interval_again()
    {
        var stand = Calls.Connected(s_everyTenMinutes);
        stand.WaitUntil(500);
        stand.Receive(stand.Next);
        stand.WaitUntil(1000);
        stand.Receive(stand.Next with { Payload = Stand.Text("hello") });

        Assert.Equal(1600.0, Assert.Single(stand.WaitUntil(1601)).At);
    }

    [Fact]
    [Trait("RFC9293", "MUST-26")]
    public void While_text_is_outstanding_none_is_sent()
    {
        var stand = Calls.Connected(s_everyTenMinutes with { KeepAlive = TimeSpan.FromSeconds(10) });
        stand.Send("hello");

        Assert.All(stand.WaitUntil(90), sent => Assert.Equal("hello", sent.Segment.TextOf()));
    }

    [Fact]
    [Trait("RFC9293", "MUST-29")]
    public void A_connection_lives_on_when_probes_are_lost_and_a_later_one_is_answered()
    {
        var stand = Calls.Connected(s_everyTenMinutes);
        var unanswered = stand.WaitUntil(900);
        Assert.True(unanswered.Count > 2);

        stand.Receive(stand.Next);

        Assert.Equal(TcpState.Established, stand.State);
        Assert.Equal(1500.0, Assert.Single(stand.WaitUntil(1501)).At);
    }
}
