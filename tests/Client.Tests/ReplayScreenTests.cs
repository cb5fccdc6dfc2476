using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client.Play.Replaying;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>A room's past on the screen.</summary>
public class ReplayScreenTests : PageTest
{
    private static readonly Sentence s_why = new("Nobody may look ahead.");

    private IRenderedComponent<ReplayScreen> Screen(params ImmutableArray<ReplayMatch> matches)
    {
        Gateway.Replay = new(new Past(matches));
        return Render<ReplayScreen>(p => p.Add(s => s.Code, Views.Code));
    }

    [Fact]
    public void It_begins_at_the_beginning_and_goes_from_event_to_event()
    {
        var screen = Screen(new ReplayMatch(Views.At(81), "client", null));
        Assert.Equal("0", screen.Find("#at").GetAttribute("value"));
        Assert.True(screen.Find("#back").HasAttribute("disabled"));
        foreach (var moment in (string[])["0.040s", "0.041s", "0.081s"])
        {
            screen.Find("#on").Click();
            Assert.StartsWith(moment, screen.Find("#now").TextContent, StringComparison.Ordinal);
        }

        Assert.True(screen.Find("#on").HasAttribute("disabled"));
        screen.Find("#back").Click();
        Assert.StartsWith("0.041s", screen.Find("#now").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slider_goes_to_any_moment()
    {
        var screen = Screen(new ReplayMatch(Views.At(80), "client", null));
        screen.Find("#at").Input("200");
        Assert.StartsWith("0.040s", screen.Find("#now").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Playing_on_opens_a_room_of_its_own_from_that_moment()
    {
        var screen = Screen(new ReplayMatch(Views.At(80), "client", null));
        screen.Find("#at").Input("200");
        screen.Find("#branch").Click();
        Assert.Equal(new OpenBranch(Views.Code, 0, Views.At(40)), Assert.Single(Gateway.Opened));
        Assert.EndsWith($"r/{Views.Code}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_may_play_on_it_says_why()
    {
        var screen = Screen(new ReplayMatch(Views.At(80), null, s_why));
        Assert.Empty(screen.FindAll("#branch"));
        Assert.Contains(s_why.Text, screen.Markup, StringComparison.Ordinal);
        Assert.Contains("as the wire heard it", screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_look_goes_to_the_room_and_where_there_is_no_room_another_code_is_asked_for()
    {
        Gateway.Replay = new(null, new Refusal(RefusalKind.NotHere, s_why));
        var screen = Render<ReplayScreen>(p => p.Add(s => s.Code, Views.Code));
        Assert.Contains(s_why.Text, screen.Markup, StringComparison.Ordinal);
        Assert.Equal($"r/{Views.Code}", screen.Find("a").GetAttribute("href"));
        Gateway.Replay = new(null, Refusal.NoSuchRoom);
        screen = Render<ReplayScreen>(p => p.Add(s => s.Code, Views.Code));
        Assert.Empty(screen.FindAll("a"));
        Assert.NotNull(screen.Find("#join-here"));
    }

    [Fact]
    public void The_last_match_is_shown_first_and_the_others_can_be_chosen()
    {
        var screen = Screen(new ReplayMatch(Views.At(40), "client", null), new ReplayMatch(Views.At(80), "client", null));
        Assert.EndsWith("0.080s", screen.Find("#now").TextContent, StringComparison.Ordinal);
        screen.Find("#match").Change("0");
        Assert.EndsWith("0.040s", screen.Find("#now").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_owner_shares_it()
    {
        Screen(new ReplayMatch(Views.At(80), "client", null)).Find("#shared").Change(true);
        Assert.Equal(new ShareReplay(true), Assert.Single(Asked));
    }

    [Fact]
    public void What_may_not_be_seen_is_a_sentence_and_a_way_back()
    {
        var screen = Render<ReplayScreen>(p => p.Add(s => s.Code, Views.Code));
        Assert.Contains("This replay is not yours.", screen.Markup, StringComparison.Ordinal);
        Assert.Equal($"r/{Views.Code}", screen.Find("a").GetAttribute("href"));
    }

    private sealed class Past(ImmutableArray<ReplayMatch> matches) : IReplay
    {
        public RoomCode Room => Views.Code;

        public ImmutableArray<ReplayMatch> Matches => matches;

        public bool IsOwner => true;

        public bool IsShared => false;

        public RoomView At(int match, Instant at) => Views.Answered with
        {
            Clock = new ClockView(at, 1 / 15.0, true),
            Rows = [.. Views.Answered.Rows.Where(row => row.At <= at)],
        };
    }
}
