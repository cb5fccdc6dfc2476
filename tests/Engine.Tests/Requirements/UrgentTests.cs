using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.8.5: urgent text.</summary>
public class UrgentTests
{
    private const ControlBits Urgent = ControlBits.Ack | ControlBits.Urg;

    [Fact]
    [Trait("RFC9293", "MUST-30")]
    [Trait("RFC9293", "MUST-62")]
    public void Urgent_text_is_sent_with_a_pointer_to_the_octet_behind_it()
    {
        var stand = Calls.Connected(Calls.Eager);
        var plain = Assert.Single(stand.Send("plain"));
        var urgent = Assert.Single(stand.Send("help", isUrgent: true));
        var after = Assert.Single(stand.Send("plain"));

        Assert.Equal((false, true, false), (plain.IsUrg, urgent.IsUrg, after.IsUrg));
        Assert.Equal(4, urgent.UrgentPointer);
    }

    [Theory]
    [Trait("RFC9293", "MUST-30")]
    [Trait("RFC9293", "MUST-62")]
    [Trait("RFC9293", "MUST-33")]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void A_receiver_learns_how_much_there_is_until_it_has_read_it(ushort ahead)
    {
        var stand = Calls.Connected();
        stand.Application.Reads = false;

        stand.Receive(stand.Next with { Bits = Urgent, UrgentPointer = ahead, Payload = Stand.Text("help!") });

        Assert.Equal(["opened", $"urgent {ahead}"], stand.Application.Heard);
        Assert.Equal(ahead, stand.Connection!.UrgentAhead);
        stand.Read(1);
        Assert.Equal(ahead - 1u, stand.Connection.UrgentAhead);
        stand.Read(4);
        Assert.Equal(ahead > 5 ? ahead - 5u : 0, stand.Connection.UrgentAhead);
    }

    [Fact]
    [Trait("RFC9293", "MUST-32")]
    public void The_application_is_told_when_there_is_urgent_text_and_when_there_is_more()
    {
        var stand = Calls.Connected();
        var next = stand.Next;

        stand.Receive(next with { Bits = Urgent, UrgentPointer = 10 });
        stand.Receive(next with { Bits = Urgent, UrgentPointer = 10 });
        stand.Receive(next with { Bits = Urgent, UrgentPointer = 7 });
        stand.Receive(next with { Bits = ControlBits.Ack, UrgentPointer = 30 });
        Assert.Equal(["opened", "urgent 10"], stand.Application.Heard);

        stand.Receive(next with { Bits = Urgent, UrgentPointer = 20 });
        stand.Receive(next with { Payload = new byte[20] });
        stand.Receive(stand.Next with { Bits = Urgent, UrgentPointer = 3 });

        Assert.Equal(["opened", "urgent 10", "urgent 20", "urgent 3"], stand.Application.Heard);
    }

    [Theory]
    [Trait("RFC9293", "MUST-31")]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void Urgent_text_may_be_of_any_length(int octets)
    {
        var sender = Calls.Connected(Calls.Eager, mss: 1460);
        var receiver = Calls.Connected();
        receiver.Application.Reads = false;
        var (from, to) = (sender.Tcb.SndNxt, receiver.Tcb.RcvNxt);

        Queue<Segment> sent = new(sender.Send(octets, isUrgent: true));
        while (sent.TryDequeue(out var segment))
        {
            var ahead = segment.Seq.DistanceTo(from + (uint)octets);
            Assert.Equal((true, (ushort)Math.Min(ahead, ushort.MaxValue)), (segment.IsUrg, segment.UrgentPointer));
            foreach (var more in sender.Acknowledge(segment.End)) sent.Enqueue(more);

            var arriving = segment with { Source = Stand.Peer, Destination = Stand.Us, Seq = receiver.Tcb.RcvNxt, Ack = receiver.Tcb.SndNxt };
            receiver.Receive(arriving);
            receiver.Read(receiver.Connection!.Unread);
        }

        Assert.Equal((uint)octets, from.DistanceTo(sender.Tcb.SndUna));
        Assert.Equal(((uint)octets, 0u), (to.DistanceTo(receiver.Tcb.RcvNxt), receiver.Connection!.UrgentAhead));
        Assert.Equal(to + (uint)octets, receiver.Tcb.RcvUp);
    }
}
