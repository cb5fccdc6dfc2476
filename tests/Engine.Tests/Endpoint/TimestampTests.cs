using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 7323 §3 to §5: timestamps, the round trips that they measure, and protection against wrapped numbers (PAWS).</summary>
public class TimestampTests
{
    private static readonly HostProfile s_profile = HostProfile.Plain with { Timestamps = true };

    /// <summary>A connection whose peer's clock stands at a number when it opens.</summary>
    private static Stand Open(uint clock = 1000, HostProfile? profile = null) => Stand.In(
        TcpState.Established, profile: profile ?? s_profile, options: new() { MaximumSegmentSize = 1000, Timestamps = new(clock, 0) }, window: 60_000);

    private static Segment At(Stand stand, uint value, uint echo = 0) => stand.Next with { Options = new() { Timestamps = new(value, echo) } };

    private static uint? Echo(Segment segment) => segment.Options.Timestamps?.EchoReply;

    [Fact]
    public void They_are_used_when_both_syns_had_them_and_then_on_every_segment()
    {
        var stand = Open();
        Assert.True(stand.Connection!.UsesTimestamps);

        Segment[] all = [.. stand.Send(1), stand.Receive(At(stand, 1001) with { Payload = new byte[1] }).Answer, .. stand.Close(), stand.WaitUntil(1)[0].Segment];

        Assert.All(all, segment => Assert.NotNull(segment.Options.Timestamps));
        Assert.Equal(1000u - 12, stand.Connection.SendMss);
    }

    [Fact]
    public void They_are_not_used_when_one_side_had_none()
    {
        Assert.False(Stand.In(TcpState.Established, profile: s_profile).Connection!.UsesTimestamps);
        Assert.False(Open(profile: HostProfile.Plain).Connection!.UsesTimestamps);
    }

    [Fact]
    public void A_segment_without_one_is_dropped_but_a_reset_needs_none()
    {
        var stand = Open();

        var arrival = stand.Receive(stand.Next with { Options = default, Payload = new byte[1] });

        Assert.Equal((Outcome.Dropped, RfcRule.TimestampMissing), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Empty(arrival.Answers);
        Assert.Equal(RfcRule.ResetExact, stand.Receive(stand.Next with { Options = default, Bits = ControlBits.Rst }).Verdict.Rule);
    }

    [Theory]
    [InlineData(1000u, 999u)]
    [InlineData(5u, uint.MaxValue)]
    [InlineData(0x8000_0000u, 1u)]
    public void An_older_one_is_refused_and_answered_whatever_its_number(uint clock, uint value)
    {
        var stand = Open(clock);

        var arrival = stand.Receive(At(stand, value) with { Payload = new byte[1] });

        Assert.Equal((Outcome.Acknowledged, RfcRule.TimestampTooOld), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal((new SeqNumber(101), (uint?)clock), (arrival.Answer.Ack, Echo(arrival.Answer)));
    }

    [Theory]
    [InlineData(1000u, 1000u)]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(uint.MaxValue - 5, 100u)]
    [InlineData(1u, 0x8000_0000u)]
    public void The_same_or_a_later_one_is_taken_also_across_the_wrap(uint clock, uint value)
    {
        var stand = Open(clock);

        var arrival = stand.Receive(At(stand, value) with { Payload = new byte[1] });

        Assert.Equal((RfcRule.TextTaken, (uint?)value), (arrival.Verdict.Rule, Echo(arrival.Answer)));
    }

    [Fact]
    public void After_twenty_four_days_of_silence_any_is_taken()
    {
        var stand = Open(0x8000_0000);
        stand.WaitUntil(TimeSpan.FromDays(24).TotalSeconds - 1);
        Assert.Equal(RfcRule.TimestampTooOld, stand.Receive(At(stand, 1) with { Payload = new byte[1] }).Verdict.Rule);
        stand.Wait(1);

        Assert.Equal(RfcRule.TextTaken, stand.Receive(At(stand, 1) with { Payload = new byte[1] }).Verdict.Rule);
    }

    [Fact]
    public void What_is_echoed_is_that_of_the_segment_at_the_left_edge_not_of_one_beyond_a_gap()
    {
        var stand = Open();
        stand.Receive(At(stand, 1001) with { Payload = new byte[10] });

        var early = stand.Receive(At(stand, 1005) with { Seq = stand.Tcb.RcvNxt + 10, Payload = new byte[10] });
        var filled = stand.Receive(At(stand, 1007) with { Payload = new byte[10] });

        Assert.Equal((1001u, 1007u), (Echo(early.Answer), Echo(filled.Answer)));
    }

    [Fact]
    public void Of_segments_acknowledged_together_the_first_is_echoed()
    {
        var stand = Open(profile: s_profile with { AckDelay = TimeSpan.FromMilliseconds(200) });
        Assert.Empty(stand.Receive(At(stand, 1001) with { Payload = new byte[100] }).Answers);

        // Its number is beyond Last.ACK.sent: the wait for the ACK counts into the round trip that its sender measures.
        Assert.Equal(1001u, Echo(stand.Receive(At(stand, 1002) with { Payload = new byte[100] }).Answer));
    }

    [Fact]
    public void Each_acknowledgment_measures_a_round_trip_even_of_what_was_sent_twice()
    {
        var stand = Open();
        var clock = Assert.Single(stand.Send(10)).Options.Timestamps!.Value.Value;
        stand.WaitUntil(3);

        // Sent at 0, 1 and 3 seconds; the echo says which one has arrived: the last, 2.5 seconds before.
        stand.WaitUntil(5.5);
        stand.Receive(At(stand, 2000, clock + 3000));

        Assert.Equal(TimeSpan.FromSeconds(2.5 + (4 * 1.25)), stand.Connection!.Status.Rto);
    }

    [Fact]
    public void An_acknowledgment_with_an_echo_that_can_not_be_measures_nothing()
    {
        var stand = Open();
        var clock = Assert.Single(stand.Send(10)).Options.Timestamps!.Value.Value;
        stand.WaitUntil(0.1);

        stand.Receive(At(stand, 2000, clock + 5000));

        Assert.Equal(TimeSpan.FromSeconds(1), stand.Connection!.Status.Rto);
    }

    [Fact]
    public void The_clock_ticks_in_milliseconds()
    {
        var stand = Open();
        var first = Assert.Single(stand.Send(1)).Options.Timestamps!.Value.Value;

        var again = Assert.Single(stand.WaitUntil(1)).Segment.Options.Timestamps!.Value.Value;

        Assert.Equal(1000u, again - first);
    }

    [Fact]
    public void A_keep_alive_of_long_ago_does_not_turn_the_clock_back()
    {
        var stand = Open();
        stand.Receive(At(stand, 2000) with { Payload = new byte[10] });

        var old = stand.Receive(At(stand, 1500) with { Seq = stand.Tcb.RcvNxt - 1 });
        var now = stand.Receive(At(stand, 2500) with { Seq = stand.Tcb.RcvNxt - 1 });

        // The second is in time, but lies outside the window: it is answered, and its timestamp is not kept (RFC 7323 §5.3, R2 before R3).
        Assert.Equal((RfcRule.TimestampTooOld, RfcRule.SequenceOutside), (old.Verdict.Rule, now.Verdict.Rule));
        Assert.Equal((2000u, 2000u), (Echo(old.Answer), Echo(now.Answer)));
    }
}
