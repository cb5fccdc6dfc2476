using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.7.1 and §3.9.1.2: how large segments are.</summary>
public class SegmentSizeTests
{
    [Fact]
    [Trait("RFC9293", "MUST-14")]
    public void The_peer_s_mss_is_the_size_of_our_segments() =>
        Assert.Equal([700, 700, 600], Calls.Connected(Calls.Eager, mss: 700).Send(2000).Sizes());

    [Theory]
    [Trait("RFC9293", "MUST-15")]
    [InlineData("192.0.2.1", "192.0.2.2", 536)]
    [InlineData("2001:db8::1", "2001:db8::2", 1220)]
    public void To_a_peer_that_said_no_mss_segments_are_of_the_default_size(string local, string remote, int size)
    {
        var outbox = new Outbox();
        var host = new Host(HostAddress.Parse(local), new SipHash(1, 2), Calls.Eager);
        var connection = host.Open(new(49152), new(HostAddress.Parse(remote), new(80)), new Recorder(), Instant.Zero, outbox).Connection!;
        var syn = outbox[0].Segment;
        var synAck = syn with { Source = syn.Destination, Destination = syn.Source, Bits = ControlBits.SynAck, Ack = syn.Seq + 1, Options = default };
        host.OnSegment(synAck, Instant.Zero, outbox);
        outbox.Clear();

        host.Send(connection, new byte[size + 1], Instant.Zero, outbox);

        Assert.Equal([size, 1], Enumerable.Range(0, outbox.Count).Select(i => outbox[i].Segment.Payload.Length));
    }

    [Theory]
    [Trait("RFC9293", "MUST-16")]
    [InlineData(700, 1500, 700)]
    [InlineData(9000, 1500, 1460)]
    [InlineData(9000, 576, 536)]
    public void The_smaller_of_the_peer_s_mss_and_what_the_path_takes_counts(ushort mss, int mtu, int size)
    {
        var sent = Calls.Connected(Calls.Eager with { Mtu = mtu }, mss).Send(3 * size);

        Assert.Equal([size, size, size], sent.Sizes());
    }

    [Fact]
    [Trait("RFC9293", "MUST-16")]
    public void Options_of_every_segment_take_their_room_from_the_text()
    {
        var stand = Stand.In(TcpState.SynSent, profile: Calls.Eager with { Timestamps = true });
        var options = new SegmentOptions { MaximumSegmentSize = 1460, Timestamps = new(5, 0) };
        stand.Receive(stand.SynAck with { Window = Calls.LargeWindow, Options = options });

        var first = stand.Send(3000)[0];

        Assert.NotNull(first.Options.Timestamps);
        Assert.Equal(1448, first.Payload.Length);
    }

    [Fact]
    [Trait("RFC9293", "MUST-16")]
    public void A_packet_too_big_for_the_path_is_sent_again_in_smaller_ones()
    {
        var stand = Calls.Connected(Calls.Eager, mss: 1460);
        stand.Send(1460);

        var again = stand.HearIcmp(IcmpKind.TooBig, mtu: 600);

        Assert.Equal([560, 560, 340], again.Sizes());
    }

    [Fact]
    [Trait("RFC9293", "MUST-60")]
    [Trait("RFC9293", "MUST-61")]
    public void Text_goes_out_without_another_call_and_the_last_segment_of_it_is_pushed()
    {
        var sent = Calls.Connected(Calls.Eager, mss: 100).Send(250);

        Assert.Equal([100, 100, 50], sent.Sizes());
        Assert.Equal([false, false, true], sent.Select(segment => segment.Bits.Has(ControlBits.Psh)));
    }

    [Fact]
    [Trait("RFC9293", "SHLD-7")]
    [Trait("RFC9293", "SHLD-27")]
    [Trait("RFC9293", "MAY-16")]
    public void Short_pieces_wait_while_something_is_unacknowledged_and_then_go_out_as_one()
    {
        var stand = Calls.Connected();

        Assert.Equal("a", Assert.Single(stand.Send("a")).TextOf());
        Assert.Empty(stand.Send("b"));
        Assert.Empty(stand.Send("c"));
        var rest = Assert.Single(stand.Acknowledge(stand.Tcb.SndNxt));

        Assert.Equal(("bc", ControlBits.Ack | ControlBits.Psh), (rest.TextOf(), rest.Bits));
    }

    [Fact]
    [Trait("RFC9293", "SHLD-7")]
    [Trait("RFC9293", "SHLD-28")]
    public void Pieces_that_fill_a_segment_need_not_wait()
    {
        var stand = Calls.Connected(mss: 536);
        stand.Send("a");

        Segment[] sent = [.. Enumerable.Range(0, 20).SelectMany(_ => stand.Send(100))];

        Assert.Equal([536, 536, 536], sent.Sizes());
    }
}
