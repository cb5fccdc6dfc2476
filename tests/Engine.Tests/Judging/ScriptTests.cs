using Playground.Engine.Judging.Goals;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Tests.Judging;

/// <summary>Each kind of line in a script, and when its turn comes.</summary>
public class ScriptTests
{
    private const string Syn = "client → server  [SYN] seq=x";

    private static readonly Lesson s_open = new(new ReachedGoal("server", TcpState.Closed)) { Prologue = Lesson.Handshake, Application = HostApplication.None };

    [Fact]
    public void An_engines_user_sends_text_at_once_and_the_next_when_it_is_acknowledged()
    {
        var lesson = s_open with { Script = "server → client  [PSH, ACK] seq=any ack=any \"ONE\"\nserver → client  [PSH, ACK] seq=any ack=any \"TWO\"" };

        Assert.Equal([3], Lesson.SentBy(lesson.Play(), "server").Select(sent => sent.Payload.Length));
        Assert.Equal([3, 3], Lesson.SentBy(lesson.Play("client → server  [ACK] seq=x+1 ack=y+4"), "server").Select(sent => sent.Payload.Length));
    }

    [Fact]
    public void An_engines_user_closes_and_aborts()
    {
        Assert.True(Assert.Single(Lesson.SentBy((s_open with { Script = "server → client  [FIN, ACK] seq=any ack=any" }).Play(), "server")).IsFin);
        Assert.True(Assert.Single(Lesson.SentBy((s_open with { Script = "server → client  [RST] seq=any" }).Play(), "server")).IsRst);
    }

    [Fact]
    public void An_engines_user_calls_once_the_learner_has()
    {
        var lesson = new Lesson(new ReachedGoal("client", TcpState.SynReceived)) { ServerOpens = false, Script = Syn + "\nserver → client  [SYN] seq=any" };

        Assert.Empty(Lesson.SentBy(lesson.Play(), "server"));
        Assert.Equal(ControlBits.Syn, Lesson.SentBy(lesson.Play(Syn), "server")[0].Bits);
    }

    [Fact]
    public void A_line_of_the_learner_waits_for_its_bits_its_port_and_its_text()
    {
        static int Calls(string waitsFor) => Lesson.SentBy(
            (s_open with { Script = waitsFor + "\nserver → client  [PSH, ACK] seq=any ack=any \"TEN OCTETS\"" }).Play("client → server  [PSH, ACK] seq=x+1 ack=y+1 \"HI\""),
            "server").Count(sent => sent.Payload.Length == 10);

        Assert.Equal(1, Calls("client → server  [ACK] seq=any"));
        Assert.Equal(1, Calls("client → server:80  [ACK] seq=any len=1"));
        Assert.Equal(0, Calls("client → server:81  [ACK] seq=any"));
        Assert.Equal(0, Calls("client → server  [FIN, ACK] seq=any"));
    }

    [Fact]
    public void A_time_is_counted_from_the_line_before()
    {
        var lesson = s_open with { Script = "@0.500s server → client  [PSH, ACK] seq=any ack=any \"ONE\"\n@0.500s server → client  [FIN, ACK] seq=any ack=any" };

        Assert.Empty(Lesson.SentBy(lesson.Play(thenSeconds: 0.4), "server"));
        Assert.Single(Lesson.SentBy(lesson.Play(thenSeconds: 0.6), "server"));
        var trial = lesson.Play("@0.600s client → server  [ACK] seq=x+1 ack=y+4", thenSeconds: 0.6);
        Assert.True(Lesson.SentBy(trial, "server")[^1].IsFin);
    }

    [Fact]
    public void An_engines_user_reads_where_a_pure_ack_is_written_and_a_lost_line_is_lost()
    {
        var lesson = s_open with { Script = "client → server  [PSH, ACK] seq=any ack=any len=1\nserver → client  [PSH, ACK] seq=any ack=any \"LOST\" ✕" };
        var trial = lesson.Play("client → server  [PSH, ACK] seq=x+1 ack=y+1 \"HI\"");

        Assert.Contains(trial.World.Trace, happened => happened is SegmentSent { From: "server", IsLost: true, Segment.Payload.Length: 4 });
        var reading = s_open with { Script = "client → server  [PSH, ACK] seq=any ack=any len=1\n@0.100s server → client  [ACK] seq=any ack=any" };
        Assert.Contains(reading.Play("client → server  [PSH, ACK] seq=x+1 ack=y+1 \"HI\"", 1).World.Trace, happened => happened is SocketCalled { Host: "server", Call: ReceiveCall, Answer.Octets: 2 });
    }

    [Fact]
    public void A_host_that_nobody_drives_says_what_is_written_and_crashes_where_it_is_written()
    {
        var lesson = new Lesson(new ReachedGoal("client", TcpState.SynSent))
        {
            ServerIsScripted = true, Script = Syn + "\nserver → client  [SYN, ACK] seq=7 ack=x+1\n@0.200s server: SYN-RECEIVED → CLOSED",
        };
        var trial = lesson.Play(Syn, thenSeconds: 1);

        var sent = Assert.Single(Lesson.SentBy(trial, "server"));
        Assert.Equal((ControlBits.SynAck, new SeqNumber(7), trial.Numbers["x"] + 1), (sent.Bits, sent.Seq, sent.Ack));
        Assert.Empty(trial.World.ConnectionsOf("server"));
    }

    [Fact]
    public void What_a_script_can_not_do_is_told()
    {
        var lesson = new Lesson(new ReachedGoal("client", TcpState.SynSent)) { ServerIsScripted = true, Script = Syn + "\nserver → client  [ACK] seq=7 ack=nobody" };
        var trial = lesson.Begin();
        trial.World.Send("client", Stands.Setups.FromClient with { Bits = ControlBits.Syn });
        trial.Follow();

        Assert.Contains("a symbol stands for no number yet", trial.Problem, StringComparison.Ordinal);
    }
}
