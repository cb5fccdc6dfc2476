using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Playground.Client.Captures;
using Playground.Client.Play.Ladder;
using Playground.Client.Play.Seats;
using Playground.Client.Play.Together;
using Playground.Client.Widgets;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>The ladder's parts and some small ones, each by itself.</summary>
public class LadderPartsTests : PageTest
{
    private static readonly LadderLanes s_lanes = new(Views.Open.Hosts, hasElsewhere: false);

    private readonly List<int> _told = [];

    [Fact]
    public void The_tools_say_the_zoom_and_ask_for_a_step_of_it_and_for_the_next_event_either_way()
    {
        var zoomed = new List<int>();
        var kinds = new List<LadderEventKind>();
        var tools = Render<LadderTools>(p => p.Add(t => t.Zoom, 125).Add(t => t.OnJump, _told.Add).Add(t => t.OnZoom, zoomed.Add).Add(t => t.KindChanged, kinds.Add));
        Assert.Equal("Zoom in, now 125 %", tools.Find("#zoom-in").GetAttribute("aria-label"));
        foreach (var button in (string[])["#next-event", "#previous-event", "#zoom-in", "#zoom-out"]) tools.Find(button).Click();
        tools.Find("select").Change("Loss");
        tools.Find("select").Change("nonsense");
        Assert.Equal([1, -1], _told);
        Assert.Equal([1, -1], zoomed);
        Assert.Equal([LadderEventKind.Loss], kinds);
        tools.Render(p => p.Add(t => t.IsText, true));
        Assert.Equal("true", tools.Find("#as-text").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void A_state_that_a_host_began_in_is_no_button_and_a_change_is_one()
    {
        var began = Render<StateBox>(p => p.Add(s => s.State, TcpState.Listen));
        Assert.Empty(began.FindAll("[role=button]"));
        Assert.Equal("LISTEN", began.Find("text").TextContent);
        var change = Render<StateBox>(p => p.Add(s => s.State, TcpState.SynSent).Add(s => s.Row, new StateRow(Views.At(0), "client", TcpState.Closed, TcpState.SynSent)).Add(s => s.Key, 3).Add(s => s.IsStop, true).Add(s => s.OnPick, _told.Add));
        Assert.Equal("0", change.Find("[role=button]").GetAttribute("tabindex"));
        Assert.Contains("CLOSED → SYN-SENT", change.Find("[role=button]").GetAttribute("aria-label"), StringComparison.Ordinal);
        change.Find(".state").Click();
        Assert.Equal([3], _told);
    }

    [Theory]
    [InlineData("client", "server")]
    [InlineData("server", "client")]
    [InlineData("attacker", "client-3")]
    [InlineData("client-3", "attacker")]
    public void A_label_among_many_lines_stays_inside_the_ladder_of_a_phone(string from, string to)
    {
        LadderLanes lanes = new([.. ((string[])["client", "server", "client-2", "client-3", "attacker"]).Select(name => Views.Open.Hosts[0] with { Name = name })], hasElsewhere: false);
        var row = (SegmentRow)Views.Theirs(0, "SYN, ACK", 4_000_000_000, 4_000_000_001) with { From = from, To = to };
        var arrow = Render<LadderArrow>(p => p.Add(a => a.Placed, new PlacedArrow(0, row, 0, 60)).Add(a => a.Lanes, lanes).Add(a => a.Sides, SidesOf(Views.Open)));
        var label = arrow.Find(".tag.tight rect");
        var at = Number(label.ParentElement!.ParentElement!.GetAttribute("x")!.TrimEnd('%')) / 100 * 260;
        Assert.InRange(at + (0.6 * Number(label.GetAttribute("x")!)), -54, 260);
        Assert.InRange(at + (0.6 * (Number(label.GetAttribute("x")!) + Number(label.GetAttribute("width")!))), 0, 314);
        Assert.Contains("ack=4 000 000 001", arrow.Find(".tag text").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);

        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("SYN", "", "[SYN] seq=714 025 811")]
    [InlineData("ACK", "7", "[ACK] seq=714 025 811 ack=7")]
    [InlineData("ACK", "", "[ACK] seq=714 025 811 ack=?")]
    [InlineData("SYN", "a number too long to stand there", "[SYN] seq=714 025 811")]
    public void The_ghost_says_what_is_typed_so_far(string flags, string ack, string says) =>
        Assert.Equal(says, Ghost(new SegmentDraft { Flags = flags, Seq = $"{Views.X}", Ack = ack }).Find("text").TextContent.Replace('\u00a0', ' '));

    [Fact]
    public void There_is_no_ghost_of_a_segment_without_flags() => Assert.Empty(Ghost(new SegmentDraft { Seq = "1" }).FindAll(".ghost"));

    [Fact]
    public void An_ICMP_error_says_its_kind_and_the_next_hop_s_size_and_has_no_head_while_it_flies()
    {
        var row = new IcmpRow(Views.At(10), "", "client", IcmpKind.TooBig, "192.0.2.10:54846 → 192.0.2.80:80", 7, 1280, Views.At(50), SegmentFate.OnTheWay, false);
        var drawn = Render<LadderIcmp>(p => p.Add(i => i.Placed, new PlacedArrow(5, row, 10, 50)).Add(i => i.Lanes, s_lanes).Add(i => i.OnPick, _told.Add));
        Assert.StartsWith("ICMP", drawn.Find("text").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("1280", drawn.Find("text").TextContent, StringComparison.Ordinal);
        Assert.Null(drawn.Find(".shaft").GetAttribute("marker-end"));
        Assert.Equal(("50%", "0%"), (drawn.Find(".shaft").GetAttribute("x1"), drawn.Find(".shaft").GetAttribute("x2")));
        drawn.Find(".icmp").Click();
        drawn.Render(p => p.Add(i => i.Placed, new PlacedArrow(5, row with { Fate = SegmentFate.Arrived }, 10, 50)));
        Assert.Equal("url(#head-warn)", drawn.Find(".shaft").GetAttribute("marker-end"));
        Assert.Equal([5], _told);
    }

    [Fact]
    public void A_long_wait_is_a_gap_in_every_lifeline_and_says_how_long_it_was()
    {
        var gap = Render<LadderBreak>(p => p.Add(b => b.Placed, new PlacedBreak(TimeSpan.FromSeconds(3), 40)).Add(b => b.Lanes, s_lanes));
        Assert.Equal(["0%", "100%"], gap.FindAll("svg:has(.gap)").Select(at => at.GetAttribute("x")));
        Assert.Contains(LadderWords.Brief(TimeSpan.FromSeconds(3)), gap.Find(".wait").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attacker_s_end_goes_from_a_name_to_an_address_and_back()
    {
        var picked = new List<string>();
        var picker = Render<EndPicker>(p => p.Add(e => e.Id, "to").Add(e => e.Label, "To").Add(e => e.Value, "").Add(e => e.Usual, "server").Add(e => e.Hosts, Views.Open.Hosts).Add(e => e.AnyAddress, true).Add(e => e.ValueChanged, picked.Add));
        Assert.Equal("server", picker.Find("select").GetAttribute("value"));
        picker.Find("select").Change("?");
        picker.Find("#to-address").Input(" 192.0.2.9 ");
        picker.Find("select").Change("server");
        Assert.Equal(["", "192.0.2.9", ""], picked);
        Assert.Empty(picker.FindAll("#to-address"));
    }

    [Fact]
    public void One_connection_is_no_choice_and_of_two_to_the_same_peer_the_ports_are_told()
    {
        var one = new ConnectionView("server", "192.0.2.10:54846", "192.0.2.80:80", true, Views.Open.Ledger!);
        var two = one with { Local = "192.0.2.10:54847" };
        var chosen = new List<ConnectionView>();
        Assert.Empty(Render<ConnectionSwitch>(p => p.Add(s => s.View, Views.Open with { Connections = [one] }).Add(s => s.Current, one)).FindAll("button"));
        var switches = Render<ConnectionSwitch>(p => p.Add(s => s.View, Views.Open with { Connections = [one, two] }).Add(s => s.Current, one).Add(s => s.OnChoose, chosen.Add));
        Assert.Equal(["server 54846→80 ESTABLISHED", "server 54847→80 ESTABLISHED"], switches.FindAll("button").Select(button => button.TextContent));
        Assert.Equal(["true", "false"], switches.FindAll("button").Select(button => button.GetAttribute("aria-pressed")));
        switches.FindAll("button")[1].Click();
        Assert.Same(two, Assert.Single(chosen));
    }

    [Theory]
    [InlineData(true, "✓ copied")]
    [InlineData(false, "Copy")]
    public void A_copy_says_so_only_where_the_browser_has_taken_it(bool isTaken, string says)
    {
        JSInterop.SetupModule("./_content/Playground.Client/Widgets/CopyButton.razor.js").Setup<bool>("copy", "K7QF2M").SetResult(isTaken);
        var button = Render<CopyButton>(p => p.Add(b => b.Make, () => "K7QF2M").AddChildContent("Copy"));
        button.Find("button").Click();
        Assert.Equal(says, button.Find("button").TextContent.Trim());
    }

    [Fact]
    public void How_long_somebody_is_away_counts_on_in_the_browser_from_what_the_server_says()
    {
        var module = JSInterop.SetupModule("./_content/Playground.Client/Play/Together/AwayClock.razor.js");
        module.SetupVoid("run", _ => true).SetVoidResult();
        var clock = Render<AwayClock>(p => p.Add(c => c.Seconds, 125));
        Assert.Equal("2:05", clock.Find(".num").TextContent);
        Assert.Equal(125, Assert.Single(module.Invocations["run"]).Arguments[1]);
        clock.Render(p => p.Add(c => c.Seconds, 130));
        Assert.Equal("2:05", clock.Find(".num").TextContent);
    }

    [Fact]
    public void A_capture_s_place_says_its_limits_and_takes_nothing_before_the_page_is_live()
    {
        var drop = Render<CaptureDrop>();
        Assert.Contains("up to 10 MB and 20\u2009000 segments", drop.Find("label").TextContent, StringComparison.Ordinal);
        Assert.False(drop.Find("fieldset").HasAttribute("disabled"));
        Assert.Contains("Nothing of it is kept", drop.Find("small").TextContent, StringComparison.Ordinal);
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.True(Render<CaptureDrop>(p => p.Add(d => d.IsSmall, true)).Find("fieldset").HasAttribute("disabled"));
    }

    private IRenderedComponent<LadderGhost> Ghost(SegmentDraft draft) => Render<LadderGhost>(p => p
        .Add(g => g.Draft, draft).Add(g => g.From, "client").Add(g => g.To, "server").Add(g => g.Lanes, s_lanes).Add(g => g.Sides, SidesOf(Views.Open)));
}
