using Playground.Tcp;
using Playground.Tests.Stands;
using static Playground.Tcp.RfcRule;

namespace Playground.Tests.Endpoint;

/// <summary>RFC 9293 §3.10.7.4 in ESTABLISHED.</summary>
public class EstablishedTests
{
    public static TheoryData<string, int, Place, RfcRule, string> Rows() => Matrix.Rows(
    [
        .. Matrix.Both("fourth, RFC 5961 §4", "SYN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
        .. Matrix.Both("fourth, RFC 5961 §4", "SYN, ACK", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
        .. Matrix.Both("fourth, RFC 5961 §4", "SYN, FIN", SequenceOutside, SynChallenged, SynChallenged, SynChallenged, SequenceOutside),
        new("fifth", "ACK", 0, SequenceOutside, AckDuplicate, AckDuplicate, AckDuplicate, SequenceOutside),
        new("seventh", "ACK", 4, SequenceOutside, TextTaken, TextQueued, TextQueued, SequenceOutside),
        .. Matrix.Both("fifth", "FIN", SequenceOutside, AckMissing, AckMissing, AckMissing, SequenceOutside),
        .. Matrix.Both("eighth", "FIN, ACK", SequenceOutside, FinTaken, TextQueued, TextQueued, SequenceOutside),
        .. Matrix.Both("second, RFC 5961 §3", "RST", SequenceOutsideReset, ResetExact, ResetChallenged, ResetChallenged, SequenceOutsideReset),
        .. Matrix.Both("second, RFC 5961 §3", "RST, ACK", SequenceOutsideReset, ResetExact, ResetChallenged, ResetChallenged, SequenceOutsideReset),
        .. Matrix.Both("fifth", "PSH", SequenceOutside, AckMissing, AckMissing, AckMissing, SequenceOutside),
    ]);

    [Theory]
    [Trait("RFC9293", "SHLD-2")]
    [Trait("RFC9293", "MAY-13")]
    [MemberData(nameof(Rows))]
    public void Each_segment_meets_the_first_step_that_fits_it(string bits, int text, Place place, RfcRule rule, string section)
    {
        _ = section;
        var stand = Stand.In(TcpState.Established);
        Matrix.Play(stand, Matrix.Make(stand, bits, text, place), rule);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_end_of_the_number_space_is_a_place_like_any_other(string bits, int text, Place place, RfcRule rule, string section)
    {
        _ = section;
        var stand = Stand.In(TcpState.Established, uint.MaxValue, uint.MaxValue - 1);
        Matrix.Play(stand, Matrix.Make(stand, bits, text, place), rule);
    }

    [Theory]
    [InlineData(0x8000_0000u, 0x7FFF_FFFEu)]
    [InlineData(0x7FFF_FFFFu, uint.MaxValue)]
    [InlineData(0u, 0u)]
    public void Numbers_may_cross_any_point_of_the_circle(uint iss, uint irs)
    {
        var stand = Stand.In(TcpState.Established, iss, irs);

        stand.Receive(stand.Next with { Payload = Stand.Text("hello") });
        stand.Close();
        stand.Receive(stand.Fin);

        Assert.Equal(("hello", TcpState.TimeWait), (stand.Application.Text, stand.State));
        Assert.Equal((new SeqNumber(iss) + 2, new SeqNumber(irs) + 7), (stand.Tcb.SndUna, stand.Tcb.RcvNxt));
    }

    [Theory]
    [Trait("RFC9293", "MAY-12")]
    [InlineData(302u, AckOfUnsent)]
    [InlineData(301u + 0x7FFF_FFFF, AckOfUnsent)]
    [InlineData(301u + 0x8000_0000, AckOfUnsent)]
    [InlineData(301u + 0x8000_0001, AckTooOld)]
    [InlineData(unchecked(301u - 1001), AckTooOld)]
    public void An_ack_out_of_range_is_discarded_and_answered(uint ack, RfcRule rule)
    {
        var stand = Stand.In(TcpState.Established);
        Matrix.Play(stand, stand.Next with { Ack = new(ack), Payload = Stand.Text("forged") }, rule);
        Assert.Equal("", stand.Application.Text);
    }

    [Theory]
    [Trait("RFC9293", "MAY-12")]
    [InlineData(301u)]
    [InlineData(300u)]
    [InlineData(unchecked(301u - 1000))]
    public void An_ack_as_old_as_the_largest_window_still_lets_text_in(uint ack)
    {
        var stand = Stand.In(TcpState.Established);
        Matrix.Play(stand, stand.Next with { Ack = new(ack), Payload = Stand.Text("fine") }, TextTaken);
        Assert.Equal(new SeqNumber(301), stand.Tcb.SndUna);
    }

    [Fact]
    [Trait("RFC9293", "MAY-12")]
    public void The_largest_window_ever_offered_counts_not_the_present_one()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Window = 10 });
        Assert.Equal(10u, stand.Tcb.SndWnd);
        Matrix.Play(stand, stand.Next with { Ack = new SeqNumber(301) - 1000 }, AckDuplicate);
    }

    [Fact]
    public void A_segment_from_before_cannot_take_back_a_window()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Payload = Stand.Text("hello"), Window = 2000 });

        stand.Receive(stand.Next with { Seq = new(100), Payload = Stand.Text("xhello!"), Window = 1 });

        Assert.Equal((2000u, new SeqNumber(101)), (stand.Tcb.SndWnd, stand.Tcb.SndWl1));
    }

    [Fact]
    public void A_later_segment_with_an_older_ack_leaves_the_window_alone()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Receive(stand.Next with { Ack = new(300), Seq = new(150), Window = 7 });
        Assert.Equal(1000u, stand.Tcb.SndWnd);
    }

    [Fact]
    public void Text_in_order_is_delivered_and_acknowledged()
    {
        var stand = Stand.In(TcpState.Established);

        var arrival = stand.Receive(stand.Next with { Bits = ControlBits.Ack | ControlBits.Psh, Payload = Stand.Text("hello") });

        Assert.Equal((Outcome.Accepted, TextTaken), (arrival.Verdict.Outcome, arrival.Verdict.Rule));
        Assert.Equal(("hello", new SeqNumber(106)), (stand.Application.Text, stand.Tcb.RcvNxt));
        Assert.Equal(stand.OurAck, arrival.Answer);

        // The right edge moves on in steps worth telling only (MUST-39), though the text was read at once.
        Assert.Equal(65530u, stand.Tcb.RcvWnd);
    }

    [Fact]
    [Trait("RFC9293", "MUST-58")]
    [Trait("RFC9293", "MUST-59")]
    [Trait("RFC9293", "SHLD-31")]
    [Trait("RFC9293", "MAY-13")]
    public void Text_before_its_turn_waits_and_is_acknowledged_with_the_gap_in_one_segment()
    {
        var stand = Stand.In(TcpState.Established);
        var next = stand.Next;

        var late = stand.Receive(next with { Seq = new(106), Payload = Stand.Text("world") });
        var fin = stand.Receive(next with { Seq = new(111), Bits = ControlBits.FinAck });
        var first = stand.Receive(next with { Payload = Stand.Text("hello") });

        Assert.Equal((TextQueued, new SeqNumber(101)), (late.Verdict.Rule, late.Answer.Ack));
        Assert.Equal((TextQueued, new SeqNumber(101)), (fin.Verdict.Rule, fin.Answer.Ack));
        Assert.Equal((FinTaken, new SeqNumber(112)), (first.Verdict.Rule, first.Answer.Ack));
        Assert.Equal(("helloworld", TcpState.CloseWait), (stand.Application.Text, stand.State));
    }

    [Theory]
    [InlineData(99u, "xxhello")]
    [InlineData(100u, "xhello")]
    [InlineData(101u, "hello")]
    public void Of_a_segment_that_straddles_the_left_edge_only_the_new_part_is_taken(uint seq, string text)
    {
        var stand = Stand.In(TcpState.Established);
        Matrix.Play(stand, stand.Next with { Seq = new(seq), Payload = Stand.Text(text) }, TextTaken);
        Assert.Equal(("hello", new SeqNumber(106)), (stand.Application.Text, stand.Tcb.RcvNxt));
    }

    [Fact]
    [Trait("RFC9293", "SHLD-31")]
    public void Overlapping_pieces_are_put_together_without_repeating_an_octet()
    {
        var stand = Stand.In(TcpState.Established);
        var next = stand.Next;
        stand.Receive(next with { Seq = new(104), Payload = Stand.Text("defg") });
        stand.Receive(next with { Seq = new(103), Payload = Stand.Text("cde") });
        stand.Receive(next with { Seq = new(106), Payload = Stand.Text("fghij") });

        stand.Receive(next with { Payload = Stand.Text("abc") });

        Assert.Equal(("abcdefghij", new SeqNumber(111)), (stand.Application.Text, stand.Tcb.RcvNxt));
    }

    [Fact]
    public void What_reaches_over_the_right_edge_is_cut_off_with_its_fin()
    {
        var stand = Stand.In(TcpState.Established);
        var segment = stand.Fin with { Seq = new SeqNumber(101) + 65531, Payload = Stand.Text("abcdefgh") };
        stand.Receive(segment);

        stand.Receive(stand.Next with { Payload = new byte[65531] });

        Assert.Equal((TcpState.Established, new SeqNumber(101) + 65535), (stand.State, stand.Tcb.RcvNxt));
        Assert.EndsWith("\0abcd", stand.Application.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_window_of_text_leaves_no_room_for_its_fin()
    {
        var stand = Stand.In(TcpState.Established);

        stand.Receive(stand.Fin with { Payload = new byte[65535] });
        Assert.Equal((TcpState.Established, new SeqNumber(101) + 65535), (stand.State, stand.Tcb.RcvNxt));

        Assert.Equal(FinTaken, stand.Receive(stand.Fin).Verdict.Rule);
    }

    [Fact]
    public void The_same_piece_many_times_takes_room_once()
    {
        var stand = Stand.In(TcpState.Established);
        var next = stand.Next;
        for (var i = 0; i < 200; i++) stand.Receive(next with { Seq = new(106), Payload = Stand.Text("world") });
        stand.Receive(next with { Seq = new(111), Payload = Stand.Text("!") });

        stand.Receive(next with { Payload = Stand.Text("hello") });

        Assert.Equal("helloworld!", stand.Application.Text);
    }

    [Fact]
    [Trait("RFC9293", "SHLD-31")]
    public void A_thousand_pieces_before_their_turn_are_held_up_to_a_bound_and_the_gap_can_still_be_filled()
    {
        var stand = Stand.In(TcpState.Established);
        var next = stand.Next;
        for (var i = 0u; i < 1000; i++) stand.Receive(next with { Seq = new SeqNumber(102) + (2 * i), Payload = Stand.Text("b") });

        Matrix.Play(stand, next with { Payload = Stand.Text("a") }, TextTaken);

        Assert.Equal("ab", stand.Application.Text);
        for (var i = 0u; i < 80; i++) stand.Receive(stand.Next with { Payload = Stand.Text("c") });
        Assert.Equal("ab" + string.Concat(Enumerable.Repeat("cb", 63)) + new string('c', 17), stand.Application.Text);
    }

    [Fact]
    public void A_fin_half_closes_and_the_application_is_told_once()
    {
        var stand = Stand.In(TcpState.Established);

        var arrival = stand.Receive(stand.Fin);

        Assert.Equal(arrival.Verdict.Before with { State = TcpState.CloseWait, RcvNxt = new(102), SndWl1 = new(101) }, arrival.Verdict.After);
        Assert.Equal((FinTaken, 1), (arrival.Verdict.Rule, stand.Application.TimesClosed));
        Assert.Equal(stand.OurAck, arrival.Answer);
    }

    [Fact]
    public void Closing_sends_a_fin_that_takes_a_number()
    {
        var stand = Stand.In(TcpState.Established);
        var fin = stand.OurFin;

        Assert.Equal(fin, Assert.Single(stand.Close()));

        Assert.Equal((TcpState.FinWait1, new SeqNumber(302)), (stand.State, stand.Tcb.SndNxt));
        Assert.Empty(stand.Close());
    }

    [Fact]
    public void An_exact_reset_deletes_the_connection()
    {
        var stand = Stand.In(TcpState.Established);

        var arrival = stand.Receive(stand.Next with { Bits = ControlBits.Rst });

        Assert.Equal(new Tcb { State = TcpState.Closed }, arrival.Verdict.After);
        Assert.Null(stand.Connection);
    }

    [Fact]
    public void A_reset_that_begins_before_the_window_is_dropped_though_its_text_reaches_into_it()
    {
        var stand = Stand.In(TcpState.Established);
        Matrix.Play(stand, stand.Next with { Bits = ControlBits.Rst, Seq = new(99), Payload = Stand.Text("diagnostics") }, SequenceOutsideReset);
    }

    [Fact]
    public void A_syn_ack_sent_again_because_our_ack_was_lost_is_acknowledged_again()
    {
        var stand = Stand.In(TcpState.Established);
        Matrix.Play(stand, stand.SynAck, SequenceOutside);
    }

    [Fact]
    [Trait("RFC9293", "MUST-3")]
    public void A_wrong_checksum_is_dropped_before_anything_else()
    {
        var stand = Stand.In(TcpState.Established);
        var before = stand.Tcb;

        var arrival = stand.Receive(stand.Next with { Bits = ControlBits.Rst, Checksum = 1 });

        Assert.Equal((Outcome.Dropped, ChecksumWrong, before), (arrival.Verdict.Outcome, arrival.Verdict.Rule, stand.Tcb));
    }
}
