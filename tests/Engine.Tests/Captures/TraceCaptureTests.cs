using Playground.Captures;
using Playground.Engine.Captures;
using Playground.Engine.Links;
using Playground.Engine.Worlds;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Captures;

/// <summary>A world's trace as a capture: where it is listened to, and what is said about each segment.</summary>
public class TraceCaptureTests
{
    [Fact]
    public void A_tap_at_a_host_sees_what_it_sends_and_what_reaches_it_when_it_does()
    {
        var reading = Read(Handshake(), TraceTap.At("server"));

        Assert.Equal([new CaptureTap("server", LinkType.Raw, "The server's end of the link")], reading.Taps);
        Assert.Equal(
            [("SYN", FrameDirection.Inbound, 0L), ("SYN, ACK", FrameDirection.Outbound, 0L), ("ACK", FrameDirection.Inbound, 80_000L)],
            reading.Segments.Select(one => (one.Segment.Bits.ToNames(), one.Direction, one.At!.Value.Microseconds)));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(40), reading.Began);
    }

    [Fact]
    public void A_tap_on_the_link_sees_each_segment_once_when_it_is_sent()
    {
        var reading = Read(Handshake(), TraceTap.Link);

        Assert.Equal(
            [("SYN", FrameDirection.Unknown, 0L), ("SYN, ACK", FrameDirection.Unknown, 40_000L), ("ACK", FrameDirection.Unknown, 80_000L)],
            reading.Segments.Select(one => (one.Segment.Bits.ToNames(), one.Direction, one.At!.Value.Microseconds)));
    }

    [Fact]
    public void Taps_at_each_host_see_what_arrives_twice()
    {
        var world = Handshake();
        var reading = CaptureReader.Read(PcapngWriter.Write(TraceCapture.Of(world.Trace, TraceTap.AtEachHost(world.Setup))));

        Assert.Equal(["client", "server"], reading.Taps.Select(tap => tap.Name));
        Assert.Equal([0, 1, 1, 0, 0, 1], reading.Segments.Select(one => one.Tap));
    }

    [Fact]
    public void The_segments_are_those_of_the_trace_to_the_last_octet()
    {
        var world = Handshake();

        Assert.Equal(world.Trace.OfType<SegmentSent>().Select(sent => sent.Segment), Read(world, TraceTap.Link).Segments.Select(one => one.Segment));
    }

    [Fact]
    public void A_verdict_is_the_comment_of_what_it_is_about()
    {
        var world = Handshake();

        const string Heard = "server: accepted, LISTEN → SYN-RECEIVED. Your SYN was heard. The listener notes your number, picks its own and answers "
            + "with a SYN-ACK. (RFC 9293 §3.10.7.2, third)";
        Assert.Equal(Heard, Read(world, TraceTap.At("server")).Segments[0].Comment);
        Assert.Equal("", Read(world, TraceTap.At("server")).Segments[1].Comment);
        Assert.Equal(["By hand: Your SYN calls the other side and names 714025811, where your numbers begin. (RFC 9293 §3.10.1)", Heard], Read(world, TraceTap.At("client")).Segments[0].Comment.Split('\n'));
        Assert.Equal(Read(world, TraceTap.At("client")).Segments[0].Comment, Read(world, TraceTap.Link).Segments[0].Comment);
    }

    [Fact]
    public void A_review_says_its_numbers()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        var player = new Player(world);
        player.Send("client → server [SYN] seq=x");
        player.Send("client → server [ACK] seq=x+1 ack=y");

        Assert.StartsWith("By hand: ", Read(world, TraceTap.At("client")).Segments[2].Comment);
        Assert.Contains(": answered with a reset", Read(world, TraceTap.At("client")).Segments[2].Comment);
        Assert.DoesNotContain("{0}", Read(world, TraceTap.Link).Segments[2].Comment);
    }

    [Fact]
    public void Only_on_the_link_can_it_be_known_that_a_segment_was_lost()
    {
        var world = new World(Setups.PersonAndEngine with { Link = new LinkSetup { Loss = 1 } }, seed: 1);
        new Player(world).Send("client → server [SYN] seq=x");

        Assert.EndsWith("\nLost on its way.", Assert.Single(Read(world, TraceTap.Link).Segments).Comment);
        Assert.DoesNotContain("Lost", Assert.Single(Read(world, TraceTap.At("client")).Segments).Comment);
        Assert.Empty(Read(world, TraceTap.At("server")).Segments);
    }

    [Fact]
    public void A_wrong_checksum_stays_wrong()
    {
        var world = new World(Setups.PersonAndEngine, seed: 1);
        new Player(world).Send("client → server [SYN] seq=x sum=0xbeef");

        Assert.All(Read(world, TraceTap.AtEachHost(world.Setup).ToArray()).Segments, one => Assert.Equal((ushort)0xBEEF, one.Segment.Checksum));
    }

    [Fact]
    public void A_copy_that_the_link_made_is_a_frame_of_its_own_on_the_link_and_at_its_receiver()
    {
        var world = new World(Setups.PersonAndEngine with { Link = new LinkSetup { Delay = TimeSpan.FromMilliseconds(40), Duplication = 1 } }, seed: 1);
        new Player(world).Send("client → server [SYN] seq=x");

        var onLink = Read(world, TraceTap.Link).Segments.Where(one => !one.Segment.IsAck).ToList();
        Assert.Equal(2, onLink.Count);
        Assert.StartsWith("The link made a second copy.", onLink[1].Comment);
        Assert.Single(Read(world, TraceTap.At("client")).Segments, one => !one.Segment.IsAck);
        Assert.Equal(2, Read(world, TraceTap.At("server")).Segments.Count(one => !one.Segment.IsAck));
    }

    private static World Handshake()
    {
        var world = new World(Setups.PersonAndEngine with { Link = new LinkSetup { Delay = TimeSpan.FromMilliseconds(40) } }, seed: 1);
        var player = new HastyPlayer(world);
        player.Send("client → server [SYN] seq=x");
        player.Send("client → server [ACK] seq=x+1 ack=y+1");
        return world;
    }

    private static CaptureReading Read(World world, params TraceTap[] taps) =>
        CaptureReader.Read(PcapngWriter.Write(TraceCapture.Of(world.Trace, [.. taps])));

    /// <summary>A person who answers the moment that the answer arrives.</summary>
    private sealed class HastyPlayer(World world)
    {
        private readonly Scribe _scribe = Scribe.OfClientAndServer();

        public void Send(string line)
        {
            _scribe.Bindings.TryAdd("x", new SeqNumber(714_025_811));
            foreach (var sent in world.Trace.OfType<SegmentSent>().Where(sent => sent.From == "server")) _scribe.Bindings["y"] = sent.Segment.Seq;
            world.Send("client", _scribe.Read(line, Setups.FromClient.Connection));
            world.Settle();
        }
    }
}
