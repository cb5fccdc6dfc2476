using AngleSharp.Dom;
using Bunit;
using Playground.Client.Numbers;
using Playground.Client.Play;
using Playground.Client.Play.Composing;
using Playground.Client.Play.Seats;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>Many seats on one link: who is there, whom a segment goes to, and whose connection is shown.</summary>
public class SeatsTests : PageTest
{
    private SegmentDraft _draft = new();

    private IRenderedComponent<RoomBar> Bar(RoomView view) => Render<RoomBar>(p => p.Add(b => b.View, view).Add(b => b.Ask, Ask));

    private IRenderedComponent<HostsDialog> Hosts(RoomView view)
    {
        var dialog = Render<HostsDialog>(p => p.Add(d => d.View, view).Add(d => d.Ask, Ask));
        dialog.InvokeAsync(dialog.Instance.OpenAsync);
        return dialog;
    }

    private IRenderedComponent<Composer> Compose(RoomView view) => Render<Composer>(p => p
        .Add(c => c.View, view).Add(c => c.Sides, SidesOf(view)).Add(c => c.Ask, Ask).Add(c => c.DraftChanged, draft => _draft = draft));

    [Fact]
    public void Every_host_has_its_pill_in_a_hue_of_its_own_and_further_ones_another_shape()
    {
        var pills = Bar(Crowds.At("client")).FindAll(".seat");
        Assert.Equal(["client", "server", "client-2", "server-2", "attacker"], pills.Select(pill => pill.QuerySelector("b")!.TextContent));
        Assert.Equal(
            ["ink-client", "ink-server", "ink-client-2", "ink-server-2", "ink-attacker"],
            pills.Select(pill => pill.ClassList.Single(name => name.StartsWith("ink-", StringComparison.Ordinal))));
        Assert.Equal(["client", "server", "client-2", "server-2", "attacker"], pills.Select(pill => pill.QuerySelector(".lamp")!.ClassList[1]));
        Assert.Contains("on the path", pills[4].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_is_a_plain_button_for_who_received_it()
    {
        var view = Crowds.At("client");
        var bar = Bar(view with { Hosts = view.Hosts.SetItem(1, view.Hosts[1] with { Swap = SwapOffer.Received }) });
        bar.FindAll(".seat button").Single().Click();
        Assert.Equal(new SwapSeats("server"), Assert.Single(Asked));
        bar.Render(p => p.Add(b => b.View, view with { Hosts = view.Hosts.SetItem(1, view.Hosts[1] with { Swap = SwapOffer.Made }) }));
        Assert.Contains("offered to swap", bar.FindAll(".seat")[1].TextContent, StringComparison.Ordinal);
        Assert.Empty(bar.FindAll(".seat button"));
    }

    [Fact]
    public void Who_opened_the_room_adds_hosts_and_removes_those_at_which_nobody_sits()
    {
        var view = Crowds.At("client");
        var dialog = Hosts(view);
        Assert.Equal(["Remove the server-2"], dialog.FindAll("li button[aria-label]").Select(button => button.GetAttribute("aria-label")));
        dialog.Find("li button[aria-label]").Click();
        dialog.Find("#add-client").Click();
        dialog.Find("#add-server-engine").Click();
        Assert.True(dialog.Find("#add-attacker").HasAttribute("disabled"));
        dialog.Render(p => p.Add(d => d.View, view with { Hosts = view.Hosts.RemoveAt(4) }));
        dialog.Find("#add-attacker-path").Click();
        Assert.Equal<RoomAsk>(
            [new RemoveHost("server-2"), new AddHost(SeatRole.Client), new AddHost(SeatRole.Server, IsEngine: true), new AddHost(SeatRole.Attacker, IsOnPath: true)], Asked);
    }

    [Fact]
    public void A_full_link_says_so()
    {
        var view = Crowds.At("client");
        var full = Hosts(view with { Hosts = view.Hosts.Add(view.Hosts[2] with { Name = "client-3", Socket = "192.0.2.12:50002" }) });
        Assert.All(full.FindAll(".kind button"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.Equal("This link is full: it takes 6 hosts.", full.Find(".hint").TextContent);
    }

    [Fact]
    public void Anybody_seated_offers_to_swap_takes_it_back_and_declines()
    {
        var view = Crowds.At("client-2");
        var dialog = Hosts(view with
        {
            Hosts = view.Hosts.SetItem(0, view.Hosts[0] with { Swap = SwapOffer.Received }).SetItem(1, view.Hosts[1] with { Swap = SwapOffer.Made }),
        });
        Assert.Empty(dialog.FindAll(".kind"));
        foreach (var name in (string[])["Decline", "Take the offer back", "Offer to swap", "Swap seats"])
            dialog.FindAll("li button").Single(button => button.TextContent == name).Click();
        Assert.Equal<RoomAsk>(
            [new SwapSeats("client", IsWanted: false), new SwapSeats("server", IsWanted: false), new SwapSeats("attacker"), new SwapSeats("client")], Asked);
    }

    [Fact]
    public void Between_two_hosts_there_is_nobody_to_choose() => Assert.Empty(Compose(Views.Fresh).FindAll(".end"));

    [Fact]
    public void A_segment_goes_to_the_host_that_is_picked()
    {
        var composer = Compose(Crowds.At("client"));
        Assert.Equal(["destination"], composer.FindAll(".end select").Select(select => select.Id));
        Assert.Equal(["server", "client-2", "server-2", "attacker"], composer.FindAll("#destination option").Select(option => option.TextContent));
        Assert.Equal("server", composer.Find("#destination").GetAttribute("value"));
        composer.Find("#destination").Change("server-2");
        Assert.Equal("server-2", _draft.Destination);
        composer.Find("form").Submit();
        Assert.Equal("server-2", Assert.IsType<SendSegment>(Assert.Single(Asked)).Draft.Destination);
        composer.Find("#destination").Change("server");
        Assert.Equal("", _draft.Destination);
    }

    [Fact]
    public void An_attacker_picks_a_source_and_types_any_address()
    {
        var composer = Compose(Crowds.At("attacker"));
        composer.Find("#source").Change("server");
        composer.Find("#destination").Change("?");
        composer.Find("#destination-address").Input("198.51.100.7");
        Assert.Equal(("server", "198.51.100.7"), (_draft.Source, _draft.Destination));
        Assert.Equal("198.51.100.7", composer.Find("#destination-address").GetAttribute("value"));
        composer.Render();
        Assert.Equal("198.51.100.7", composer.Find("#destination-address").GetAttribute("value"));
    }

    [Fact]
    public void What_is_wrong_with_an_address_is_said_at_it()
    {
        Gateway.Answer = new Reply(new Refusal(RefusalKind.BadField, new("no"), new FieldProblem(SegmentField.Source, new("'moon' is neither a host of this link nor an IPv4 address."))));
        var composer = Compose(Crowds.At("attacker"));
        composer.Find("#source").Change("?");
        composer.Find("#source-address").Input("moon");
        composer.Find("form").Submit();
        composer.WaitForAssertion(() => Assert.Equal("'moon' is neither a host of this link nor an IPv4 address.", composer.Find("#source-problem").TextContent.Trim()));
        Assert.Equal("true", composer.Find("#source-address").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_forged_segment_of_which_nothing_is_said_goes_at_the_first_press()
    {
        var composer = Compose(Crowds.At("attacker"));
        composer.Find("#assistance").Change(nameof(Assistance.Check));
        composer.Find("#source").Change("server");
        composer.Find("form").Submit();
        Assert.Equal([typeof(CheckDraft), typeof(SendSegment)], Asked.Select(ask => ask.GetType()));
    }

    [Fact]
    public void The_tcb_and_the_switch_follow_the_connection_of_the_draft()
    {
        var view = Crowds.At("server", ("client", Crowds.Open(9000, 1000)), ("client-2", Crowds.Open(8000, 2000)));
        Gateway.Show(view with { Draft = new SegmentDraft { Flags = "ACK", Seq = "1" } });
        var page = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        page.WaitForAssertion(() => Assert.Equal(["client ESTABLISHED", "client-2 ESTABLISHED"], page.FindAll(".connections button").Select(button => button.TextContent)));
        Assert.Contains("9\u00a0000", page.Find(".ledger").TextContent, StringComparison.Ordinal);
        page.FindAll(".connections button")[1].Click();
        page.WaitForAssertion(() => Assert.Contains("8\u00a0000", page.Find(".ledger").TextContent, StringComparison.Ordinal));
        Assert.Equal("client-2", page.Find("#destination").GetAttribute("value"));
        Assert.Equal(["false", "true"], page.FindAll(".connections button").Select(button => button.GetAttribute("aria-pressed")));
        Assert.Contains("client-2's TCB is shut", page.Find(".ledger").TextContent, StringComparison.Ordinal);
        page.Find("#destination").Change("client");
        page.WaitForAssertion(() => Assert.Contains("9\u00a0000", page.Find(".ledger").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void No_tcb_is_shown_for_a_segment_in_anothers_name()
    {
        Gateway.Show(Crowds.At("attacker"));
        var page = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        page.WaitForAssertion(() => Assert.Equal("CLOSED", page.Find(".ledger .state").TextContent));
        page.Find("#source").Change("client");
        page.WaitForAssertion(() => Assert.Contains("belongs to no connection of yours", page.Find(".forger").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".ledger"));
        page.Find("#source").Change("attacker");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".forger")));
    }

    [Fact]
    public void The_numbers_of_each_two_hosts_count_from_their_own_isns()
    {
        var view = Crowds.At("server") with
        {
            Rows = [Syn("client", "server", 1000), Syn("server", "client", 9000), Syn("client-2", "server", 500_000_000), Syn("server", "client-2", 700_000_000)],
        };
        var sides = Sides.Of(view);
        Assert.Equal(("client", "server", 1000u, 9000u), (sides.Left, sides.Right, sides.LeftIsn!.Value, sides.RightIsn!.Value));
        var other = sides.Between("server", "client-2")!;
        Assert.Equal(("client-2", "server", 500_000_000u, 700_000_000u), (other.Left, other.Right, other.LeftIsn!.Value, other.RightIsn!.Value));
        Assert.Equal((Side.Client, Side.Server), (sides.Guess(500_000_001)!.Value, sides.Guess(700_000_001)!.Value));
        Assert.Null(sides.Between("client", "client-2"));
        Assert.Equal(sides, Sides.Of(view with { Version = 9 }));
        Assert.NotEqual(sides, Sides.Of(view with { Rows = view.Rows.RemoveAt(3) }));
    }

    [Theory]
    [InlineData(false, "You are beside the link: you hear only what is addressed to you.")]
    [InlineData(true, "You are on the path: you hear whatever is put on the link.")]
    public void An_attacker_is_told_what_they_hear(bool isOnPath, string says)
    {
        var view = Crowds.At("attacker");
        var line = VerdictLine.Of(view with { Hosts = view.Hosts.SetItem(4, view.Hosts[4] with { IsOnPath = isOnPath }) });
        Assert.Equal(("You are the attacker.", says), (line.Headline.ToString(), line.Next!.ToString()));
    }

    [Fact]
    public void Of_a_forged_segment_its_sender_hears_no_more()
    {
        var view = Crowds.At("attacker");
        var forged = Syn("attacker", "client", 5) with { IsMine = true, Forges = "192.0.2.80:80", Fate = SegmentFate.OnTheWay };
        Assert.Equal("Sent in the name of 192.0.2.80:80.", VerdictLine.Of(view with { Rows = [forged] }).Headline.ToString());
    }

    private static SegmentRow Syn(string from, string to, uint seq) => Views.Mine(0, "SYN", seq, 0) with { From = from, To = to, IsMine = false };
}
