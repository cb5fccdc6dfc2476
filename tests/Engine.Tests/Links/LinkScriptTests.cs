using System.Text.Json;
using Playground.Engine.Links;
using Playground.Tcp;

namespace Playground.Tests.Links;

/// <summary>What a link is told to do to single segments.</summary>
public class LinkScriptTests
{
    [Theory]
    [InlineData(LinkAction.Lose, "acd")]
    [InlineData(LinkAction.Hold, "acdb")]
    [InlineData(LinkAction.Duplicate, "abbcd")]
    [InlineData(LinkAction.Swap, "acbd")]
    public void The_second_segment_is_what_the_script_makes_of_it(LinkAction action, string order)
    {
        var course = new Course(new LinkSetup { Script = [new("client", 2, action) { For = TimeSpan.FromSeconds(2) }] });
        foreach (var text in "abcd") course.Send(text.ToString());

        Assert.Equal(order, course.Receive().Order);
    }

    [Fact]
    public void A_held_segment_arrives_later_by_as_much_as_it_is_held()
    {
        var course = new Course(new LinkSetup { Script = [new(null, 1, LinkAction.Hold) { For = TimeSpan.FromSeconds(2) }] });
        Assert.Equal(new Sending(0, Fate.Held, Instant.FromSeconds(2.04)), course.Send("a"));
    }

    [Fact]
    public void The_first_of_two_copies_alone_is_corrupt()
    {
        var course = new Course(new LinkSetup { Script = [new(null, 1, LinkAction.Corrupt), new(null, 1, LinkAction.Duplicate)] });
        course.Send("a");

        Assert.Equal([false, true], course.Receive().Arrived.Select(transit => transit.Segment.Checksum is null));
    }

    [Theory]
    [InlineData("client", 0x02, 0x00, false, "-----x--")] // SYN
    [InlineData(null, 0x00, 0x00, false, "x-------")]
    [InlineData("server", 0x00, 0x00, false, "---x----")]
    [InlineData(null, 0x12, 0x00, false, "------x-")] // SYN and ACK
    [InlineData(null, 0x10, 0x08, true, "-x------")] // ACK and no PSH, with text
    [InlineData("client", 0x01, 0x00, false, "--------")] // FIN
    [InlineData(null, 0x00, 0x10, false, "-----x--")] // no ACK
    public void Only_segments_that_fit_count(string? from, int with, int without, bool withText, string lost)
    {
        var rule = new LinkRule(from, 1, LinkAction.Lose) { With = (ControlBits)with, Without = (ControlBits)without, WithText = withText };
        var course = new Course(new LinkSetup { Script = [rule] });
        course.Send("", bits: ControlBits.Ack);
        course.Send("t", bits: ControlBits.Ack);
        course.Send("t", bits: ControlBits.Ack | ControlBits.Psh);
        course.Send("", from: "server");
        course.Send("t", from: "server");
        course.Send("", bits: ControlBits.Syn);
        course.Send("", from: "server", bits: ControlBits.SynAck);
        course.Send("");

        Assert.Equal(lost, string.Concat(course.Sent.Select(sent => sent.Fate == Fate.LostByScript ? 'x' : '-')));
    }

    [Fact]
    public void Rules_for_the_same_segment_add_up_and_a_loss_ends_it_all()
    {
        var hold = new LinkRule(null, 1, LinkAction.Hold) { For = TimeSpan.FromSeconds(1) };
        var held = new Course(new LinkSetup { Script = [hold, hold with { For = TimeSpan.FromSeconds(2) }, new(null, 1, LinkAction.Duplicate)] });
        held.Send("a");
        var lost = new Course(new LinkSetup { Script = [hold, new(null, 1, LinkAction.Lose), new(null, 1, LinkAction.Duplicate)] });
        lost.Send("a");

        Assert.Equal([3.04, 3.04], held.Receive().Arrived.Select(transit => transit.ArrivesAt.Seconds));
        Assert.Empty(lost.Receive().Arrived);
    }

    [Fact]
    public void A_rule_counts_from_when_it_is_there_and_goes_on_counting_when_the_link_changes_around_it()
    {
        var third = new LinkRule("client", 3, LinkAction.Lose);
        var course = new Course(new LinkSetup { Script = [third] });
        course.Send("a");
        course.Link.Setup = new LinkSetup { Script = [third, third, new("client", 1, LinkAction.Lose)] };
        foreach (var text in "bcd") course.Send(text.ToString());

        Assert.Equal("ad", course.Receive().Order);
    }

    [Fact]
    public void A_setup_comes_back_from_json_as_it_went()
    {
        var setup = new LinkSetup
        {
            Delay = TimeSpan.FromMilliseconds(7), Jitter = TimeSpan.FromMilliseconds(3), Rate = 10_000, Queue = 4, Loss = 0.1, Duplication = 0.2,
            Reordering = 0.3, Corruption = 0.4, Mtu = 576,
            ByHost = System.Collections.Immutable.ImmutableDictionary<string, LinkPath>.Empty.Add("server", new LinkPath { Loss = 1 }),
            Script = [new("server", 2, LinkAction.Hold) { With = ControlBits.SynAck, Without = ControlBits.Fin, WithText = true, For = TimeSpan.FromSeconds(2) }],
        };
        var read = JsonSerializer.Deserialize<LinkSetup>(JsonSerializer.Serialize(setup))!;

        Assert.Equal(setup with { ByHost = read.ByHost, Script = read.Script }, read);
        Assert.Equal(setup.ByHost, read.ByHost);
        Assert.Equal(setup.Script, read.Script);
        Assert.Equal(40, JsonSerializer.Deserialize<LinkSetup>("{}")!.Delay.TotalMilliseconds);
    }
}
