using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>How many half-open connections a listener keeps, and what it does with the SYNs beyond (RFC 4987).</summary>
public class BacklogTests
{
    private static readonly HostProfile s_drops = HostProfile.Rfc9293 with { Backlog = 2, SynCookies = false };
    private static readonly HostProfile s_cookies = HostProfile.Rfc9293 with { Backlog = 2 };

    [Fact]
    public void Beyond_the_backlog_a_syn_is_dropped_without_a_word()
    {
        var stand = Full(s_drops);

        var arrival = stand.Receive(SynFrom(stand, 3));

        Assert.Equal((Outcome.Dropped, RfcRule.ListenIsFull), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal((TcpState.Listen, TcpState.Listen), (arrival.Verdict.Before.State, arrival.Verdict.After.State));
        Assert.Empty(arrival.Answers);
        Assert.Equal(2, stand.Host.Connections.Count);
    }

    [Theory]
    [InlineData("it opens")]
    [InlineData("it is reset")]
    [InlineData("its SYN comes again inside the window")]
    [InlineData("its user closes")]
    [InlineData("its user aborts")]
    [InlineData("its path is hard broken")]
    public void A_place_is_free_again_when_a_connection_leaves_SYN_RECEIVED(string how)
    {
        var stand = Full(s_drops);
        var connection = Half(stand, 1);
        var outbox = new Outbox();
        Assert.True(how switch
        {
            "it opens" => stand.Receive(NextOf(connection)).Verdict.Rule == RfcRule.SynReceivedEstablishes,
            "it is reset" => stand.Receive(NextOf(connection) with { Bits = ControlBits.Rst }).Verdict.Rule == RfcRule.ResetReturnsToListen,
            "its SYN comes again inside the window" => stand.Receive(NextOf(connection) with { Bits = ControlBits.Syn }).Verdict.Rule == RfcRule.SynReturnsToListen,
            "its user closes" => stand.Host.Close(connection, stand.Now, outbox) == CallError.None,
            "its user aborts" => stand.Host.Abort(connection, stand.Now, outbox) == CallError.None,
            _ => Refuse(stand, connection),
        });

        Assert.Equal(RfcRule.ListenTakesSyn, stand.Receive(SynFrom(stand, 3)).Verdict.Rule);
        Assert.Equal(RfcRule.ListenIsFull, stand.Receive(SynFrom(stand, 4)).Verdict.Rule);
    }

    [Fact]
    public void A_place_is_free_again_when_nobody_acknowledges_the_syn_ack()
    {
        var stand = Full(s_drops);
        stand.WaitUntil(179);
        Assert.Equal(RfcRule.ListenIsFull, stand.Receive(SynFrom(stand, 3)).Verdict.Rule);

        stand.WaitUntil(400);

        Assert.Empty(stand.Host.Connections);
        Assert.Equal(RfcRule.ListenTakesSyn, stand.Receive(SynFrom(stand, 3)).Verdict.Rule);
    }

    [Fact]
    public void Each_listener_has_a_backlog_of_its_own()
    {
        var stand = Full(s_drops);
        var other = stand.Host.Listen(new(443), stand.Application).Listener!;

        stand.Receive(SynFrom(stand, 3) with { Destination = Stand.Us with { Port = new(443) } });

        Assert.Equal(1, other.HalfOpen);
        Assert.Equal(RfcRule.ListenIsFull, stand.Receive(SynFrom(stand, 3)).Verdict.Rule);
    }

    [Fact]
    public void A_syn_beyond_it_gets_a_syn_cookie_with_the_mss_alone_and_nothing_is_kept()
    {
        var stand = Full(s_cookies);
        var due = stand.Host.PollAt;

        var arrival = stand.Receive(SynFrom(stand, 3) with { Options = AllOptions });

        Assert.Equal((Outcome.Accepted, RfcRule.ListenSendsSynCookie), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(TcpState.Listen, arrival.Verdict.After.State);
        Assert.Equal(
            new Segment
            {
                Source = Stand.Us, Destination = Caller(3), Bits = ControlBits.SynAck, Seq = arrival.Answer.Seq, Ack = new(101), Window = 65535,
                Options = new SegmentOptions { MaximumSegmentSize = 1460 },
            },
            arrival.Answer);
        Assert.Equal((2, due), (stand.Host.Connections.Count, stand.Host.PollAt));
    }

    [Fact]
    public void The_ack_that_brings_a_cookie_back_opens_the_connection_at_once()
    {
        var stand = Full(s_cookies);
        var synAck = stand.Receive(SynFrom(stand, 3) with { Options = AllOptions }).Answer;

        var arrival = stand.Receive(AckOf(synAck));

        Assert.Equal((Outcome.Accepted, RfcRule.ListenTakesSynCookie), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(new Tcb { State = TcpState.Listen }, arrival.Verdict.Before);
        var expected = new Tcb
        {
            State = TcpState.Established, Iss = synAck.Seq, SndUna = synAck.Seq + 1, SndNxt = synAck.Seq + 1, SndWnd = 1000, SndWl1 = new(101),
            SndWl2 = synAck.Seq + 1, Irs = new(100), RcvNxt = new(101), RcvWnd = 65535,
        };
        var connection = Half(stand, 3);
        Assert.Equal((expected, expected), (arrival.Verdict.After, connection.Tcb));
        Assert.Empty(arrival.Answers);
        Assert.Equal(["opened"], stand.Application.Heard);
        Assert.True(connection.IsPassive);
        Assert.Null(connection.PollAt);
    }

    [Fact]
    public void Of_the_options_a_cookie_keeps_the_mss_alone()
    {
        var stand = Full(s_cookies);
        stand.Receive(AckOf(stand.Receive(SynFrom(stand, 3) with { Options = AllOptions with { MaximumSegmentSize = 1300 } }).Answer));

        var connection = Half(stand, 3);

        Assert.Equal((1220u, false, false), (connection.SendMss, connection.UsesSack, connection.UsesTimestamps));
        Assert.Equal(1000u, connection.Tcb.SndWnd);
    }

    [Fact]
    public void Text_and_a_fin_with_the_cookie_are_taken_and_acknowledged()
    {
        var stand = Full(s_cookies);
        var synAck = stand.Receive(SynFrom(stand, 3)).Answer;

        var arrival = stand.Receive(AckOf(synAck) with { Payload = Stand.Text("hello"), Bits = ControlBits.FinAck });

        Assert.Equal((RfcRule.ListenTakesSynCookie, TcpState.CloseWait), (arrival.Verdict.Rule, arrival.Verdict.After.State));
        Assert.Equal(("hello", new SeqNumber(107)), (stand.Application.Text, arrival.Answer.Ack));
    }

    [Fact]
    public void A_connection_from_a_cookie_carries_text_both_ways()
    {
        var stand = Full(s_cookies);
        stand.Receive(AckOf(stand.Receive(SynFrom(stand, 3)).Answer));
        var connection = Half(stand, 3);
        var outbox = new Outbox();

        stand.Host.Send(connection, Stand.Text("hello"), stand.Now, outbox);

        Assert.Equal((connection.Tcb.Iss + 1, 5), (outbox[0].Segment.Seq, outbox[0].Segment.Payload.Length));
        Assert.Equal(RfcRule.AckAdvances, stand.Receive(NextOf(connection)).Verdict.Rule);
        Assert.Equal(RfcRule.TextTaken, stand.Receive(NextOf(connection) with { Payload = Stand.Text("hi") }).Verdict.Rule);
    }

    [Theory]
    [InlineData(1u, 0u, 0)]
    [InlineData(0xFFFF_FFFFu, 0u, 0)]
    [InlineData(0u, 1u, 0)]
    [InlineData(0u, 0u, 1)]
    public void A_bad_cookie_is_answered_with_a_reset_as_any_ack_to_a_listener(uint ackOff, uint seqOff, int portOff)
    {
        var stand = Full(s_cookies);
        var ack = AckOf(stand.Receive(SynFrom(stand, 3)).Answer);
        var bad = ack with { Ack = ack.Ack + ackOff, Seq = ack.Seq + seqOff, Source = Caller(3 + portOff) };

        var arrival = stand.Receive(bad);

        Assert.Equal((Outcome.Reset, RfcRule.ListenResetsAck), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(new Segment { Source = Stand.Us, Destination = bad.Source, Bits = ControlBits.Rst, Seq = bad.Ack }, arrival.Answer);
        Assert.Equal(2, stand.Host.Connections.Count);
    }

    [Theory]
    [InlineData("SYN, ACK", RfcRule.ListenResetsAck)]
    [InlineData("RST, ACK", RfcRule.ListenIgnoresReset)]
    public void Only_an_ack_can_bring_a_cookie_back(string bits, RfcRule rule)
    {
        var stand = Full(s_cookies);
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));

        Assert.Equal(rule, stand.Receive(AckOf(stand.Receive(SynFrom(stand, 3)).Answer) with { Bits = parsed }).Verdict.Rule);
    }

    [Fact]
    public void A_cookie_comes_too_late_after_128_seconds()
    {
        var stand = Full(s_cookies with { Backlog = 1 });
        var synAck = stand.Receive(SynFrom(stand, 3)).Answer;

        stand.WaitUntil(128);

        Assert.Equal(RfcRule.ListenResetsAck, stand.Receive(AckOf(synAck)).Verdict.Rule);
    }

    [Fact]
    public void A_listener_that_gave_no_cookie_takes_none()
    {
        var stand = Stand.In(TcpState.Listen, profile: s_cookies);
        var made = new SynCookies(new SipHash(1, 2)).Make(Stand.Tuple, new(100), 1460, stand.Now);

        Assert.Equal(RfcRule.ListenResetsAck, stand.Receive(stand.FromPeer with { Seq = new(101), Ack = made + 1 }).Verdict.Rule);
    }

    [Fact]
    public void Through_a_flood_of_syns_a_client_gets_its_connection_and_the_listener_keeps_no_more_than_its_backlog()
    {
        var host = new Host(Stand.Us.Host, new SipHash(1, 2), HostProfile.Rfc9293 with { Backlog = 8 });
        var application = new Recorder();
        var listener = host.Listen(Stand.Us.Port, application).Listener!;
        var outbox = new Outbox();
        Flood(1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Flood(10_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((8, 8), (listener.HalfOpen, host.Connections.Count));
        host.OnSegment(Syn(Stand.Peer), Instant.Zero, outbox);
        host.OnSegment(AckOf(outbox[0].Segment), Instant.Zero, outbox);
        Assert.Equal(["opened"], application.Heard);

        void Flood(int count)
        {
            for (var i = 0u; i < count; i++)
            {
                host.OnSegment(Syn(new(HostAddress.FromV4(0xC633_6400 + (i % 256)), new((ushort)(1024 + i)))), Instant.Zero, outbox);
                outbox.Clear();
            }
        }

        static Segment Syn(SocketAddress source) => new() { Source = source, Destination = Stand.Us, Bits = ControlBits.Syn, Seq = new(100), Window = 1000 };
    }

    [Fact]
    public void When_the_listener_was_closed_a_half_open_connection_has_none_to_go_back_to()
    {
        var host = new Host(Stand.Us.Host, new SipHash(1, 2), HostProfile.Plain);
        var listener = host.Listen(Stand.Us.Port, new Recorder()).Listener!;
        var outbox = new Outbox();
        host.OnSegment(new Segment { Source = Stand.Peer, Destination = Stand.Us, Bits = ControlBits.Syn, Seq = new(100) }, Instant.Zero, outbox);
        host.Close(listener);
        var next = NextOf(host.Connections[Stand.Tuple]);

        Assert.Equal(RfcRule.SynChallenged, host.OnSegment(next with { Bits = ControlBits.Syn }, Instant.Zero, outbox).Rule);
        var reset = host.OnSegment(next with { Bits = ControlBits.Rst }, Instant.Zero, outbox);

        Assert.Equal((RfcRule.ResetRefuses, TcpState.Closed), (reset.Rule, reset.After.State));
        Assert.Equal(0, listener.HalfOpen);
    }

    private static SegmentOptions AllOptions =>
        new() { MaximumSegmentSize = 1460, SackPermitted = true, WindowScale = 7, Timestamps = new(1, 0) };

    /// <summary>A listener with a backlog of two or less, filled by the callers 1 and 2.</summary>
    private static Stand Full(HostProfile profile)
    {
        var stand = Stand.In(TcpState.Listen, profile: profile);
        for (var caller = 1; caller <= profile.Backlog; caller++) Assert.Equal(RfcRule.ListenTakesSyn, stand.Receive(SynFrom(stand, caller)).Verdict.Rule);
        return stand;
    }

    private static SocketAddress Caller(int number) => Stand.Peer with { Port = new((ushort)number) };

    private static Segment SynFrom(Stand stand, int caller) => stand.Syn with { Source = Caller(caller) };

    private static Segment AckOf(in Segment synAck) =>
        new() { Source = synAck.Destination, Destination = synAck.Source, Bits = ControlBits.Ack, Seq = synAck.Ack, Ack = synAck.Seq + 1, Window = 1000 };

    private static Connection Half(Stand stand, int caller) => stand.Host.Connections[new FourTuple(Stand.Us, Caller(caller))];

    private static Segment NextOf(Connection connection) => new()
    {
        Source = connection.Tuple.Remote, Destination = connection.Tuple.Local, Bits = ControlBits.Ack, Seq = connection.Tcb.RcvNxt,
        Ack = connection.Tcb.SndNxt, Window = 1000,
    };

    private static bool Refuse(Stand stand, Connection connection)
    {
        stand.Host.OnIcmp(new IcmpError(IcmpKind.Refused, connection.Tuple, connection.Tcb.Iss), stand.Now, new Outbox());
        return connection.IsGone;
    }
}
