using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.7.2. A listener has no window: every number is as good as every other.</summary>
public class ListenTests
{
    public static TheoryData<string, uint, int, Outcome, RfcRule> Rows()
    {
        var data = new TheoryData<string, uint, int, Outcome, RfcRule>();
        foreach (var seq in (uint[])[0, 100, 0x7FFF_FFFF, 0x8000_0000, uint.MaxValue])
        {
            foreach (var text in (int[])[0, 4])
            {
                data.Add("RST", seq, text, Outcome.Dropped, RfcRule.ListenIgnoresReset);
                data.Add("RST, ACK", seq, text, Outcome.Dropped, RfcRule.ListenIgnoresReset);
                data.Add("RST, SYN", seq, text, Outcome.Dropped, RfcRule.ListenIgnoresReset);
                data.Add("ACK", seq, text, Outcome.Reset, RfcRule.ListenResetsAck);
                data.Add("SYN, ACK", seq, text, Outcome.Reset, RfcRule.ListenResetsAck);
                data.Add("FIN, ACK", seq, text, Outcome.Reset, RfcRule.ListenResetsAck);
                data.Add("SYN", seq, text, Outcome.Accepted, RfcRule.ListenTakesSyn);
                data.Add("SYN, FIN", seq, text, Outcome.Accepted, RfcRule.ListenTakesSyn);
                data.Add("SYN, ECE, CWR", seq, text, Outcome.Accepted, RfcRule.ListenTakesSyn);
                data.Add("FIN", seq, text, Outcome.Dropped, RfcRule.ListenDropsOther);
                data.Add("", seq, text, Outcome.Dropped, RfcRule.ListenDropsOther);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_segment_meets_the_first_step_that_fits_it(string bits, uint seq, int text, Outcome outcome, RfcRule rule)
    {
        var stand = Stand.In(TcpState.Listen);
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));
        var segment = stand.FromPeer with { Bits = parsed, Seq = new(seq), Ack = new(777), Payload = Stand.Text("text")[..text] };

        var arrival = stand.Receive(segment);

        Assert.Equal((outcome, rule), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(new Tcb { State = TcpState.Listen }, arrival.Verdict.Before);
        Assert.Equal(rule == RfcRule.ListenTakesSyn ? TcpState.SynReceived : TcpState.Listen, stand.State);
        if (outcome == Outcome.Dropped) Assert.Empty(arrival.Answers);
        if (outcome == Outcome.Reset) Assert.Equal(Stand.OurReset(new(777)), arrival.Answer);
        if (outcome == Outcome.Accepted) Assert.Equal(new SeqNumber(seq) + 1, arrival.Answer.Ack);
    }

    [Fact]
    [Trait("RFC9293", "SHLD-5")]
    public void A_syn_makes_a_half_open_connection_and_is_answered_with_a_syn_ack()
    {
        var stand = Stand.In(TcpState.Listen);

        var arrival = stand.Receive(stand.Syn);

        var expected = new Tcb
        {
            State = TcpState.SynReceived, Iss = new(300), SndUna = new(300), SndNxt = new(301), SndWnd = 1000, SndWl1 = new(100),
            Irs = new(100), RcvNxt = new(101), RcvWnd = 65535,
        };
        Assert.Equal(expected, arrival.Verdict.After);
        Assert.Equal(expected, stand.Tcb);
        Assert.True(stand.Connection!.IsPassive);
        var synAck = stand.OurAck with { Bits = ControlBits.SynAck, Seq = new(300), Options = new SegmentOptions { MaximumSegmentSize = 1460 } };
        Assert.Equal(synAck, arrival.Answer);
    }

    [Fact]
    public void Text_and_fin_on_a_syn_wait_until_the_connection_is_open()
    {
        var stand = Stand.In(TcpState.Listen);

        stand.Receive(stand.Syn with { Payload = Stand.Text("early"), Bits = ControlBits.Syn | ControlBits.Fin });
        Assert.Equal((new SeqNumber(101), ""), (stand.Tcb.RcvNxt, stand.Application.Text));
        var opening = stand.Receive(stand.Next);

        Assert.Equal(RfcRule.SynReceivedEstablishes, opening.Verdict.Rule);
        Assert.Equal((TcpState.CloseWait, new SeqNumber(107), "early"), (stand.State, stand.Tcb.RcvNxt, stand.Application.Text));
        Assert.Equal(stand.OurAck, opening.Answer);
        Assert.Equal(1, stand.Application.TimesClosed);
    }

    [Fact]
    [Trait("RFC9293", "MUST-42")]
    public void One_listener_serves_many_clients_apart()
    {
        var stand = Stand.In(TcpState.Listen);
        stand.Receive(stand.Syn);

        var other = stand.Receive(stand.Syn with { Source = Stand.Peer with { Port = new(49153) }, Seq = new(5000) });

        Assert.Equal(RfcRule.ListenTakesSyn, other.Verdict.Rule);
        Assert.Equal(new SeqNumber(5001), other.Answer.Ack);
        Assert.NotEqual(new SeqNumber(300), other.Answer.Seq);
        Assert.Equal(2, stand.Host.Connections.Count);
    }

    [Fact]
    [Trait("RFC9293", "SHLD-5")]
    public void An_IPv6_listener_offers_the_smaller_segments_that_fit_behind_a_longer_header()
    {
        var host = new Host(HostAddress.Parse("2001:db8::1"), new SipHash(1, 2));
        host.Listen(new Port(80), new Recorder());
        var outbox = new Outbox();

        host.OnSegment(
            new Segment { Source = new(HostAddress.Parse("2001:db8::2"), new(49152)), Destination = new(host.Address, new(80)), Bits = ControlBits.Syn },
            Instant.Zero, outbox);

        Assert.Equal((ushort)1440, outbox[0].Segment.Options.MaximumSegmentSize);
    }

    [Fact]
    [Trait("RFC9293", "MUST-3")]
    public void A_wrong_checksum_is_dropped_before_anything_else()
    {
        var stand = Stand.In(TcpState.Listen);

        var arrival = stand.Receive(stand.Syn with { Checksum = 0x1234 });

        Assert.Equal((Outcome.Dropped, RfcRule.ChecksumWrong, TcpState.Listen), (arrival.Verdict.Outcome, arrival.Verdict.Rule, stand.State));
    }
}
