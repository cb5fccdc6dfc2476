using Playground.Engine.Judging;
using Playground.Engine.Judging.Goals;
using Playground.Tcp;

namespace Playground.Tests.Judging;

/// <summary>Each kind of goal: not yet, met, missed, and as before once time is turned back, which is the same play without its end.</summary>
public class GoalTests
{
    private const string Syn = "client → server  [SYN] seq=x\n";
    private const string Hi = "client → server  [PSH, ACK] seq=x+1 ack=y+1 \"HI\"\n";
    private const string Reset = "client → server  [RST] seq=x+1\n";

    private static readonly Question s_question = new("Which is next?", "x+1", [], [("x", Misconception.SeqStaysAtIsn)]);

    [Fact]
    public void Both_are_established_when_they_agree_and_not_before()
    {
        var lesson = new Lesson(new EstablishedGoal(["client", "server"]));

        IsNotYet(lesson.After(), "The server listens: it has not taken a SYN yet.");
        IsNotYet(lesson.After(Syn), "The server still waits for its SYN to be acknowledged.");
        IsMet(lesson.After(Lesson.Handshake));
        IsNotYet(lesson.After(Lesson.Handshake + "\n" + Reset), "The server listens: it has not taken a SYN yet.");
    }

    [Fact]
    public void Several_connections_are_counted()
    {
        var lesson = new Lesson(new EstablishedGoal(["server"], Connections: 2)) { Prologue = Lesson.Handshake };

        IsNotYet(lesson.After(), "The server has 1 of 2 connections open.");
        IsMet(lesson.After(
            """
            client:50001 → server:80  [SYN] seq=a
            server:80 → client:50001  [SYN, ACK] seq=b ack=a+1
            client:50001 → server:80  [ACK] seq=a+1 ack=b+1
            """));
    }

    [Fact]
    public void A_state_that_was_reached_stays_reached()
    {
        var lesson = new Lesson(new ReachedGoal("server", TcpState.SynReceived));

        IsNotYet(lesson.After(), "The server is LISTEN so far.");
        IsMet(lesson.After(Syn));
        IsMet(lesson.After(Lesson.Handshake));
    }

    [Fact]
    public void A_state_counts_with_the_named_peer_alone()
    {
        IsMet(new Lesson(new ReachedGoal("server", TcpState.SynReceived, "client")).After(Syn));
        IsNotYet(new Lesson(new ReachedGoal("server", TcpState.SynReceived, "attacker")).After(Syn), "The server is SYN-RECEIVED so far.");
    }

    [Fact]
    public void A_text_is_delivered_whole_and_missed_when_it_is_another()
    {
        var lesson = new Lesson(new DeliveredGoal("server", [.. "HI"u8], 1, Otherwise: (null, Misconception.SeqCountsPackets))) { Prologue = Lesson.Handshake };

        IsNotYet(lesson.After(), "The server's application has read nothing yet.");
        IsNotYet(lesson.After("client → server  [PSH, ACK] seq=x+1 ack=y+1 \"H\""), "The server's application has read 1 octets so far.");
        IsNotYet(lesson.After("client → server  [PSH, ACK] seq=x+2 ack=y+1 \"I\""), "The server's application has read nothing yet.");
        IsMet(lesson.After("client → server  [PSH, ACK] seq=x+2 ack=y+1 \"I\"\nclient → server  [PSH, ACK] seq=x+1 ack=y+1 \"H\""));
        IsMissed(lesson.After("client → server  [PSH, ACK] seq=x+1 ack=y+1 \"NO\""), "The server's application has read something else.", Misconception.SeqCountsPackets);
    }

    [Fact]
    public void A_text_that_is_to_come_before_the_connection_is_open_can_come_too_late()
    {
        var lesson = new Lesson(new DeliveredGoal("server", [.. "HI"u8], 1, BeforeOpen: true, ("Too late.", Misconception.SynTextAtOnce)));

        IsNotYet(lesson.After(Syn), "The server's application has read nothing yet.");
        IsMissed(lesson.After(Syn + Hi), "Too late.", Misconception.SynTextAtOnce);
    }

    [Fact]
    public void What_a_host_sends_has_to_be_acknowledged_to_the_end_of_its_script()
    {
        var lesson = new Lesson(new AcknowledgedGoal("server"))
        {
            Prologue = Lesson.Handshake, Script = "server → client  [PSH, ACK] seq=any ack=any \"ONE\"\nserver → client  [PSH, ACK] seq=any ack=any \"TWO\"",
        };

        IsNotYet(lesson.After(), "The server still waits for acknowledgment of what it has sent.");
        IsNotYet(lesson.After("client → server  [ACK] seq=x+1 ack=y+4"), "The server still waits for acknowledgment of what it has sent.");
        IsMet(lesson.After("client → server  [ACK] seq=x+1 ack=y+4\nclient → server  [ACK] seq=x+1 ack=y+7"));
        IsNotYet((lesson with { Script = null }).After(), "The server has not sent everything yet.");
    }

    [Fact]
    public void A_segment_has_to_be_sent_so_often_and_so_far_apart()
    {
        var lesson = new Lesson(new SentGoal(Lesson.Form(Syn), Times: 2, Apart: TimeSpan.FromSeconds(1)));

        IsNotYet(lesson.After(), "0 of 2 such segments were sent.");
        IsNotYet(lesson.After(Syn), "1 of 2 such segments were sent.");
        IsNotYet(lesson.After(Syn + "@0.900s " + Syn), "That was too soon: the answer could still have been on its way.");
        IsMet(lesson.After(Syn + "@1.000s " + Syn));
    }

    [Fact]
    public void A_segment_that_is_not_there_in_time_is_missed()
    {
        var lesson = new Lesson(new SentGoal(Lesson.Form(Syn), Within: TimeSpan.FromSeconds(2), TooLate: ("Nobody waits for ever.", Misconception.ProbeNever)));

        IsNotYet(lesson.After(thenSeconds: 1.9), "No such segment was sent yet.");
        IsMissed(lesson.After(thenSeconds: 2), "Nobody waits for ever.", Misconception.ProbeNever);
        IsMissed(lesson.After("@3.000s " + Syn), "Nobody waits for ever.", Misconception.ProbeNever);
        IsMet(lesson.After("@1.000s " + Syn, thenSeconds: 5));
    }

    [Fact]
    public void A_segment_that_must_not_be_sent_is_missed_as_soon_as_it_is_and_held_without_it()
    {
        var lesson = new Lesson(new NeverGoal(Lesson.Form("client → server  [RST] seq=any"), "Not that.", Misconception.AnyRstKills)) { Prologue = Lesson.Handshake };

        Assert.True(lesson.Goals[0].IsConstraint);
        IsMet(lesson.After(Hi));
        IsMissed(lesson.After(Hi + Reset), "Not that.", Misconception.AnyRstKills);
        IsMet(lesson.After(Hi));
    }

    [Fact]
    public void So_many_of_a_segment_are_too_many()
    {
        var lesson = new Lesson(new NeverGoal(Lesson.Form("client → server  [SYN] seq=any"), Times: 3));

        IsMet(lesson.After(Syn + Syn));
        IsMissed(lesson.After(Syn + Syn + Syn), "Such a segment was sent. Turn time back to before it.");
    }

    [Fact]
    public void Every_segment_has_to_be_one_that_a_tcp_could_send()
    {
        var lesson = new Lesson(new LegalGoal("client")) { Prologue = Lesson.Handshake };

        IsMet(lesson.After(Hi));
        IsMissed(lesson.After("client → server  [ACK] seq=x+1 ack=y+7"), "A segment was sent that no TCP would send. Turn time back to before it.");
    }

    [Fact]
    public void Stop_and_wait_has_one_segment_of_text_on_its_way()
    {
        var lesson = new Lesson(new OutstandingGoal("client")) { Prologue = Lesson.Handshake };

        IsMet(lesson.After(Hi + "client → server  [PSH, ACK] seq=x+3 ack=y+1 \"HO\""));
        IsMet(lesson.After("@0.000s " + Hi + "@0.010s " + Hi));
        IsMissed(
            lesson.After("@0.000s " + Hi + "@0.010s client → server  [PSH, ACK] seq=x+3 ack=y+1 \"HO\""),
            "The segment before was not acknowledged yet. Turn time back to before this one.");
    }

    [Fact]
    public void Silence_is_met_by_waiting_and_broken_by_an_answer_alone()
    {
        var lesson = new Lesson(new QuietGoal(Lesson.Form("server → client  [RST] seq=any"), TimeSpan.FromSeconds(1)))
        {
            ServerIsScripted = true, Script = "client → server  [SYN] seq=any\nserver → client  [RST] seq=7",
        };

        IsNotYet(lesson.After(), "That segment has not come yet.");
        IsMet(lesson.After(Syn));
        IsMissed(lesson.After(Syn + "client → server  [RST] seq=0"), "There is nothing to say to that segment. Turn time back to before the answer.");
        IsMet(lesson.After(Syn + "@5.000s client → server  [RST] seq=0"));
    }

    [Fact]
    public void A_question_is_met_by_the_right_answer_and_open_after_a_wrong_one()
    {
        var trial = new Lesson(new AnswerGoal(s_question)).Play(Syn);
        var x = trial.Numbers["x"];

        IsNotYet(trial.Standings.Single(), "Not answered yet.");
        Assert.Equal(Misconception.SeqStaysAtIsn, trial.Answer(0, $"{x}"));
        IsNotYet(trial.Standings.Single(), "That is not it. Look again.");
        Assert.Null(trial.Answer(0, $"0x{(x + 1).Value:x}"));
        IsMet(trial.Standings.Single());
        Assert.Equal(2, trial.Answers);
        Assert.False(s_question.IsAnswer("x+1"));
    }

    [Fact]
    public void A_form_leaves_open_what_it_does_not_say()
    {
        bool Fits(string form, string sent, bool? hasText = null) =>
            new Lesson(new SentGoal(Lesson.Form(form) with { HasText = hasText })) { Prologue = Lesson.Handshake }.After(sent).IsMet;

        Assert.True(Fits("client → server  [ACK] seq=any", Hi));
        Assert.True(Fits("client → server  [PSH, ACK] seq=x+1 ack=y+1 \"HI\"", Hi));
        Assert.False(Fits("client → server  [ACK] seq=any \"HO\"", Hi));
        Assert.True(Fits("client → server  [ACK] seq=any len=2", Hi));
        Assert.False(Fits("client → server  [ACK] seq=any", Hi, hasText: false));
        Assert.False(Fits("client → server  [ACK] seq=any win=7", Hi));
        Assert.False(Fits("client → server:81  [ACK] seq=any", Hi));
        Assert.False(Fits("server → client  [SYN] seq=any", Hi));
    }

    private static void IsMet(Standing standing) => Assert.True(standing is { IsMet: true, IsMissed: false }, standing.Missing?.ToString());

    private static void IsNotYet(Standing standing, string says) => Assert.Equal((false, false, says), (standing.IsMet, standing.IsMissed, standing.Missing?.ToString()));

    private static void IsMissed(Standing standing, string says, Misconception? misconception = null) =>
        Assert.Equal((false, true, says, misconception), (standing.IsMet, standing.IsMissed, standing.Missing?.ToString(), standing.Misconception));
}
