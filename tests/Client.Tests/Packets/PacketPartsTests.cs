using Bunit;
using Microsoft.AspNetCore.Components;
using Playground.Client.Numbers;
using Playground.Client.Play.Packets;
using Playground.Filters;

namespace Playground.Tests.Packets;

/// <summary>The filter box and the pane around it, each by itself.</summary>
public class PacketPartsTests : PageTest
{
    private readonly List<string> _filters = [];
    private readonly List<int?> _chosen = [];

    [Fact]
    public void A_filter_is_told_at_each_key_that_leaves_it_whole_and_at_no_other()
    {
        var box = Box();
        foreach (var typed in (string[])["tcp", "tcp.", "tcp.len", "tcp.len >", "tcp.len > 0", ""]) Type(box, typed);
        Assert.Equal(["tcp", "tcp.len", "tcp.len > 0", ""], _filters);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("tcp.len > 0", "right")]
    [InlineData("tcp.len >", "wrong")]
    public void Whether_it_is_a_filter_is_seen_and_heard(string typed, string? kind)
    {
        var box = Box();
        Type(box, "tcp");
        Type(box, typed);
        var input = box.Find("#packet-filter");
        Assert.Equal(kind ?? "", input.ClassName ?? "");
        Assert.Equal(kind == "wrong" ? "true" : null, input.GetAttribute("aria-invalid"));
        Assert.Equal(kind == "wrong", box.Find("[role=status]").TextContent.Trim().Length > 0);
        Assert.Equal(input.GetAttribute("aria-describedby"), box.Find("[role=status]").Id);
    }

    [Fact]
    public void Up_from_nothing_offers_the_last_name_and_round_it_goes()
    {
        var box = Box();
        Type(box, "tcp.fl");
        var offers = box.FindAll("[role=option] code").Select(offer => offer.TextContent).ToList();
        Assert.Equal(8, offers.Count);
        Assert.Null(box.Find("input").GetAttribute("aria-activedescendant"));
        box.Find("input").KeyDown("ArrowUp");
        Assert.Equal("packet-filter-offer-7", box.Find("input").GetAttribute("aria-activedescendant"));
        box.Find("input").KeyDown("ArrowDown");
        Assert.Equal("packet-filter-offer-0", Assert.Single(box.FindAll("[aria-selected=true]")).Id);
        box.Find("input").KeyDown("Enter");
        Assert.Equal(offers[0], box.Find("input").GetAttribute("value"));
        Assert.Empty(box.FindAll("[role=option]"));
    }

    [Fact]
    public void Escape_closes_the_names_first_and_empties_the_box_then()
    {
        var box = Box();
        Type(box, "tcp.fl");
        box.Find("input").KeyDown("Escape");
        Assert.Equal(("false", "tcp.fl"), (box.Find("input").GetAttribute("aria-expanded"), box.Find("input").GetAttribute("value")));
        box.Find("input").KeyDown("Escape");
        Assert.Equal("", box.Find("input").GetAttribute("value"));
        Assert.Equal([""], _filters);
    }

    [Fact]
    public void Who_leaves_the_box_leaves_the_names_and_keeps_what_is_typed()
    {
        var box = Box();
        Type(box, "tcp.sr");
        Assert.Equal("true", box.Find("input").GetAttribute("aria-expanded"));
        box.Find("input").Blur();
        Assert.Equal(("false", "tcp.sr"), (box.Find("input").GetAttribute("aria-expanded"), box.Find("input").GetAttribute("value")));
    }

    [Theory]
    [InlineData("t")]
    [InlineData("tcp.len > 80")]
    [InlineData("tcp.srcport")]
    public void Nothing_is_offered_for_a_letter_a_number_or_a_whole_name(string typed)
    {
        var box = Box();
        Type(box, typed);
        Assert.Empty(box.FindAll("[role=option]"));
    }

    [Fact]
    public void The_box_is_not_drawn_anew_because_its_list_is()
    {
        var box = Box();
        Type(box, "tcp.len");
        var drawn = box.RenderCount;
        box.Render(p => p.Add(b => b.Id, "packet-filter"));
        box.Find("input").KeyDown("a");
        Assert.Equal(drawn, box.RenderCount);
    }

    [Fact]
    public void The_pane_counts_what_is_there_and_what_is_let_through()
    {
        var packets = Packets();
        var pane = Pane([]);
        Assert.Equal(("0 packets", "Nothing has been seen yet."), (pane.Find(".count").TextContent, pane.Find(".none").TextContent));
        pane.Render(p => p.Add(l => l.Packets, [packets[0]]));
        Assert.Equal("1 packet", pane.Find(".count").TextContent);
        pane.Render(p => p.Add(l => l.Packets, packets));
        pane.Find("#packets-filter").Input("tcp.len > 0");
        Assert.Equal("1 of 3", pane.Find(".count").TextContent);
        pane.Find("#packets-filter").Input("tcp.port == 1");
        Assert.Equal(("0 of 3", "No packet is let through by this filter."), (pane.Find(".count").TextContent, pane.Find(".none").TextContent));
    }

    [Fact]
    public void What_is_chosen_is_told_and_shown_and_stays_so_while_a_filter_hides_it()
    {
        var pane = Pane(Packets());
        pane.Find("[role=grid]").KeyDown("End");
        Assert.Equal("Fields of packet 3", pane.Find("[role=tree]").GetAttribute("aria-label"));
        pane.Find("#packets-filter").Input("tcp.flags.syn == 1");
        Assert.Equal("Fields of packet 3", pane.Find("[role=tree]").GetAttribute("aria-label"));
        pane.Find("[role=grid]").KeyDown("Escape");
        Assert.Empty(pane.FindAll("[role=tree]"));
        Assert.Equal([3, null], _chosen);
    }

    [Fact]
    public async Task A_packet_is_chosen_from_outside_and_let_go_when_it_is_no_more()
    {
        var packets = Packets();
        var pane = Pane(packets);
        await ChooseAsync(2);
        Assert.Equal("Fields of packet 2", pane.Find("[role=tree]").GetAttribute("aria-label"));
        pane.Render(p => p.Add(l => l.Packets, [packets[0]]));
        Assert.Empty(pane.FindAll("[role=tree]"));
        await ChooseAsync(9);
        Assert.Empty(pane.FindAll("[role=tree], [aria-selected=true]"));
        Assert.Equal([2, null], _chosen);

        // Who chooses hears of it, and hands down its parameters again.
        async Task ChooseAsync(int number)
        {
            await pane.InvokeAsync(() => pane.Instance.ChooseAsync(number));
            pane.Render(p => p.Add(l => l.Id, "packets"));
        }
    }

    [Fact]
    public void The_head_stands_before_the_filter_and_the_tools_behind_it_and_ids_are_the_panes_own()
    {
        var pane = Render<PacketPane>(p => p.Add(l => l.Packets, Packets()).Add(l => l.Id, "mine").Add(l => l.Head, "<h2>Packets</h2>").Add(l => l.Tools, "<i>tools</i>"));
        var head = pane.Find(".card-head").TextContent;
        Assert.Equal(["Packets", "3 packets", "tools"], new[] { "Packets", "3 packets", "tools" }.OrderBy(part => head.IndexOf(part, StringComparison.Ordinal)));
        Assert.Equal("H2", pane.Find(".card-head").FirstElementChild!.TagName);
        Assert.NotNull(pane.Find("#mine-filter"));
        Assert.Equal("mine-list", pane.Find("[role=grid]").Id);
    }

    private static void Type(IRenderedComponent<FilterBox> box, string text) => box.Find("input").Input(text);

    private static List<ListedPacket> Packets()
    {
        var track = new PacketTrack();
        return [.. new[] { PacketViews.Syn, PacketViews.SynAck, PacketViews.Text }.Select(segment => new ListedPacket(track.Next(segment, Views.At(0)), Side.Client))];
    }

    private IRenderedComponent<FilterBox> Box() => Render<FilterBox>(p => p.Add(b => b.FilterChanged, EventCallback.Factory.Create<DisplayFilter>(this, filter => _filters.Add(filter.Text))));

    private IRenderedComponent<PacketPane> Pane(IReadOnlyList<ListedPacket> packets) => Render<PacketPane>(p => p
        .Add(l => l.Packets, packets).Add(l => l.OnChosen, EventCallback.Factory.Create<ListedPacket?>(this, chosen => _chosen.Add(chosen?.Packet.Number))));
}
