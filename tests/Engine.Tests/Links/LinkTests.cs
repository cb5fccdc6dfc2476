using System.Collections.Immutable;
using Playground.Engine.Links;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Tests.Links;

/// <summary>What a link does to segments by its measures and by chance.</summary>
public class LinkTests
{
    // An IPv4 header and a TCP header without options.
    private const int Headers = 40;

    [Fact]
    public void A_segment_arrives_after_the_delay()
    {
        var course = new Course(new LinkSetup { Delay = TimeSpan.FromMilliseconds(70) });

        Assert.Equal(new Sending(0, Fate.Travels, new Instant(1_070_000)), course.Send("a", at: 1));
        Assert.Equal([1.07], course.Receive().Arrived.Select(transit => transit.ArrivesAt.Seconds));
    }

    [Fact]
    public void Each_host_has_a_path_of_its_own_where_the_setup_names_it()
    {
        var slow = new LinkPath { Delay = TimeSpan.FromSeconds(2) };
        var course = new Course(new LinkSetup { ByHost = ImmutableDictionary<string, LinkPath>.Empty.Add("server", slow) });

        Assert.Equal(0.04, course.Send("a").ArrivesAt.Seconds);
        Assert.Equal(2, course.Send("b", from: "server").ArrivesAt.Seconds);
    }

    [Fact]
    public void At_a_rate_packets_leave_one_after_the_other_with_their_headers_counted()
    {
        // 50 octets are 400 bits: at 1000 bit/s they take 0.4 s.
        var course = new Course(new LinkSetup { Delay = TimeSpan.FromSeconds(1), Rate = 1000 });
        var text = new string('a', 50 - Headers);

        Assert.Equal([1.4, 1.8, 2.2], Enumerable.Range(0, 3).Select(_ => course.Send(text).ArrivesAt.Seconds));
        Assert.Equal(6.4, course.Send(text, at: 5).ArrivesAt.Seconds);
        Assert.Equal(1.4, course.Send(text, from: "server").ArrivesAt.Seconds);
    }

    [Fact]
    public void A_rate_that_does_not_divide_evenly_rounds_up_to_a_whole_microsecond() =>
        Assert.Equal(new Instant(107), new Course(new LinkSetup { Delay = TimeSpan.Zero, Rate = 3_000_000 }).Send("").ArrivesAt);

    [Theory]
    [InlineData(0, "1 0 0 0")]
    [InlineData(1, "1 1 0 0")]
    [InlineData(2, "1 1 1 0")]
    [InlineData(null, "1 1 1 1")]
    public void What_finds_the_queue_full_is_dropped(int? queue, string pass)
    {
        var course = new Course(new LinkSetup { Rate = 320, Queue = queue });
        var fates = Enumerable.Range(0, 4).Select(_ => course.Send("").Fate == Fate.QueueFull ? 0 : 1).ToArray();

        Assert.Equal(pass, string.Join(' ', fates));
        Assert.Equal(fates.Sum(), course.Receive().Arrived.Count);
    }

    [Fact]
    public void A_queue_has_room_again_once_a_packet_has_begun_to_leave()
    {
        // Each packet takes a second.
        var course = new Course(new LinkSetup { Rate = 320, Queue = 1 });

        Assert.Equal(
            [Fate.Travels, Fate.Travels, Fate.QueueFull, Fate.Travels, Fate.QueueFull],
            [course.Send("").Fate, course.Send("").Fate, course.Send("").Fate, course.Send("", at: 1).Fate, course.Send("", at: 1.999).Fate]);
    }

    [Fact]
    public void A_packet_that_is_larger_than_the_mtu_does_not_get_onto_the_link()
    {
        var course = new Course(new LinkSetup { Mtu = Headers + 3, Rate = 320 });

        Assert.Equal((Fate.Travels, Fate.TooBig, Fate.Travels), (course.Send("123").Fate, course.Send("1234").Fate, course.Send("").Fate));
        Assert.Equal("123", course.Receive().Order);
        Assert.Equal(2.115, course.Arrived[1].ArrivesAt.Seconds);
    }

    [Fact]
    public void An_ipv6_packet_is_twenty_octets_longer()
    {
        var (one, other) = (new SocketAddress(HostAddress.Parse("2001:db8::1"), new Port(1)), new SocketAddress(HostAddress.Parse("2001:db8::2"), new Port(2)));
        var course = new Course(new LinkSetup { Mtu = Headers + 19 });

        Assert.Equal(Fate.TooBig, course.Link.Send("client", new Segment { Source = one, Destination = other }, Instant.Zero).Fate);
    }

    [Fact]
    public void Jitter_delays_by_any_part_of_itself_and_reorders_nothing()
    {
        var course = new Course(new LinkSetup { Delay = TimeSpan.FromSeconds(1), Jitter = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 200; i++) course.Send("", at: i * 0.1);
        var delays = course.Sent.Select((sent, i) => sent.ArrivesAt.Seconds - (i * 0.1)).ToArray();

        Assert.All(delays, delay => Assert.InRange(delay, 1, 2.001));
        Assert.True(delays.Min() < 1.2 && delays.Max() > 1.9 && delays.Distinct().Count() > 100);
        Assert.Equal(Enumerable.Range(0, 200), course.Receive().Arrived.Select(transit => transit.Id));
    }

    [Theory]
    [InlineData(nameof(LinkPath.Loss))]
    [InlineData(nameof(LinkPath.Duplication))]
    [InlineData(nameof(LinkPath.Corruption))]
    [InlineData(nameof(LinkPath.Reordering))]
    public void Chance_comes_out_about_as_often_as_it_says(string kind)
    {
        var course = new Course(new LinkSetup
        {
            Loss = kind == nameof(LinkPath.Loss) ? 0.2 : 0,
            Duplication = kind == nameof(LinkPath.Duplication) ? 0.2 : 0,
            Corruption = kind == nameof(LinkPath.Corruption) ? 0.2 : 0,
            Reordering = kind == nameof(LinkPath.Reordering) ? 0.25 : 0,
        });
        for (var i = 0; i < 5000; i++) course.Send("", at: i);
        var hit = course.Sent.Count(sent => kind switch
        {
            nameof(LinkPath.Loss) => sent.Fate == Fate.LostByChance,
            nameof(LinkPath.Duplication) => sent.Copy is not null,
            nameof(LinkPath.Corruption) => sent.IsCorrupt,
            _ => sent.Fate == Fate.Overtaken,
        });

        // Who overtakes is not overtaken: of 0.25 wishes only 0.25 / 1.25 come true.
        Assert.InRange(hit, 900, 1100);
        var arrivals = kind switch { nameof(LinkPath.Loss) => 5000 - hit, nameof(LinkPath.Duplication) => 5000 + hit, _ => 5000 };
        Assert.Equal(arrivals, course.Receive().Arrived.Count);
    }

    [Fact]
    public void A_copy_has_its_own_number_and_comes_no_earlier_than_the_first()
    {
        var course = new Course(new LinkSetup { Duplication = 1, Jitter = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 20; i++)
        {
            var sent = course.Send("");
            Assert.Equal(sent.Id + 1, sent.Copy!.Value.Id);
            Assert.True(sent.Copy.Value.ArrivesAt >= sent.ArrivesAt);
        }

        Assert.Equal(40, course.Receive().Arrived.Count);
    }

    [Fact]
    public void Where_all_are_to_be_overtaken_each_second_one_overtakes()
    {
        var course = new Course(new LinkSetup { Reordering = 1 });
        foreach (var text in "abcdef") course.Send(text.ToString());

        Assert.Equal("badcfe", course.Receive().Order);
    }

    [Fact]
    public void What_nothing_overtakes_arrives_after_the_longest_wait()
    {
        var course = new Course(new LinkSetup { Reordering = 1 });
        var sent = course.Send("a");

        Assert.Equal((Fate.Overtaken, 3.04), (sent.Fate, sent.ArrivesAt.Seconds));
        Assert.Equal(sent.ArrivesAt, course.Receive().Arrived[0].ArrivesAt);
        Assert.Equal(Fate.Overtaken, course.Send("b", at: 4).Fate);
    }

    [Fact]
    public void A_lost_segment_overtakes_nobody()
    {
        var course = new Course(new LinkSetup { Script = [new("client", 1, LinkAction.Swap), new("client", 2, LinkAction.Lose)] });
        foreach (var text in "abc") course.Send(text.ToString());

        Assert.Equal("ca", course.Receive().Order);
    }

    [Fact]
    public void Nobody_overtakes_what_another_host_has_sent()
    {
        var course = new Course(new LinkSetup { Script = [new("client", 1, LinkAction.Swap)] });
        course.Send("a");
        course.Send("b", from: "server");
        course.Send("c", at: 0.5);

        Assert.Equal("bca", course.Receive().Order);
        Assert.Equal(0.54, course.Arrived[^1].ArrivesAt.Seconds);
    }

    [Fact]
    public void One_hosts_segments_change_nothing_of_anothers_luck()
    {
        var setup = new LinkSetup { Loss = 0.5, Jitter = TimeSpan.FromSeconds(1) };
        var (alone, busy) = (new Course(setup), new Course(setup));
        for (var i = 0; i < 50; i++)
        {
            busy.Send("", from: "server");
            Assert.Equal(alone.Send("") with { Id = 0 }, busy.Send("") with { Id = 0 });
        }
    }

    [Fact]
    public void A_change_of_the_link_is_for_what_is_sent_afterwards()
    {
        var course = new Course(new LinkSetup { Delay = TimeSpan.FromSeconds(5) });
        course.Send("a");
        course.Link.Setup = new LinkSetup { Delay = TimeSpan.FromSeconds(1) };
        course.Send("b", from: "server");
        course.Send("c");

        Assert.Equal(["b1", "a5", "c5"], course.Receive().Arrived.Select(transit => $"{(char)transit.Segment.Payload.Span[0]}{transit.ArrivesAt.Seconds}"));
    }

    [Fact]
    public void An_error_takes_the_delay_and_no_chance()
    {
        var course = new Course(new LinkSetup { Loss = 1 });
        var error = new IcmpError(IcmpKind.TooBig, Course.Segment("").Connection, new(7), 1280);
        var sent = course.Link.Send("client", error, Instant.Zero);

        Assert.Equal(sent, Assert.Single(course.Receive().Arrived));
        Assert.Equal((0.04, error, error.Connection.Local.Host), (sent.ArrivesAt.Seconds, sent.Error, sent.To));
    }

    [Fact]
    public void One_flipped_bit_never_goes_unnoticed_wherever_it_is()
    {
        var segment = Course.Segment("odd", ControlBits.SynAck) with
        {
            Options = new SegmentOptions { MaximumSegmentSize = 1460, WindowScale = 7, SackPermitted = true, Timestamps = new(5, 9) },
        };
        var bytes = TcpCodec.Encode(segment);
        var seen = new HashSet<string>();
        for (var bit = 0UL; bit < (ulong)(bytes.Length * 8) - 4; bit++)
        {
            var corrupt = Corruption.Of(segment, bit);
            Assert.NotNull(corrupt.Checksum);
            var changed = TcpCodec.Encode(corrupt).Zip(bytes, (one, other) => int.PopCount(one ^ other)).Sum();
            Assert.Equal(1, changed);
            seen.Add(Convert.ToHexString(TcpCodec.Encode(corrupt)));
        }

        Assert.Equal((bytes.Length * 8) - 4, seen.Count);
    }

    [Fact]
    public void Noise_reaches_a_segment_without_text_too()
    {
        var course = new Course(new LinkSetup { Corruption = 1 });
        for (var i = 0; i < 100; i++) Assert.True(course.Send("").IsCorrupt);

        Assert.All(course.Receive().Arrived, transit => Assert.NotNull(transit.Segment.Checksum));
    }
}
