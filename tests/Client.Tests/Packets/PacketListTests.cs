using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Playground.Captures;
using Playground.Client;
using Playground.Client.Play.Packets;
using Playground.Contracts;
using Playground.Tests.Captures;

namespace Playground.Tests.Packets;

public class PacketListTests : PageTest
{
    private IRenderedComponent<PacketList> List(RoomView view) => Render<PacketList>(p => p.Add(l => l.View, view).Add(l => l.Sides, SidesOf(view)));

    private static string[] Numbers(IRenderedComponent<PacketList> list) =>
        [.. list.FindAll("[role=row][aria-selected]").Select(row => row.QuerySelectorAll("[role=gridcell]")[1].TextContent)];

    private static void Filter(IRenderedComponent<PacketList> list, string text) => list.Find("#packets-filter").Input(text);

    [Fact]
    public void Packets_are_listed_as_capture_tools_list_them()
    {
        var list = List(PacketViews.View);
        Assert.Equal(["Sign", "No.", "Time", "Source", "Destination", "Protocol", "Length", "Info"], list.FindAll("[role=columnheader]").Select(head => head.TextContent));
        Assert.StartsWith("Seconds of the room's time", list.FindAll("[role=columnheader]")[2].GetAttribute("title"), StringComparison.Ordinal);
        string[] expected = ["◆opening", "2", "0.081000", "192.0.2.80", "192.0.2.10", "TCP", "44", "80 → 54846 [SYN, ACK] Seq=0 Ack=1 Win=65535 Len=0 MSS=1400"];
        Assert.Equal(expected, list.FindAll("[role=row][aria-selected]")[1].QuerySelectorAll("[role=gridcell]").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void What_is_remarkable_has_a_hue_a_sign_and_wiresharks_words()
    {
        var row = List(PacketViews.View).FindAll("[role=row][aria-selected]")[3];
        Assert.Contains("trouble", row.ClassList);
        Assert.Equal("!remarkable", row.QuerySelector(".sign")!.TextContent);
        Assert.StartsWith("[TCP Retransmission] 54846 → 80", row.QuerySelector(".info")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_room_whose_octets_cannot_be_read_is_listed_by_its_fields() =>
        Assert.Equal("80 → 54846 [SYN, ACK] Seq=0 Ack=1 Win=65535 Len=0", List(Views.Answered).FindAll(".info")[1].TextContent);

    [Fact]
    public void The_list_grows_with_the_room_and_a_rewind_takes_back()
    {
        var list = List(PacketViews.View);
        list.Render(p => p.Add(l => l.View, PacketViews.View with { Rows = PacketViews.View.Rows.Add(PacketViews.Heard(3000, PacketViews.SynAck)) }));
        Assert.Equal(["1", "2", "3", "4", "5"], Numbers(list));
        list.Render(p => p.Add(l => l.View, PacketViews.View with { Rows = PacketViews.View.Rows.RemoveRange(2, 3) }));
        Assert.Equal(["1"], Numbers(list));
    }

    [Fact]
    public void A_view_in_which_no_row_has_changed_renders_nothing_anew()
    {
        var list = List(PacketViews.View);
        var renders = list.RenderCount;
        list.Render(p => p.Add(l => l.View, PacketViews.View with { Version = 99, Draft = new SegmentDraft { Seq = "1" } }));
        Assert.Equal(renders, list.RenderCount);
    }

    [Fact]
    public void A_filter_lets_through_what_it_says_and_counts_it()
    {
        var list = List(PacketViews.View);
        Filter(list, "tcp.flags.syn == 1");
        Assert.Equal(["1", "2"], Numbers(list));
        Assert.Equal("2 of 4", list.Find(".count").TextContent);
        list.Find(".clear").Click();
        Assert.Equal(4, Numbers(list).Length);
        Filter(list, "tcp.port == 1");
        Assert.Equal("No packet is let through by this filter.", list.Find(".none").TextContent);
    }

    [Fact]
    public void A_mistake_is_said_at_its_place_the_last_good_filter_stays_and_a_click_mends_it()
    {
        var list = List(PacketViews.View);
        Filter(list, "tcp.len > 0");
        Filter(list, "tcp.len > 0 && tcp.flag.push == 1");
        Assert.Equal("At character 16: There is no field tcp.flag.push. Did you mean tcp.flags.push?", Said(list));
        Assert.Equal("true", list.Find("#packets-filter").GetAttribute("aria-invalid"));
        Assert.Equal(["3", "4"], Numbers(list));
        list.Find(".says button").Click();
        Assert.Equal("tcp.len > 0 && tcp.flags.push == 1", list.Find("#packets-filter").GetAttribute("value"));
        Assert.Null(list.Find("#packets-filter").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_bit_alone_is_explained()
    {
        var list = List(PacketViews.View);
        Filter(list, "tcp.flags.syn");
        Assert.EndsWith("For the bit, write tcp.flags.syn == 1.", Said(list), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_completed_where_it_is_typed()
    {
        var list = List(PacketViews.View);
        Filter(list, "tcp.len > 0 && ");
        Filter(list, "tcp.len > 0 && tcp.sr");
        Assert.Equal(["tcp.srcport"], list.FindAll("[role=option] code").Select(offer => offer.TextContent));
        list.Find("#packets-filter").KeyDown("ArrowDown");
        Assert.Equal("true", list.Find("[role=option]").GetAttribute("aria-selected"));
        list.Find("#packets-filter").KeyDown("Enter");
        Assert.Equal("tcp.len > 0 && tcp.srcport", list.Find("#packets-filter").GetAttribute("value"));

        // In the middle, too.
        Filter(list, "tcp.le > 0 && tcp.srcport");
        list.FindAll("[role=option]")[0].MouseDown();
        Assert.Equal("tcp.len > 0 && tcp.srcport", list.Find("#packets-filter").GetAttribute("value"));
    }

    [Fact]
    public void Keys_choose_a_packet_and_escape_lets_go()
    {
        var list = List(PacketViews.View);
        var grid = list.Find("[role=grid]");
        grid.KeyDown("ArrowDown");
        Assert.Equal("packets-list-1", list.Find("[role=grid]").GetAttribute("aria-activedescendant"));
        grid.KeyDown("End");
        grid.KeyDown("ArrowDown");
        Assert.Equal("packets-list-4", list.Find("[aria-selected=true]").Id);
        grid.KeyDown("Home");
        Assert.Equal("Fields of packet 1", list.Find("[role=tree]").GetAttribute("aria-label"));
        grid.KeyDown("Escape");
        Assert.Empty(list.FindAll("[role=tree]"));
        Assert.Empty(list.FindAll("[aria-selected=true]"));
    }

    [Fact]
    public void A_chosen_packet_that_a_rewind_takes_back_is_let_go()
    {
        var list = List(PacketViews.View);
        list.Find("[role=grid]").KeyDown("End");
        list.Render(p => p.Add(l => l.View, PacketViews.View with { Rows = PacketViews.View.Rows.RemoveRange(2, 3) }));
        Assert.Empty(list.FindAll("[role=tree]"));
    }

    [Fact]
    public void The_download_holds_what_the_reader_has_seen_with_what_was_said_about_it()
    {
        var room = new RoomPackets();
        room.Update(PacketViews.View, SidesOf(PacketViews.View));
        var reading = CaptureReader.Read(PacketCapture.Write(room.Packets, "client", Services.GetRequiredService<IStringLocalizer<Texts>>()));
        Assert.Empty(reading.Remarks());
        Assert.Equal([FrameDirection.Outbound, FrameDirection.Inbound, FrameDirection.Outbound, FrameDirection.Outbound], reading.Segments.Select(one => one.Direction));
        Assert.Equal("A TCP could send this. (RFC 9293 §3.10.7)\nThe server heard you.\nIt answers. (RFC 9293 §3.10.7.2, third)", reading.Segments[0].Comment);
        Assert.Equal([PacketViews.Syn, PacketViews.SynAck, PacketViews.Text, PacketViews.Text], reading.Segments.Select(one => one.Segment));
    }

    [Fact]
    [Trait("Category", "Captures")]
    public void The_download_is_to_tshark_what_the_list_says()
    {
        var room = new RoomPackets();
        room.Update(PacketViews.View, SidesOf(PacketViews.View));
        var told = Witness.Look("room", PacketCapture.Of(room.Packets, "client", Services.GetRequiredService<IStringLocalizer<Texts>>()));
        Assert.Equal(room.Packets.Select(listed => listed.Packet.Analysis), told);
    }

    private static string Said(IRenderedComponent<PacketList> list) =>
        string.Join(' ', list.Find("#packets-filter-says").QuerySelectorAll("span").Select(span => span.TextContent));
}
