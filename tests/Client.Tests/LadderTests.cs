using System.Collections.Immutable;
using Bunit;
using Playground.Client.Play.Ladder;
using Playground.Contracts;

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
    public void The_switch_asks_for_the_other_way_of_counting()
    {
        bool? asked = null;
        var ladder = Render<LadderDiagram>(p => p.Add(l => l.View, Views.Answered).Add(l => l.IsRelativeChanged, v => asked = v));
        ladder.Find("button[aria-pressed]").Click();
        Assert.True(asked);
    }

    [Fact]
    public void Time_runs_down_and_labels_never_lie_on_each_other()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var rows = ImmutableList<LadderRow>.Empty;
            for (var (i, at) = (0, 0); i < 14; i++, at += random.Next(3) * random.Next(60))
            {
                var row = random.Next(2) == 0 ? Views.Mine(at, "ACK", 1, 2) : Views.Theirs(at, "ACK", 1, 2);
                rows = rows.Add(row with { Arrival = row.At + TimeSpan.FromMilliseconds(20 + random.Next(60)) });
            }

            var picture = LadderPicture.Of(rows);
            Assert.All(picture.Segments, s => Assert.True(s.Bottom > s.Top));
            var labels = picture.Segments.Select(s => s.LabelY).Order().ToArray();
            Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 27, $"{pair} in round {round}"));
        }
    }

    [Fact]
    public void What_arrives_at_a_moment_stands_above_what_leaves_at_it()
    {
        var picture = LadderPicture.Of([Views.Mine(0, "SYN", 1, 0), Views.Theirs(40, "SYN, ACK", 2, 2)]);
        Assert.True(picture.Segments[1].Top > picture.Segments[0].Bottom);
    }

    [Fact]
    public void A_payload_is_quoted_octet_by_octet() =>
        Assert.EndsWith(
            "len=7 \"a\\r\\n\\\"\\\\é\"", LadderRowText.Of(Views.Mine(0, "PSH", 1, 0, payload: "a\r\n\"\\é")), StringComparison.Ordinal);

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Trim();
}
