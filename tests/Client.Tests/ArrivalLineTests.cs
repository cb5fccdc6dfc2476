using Bunit;
using Playground.Client.Numbers;
using Playground.Client.Play;
using Playground.Client.Play.Composing;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>What the verdict says of what arrives at a person, and to who watches.</summary>
public class ArrivalLineTests : PageTest
{
    private static readonly HostView s_friend = new("client", "192.0.2.10:54846", HostDriver.Person, "Brave Heron", false, null);

    /// <summary>The reader is the server, a friend the client, and the connection is open.</summary>
    private static readonly RoomView s_open = Views.Fresh with
    {
        Seat = "server",
        Hosts = [s_friend, Views.Fresh.Hosts[1] with { Driver = HostDriver.Person, Person = "Curious Otter" }],
        Ledger = new LedgerView(TcpState.Established, Views.Y, Views.Y + 1, Views.Y + 1, 65535, Views.X, Views.X + 1, 65535),
        Rows = [
            Heard(0, "SYN", Views.X, 0, Outcome.Accepted, RfcRule.ListenTakesSyn),
            Views.Mine(900, "SYN, ACK", Views.Y, Views.X + 1) with { From = "server", To = "client" },
            Heard(1800, "ACK", Views.X + 1, Views.Y + 1, Outcome.Accepted, RfcRule.SynReceivedEstablishes),
            Views.Mine(2700, "PSH, ACK", Views.Y + 1, Views.X + 1, payload: "HI") with { From = "server", To = "client" },
        ],
    };

    [Theory]
    [InlineData(Outcome.Acknowledged, RfcRule.SequenceOutside, "RFC 9293 §3.10.7.4, first", "Which two numbers does that ACK carry?")]
    [InlineData(Outcome.Challenged, RfcRule.SynChallenged, "RFC 5961 §4", "Which two numbers does the challenge ACK carry?")]
    [InlineData(Outcome.Dropped, RfcRule.SequenceOutsideReset, "RFC 5961 §3, outside the window", "How will the client find out?")]
    [InlineData(Outcome.Reset, RfcRule.SynReceivedResetsAck, "RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED", "Which sequence number does the reset carry?")]
    [InlineData(Outcome.Queued, RfcRule.TextQueued, "RFC 9293 §3.10.7.4, first", "Which number do you expect next?")]
    public void What_a_person_sends_is_told_when_it_arrives_with_its_check_and_one_question(Outcome outcome, RfcRule rule, string reference, string question)
    {
        var line = VerdictLine.Of(And(s_open, Heard(3600, "ACK", Views.X + 5_000_000, Views.Y + 1, outcome, rule, "HELLO")));

        Assert.Equal("ACK with 5 octets from the client.", line.Headline.ToString());
        Assert.Equal(("what a TCP does", rule.TextForOthers(), reference, question), (line.Does!.Text, line.Says!.Text, line.Reference, line.Next!.ToString()));
    }

    [Fact]
    public void Text_that_fits_waits_for_its_acknowledgment()
    {
        var view = And(s_open with { Ledger = s_open.Ledger! with { RcvNxt = null } }, Heard(3600, "PSH, ACK", Views.X + 1, Views.Y + 1, Outcome.Accepted, RfcRule.TextTaken, "HELLO"));
        var line = VerdictLine.Of(view);
        Assert.Equal(("RFC 9293 §3.10.7.4, seventh", "The client has sent text. Your move: acknowledge it."), (line.Reference, line.Next?.ToString()));

        var refused = VerdictLine.Of(And(view, Heard(4500, "PSH, ACK", Views.X + 5_000_000, Views.Y + 1, Outcome.Acknowledged, RfcRule.SequenceOutside, "HELLO")));
        Assert.Equal("Which two numbers does that ACK carry?", refused.Next?.Text);
    }

    [Fact]
    public void The_third_segment_opens_the_connection_for_a_person_too()
    {
        var line = VerdictLine.Of(s_open with { Rows = s_open.Rows.RemoveAt(3) });
        Assert.Equal((VerdictTone.Open, "The connection is open.", "RFC 9293 §3.10.7.4, fifth, SYN-RECEIVED"), (line.Tone, line.Headline.Text, line.Reference));
    }

    [Fact]
    public void The_first_SYN_is_told_to_who_has_sent_nothing_yet()
    {
        var line = VerdictLine.Of(s_open with { Rows = [s_open.Rows[0]], Ledger = new LedgerView(TcpState.Listen, null, null, null, 65535, Views.X, null, null) });
        Assert.Equal(("SYN from the client.", "RFC 9293 §3.10.7.2, third", "Your move: answer the SYN."), (line.Headline.ToString(), line.Reference, line.Next?.Text));
    }

    [Fact]
    public void In_a_challenge_what_a_TCP_does_is_the_learners_to_say()
    {
        var asked = Heard(3600, "RST", Views.X + 777, 0, new ArrivalQuestion("RFC 5961 §3", false));
        var line = VerdictLine.Of(And(s_open with { Attempt = Views.Attempt }, asked));
        Assert.Equal((null, null, "RFC 5961 §3", "What does a TCP in your position do with it?"), (line.Does, line.Says, line.Reference, line.Next?.Text));
        var silent = VerdictLine.Of(And(s_open with { Attempt = Views.Attempt }, asked), Assistance.Off);
        Assert.Equal(("RST from the client.", null, null), (silent.Headline.ToString(), silent.Reference, silent.Next));
    }

    [Fact]
    public void In_a_challenge_too_an_engines_usual_answer_leaves_the_verdict_and_a_strange_one_is_asked_about()
    {
        var open = Views.Open with { Attempt = Views.Attempt };
        var usual = VerdictLine.Of(And(open, Views.Theirs(9000, "ACK", Views.Y + 1, Views.X + 1) with { Question = new("RFC 9293 §3.10.7.4", true) }));
        Assert.NotEqual("ACK from the server.", usual.Headline.ToString());
        var strange = VerdictLine.Of(And(open, Views.Theirs(9000, "RST", Views.Y + 777, 0) with { Question = new("RFC 5961 §3", false) }));
        Assert.Equal(("RST from the server.", "RFC 5961 §3"), (strange.Headline.ToString(), strange.Reference));
    }

    [Fact]
    public void In_a_challenge_a_segment_that_is_taken_is_the_players_to_answer_and_one_that_is_not_hides_none_of_it()
    {
        var attempt = s_open with { Attempt = Views.Attempt, Ledger = s_open.Ledger! with { RcvNxt = null } };
        var taken = And(attempt, Heard(3600, "PSH, ACK", Views.X + 1, Views.Y + 1, new ArrivalQuestion("RFC 9293 §3.10.7.4", true), "HELLO"));
        var line = VerdictLine.Of(taken);
        Assert.Equal(("RFC 9293 §3.10.7.4", "The client has sent text. Your move: acknowledge it."), (line.Reference, line.Next?.ToString()));
        var fin = And(taken, Heard(4500, "FIN", Views.X + 5_000_000, 0, new ArrivalQuestion("RFC 9293 §3.10.7.4", false)));
        Assert.Equal("The client has sent text. Your move: acknowledge it.", NextMove.Of(fin)?.ToString());
    }

    [Fact]
    public void Without_help_it_is_only_said_what_arrived()
    {
        var line = VerdictLine.Of(And(s_open, Heard(3600, "RST", Views.X + 777, 0, Outcome.Challenged, RfcRule.ResetChallenged)), Assistance.Off);
        Assert.Equal(("RST from the client.", null, null, null), (line.Headline.ToString(), line.Does, line.Says, line.Reference));
    }

    [Fact]
    public void An_engines_usual_answer_leaves_the_verdict_on_ones_own_segment_and_adds_its_section()
    {
        var answered = Views.Answered with { Rows = Views.Answered.Rows.SetItem(2, Views.Theirs(41, "SYN, ACK", Views.Y, Views.X + 1) with { Expected = Expects(Outcome.Accepted, RfcRule.SynSentEstablishes) }) };
        var line = VerdictLine.Of(answered);
        Assert.Equal(("The server heard you.", "Your move: answer the SYN-ACK.", "RFC 9293 §3.10.7.3, fourth"), (line.Headline.Text, line.Next?.Text, line.NextReference));

        var strange = VerdictLine.Of(And(answered, Views.Theirs(900, "RST", Views.Y + 777, 0) with { Expected = Expects(Outcome.Challenged, RfcRule.ResetChallenged) }));
        Assert.Equal("RST from the server.", strange.Headline.ToString());
    }

    [Fact]
    public void A_mistake_stands_whatever_comes_after_it()
    {
        var line = VerdictLine.Of(And(Views.Reset, Views.Theirs(7000, "RST", Views.Y, 0) with { Expected = Expects(Outcome.Dropped, RfcRule.ClosedIgnoresReset) }));
        Assert.Equal((VerdictTone.Wrong, "The server answered with a reset."), (line.Tone, line.Headline.Text));
    }

    [Fact]
    public void Both_sections_can_be_opened_beside_and_the_whole_is_announced()
    {
        var view = Views.Answered with { Rows = Views.Answered.Rows.SetItem(2, Views.Theirs(41, "SYN, ACK", Views.Y, Views.X + 1) with { Expected = Expects(Outcome.Accepted, RfcRule.SynSentEstablishes) }) };
        var status = Bar(view).Find("[role=status]");
        Assert.Equal("RFC 9293 §3.10.7.2, third·RFC 9293 §3.10.7.3, fourth", string.Concat(status.QuerySelector(".source")!.TextContent.Split('\n').Select(part => part.Trim())));
        Assert.Contains("Your move: answer the SYN-ACK.", status.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_watches_hears_of_each_segment_when_it_leaves_when_it_is_lost_and_when_it_is_there()
    {
        var sent = Views.Mine(0, "SYN", Views.X, 0) with { IsMine = false, Fate = SegmentFate.OnTheWay };
        Assert.Equal(("SYN from the client.", "What will the server do with it?"), Watched(sent));
        Assert.Equal(("SYN from the client. It is lost on the way.", "How will the client find out?"), Watched(sent with { Fate = SegmentFate.Lost }));

        var line = VerdictLine.Of(Watching(sent with { Fate = SegmentFate.Arrived, Verdict = Views.Heard }));
        Assert.Equal((VerdictTone.Good, "SYN from the client.", "The server heard you.", "RFC 9293 §3.10.7.2, third"), (line.Tone, line.Headline.ToString(), line.Does?.Text, line.Reference));
    }

    [Fact]
    public void Who_watches_is_told_what_a_TCP_would_do_where_a_person_is_the_receiver()
    {
        var line = VerdictLine.Of(Watching(Views.Mine(0, "RST", Views.X, 0) with { IsMine = false, Expected = Expects(Outcome.Dropped, RfcRule.ListenIgnoresReset) }));
        Assert.Equal((VerdictTone.Wrong, "what a TCP does", "RFC 9293 §3.10.7.2, first"), (line.Tone, line.Does?.Text, line.Reference));
    }

    [Fact]
    public void Who_watches_has_no_mistake_to_go_on_from()
    {
        var lost = Views.Mine(0, "SYN", Views.X, 0) with { IsMine = false, Fate = SegmentFate.Lost };
        Assert.Empty(Bar(Watching(lost)).FindAll("button"));
    }

    [Fact]
    public void Who_watches_a_still_link_is_told_what_there_is_to_see() => Assert.Equal("You are watching.", VerdictLine.Of(Watching()).Headline.Text);

    private static (string, string?) Watched(SegmentRow row)
    {
        var line = VerdictLine.Of(Watching(row));
        return ($"{line.Headline} {line.Does}".Trim(), line.Next?.ToString());
    }

    private static RoomView Watching(params LadderRow[] rows) => Views.Fresh with { Seat = null, Ledger = null, Rows = [.. rows] };

    private static RoomView And(RoomView view, SegmentRow row) => view with { Rows = view.Rows.Add(row) };

    private static SegmentRow Heard(int at, string flags, uint seq, uint ack, Outcome outcome, RfcRule rule, string payload = "") =>
        Views.Theirs(at, flags, seq, ack, payload) with { From = "client", To = "server", Expected = Expects(outcome, rule) };

    private static SegmentRow Heard(int at, string flags, uint seq, uint ack, ArrivalQuestion question, string payload = "") =>
        Views.Theirs(at, flags, seq, ack, payload) with { From = "client", To = "server", Question = question };

    private static VerdictView Expects(Outcome outcome, RfcRule rule) =>
        new(outcome, rule, new("what a TCP does"), new(rule.TextForOthers()), rule.Text().Reference, TcpState.Established, TcpState.Established);

    private IRenderedComponent<VerdictBar> Bar(RoomView view) => Render<VerdictBar>(p => p
        .Add(b => b.View, view).Add(b => b.Sides, Sides.Of(view)).Add(b => b.Ask, _ => Task.FromResult(Reply.Done)));
}
