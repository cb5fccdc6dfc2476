using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.7.3. No number of the peer is known yet: what has a window here is the acknowledgment, (ISS, SND.NXT].</summary>
public class SynSentTests
{
    private const uint Iss = Stand.DefaultIss;

    public static TheoryData<string, uint, int, Outcome, RfcRule> Rows()
    {
        var data = new TheoryData<string, uint, int, Outcome, RfcRule>();
        foreach (var text in (int[])[0, 4])
        {
            foreach (var ack in (uint[])[Iss - 1, Iss, Iss + 2, Iss + 0x7FFF_FFFF, Iss + 0x8000_0000, Iss + 0x8000_0001, 0])
            {
                data.Add("ACK", ack, text, Outcome.Reset, RfcRule.SynSentResetsAck);
                data.Add("SYN, ACK", ack, text, Outcome.Reset, RfcRule.SynSentResetsAck);
                data.Add("FIN, ACK", ack, text, Outcome.Reset, RfcRule.SynSentResetsAck);
                data.Add("RST, ACK", ack, text, Outcome.Dropped, RfcRule.SynSentDropsReset);
            }

            data.Add("RST", 0, text, Outcome.Dropped, RfcRule.SynSentIgnoresReset);
            data.Add("RST", Iss + 1, text, Outcome.Dropped, RfcRule.SynSentIgnoresReset);
            data.Add("RST, ACK", Iss + 1, text, Outcome.Accepted, RfcRule.SynSentRefused);
            data.Add("RST, SYN, ACK", Iss + 1, text, Outcome.Accepted, RfcRule.SynSentRefused);
            data.Add("SYN, ACK", Iss + 1, text, Outcome.Accepted, RfcRule.SynSentEstablishes);
            data.Add("SYN, FIN, ACK", Iss + 1, text, Outcome.Accepted, RfcRule.SynSentEstablishes);
            data.Add("SYN", 0, text, Outcome.Accepted, RfcRule.SynSentMeetsSyn);
            data.Add("SYN, FIN", 0, text, Outcome.Accepted, RfcRule.SynSentMeetsSyn);
            data.Add("ACK", Iss + 1, text, Outcome.Dropped, RfcRule.SynSentDropsOther);
            data.Add("FIN, ACK", Iss + 1, text, Outcome.Dropped, RfcRule.SynSentDropsOther);
            data.Add("FIN", 0, text, Outcome.Dropped, RfcRule.SynSentDropsOther);
            data.Add("", 0, text, Outcome.Dropped, RfcRule.SynSentDropsOther);
        }

        return data;
    }

    [Theory]
    [Trait("RFC9293", "SHLD-2")]
    [MemberData(nameof(Rows))]
    public void Each_segment_meets_the_first_step_that_fits_it(string bits, uint ack, int text, Outcome outcome, RfcRule rule)
    {
        var stand = Stand.In(TcpState.SynSent);
        var before = stand.Tcb;
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));

        var arrival = stand.Receive(stand.FromPeer with { Bits = parsed, Ack = new(ack), Payload = Stand.Text("text")[..text] });

        Assert.Equal((outcome, rule), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(before, arrival.Verdict.Before);
        if (outcome != Outcome.Accepted) Assert.Equal(before, stand.Tcb);
        if (outcome == Outcome.Dropped) Assert.Empty(arrival.Answers);
        if (outcome == Outcome.Reset) Assert.Equal(Stand.OurReset(new(ack)), arrival.Answer);
    }

    [Fact]
    public void A_syn_ack_opens_the_connection_and_is_acknowledged()
    {
        var stand = Stand.In(TcpState.SynSent);

        var arrival = stand.Receive(stand.SynAck);

        var expected = new Tcb
        {
            State = TcpState.Established, Iss = new(300), SndUna = new(301), SndNxt = new(301), SndWnd = 1000, SndWl1 = new(100), SndWl2 = new(301),
            Irs = new(100), RcvNxt = new(101), RcvWnd = 65535,
        };
        Assert.Equal(expected, arrival.Verdict.After);
        Assert.Equal(stand.OurAck, arrival.Answer);
        Assert.Equal((new SeqNumber(301), new SeqNumber(101)), (arrival.Answer.Seq, arrival.Answer.Ack));
        Assert.False(stand.Connection!.IsPassive);
        Assert.Null(stand.Connection.PollAt);
    }

    [Fact]
    [Trait("RFC9293", "MUST-58")]
    public void Text_and_fin_on_a_syn_ack_are_taken_at_once_and_acknowledged_with_the_syn_in_one_segment()
    {
        var stand = Stand.In(TcpState.SynSent);

        var arrival = stand.Receive(stand.SynAck with { Bits = ControlBits.SynAck | ControlBits.Fin, Payload = Stand.Text("early") });

        Assert.Equal((TcpState.CloseWait, "early", 1), (stand.State, stand.Application.Text, stand.Application.TimesClosed));
        Assert.Equal(new SeqNumber(107), arrival.Answer.Ack);
    }

    [Fact]
    [Trait("RFC9293", "MUST-10")]
    [Trait("RFC9293", "MUST-11")]
    public void A_syn_without_ack_is_a_simultaneous_open_and_is_answered_with_our_own_number_again()
    {
        var stand = Stand.In(TcpState.SynSent);

        var arrival = stand.Receive(stand.Syn);

        Assert.Equal(
            new Tcb
            {
                State = TcpState.SynReceived, Iss = new(300), SndUna = new(300), SndNxt = new(301), SndWnd = 1000, SndWl1 = new(100),
                Irs = new(100), RcvNxt = new(101), RcvWnd = 65535,
            },
            arrival.Verdict.After);
        Assert.Equal((ControlBits.SynAck, new SeqNumber(300), new SeqNumber(101)), (arrival.Answer.Bits, arrival.Answer.Seq, arrival.Answer.Ack));
        Assert.False(stand.Connection!.IsPassive);
    }

    [Fact]
    public void A_refused_connection_is_gone_and_its_host_answers_as_nobody()
    {
        var stand = Stand.In(TcpState.SynSent);

        var arrival = stand.Receive(stand.FromPeer with { Bits = ControlBits.RstAck, Ack = new(301) });

        Assert.Equal(TcpState.Closed, arrival.Verdict.After.State);
        Assert.Null(stand.Connection);
        Assert.Equal(RfcRule.ClosedResets, stand.Receive(stand.Syn).Verdict.Rule);
        Assert.Empty(stand.WaitUntil(600));
    }

    [Fact]
    public void Closing_before_the_answer_deletes_the_connection_without_a_word()
    {
        var stand = Stand.In(TcpState.SynSent);

        Assert.Empty(stand.Close());

        Assert.Null(stand.Connection);
        Assert.Empty(stand.WaitUntil(600));
        Assert.Equal(RfcRule.ClosedResetsAck, stand.Receive(stand.FromPeer with { Bits = ControlBits.SynAck, Ack = new(301) }).Verdict.Rule);
    }

    [Fact]
    public void Opening_the_same_connection_twice_is_an_error_of_the_caller() =>
        Assert.Equal(new(null, CallError.Exists), Open(Stand.In(TcpState.SynSent)));

    private static OpenResult Open(Stand stand) => stand.Host.Open(Stand.Us.Port, Stand.Peer, stand.Application, stand.Now, new Outbox());
}
