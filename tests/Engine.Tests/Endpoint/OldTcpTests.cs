using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>
/// A TCP as RFC 793 made it, before RFC 5961, RFC 1337 and the ISNs of RFC 1948: what a forger could do to it from outside, state by state.
/// </summary>
public class OldTcpTests
{
    private static readonly TcpState[] s_synchronized =
    [
        TcpState.Established, TcpState.FinWait1, TcpState.FinWait2, TcpState.CloseWait, TcpState.Closing, TcpState.LastAck, TcpState.TimeWait,
    ];

    public static TheoryData<TcpState, string, int, Place, RfcRule, TcpState> Rows()
    {
        var data = new TheoryData<TcpState, string, int, Place, RfcRule, TcpState>();
        foreach (var state in s_synchronized) Add(state, ResetExact, ResetInWindow, SynInWindow, TcpState.Closed);
        Add(TcpState.SynReceived, ResetReturnsToListen, ResetReturnsToListen, SynReturnsToListen, TcpState.Listen);
        return data;

        void Add(TcpState state, RfcRule exact, RfcRule inside, RfcRule syn, TcpState next)
        {
            MatrixRow[] rows =
            [
                .. Matrix.Both("RFC 793 §3.4", "RST", SequenceOutsideReset, exact, inside, inside, SequenceOutsideReset),
                .. Matrix.Both("RFC 793 §3.4", "RST, ACK", SequenceOutsideReset, exact, inside, inside, SequenceOutsideReset),
                .. Matrix.Both("RFC 793 §3.9", "SYN", SequenceOutside, syn, syn, syn, SequenceOutside),
                .. Matrix.Both("RFC 793 §3.9", "SYN, ACK", SequenceOutside, syn, syn, syn, SequenceOutside),
                .. Matrix.Both("RFC 793 §3.9", "SYN, FIN", SequenceOutside, syn, syn, syn, SequenceOutside),
            ];
            foreach (var row in rows)
            {
                foreach (var place in Enum.GetValues<Place>())
                    data.Add(state, row.Bits, row.Text, place, row.At(place), place is Place.OutsideLeft or Place.OutsideRight ? state : next);
            }
        }
    }

    public static TheoryData<TcpState> Synchronized() => [.. s_synchronized];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_reset_or_a_syn_anywhere_in_the_window_is_the_end(TcpState state, string bits, int text, Place place, RfcRule rule, TcpState next)
    {
        var stand = Stand.In(state, profile: HostProfile.Rfc793);
        var before = stand.Tcb;
        var segment = Matrix.Make(stand, bits, text, place);

        var arrival = stand.Receive(segment);

        Assert.Equal((rule, before, next), (arrival.Verdict.Rule, arrival.Verdict.Before, stand.State));
        if (rule == SequenceOutside)
        {
            Assert.Equal(stand.OurAck, arrival.Answer);
        }
        else if (rule == SynInWindow)
        {
            var reset = Stand.OurReset(segment.Ack);
            Assert.Equal(segment.IsAck ? reset : reset with { Bits = ControlBits.RstAck, Seq = default, Ack = segment.End }, arrival.Answer);
        }
        else
        {
            Assert.Empty(arrival.Answers);
        }
    }

    [Theory]
    [InlineData("RST", ResetRefuses)]
    [InlineData("SYN", SynInWindow)]
    public void So_it_is_after_a_simultaneous_open(string bits, RfcRule rule) =>
        Assert.All((Place[])[Place.LeftEdge, Place.Inside, Place.RightEdge], place =>
        {
            var stand = Stand.In(TcpState.SynSent, profile: HostProfile.Rfc793);
            stand.Receive(stand.Syn);
            Assert.Equal(TcpState.SynReceived, stand.State);

            Assert.Equal(rule, stand.Receive(Matrix.Make(stand, bits, 0, place)).Verdict.Rule);
            Assert.Equal(TcpState.Closed, stand.State);
        });

    [Theory]
    [MemberData(nameof(Synchronized))]
    public void An_acknowledgment_as_old_as_half_the_circle_does_not_keep_a_forged_text_out(TcpState state)
    {
        var takesText = state is TcpState.Established or TcpState.FinWait1 or TcpState.FinWait2;
        Assert.All((uint[])[1001, 65_536, 0x7FFF_FFF0], back =>
        {
            Assert.Equal(takesText ? TextTaken : TextAfterFin, Forge(HostProfile.Rfc793, out var text));
            Assert.Equal(takesText ? "forged" : "", text);
            Assert.Equal(AckTooOld, Forge(HostProfile.Plain, out text));
            Assert.Equal("", text);

            RfcRule Forge(HostProfile profile, out string text)
            {
                var stand = Stand.In(state, profile: profile);
                var rule = stand.Receive(stand.Next with { Ack = stand.Tcb.SndUna - back, Payload = Stand.Text("forged") }).Verdict.Rule;
                text = stand.Application.Text;
                return rule;
            }
        });
    }

    [Theory]
    [MemberData(nameof(Synchronized))]
    public void An_acknowledgment_of_what_was_never_sent_is_answered_even_here(TcpState state)
    {
        var stand = Stand.In(state, profile: HostProfile.Rfc793);
        Matrix.Play(stand, stand.Next with { Ack = stand.Tcb.SndNxt + 1 }, AckOfUnsent);
    }

    [Fact]
    public void Who_heard_one_ISN_of_it_opens_a_connection_in_another_s_name()
    {
        // The attack of RFC 6528 §1: the SYN-ACK goes to the one whose name is used, and is not needed.
        var stand = Stand.In(TcpState.Listen, profile: HostProfile.Rfc793);
        var heard = stand.Receive(stand.Syn with { Source = new(HostAddress.Parse("192.0.2.66"), new(6666)) }).Answer.Seq;
        stand.Receive(stand.Syn);

        var forged = stand.FromPeer with { Seq = new(101), Ack = heard + 64_001, Payload = Stand.Text("trust me") };

        Assert.Equal(SynReceivedEstablishes, stand.Receive(forged).Verdict.Rule);
        Assert.Equal("trust me", stand.Application.Text);
    }

    [Fact]
    public void Its_TIME_WAIT_is_neither_guarded_nor_reopened()
    {
        var stand = Stand.In(TcpState.Listen, profile: HostProfile.Rfc793);
        stand.Receive(stand.Syn);
        stand.Receive(stand.Next);
        stand.Close();
        stand.Receive(stand.Fin);
        Assert.Equal(TcpState.TimeWait, stand.State);

        Assert.Equal(SynInWindow, stand.Receive(stand.Syn with { Seq = stand.Tcb.RcvNxt + 1 }).Verdict.Rule);
        Assert.Equal(TcpState.Listen, stand.State);
    }

    [Fact]
    public void A_flood_of_syns_shuts_everybody_out()
    {
        var stand = Stand.In(TcpState.Listen, profile: HostProfile.Rfc793);
        for (ushort port = 1; port <= HostProfile.Rfc793.Backlog; port++)
            stand.Receive(stand.Syn with { Source = new(HostAddress.Parse("192.0.2.66"), new(port)) });

        Assert.Equal(ListenIsFull, stand.Receive(stand.Syn).Verdict.Rule);
    }
}
