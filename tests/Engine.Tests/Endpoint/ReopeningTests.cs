using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>TIME-WAIT reopened by a new SYN (RFC 9293 §3.6.1, MAY-2; with timestamps RFC 6191 §2).</summary>
public class ReopeningTests
{
    private const uint LastTimestamp = 50;

    private static readonly HostProfile s_withTimestamps = HostProfile.Plain with { Timestamps = true };

    [Theory]
    [Trait("RFC9293", "MAY-2")]
    [InlineData(1, TimeWaitReopens)]
    [InlineData(65_534, TimeWaitReopens)]
    [InlineData(100_000, TimeWaitReopens)]
    [InlineData(int.MaxValue, TimeWaitReopens)]
    [InlineData(0, SynChallenged)]
    [InlineData(-10, SequenceOutside)]
    [InlineData(-int.MaxValue, SequenceOutside)]
    public void Without_timestamps_the_syn_s_number_must_lie_beyond_what_was_received(int ahead, RfcRule rule)
    {
        var stand = InTimeWait();

        Assert.Equal(rule, stand.Receive(SynAhead(stand, ahead)).Verdict.Rule);

        Assert.Equal(rule == TimeWaitReopens ? TcpState.SynReceived : TcpState.TimeWait, stand.State);
    }

    [Theory]
    [Trait("RFC9293", "SHLD-4")]
    [Trait("RFC9293", "MAY-2")]
    [InlineData(51, -1000, TimeWaitReopensByTimestamp)]
    [InlineData(51, 0, TimeWaitReopensByTimestamp)]
    [InlineData(51, 1000, TimeWaitReopensByTimestamp)]
    [InlineData(50, 1, TimeWaitReopens)]
    [InlineData(50, 0, SynChallenged)]
    [InlineData(49, 1, TimestampTooOld)]
    [InlineData(null, 1, TimeWaitReopens)]
    [InlineData(null, 0, SynChallenged)]
    public void With_timestamps_a_later_one_is_enough_and_the_same_one_leaves_it_to_the_number(int? timestamp, int ahead, RfcRule rule)
    {
        var stand = InTimeWait(s_withTimestamps, LastTimestamp);

        Assert.Equal(rule, stand.Receive(SynAhead(stand, ahead) with { Options = At((uint?)timestamp) }).Verdict.Rule);
    }

    [Theory]
    [Trait("RFC9293", "SHLD-4")]
    [InlineData(-1000)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_syn_with_timestamps_is_new_where_the_old_connection_had_none(int ahead)
    {
        var stand = InTimeWait(s_withTimestamps);

        Assert.Equal(TimeWaitReopensByTimestamp, stand.Receive(SynAhead(stand, ahead) with { Options = At(1) }).Verdict.Rule);
    }

    [Fact]
    public void A_host_that_does_not_use_timestamps_goes_by_the_number_alone()
    {
        var stand = InTimeWait();

        Assert.Equal(SynChallenged, stand.Receive(SynAhead(stand, 0) with { Options = At(1000) }).Verdict.Rule);
        Assert.Equal(TimeWaitReopens, stand.Receive(SynAhead(stand, 1) with { Options = At(1) }).Verdict.Rule);
    }

    [Theory]
    [InlineData("SYN, ACK", SynChallenged)]
    [InlineData("SYN, RST", TimeWaitIgnoresReset)]
    [InlineData("ACK", AckDuplicate)]
    public void Nothing_but_a_syn_alone_reopens_it(string bits, RfcRule rule)
    {
        var stand = InTimeWait();
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));

        Assert.Equal(rule, stand.Receive(SynAhead(stand, 5) with { Bits = parsed, Ack = stand.Tcb.SndNxt }).Verdict.Rule);
        Assert.Equal(TcpState.TimeWait, stand.State);
    }

    [Fact]
    public void It_stays_closed_to_a_host_that_does_not_reopen_and_to_a_listener_that_is_full_or_gone()
    {
        var never = InTimeWait(HostProfile.Plain with { ReopensTimeWait = false });
        var full = InTimeWait(HostProfile.Plain with { Backlog = 1 });
        full.Receive(full.Syn with { Source = Stand.Peer with { Port = new(1) } });
        var alone = Stand.In(TcpState.TimeWait);

        Assert.All(new[] { never, full, alone }, stand => Assert.Equal(SynChallenged, stand.Receive(SynAhead(stand, 5)).Verdict.Rule));
    }

    [Fact]
    [Trait("RFC9293", "MAY-2")]
    public void The_new_connection_is_in_SYN_RECEIVED_and_begins_beyond_the_old_one_s_numbers()
    {
        // This host's ISNs rise so slowly that the next one was used already.
        var stand = InTimeWait(HostProfile.Plain with { IsnStep = 1 });
        var old = stand.Tcb;

        var arrival = stand.Receive(SynAhead(stand, 1000));

        Assert.Equal((Outcome.Accepted, old), (arrival.Verdict.Outcome, arrival.Verdict.Before));
        Assert.Equal(stand.Tcb, arrival.Verdict.After);
        Assert.Equal((TcpState.SynReceived, old.SndNxt, old.RcvNxt + 1000), (stand.State, stand.Tcb.Iss, stand.Tcb.Irs));
        Assert.Equal((ControlBits.SynAck, old.SndNxt, old.RcvNxt + 1001), (arrival.Answer.Bits, arrival.Answer.Seq, arrival.Answer.Ack));
    }

    [Fact]
    public void When_it_opens_the_old_connection_is_over_and_its_timer_does_not_touch_the_new_one()
    {
        var stand = Reopened(at: 100);

        stand.Receive(stand.Next with { Payload = Stand.Text("hello") });

        Assert.Equal(["opened", "opened", "Closed"], stand.Application.Heard.Order(StringComparer.Ordinal).Reverse());
        stand.WaitUntil(1000);
        Assert.Equal((TcpState.Established, "hello"), (stand.State, stand.Application.Text));
    }

    [Fact]
    [Trait("RFC9293", "MAY-2")]
    public void When_the_syn_was_an_old_duplicate_it_goes_back_to_TIME_WAIT_and_waits_as_long_as_it_would_have()
    {
        var stand = InTimeWait();
        stand.WaitUntil(100);
        var old = stand.Tcb;
        stand.Receive(SynAhead(stand, 1000));

        var arrival = stand.Receive(stand.Next with { Bits = ControlBits.Rst });

        Assert.Equal((Outcome.Accepted, TimeWaitGoesOn), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal((TcpState.SynReceived, old, old), (arrival.Verdict.Before.State, arrival.Verdict.After, stand.Tcb));
        stand.WaitUntil(239.999);
        Assert.Equal(TcpState.TimeWait, stand.State);
        stand.WaitUntil(240);
        Assert.Equal(TcpState.Listen, stand.State);
        Assert.Equal(["opened", "Closed"], stand.Application.Heard);
    }

    [Fact]
    public void It_can_be_reopened_again_after_it_went_back()
    {
        var stand = Reopened(at: 0, opens: false);
        stand.Receive(stand.Next with { Bits = ControlBits.Rst });

        Assert.Equal(TimeWaitReopens, stand.Receive(SynAhead(stand, 5000)).Verdict.Rule);
        Assert.Equal(SynReceivedEstablishes, stand.Receive(stand.Next).Verdict.Rule);
        stand.WaitUntil(1000);
        Assert.Equal(TcpState.Established, stand.State);
    }

    [Theory]
    [InlineData(10, TcpState.TimeWait)]
    [InlineData(100, TcpState.Listen)]
    public void When_nobody_acknowledges_the_syn_ack_it_goes_back_for_what_is_left_of_the_wait(int at, TcpState left)
    {
        var stand = Reopened(at, opens: false);

        while (stand.State == TcpState.SynReceived) stand.WaitUntil((stand.Now - stand.Began).TotalSeconds + 1);

        Assert.Equal(left, stand.State);
        stand.WaitUntil(1000);
        Assert.Equal(TcpState.Listen, stand.State);
        Assert.Equal(["opened", "Closed"], stand.Application.Heard);
        Assert.Null(stand.Host.PollAt);
    }

    private static SegmentOptions At(uint? timestamp) => timestamp is { } value ? new SegmentOptions { Timestamps = new(value, 0) } : default;

    private static Segment SynAhead(Stand stand, int ahead) => stand.Syn with { Seq = stand.Tcb.RcvNxt + unchecked((uint)ahead) };

    /// <summary>A connection that came from LISTEN and closed first, beside its listener.</summary>
    private static Stand InTimeWait(HostProfile? profile = null, uint? timestamp = null)
    {
        var stand = Stand.In(TcpState.Listen, profile: profile);
        stand.Receive(stand.Syn with { Options = At(timestamp) });
        stand.Receive(stand.Next with { Options = At(timestamp) });
        stand.Close();
        stand.Receive(stand.Fin with { Options = At(timestamp) });
        Assert.Equal(TcpState.TimeWait, stand.State);
        return stand;
    }

    private static Stand Reopened(int at, bool opens = true)
    {
        var stand = InTimeWait();
        stand.WaitUntil(at);
        Assert.Equal(TimeWaitReopens, stand.Receive(SynAhead(stand, 1000)).Verdict.Rule);
        if (opens) Assert.Equal(SynReceivedEstablishes, stand.Receive(stand.Next).Verdict.Rule);
        return stand;
    }
}
