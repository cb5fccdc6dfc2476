using System.Collections.Immutable;
using Bunit;
using Playground.Client.Play.Steering;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>The controls of time and link.</summary>
public class SteeringTests : PageTest
{
    private static readonly RoomView s_linked = Views.Fresh with { Link = new LinkView(new LinkSettings(), ImmutableSortedDictionary<string, LinkSettings>.Empty, []) };

    private IRenderedComponent<TimeControls> Time(RoomView view) => Render<TimeControls>(p => p.Add(t => t.View, view).Add(t => t.Ask, Ask));

    private IRenderedComponent<LinkCard> Link(RoomView view) => Render<LinkCard>(p => p.Add(l => l.View, view).Add(l => l.Ask, Ask));

    [Theory]
    [InlineData("slower", 0.5)]
    [InlineData("faster", 2)]
    public void Time_is_asked_to_run_one_step_slower_or_faster(string button, double pace)
    {
        Time(Views.Fresh).Find($"#{button}").Click();
        Assert.Equal(new SetPace(pace), Assert.Single(Asked));
    }

    [Theory]
    [InlineData(0.25, "slower", "¼×")]
    [InlineData(8, "faster", "8×")]
    public void At_the_end_there_is_no_further_step(double pace, string button, string says)
    {
        var time = Time(Views.Fresh with { Clock = Views.Fresh.Clock with { Pace = pace } });
        Assert.True(time.Find($"#{button}").HasAttribute("disabled"));
        Assert.Equal(says, time.Find("#pace").TextContent);
    }

    [Fact]
    public void Time_stops_runs_on_and_steps()
    {
        var time = Time(Views.Fresh);
        time.Find("#clock").Click();
        time.Find("#step").Click();
        time.Render(p => p.Add(t => t.View, Views.Fresh with { Clock = Views.Fresh.Clock with { IsPaused = true } }));
        Assert.Equal("Resume time", time.Find("#clock").GetAttribute("aria-label"));
        time.Find("#clock").Click();
        Assert.Equal([new PauseClock(), new StepClock(), new ResumeClock()], Asked);
    }

    [Fact]
    public void Who_watches_reads_what_time_and_link_do_and_has_nothing_to_press()
    {
        var watching = s_linked with { Seat = null };
        var time = Time(watching);
        Assert.Empty(time.FindAll("button"));
        Assert.Equal("1×", time.Find("#pace").TextContent);
        time.Render(p => p.Add(t => t.View, watching with { Clock = watching.Clock with { IsPaused = true } }));
        Assert.Equal("time stands", time.Find("#pace").TextContent);

        var link = Link(watching);
        Assert.Empty(link.FindAll("button, input, details"));
        Assert.Contains("40 ms, 0 % lost", link.Find("section").TextContent, StringComparison.Ordinal);
        link.Render(p => p.Add(l => l.View, s_linked));
        Assert.NotEmpty(link.FindAll("summary"));
    }

    [Fact]
    public void A_dial_changes_its_own_number_and_leaves_the_others()
    {
        var view = s_linked with { Link = s_linked.Link! with { All = new LinkSettings { DelayMs = 100, LossPercent = 5 } } };
        Unfold(Link(view)).Find("input[aria-label=Lost]").Change("30");
        Assert.Equal(new SetLink(new LinkSettings { DelayMs = 100, LossPercent = 30 }), Assert.Single(Asked));
    }

    [Fact]
    public void One_direction_is_turned_alone_once_it_is_chosen()
    {
        var link = Unfold(Link(s_linked));
        link.FindAll(".way").Single(way => way.TextContent == "from the server").Click();
        link.Find("input[aria-label=Delay]").Change("200");
        link.Find("#touch-lose").Click();

        Assert.Equal([new SetLink(new LinkSettings { DelayMs = 200 }, "server"), new TouchNext(LinkTouch.Lose, "server")], Asked);
        Assert.Equal("true", link.FindAll(".way").Single(way => way.TextContent == "from the server").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void What_waits_for_its_segment_is_said()
    {
        var waiting = s_linked with { Link = s_linked.Link! with { Touches = [new TouchNext(LinkTouch.Lose), new TouchNext(LinkTouch.Hold)] } };
        Assert.Equal("2 are waiting for their segments", Unfold(Link(waiting)).Find("[role=status]").TextContent);
    }

    [Theory]
    [InlineData("1", LinkTouch.Lose)]
    [InlineData("5", LinkTouch.Swap)]
    public void Each_touch_has_its_key(string key, LinkTouch touch) => Assert.Equal(touch, LinkCard.OfKey(key));

    [Theory]
    [InlineData("6")]
    [InlineData("10")]
    [InlineData("")]
    public void Other_keys_touch_nothing(string key) => Assert.Null(LinkCard.OfKey(key));

    [Theory]
    [InlineData(1, "The next segment arrives about 6 s late by your clock: 400 ms of the link's time")]
    [InlineData(0.25, "The next segment arrives about 6 s late by your clock: 100 ms of the link's time")]
    [InlineData(8, "The next segment arrives about 1.1 s late by your clock: 600 ms of the link's time")]
    public void How_late_a_held_segment_comes_is_said_for_the_pace_of_the_room(double pace, string says)
    {
        var view = s_linked with { Clock = s_linked.Clock with { Speed = pace / 15, Pace = pace }, Link = new LinkView(new LinkSettings { DelayMs = 40 }, ImmutableSortedDictionary<string, LinkSettings>.Empty, []) };
        var link = Render<LinkCard>(p => p.Add(c => c.View, view).Add(c => c.Ask, Ask));
        Assert.Equal(says, Unfold(link).Find("#touch-hold").GetAttribute("title"));
    }
}
