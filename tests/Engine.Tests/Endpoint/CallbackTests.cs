using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Endpoint;

/// <summary>An application that calls while it is being told: what it does joins the acknowledgment, and after the end nothing is told.</summary>
public class CallbackTests
{
    public static TheoryData<string> Moments() => ["opened", "urgent", "text", "closed", "writable"];

    /// <summary>A stand about to open, whose application does one thing, once, at one moment.</summary>
    private static (Stand Stand, List<string> Told) Doing(string moment, Action<Connection, Instant, Outbox> act)
    {
        var stand = Stand.In(TcpState.SynSent, profile: HostProfile.Plain with { SendBuffer = 10 });
        stand.Application.Reads = false;
        List<string> told = [];
        stand.Application.Acts = (what, connection, now, outbox) =>
        {
            told.Add(what);
            if (what == moment && told.Count(t => t == moment) == 1) act(connection, now, outbox);
        };
        stand.Send(20);
        return (stand, told);
    }

    /// <summary>One segment that opens, brings urgent text and a FIN, and acknowledges what fills the send buffer.</summary>
    private static Segment[] Everything(Stand stand)
    {
        List<Segment> sent = [.. stand.Receive(stand.SynAck).Answers];
        if (stand.Connection is null) return [.. sent];
        var all = stand.Fin with { Bits = ControlBits.FinAck | ControlBits.Urg, UrgentPointer = 3, Payload = Stand.Text("hello"), Ack = stand.Tcb.SndNxt };
        sent.AddRange(stand.Receive(all).Answers);
        return [.. sent];
    }

    [Fact]
    public void Everything_is_told_once_and_in_the_order_in_which_it_happened()
    {
        var (stand, told) = Doing("never", (_, _, _) => { });

        Everything(stand);

        Assert.Equal(["opened", "urgent", "text", "closed", "writable"], told);
        Assert.Equal((TcpState.CloseWait, 5), (stand.State, stand.Connection!.Unread));
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void An_abort_sends_one_reset_and_nothing_else_is_told_or_sent(string moment)
    {
        var (stand, told) = Doing(moment, (connection, now, outbox) => Assert.Equal(CallError.None, connection.Abort(now, outbox)));

        var sent = Everything(stand);

        Assert.Equal((moment, "Aborted"), (told[^1], stand.Application.Heard[^1]));
        Assert.Equal(ControlBits.Rst, sent[^1].Bits);
        Assert.Single(sent, s => s.IsRst);
        Assert.Equal(TcpState.Closed, stand.State);
        Assert.Empty(stand.WaitUntil(1000));
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_close_puts_its_fin_behind_the_text_and_on_the_acknowledgment(string moment)
    {
        var (stand, told) = Doing(moment, (connection, now, outbox) => Assert.Equal(CallError.None, connection.Close(now, outbox)));

        var sent = Everything(stand);

        Assert.Equal(["opened", "urgent", "text", "closed", "writable"], told);
        Assert.Single(sent, s => s.IsFin);
        Assert.Equal(moment == "opened" ? "[FIN, PSH, ACK] 1+10 ack=1" : "[FIN, ACK] 11+0 ack=7", stand.Brief(sent.Where(s => s.IsFin), withAck: true));
        Assert.Equal(moment == "opened" ? TcpState.TimeWait : TcpState.LastAck, stand.State);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Text_goes_with_the_acknowledgment_of_what_made_the_user_send_it(string moment)
    {
        var (stand, _) = Doing(moment, (connection, now, outbox) => connection.Send(Stand.Text("ab"), now, outbox));

        var sent = Everything(stand);

        // Before the first ten octets are acknowledged the buffer has no room.
        Assert.Equal(moment == "opened" ? "[PSH, ACK] 1+10 ack=1, [ACK] 11+0 ack=7" : "[PSH, ACK] 1+10 ack=1, [PSH, ACK] 11+2 ack=7", stand.Brief(sent, withAck: true));
    }

    [Fact]
    public void Text_sent_and_the_close_after_it_make_one_segment_with_the_acknowledgment()
    {
        var stand = Stand.In(TcpState.Established);
        stand.Application.Acts = (what, connection, now, outbox) =>
        {
            if (what != "text") return;
            connection.Send(Stand.Text("bye"), now, outbox);
            connection.Close(now, outbox);
        };

        var answers = stand.Receive(stand.Next with { Payload = Stand.Text("hello") }).Answers;

        Assert.Equal("[FIN, PSH, ACK] 1+3 ack=6", stand.Brief(answers, withAck: true));
        Assert.Equal(("hello", TcpState.FinWait1), (stand.Application.Text, stand.State));
    }

    [Fact]
    public void A_user_who_reads_all_in_one_go_has_the_window_open_again_in_the_acknowledgment()
    {
        var stand = Stand.In(TcpState.Established, profile: HostProfile.Plain with { ReceiveBuffer = 100 });

        Assert.Equal(100, stand.Receive(stand.Next with { Payload = new byte[100] }).Answer.Window);
    }
}
