using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Playground.Client.Play.Ladder;
using Playground.Client.Play.Together;
using Playground.Contracts;

namespace Playground.Tests.Together;

/// <summary>What the page shows of the people in a room.</summary>
public class TogetherPartsTests : PageTest
{
    private readonly TogetherNow _now = new();
    private readonly RoomView _view = Views.Open with { Watchers = 2 };

    private static PersonView Me => new(1, "Curious Otter", "client");

    private static PersonView Friend => new(2, "Kind Otter", "server");

    private static PersonView Watcher => new(3, "Brave Lynx", null);

    private static TogetherView Three => new() { People = [Me, Friend, Watcher], Me = 1 };

    public TogetherPartsTests() => _now.Set(Three);

    [Fact]
    public void The_list_names_everybody_with_their_seats_and_counts_those_that_it_does_not_name()
    {
        var bar = Opened(Bar());
        Assert.Equal("4", bar.Find("#people strong").TextContent);
        Assert.Equal(
            ["Curious Otter you client", "Kind Otter server", "Brave Lynx watching", "and 1 more"], bar.FindAll(".list li").Select(Parts));
        Assert.Empty(bar.FindAll(".give, #away-limit"));
    }

    [Fact]
    public void Each_reaction_has_a_name_and_is_asked_for_with_a_click()
    {
        var bar = Opened(Bar());
        Assert.Equal(["thumbs up", "applause", "thinking", "surprise", "hooray", "hand up"], bar.FindAll(".reactions button").Select(button => button.GetAttribute("aria-label")));
        bar.Find("#react-Hand").Click();
        Assert.Equal(new React(Reaction.Hand), Assert.Single(Asked));
    }

    [Fact]
    public void A_reaction_is_shown_with_who_it_is_from_and_said_by_name()
    {
        var bar = Bar();
        Set(Three with { People = [Me, Friend, Watcher with { Reaction = Reaction.Hooray }] });
        bar.WaitForAssertion(() => Assert.Equal("🎉 Brave Lynx: hooray", Words(bar.Find(".cheers[role=status]").TextContent)));
    }

    [Fact]
    public void The_owner_sets_the_limit_and_gives_a_seat_free_whose_person_is_gone()
    {
        Set(Three with { IsOwner = true, MayGiveAway = true, People = [Me, Friend with { AwaySeconds = 70, IsGone = true }, Watcher] });
        var bar = Opened(Bar());
        bar.Find(".give").Click();
        bar.Find("#away-limit").Change("FiveMinutes");
        Assert.Equal([new GiveSeatAway("server"), new SetAwayLimit(AwayLimit.FiveMinutes)], Asked);
        Assert.Contains("away 1:10", Parts(bar.FindAll(".list li")[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attempt_has_no_limit_to_set()
    {
        Set(Three with { IsOwner = true });
        Assert.Empty(Opened(Bar(_view with { Attempt = Views.Attempt })).FindAll("#away-limit"));
    }

    [Fact]
    public void Nothing_is_drawn_anew_when_nothing_of_the_people_has_changed()
    {
        Set(Three with { People = [Me, Friend with { AwaySeconds = 70 }, Watcher] });
        var (bar, signs) = (Bar(), Signs(_view.Hosts[1] with { IsAway = true }));
        var (drawn, signed) = (bar.RenderCount, signs.RenderCount);
        Set(Three with { People = [Me, Friend with { AwaySeconds = 71 }, Watcher] });
        Set(Three with { People = [Me, Friend with { AwaySeconds = 72 }, Watcher], Pointers = [new PointerView(0, 2, "Kind Otter", 1)] });
        Assert.Equal((drawn, signed), (bar.RenderCount, signs.RenderCount));
    }

    [Fact]
    public void A_seat_shows_that_its_person_types_reacts_or_is_away_and_since_when()
    {
        var host = _view.Hosts[1];
        var signs = Signs(host);
        Assert.Empty(Words(signs.Markup));
        Set(Three with { People = [Me, Friend with { IsTyping = true, Reaction = Reaction.ThumbsUp }] });
        signs.WaitForAssertion(() => Assert.Equal("typing…", Words(signs.Find(".typing").TextContent)));
        Assert.Equal("thumbs up", signs.Find(".reaction").GetAttribute("aria-label"));
        Set(Three with { People = [Me, Friend with { AwaySeconds = 40 }] });
        signs.Render(p => p.Add(s => s.Host, host with { IsAway = true }));
        Assert.Equal("away 0:40", Words(signs.Find(".away").TextContent));
        Assert.Empty(signs.FindAll(".typing"));
    }

    [Fact]
    public void Nobody_is_told_that_they_type_themselves()
    {
        Set(Three with { People = [Me with { IsTyping = true }, Friend] });
        Assert.Empty(Signs(_view.Hosts[0]).FindAll(".typing"));
    }

    [Fact]
    public void A_row_that_somebody_points_at_is_framed_with_their_name_and_can_be_gone_to()
    {
        var ladder = Ladder();
        Set(Three with { Pointers = [new PointerView(1, 2, "Kind Otter", 7), new PointerView(99, 3, "Brave Lynx", 8)] });
        ladder.WaitForAssertion(() => Assert.Equal("☞ Kind Otter", Words(Assert.Single(ladder.FindAll(".finger")).TextContent)));
        Assert.Equal("☞ Kind Otter points at a row Show", Words(ladder.FindAll(".call")[1].TextContent));
        ladder.FindAll(".call")[1].Click();
        ladder.FindAll(".call")[0].Click();
        Assert.Equal("0", ladder.Find("[data-row='1'] .hit").GetAttribute("tabindex"));
    }

    [Fact]
    public void Who_points_sees_the_frame_and_needs_no_call()
    {
        Set(Three with { Pointers = [new PointerView(1, 1, "Curious Otter", 7)] });
        var ladder = Ladder();
        Assert.Single(ladder.FindAll(".finger"));
        Assert.Empty(ladder.FindAll(".call"));
    }

    [Fact]
    public async Task One_points_from_the_details_of_a_row_and_with_a_key()
    {
        var pointed = new List<int>();
        var ladder = Ladder(pointed.Add);
        ladder.Find("[data-row='1']").Click();
        ladder.Find("#point").Click();
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("l", 2));
        Assert.Equal([1, 2], pointed);
    }

    [Fact]
    public void Where_there_is_nobody_to_show_it_one_does_not_point()
    {
        var ladder = Render<LadderDiagram>(p => p.Add(l => l.View, _view));
        ladder.Find("[data-row='1']").Click();
        Assert.Empty(ladder.FindAll("#point, .finger, .call"));
    }

    [Fact]
    public void Who_lost_their_seat_hears_who_gave_it_free_and_takes_it_again_while_it_is_free()
    {
        var free = _view with { Seat = null, Hosts = _view.Hosts.SetItem(1, _view.Hosts[1] with { Driver = HostDriver.Nobody }) };
        var note = Note(free);
        Assert.Contains("Calm Fox gave the server's seat free while you were away.", note.Find("[role=status]").TextContent, StringComparison.Ordinal);
        note.Find("#take-again").Click();
        Assert.Equal(new TakeSeat("server"), Assert.Single(Asked));

        var taken = Note(free with { Hosts = free.Hosts.SetItem(1, free.Hosts[1] with { Driver = HostDriver.Person, Person = "Brave Lynx" }) });
        Assert.Contains("Brave Lynx sits there now.", taken.Markup, StringComparison.Ordinal);
        Assert.Empty(taken.FindAll("#take-again"));
    }

    /// <summary>What stands beside each other, in a line.</summary>
    private static string Parts(IElement line) => Words(string.Join(' ', line.ChildNodes.Select(part => part.TextContent)));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Set(TogetherView now) => Renderer.Dispatcher.InvokeAsync(() => _now.Set(now)).GetAwaiter().GetResult();

    /// <summary>The browser opens the list, and says so.</summary>
    private static IRenderedComponent<PeopleBar> Opened(IRenderedComponent<PeopleBar> bar)
    {
        Assert.Empty(bar.FindAll(".list *"));
        bar.Find(".list").TriggerEvent("ontoggle", EventArgs.Empty);
        return bar;
    }

    private IRenderedComponent<PeopleBar> Bar(RoomView? view = null) => Render<PeopleBar>(p => p
        .AddCascadingValue(_now).Add(b => b.View, view ?? _view).Add(b => b.Ask, Ask));

    private IRenderedComponent<SeatSigns> Signs(HostView host) => Render<SeatSigns>(p => p.AddCascadingValue(_now).Add(s => s.Host, host));

    private IRenderedComponent<LostSeatNote> Note(RoomView view) => Render<LostSeatNote>(p => p
        .Add(n => n.Lost, new LostSeat("server", "Calm Fox")).Add(n => n.View, view).Add(n => n.Ask, Ask));

    private IRenderedComponent<LadderDiagram> Ladder(Action<int>? onPoint = null) => Render<LadderDiagram>(p => p
        .AddCascadingValue(_now).Add(l => l.View, _view).Add(l => l.OnPoint, EventCallback.Factory.Create<int>(this, onPoint ?? (_ => { }))));
}
