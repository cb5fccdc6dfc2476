using Bunit;
using Playground.Client.Play.Ladder;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

public class LadderTests : PageTest
{
    private IRenderedComponent<LadderDiagram> Draw(RoomView view, bool isRelative = false) =>
        Render<LadderDiagram>(p => p.Add(l => l.View, view).Add(l => l.Draft, view.Draft).Add(l => l.IsRelative, isRelative));

    [Fact]
    public void Every_number_wears_the_hue_of_the_side_that_chose_it()
    {
        var label = Draw(Views.Answered).FindAll(".arrow .tag text")[1];
        Assert.Contains("seq=2 843 110 377", Plain(label.QuerySelector(".ink-server")!.TextContent), StringComparison.Ordinal);
        Assert.Contains("ack=714 025 812", Plain(label.QuerySelector(".ink-client")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_numbers_count_from_each_sides_first_one()
    {
        var labels = Draw(Views.Answered, isRelative: true).FindAll(".arrow .tag text");
        Assert.Equal("[SYN] seq=0", labels[0].TextContent);
        Assert.Equal("[SYN, ACK] seq=0 ack=1", labels[1].TextContent);
    }

    [Fact]
    public void A_segment_on_its_way_grows_and_has_no_head_yet()
    {
        var arrow = Draw(Views.SynSent).Find(".arrow");
        Assert.Contains("flying", arrow.ClassList);
        Assert.Contains("pace-6", arrow.ClassList);
        Assert.Null(arrow.QuerySelector(".shaft")!.GetAttribute("marker-end"));
        Assert.Empty(arrow.QuerySelectorAll(".mark"));
    }

    [Fact]
    public void What_became_of_a_segment_is_a_sign_and_a_word_at_its_end()
    {
        var marks = Draw(Views.Reset).FindAll(".mark");
        Assert.Equal("✓accepted", string.Concat(marks[0].TextContent.Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal("✕reset", string.Concat(marks[1].TextContent.Where(c => !char.IsWhiteSpace(c))));
    }

    [Fact]
    public void A_reset_is_red_a_repeat_dashed_and_a_loss_crossed_out()
    {
        var rows = Views.Reset.Rows
            .Add(Views.Mine(8000, "SYN", Views.X, 0) with { IsRepeat = true })
            .Add(Views.Mine(9000, "SYN", Views.X, 0) with { Fate = SegmentFate.Lost });
        var arrows = Draw(Views.Reset with { Rows = rows }).FindAll(".arrow");
        Assert.Contains("bad", arrows[3].ClassList);
        Assert.Contains("repeat", arrows[4].ClassList);
        Assert.Equal("✕", arrows[5].QuerySelector(".lost")!.TextContent);
    }

    [Fact]
    public void The_draft_is_a_ghost_below_the_rows()
    {
        var ladder = Draw(Views.Answered with { Draft = new SegmentDraft { Flags = "ACK", Seq = $"{Views.X + 1}", Ack = "half" } });
        Assert.Equal("[ACK] seq=714 025 812 ack=half", Plain(ladder.Find(".ghost text").TextContent));
    }

    [Fact]
    public void What_was_just_sent_casts_no_ghost()
    {
        var draft = new SegmentDraft { Flags = "ACK", Seq = $"{Views.X + 1}", Ack = "2 843 110 377" };
        Assert.Empty(Draw(Views.Reset with { Draft = draft }).FindAll(".ghost"));
        Assert.Single(Draw(Views.Reset with { Draft = draft with { Ack = $"{Views.Y + 1}" } }).FindAll(".ghost"));
    }

    [Fact]
    public void Who_cannot_see_the_picture_reads_the_rows()
    {
        var items = Draw(Views.Reset).FindAll("ol li").Select(i => i.TextContent).ToArray();
        Assert.Equal("@0.000s client: CLOSED → SYN-SENT", items[0]);
        Assert.Equal($"@0.000s client → server  [SYN] seq={Views.X} win=65535", items[1]);
        Assert.Equal($"@6.461s server → client  [RST] seq={Views.Y} win=65535", items[^1]);
    }

    [Fact]
    public void A_repeat_is_tied_to_the_row_it_repeats()
    {
        var rows = Views.Reset.Rows.Add(Views.Mine(8000, "SYN", Views.X, 0) with { IsRepeat = true, RepeatOf = 1 });
        var ladder = Draw(Views.Reset with { Rows = rows });
        var (original, repeat) = (ladder.Find("[data-row='1'] .shaft"), ladder.Find("[data-row='5']"));
        var tie = repeat.QuerySelector(".tie")!.GetAttribute("d")!;
        Assert.Contains($"M0 {original.GetAttribute("y1")} ", tie, StringComparison.Ordinal);
        Assert.EndsWith($" 0 {repeat.QuerySelector(".shaft")!.GetAttribute("y1")}", tie, StringComparison.Ordinal);
        Assert.Equal("↻", repeat.QuerySelector(".again")!.TextContent.Trim());
    }

    [Fact]
    public void A_copy_and_a_wrong_checksum_have_signs_of_their_own()
    {
        var rows = Views.Open.Rows
            .Add(Views.Theirs(7000, "ACK", Views.Y + 1, Views.X + 1, "a") with { IsRepeat = true, IsCopy = true })
            .Add(Views.Theirs(8000, "ACK", Views.Y + 1, Views.X + 1, "a") with { IsCorrupt = true });
        var ladder = Draw(Views.Open with { Rows = rows });
        Assert.Equal("×2", ladder.Find("[data-row='4'] .again").TextContent.Trim());
        Assert.Equal("≠", ladder.Find("[data-row='5'] .again").TextContent.Trim());
        Assert.Equal("bad checksum", ladder.Find("[data-row='5'] .mark .word").TextContent);
        Assert.EndsWith("# a copy made by the link", ladder.FindAll("ol li")[4].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_host_has_a_lifeline_at_equal_distance_and_strangers_have_one_more()
    {
        var three = Views.Open with
        {
            Hosts = Views.Open.Hosts.Add(new HostView("mallory", "192.0.2.66:6666", HostDriver.Person, "Eve", false, null)),
            Rows = Views.Open.Rows.Add(Views.Mine(7000, "RST", Views.X + 1, 0) with { From = "mallory", To = "server", Forges = "192.0.2.10:54846" }),
        };
        var ladder = Draw(three);
        Assert.Equal(["0%", "50%", "100%"], ladder.FindAll(".life").Select(line => line.GetAttribute("x1")!));
        var forged = ladder.Find("[data-row='4'] .shaft");
        Assert.Equal(("100%", "50%"), (forged.GetAttribute("x1"), forged.GetAttribute("x2")));
        Assert.Contains("ink-client", ladder.Find("[data-row='4'] tspan:nth-child(2)").ClassList);

        var stranger = Views.Theirs(7500, "SYN", 9, 0) with { From = "198.51.100.7:99" };
        Assert.Equal(4, Draw(three with { Rows = three.Rows.Add(stranger) }).FindAll(".life").Count);
        Assert.Contains("198.51.100.7:99 → client", LadderRowText.Of(stranger), StringComparison.Ordinal);
    }

    [Fact]
    public void An_icmp_error_comes_from_a_router_halfway()
    {
        var error = new IcmpRow(Views.At(7000), "", "client", IcmpKind.TooBig, "192.0.2.10:54846 → 192.0.2.80:80", Views.X, 576, Views.At(7040), SegmentFate.Arrived, false);
        var ladder = Draw(Views.Open with { Rows = Views.Open.Rows.Add(error) });
        var shaft = ladder.Find(".icmp .shaft");
        Assert.Equal(("50%", "0%"), (shaft.GetAttribute("x1"), shaft.GetAttribute("x2")));
        Assert.Equal("ICMP packet too big 576", ladder.Find(".icmp text").TextContent);
        Assert.StartsWith("# @7.000s router → client  ICMP packet too big mtu=576", ladder.FindAll("ol li")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ten_thousand_rows_those_in_sight_are_drawn_and_one_more_draws_one_more()
    {
        var rows = Conversation.Of(10_000);
        var ladder = Draw(Views.Open with { Rows = rows });
        var drawn = Keys(ladder);
        Assert.InRange(drawn.Length, 10, 130);
        Assert.Equal(9_999, drawn[^1]);
        Assert.Equal(40, ladder.FindAll("ol li").Count);

        var renders = ladder.FindComponents<LadderArrow>().ToDictionary(arrow => arrow.Instance.Placed.Key, arrow => arrow.RenderCount);
        ladder.Render(p => p.Add(l => l.View, Views.Open with { Rows = rows.Add(Conversation.Row(10_000)) }));
        Assert.Equal(10_000, Keys(ladder)[^1]);
        var again = ladder.FindComponents<LadderArrow>().Where(arrow => renders.TryGetValue(arrow.Instance.Placed.Key, out var count) && arrow.RenderCount > count);

        // The row that was the tab key's stop hands that on.
        Assert.Equal([9_999], again.Select(arrow => arrow.Instance.Placed.Key));
    }

    [Fact]
    public async Task Who_scrolls_up_sees_what_was_and_how_much_is_new()
    {
        var rows = Conversation.Of(500);
        var ladder = Draw(Views.Open with { Rows = rows });
        Assert.Empty(ladder.FindAll("#to-end"));
        await ladder.InvokeAsync(() => ladder.Instance.OnSeen(2000, 2400, false));
        Assert.InRange(Keys(ladder).Length, 5, 60);
        Assert.DoesNotContain(499, Keys(ladder));
        var before = Keys(ladder);

        ladder.Render(p => p.Add(l => l.View, Views.Open with { Rows = rows.Add(Conversation.Row(500)).Add(Conversation.Row(501)) }));
        Assert.Equal("↓ 2 new", ladder.Find("#to-end").TextContent);
        Assert.Equal(before, Keys(ladder));

        ladder.Find("#to-end").Click();
        Assert.Contains(501, Keys(ladder));
        Assert.Empty(ladder.FindAll("#to-end"));
    }

    [Fact]
    public void The_copy_button_and_the_text_view_hold_every_row()
    {
        var ladder = Draw(Views.Open with { Rows = Conversation.Of(300) });
        ladder.Find("#as-text").Click();
        Assert.Equal(300, ladder.Find("pre.text").TextContent.TrimEnd().Split('\n').Length);
        ladder.Find("#copy-ladder").Click();
        var copied = (string)JSInterop.Invocations["copy"].Single().Arguments[0]!;
        Assert.Equal(300, copied.TrimEnd().Split('\n').Length);
        ladder.Find("#as-text").Click();
        Assert.Empty(ladder.FindAll("pre.text"));
    }

    [Fact]
    public void What_is_typed_changes_the_ghost_and_nothing_else()
    {
        var view = Views.Answered with { Draft = new SegmentDraft { Flags = "ACK", Seq = "1" } };
        var ladder = Draw(view);
        var arrows = ladder.FindComponents<LadderArrow>().Select(arrow => arrow.RenderCount).ToArray();
        ladder.Render(p => p.Add(l => l.Draft, view.Draft with { Seq = "12" }));
        Assert.Contains("seq=12", ladder.Find(".ghost text").TextContent, StringComparison.Ordinal);
        Assert.Equal(arrows, ladder.FindComponents<LadderArrow>().Select(arrow => arrow.RenderCount));

        var renders = ladder.RenderCount;
        ladder.Render(p => p.Add(l => l.View, view));
        Assert.Equal(renders, ladder.RenderCount);
    }

    [Fact]
    public void The_switch_asks_for_the_other_way_of_counting()
    {
        bool? asked = null;
        var ladder = Render<LadderDiagram>(p => p.Add(l => l.View, Views.Answered).Add(l => l.IsRelativeChanged, v => asked = v));
        ladder.Find("button[aria-pressed]").Click();
        Assert.True(asked);
    }

    [Fact]
    public void A_payload_is_quoted_octet_by_octet() =>
        Assert.EndsWith(
            "len=7 \"a\\r\\n\\\"\\\\é\"", LadderRowText.Of(Views.Mine(0, "PSH", 1, 0, payload: "a\r\n\"\\é")), StringComparison.Ordinal);

    private static int[] Keys(IRenderedComponent<LadderDiagram> ladder) =>
        [.. ladder.FindAll("[data-row]").Select(row => int.Parse(row.GetAttribute("data-row")!)).Order()];

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Trim();
}
