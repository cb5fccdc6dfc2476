using System.Collections.Immutable;
using Playground.Contracts;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Server.Rooms;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Rooms;

/// <summary>What each seat sees of what the link does to segments.</summary>
public class SeatLensTests
{
    private static readonly TimeSpan s_delay = new LinkSetup().Delay;

    [Theory]
    [InlineData(LinkAction.Lose)]
    [InlineData(LinkAction.Corrupt)]
    [InlineData(LinkAction.Hold)]
    [InlineData(LinkAction.Swap)]
    public void Until_it_arrives_whole_a_seat_cannot_tell_its_segment_from_one_that_travels(LinkAction action)
    {
        var plain = Mine(Play(new LinkSetup(), until: 0));
        var spoilt = Play(new LinkSetup { Script = [new(RoomSetup.Client, 1, action) { For = TimeSpan.FromSeconds(5) }] }, until: 0);
        Assert.Equal(plain, Mine(spoilt));

        spoilt.Match.World.Advance(Instant.FromSeconds(1));
        Assert.Equal(plain, Mine(spoilt));
    }

    [Fact]
    public void Who_watches_sees_that_a_segment_was_lost() =>
        Assert.Equal(SegmentFate.Lost, Rows(Play(new LinkSetup { Loss = 1 }), null).Single().Fate);

    [Fact]
    public void A_held_segment_is_shown_as_it_arrived_once_it_has()
    {
        var row = Mine(Play(new LinkSetup { Script = [new(RoomSetup.Client, 1, LinkAction.Hold) { For = TimeSpan.FromSeconds(5) }] }));

        Assert.Equal((SegmentFate.Arrived, 5 + s_delay.TotalSeconds), (row.Fate, row.Arrival.Seconds));
        Assert.NotNull(row.Verdict);
    }

    [Fact]
    public void Of_two_copies_the_sender_sees_one_who_watches_two_and_the_receiver_two()
    {
        var copied = new LinkSetup { Script = [new(RoomSetup.Client, 1, LinkAction.Duplicate), new(RoomSetup.Server, 1, LinkAction.Duplicate)] };
        var state = Play(copied);

        Assert.Equal(Outcome.Accepted, Mine(state).Verdict!.Outcome);
        Assert.Equal([Outcome.Accepted, Outcome.Acknowledged], Rows(state, null).Where(row => row.From == RoomSetup.Client).Select(row => row.Verdict!.Outcome));
        Assert.Equal([false, true], Rows(state, RoomSetup.Client).Where(row => !row.IsMine && row.Segment.Flags == "SYN, ACK").Take(2).Select(row => row.IsRepeat));
    }

    [Fact]
    public void A_receiver_sees_the_octets_that_arrived_and_who_watches_those_that_were_sent()
    {
        var state = Play(new LinkSetup { Script = [new(RoomSetup.Server, 1, LinkAction.Corrupt)] });
        var sent = state.Match.World.Trace.OfType<SegmentSent>().First(sent => sent.From == RoomSetup.Server);
        var arrived = state.Match.World.Trace.OfType<SegmentArrived>().First(arrived => arrived.Id == sent.Id);

        Assert.Equal(TcpCodec.Encode(arrived.Segment), Rows(state, RoomSetup.Client).First(row => !row.IsMine).Segment.Bytes);
        Assert.Equal(TcpCodec.Encode(sent.Segment), Rows(state, null).First(row => row.From == RoomSetup.Server).Segment.Bytes);
    }

    [Fact]
    public void A_copy_is_the_links_to_who_watches_and_a_repeat_to_its_receiver()
    {
        var state = Play(new LinkSetup { Script = [new(RoomSetup.Server, 1, LinkAction.Duplicate)] }, until: 0.5);
        var watched = All(state, null);
        var copy = Assert.Single(watched.OfType<SegmentRow>(), row => row.IsCopy);
        Assert.Equal("SYN, ACK", ((SegmentRow)watched[copy.RepeatOf!.Value]).Segment.Flags);

        var heard = All(state, RoomSetup.Client);
        var again = Assert.Single(heard.OfType<SegmentRow>(), row => row.IsRepeat);
        Assert.False(again.IsCopy);
        Assert.Equal("SYN, ACK", ((SegmentRow)heard[again.RepeatOf!.Value]).Segment.Flags);
    }

    [Fact]
    public void A_repeat_names_the_row_it_repeats_and_counts_none_that_the_reader_has_not()
    {
        var state = Play(new LinkSetup { Script = [new(RoomSetup.Server, 1, LinkAction.Lose)] });
        foreach (var reader in (string?[])[null, RoomSetup.Client])
        {
            var rows = All(state, reader);
            foreach (var row in rows.OfType<SegmentRow>().Where(row => row.RepeatOf is not null))
                Assert.Equal(row.Segment.Seq, ((SegmentRow)rows[row.RepeatOf!.Value]).Segment.Seq);
        }

        // The first SYN, ACK was lost: what the client heard first repeats nothing that they know of, the next one does.
        var synAcks = Rows(state, RoomSetup.Client).Where(row => !row.IsMine).Take(2).ToArray();
        Assert.Equal([false, true], synAcks.Select(row => row.IsRepeat));
        Assert.Null(synAcks[0].RepeatOf);
        Assert.NotNull(Rows(state, null).Where(row => row.From == RoomSetup.Server).ElementAt(1).RepeatOf);
    }

    [Fact]
    public void A_wrong_checksum_shows_where_it_arrives_and_never_at_its_sender()
    {
        var state = Play(new LinkSetup { Script = [new(RoomSetup.Client, 1, LinkAction.Corrupt)] });
        Assert.False(Mine(state).IsCorrupt);
        Assert.True(Rows(state, null).First().IsCorrupt);

        state = Play(new LinkSetup { Script = [new(RoomSetup.Server, 1, LinkAction.Corrupt)] });
        Assert.True(Rows(state, RoomSetup.Client).First(row => !row.IsMine).IsCorrupt);
        Assert.All(Rows(state, RoomSetup.Client).Where(row => row.IsMine), row => Assert.False(row.IsCorrupt));
    }

    [Fact]
    public void A_state_says_which_connection_it_is_of()
    {
        var rows = All(Play(new LinkSetup()), RoomSetup.Client).OfType<StateRow>().ToArray();
        Assert.Contains(rows, row => row is { Host: RoomSetup.Client, Connection: "192.0.2.10:50000 → 192.0.2.80:80" });
        Assert.Contains(rows, row => row is { Host: RoomSetup.Server, Connection: "192.0.2.80:80 → 192.0.2.10:50000" });
    }

    [Fact]
    public void What_a_TCP_does_with_what_arrives_at_a_person_is_told_to_them_and_to_who_watches_and_never_to_the_sender()
    {
        var state = Play(new LinkSetup(), serverIsEngine: false);
        var heard = Rows(state, RoomSetup.Server).Single().Expected!;

        Assert.Equal((Outcome.Accepted, RfcRule.ListenTakesSyn), (heard.Outcome, heard.Rule));
        Assert.Equal("A TCP in this position takes it and is then SYN-RECEIVED.", heard.Headline.ToString());
        Assert.Equal(heard, Rows(state, null).Single().Expected);
        Assert.Null(Mine(state).Expected);
        Assert.Null(Mine(state).Verdict);
    }

    [Fact]
    public void Only_the_sender_is_spoken_to_as_the_one_whose_segment_it_is()
    {
        var state = Play(new LinkSetup());
        Assert.StartsWith("Your SYN was heard.", Mine(state).Verdict!.Says.Text, StringComparison.Ordinal);
        Assert.StartsWith("A listener notes the SYN's number", Rows(state, null).First().Verdict!.Says.Text, StringComparison.Ordinal);
        Assert.Equal(Mine(state).Verdict!.Headline, Rows(state, null).First().Verdict!.Headline);
    }

    [Fact]
    public void A_server_that_closes_at_once_is_said_to_have_heard_the_FIN_and_not_to_be_in_a_state_it_has_left()
    {
        var tcb = new Tcb { State = TcpState.CloseWait };
        Assert.Equal("The server has heard the FIN.", Tell.Of(new Verdict(Outcome.Accepted, RfcRule.FinTaken, tcb with { State = TcpState.Established }, tcb), "server", toSender: true).Headline.ToString());
        var waits = tcb with { State = TcpState.TimeWait };
        Assert.Equal("The server is now TIME-WAIT.", Tell.Of(new Verdict(Outcome.Accepted, RfcRule.FinTaken, tcb with { State = TcpState.FinWait2 }, waits), "server", toSender: true).Headline.ToString());
    }

    [Fact]
    public void A_review_says_which_host_chose_its_numbers()
    {
        var segment = new Segment { Bits = ControlBits.Ack, Seq = new(777), Ack = new(300) };
        Assert.Equal(["server", "server"], Whose(SegmentField.Ack, RfcRule.SendAckWrong));
        Assert.Equal(["client", "client"], Whose(SegmentField.Seq, RfcRule.SendSeqWrong));
        Assert.Equal(["server"], Whose(SegmentField.Seq, RfcRule.SendIsnOfPeer, Misconception.ServerReusesIsn));
        Assert.Equal([null, null], Whose(SegmentField.Bits, RfcRule.SendNeedsReset));

        IReadOnlyList<string?>? Whose(SegmentField field, RfcRule rule, Misconception? misconception = null) =>
            Tell.Of(new Review(false, [new Finding(rule, field, new SeqNumber(301), misconception)]), segment, "client", "server").Says.Whose;
    }

    [Fact]
    public void A_review_carries_no_number_that_its_sentence_does_not_name()
    {
        var segment = new Segment { Bits = ControlBits.Rst, Seq = new(777) };
        Assert.Equal(["777", "301"], Numbers(RfcRule.SendSeqWrong));
        Assert.Empty(Numbers(RfcRule.SendResetWrong));
        Assert.Equal(["777"], Numbers(RfcRule.SendIsnOfPeer, Misconception.ServerReusesIsn));
        foreach (var rule in Enum.GetValues<RfcRule>())
            Assert.Equal(rule.Text().Text.Contains("{1}", StringComparison.Ordinal), Numbers(rule).Contains("301"));

        IReadOnlyList<string> Numbers(RfcRule rule, Misconception? misconception = null) =>
            Tell.Of(new Review(false, [new Finding(rule, SegmentField.Seq, new SeqNumber(301), misconception)]), segment, "client", "server").Says.Arguments;
    }

    /// <summary>A room where the client's person sends a SYN to the server over a link.</summary>
    private static RoomState Play(LinkSetup link, double until = 10, bool serverIsEngine = true)
    {
        var isns = RoomSetup.HostNames.ToImmutableDictionary(host => host, _ => 1u);
        var state = new RoomState(new RoomSetup());
        state.Apply(new LogEntry(0, Instant.Zero, new MatchBegan(7, 50000, serverIsEngine ? [RoomSetup.Server] : [], isns, World.BehaviourVersion)));
        var world = state.Match.World;
        world.SetLink(link);
        var syn = new Segment { Bits = ControlBits.Syn, Seq = new(100), Source = world.Setup.Hosts[0].Socket, Destination = world.Setup.Hosts[1].Socket, Window = 1000 };
        state.Apply(new LogEntry(1, Instant.Zero, new SegmentMade(RoomSetup.Client, TcpCodec.Encode(syn))));
        world.Advance(Instant.FromSeconds(until));
        return state;
    }

    /// <summary>What the client's person sees of their SYN, without the arrays, which compare by identity.</summary>
    private static SegmentRow Mine(RoomState state)
    {
        var row = Rows(state, RoomSetup.Client).Single(row => row.IsMine);
        return row with { Segment = row.Segment with { Payload = [], Bytes = [] }, Review = null };
    }

    private static IEnumerable<SegmentRow> Rows(RoomState state, string? host) => All(state, host).OfType<SegmentRow>();

    private static ImmutableList<LadderRow> All(RoomState state, string? host)
    {
        var lens = new SeatLens(host);
        lens.Look(state);
        return lens.Rows;
    }
}
