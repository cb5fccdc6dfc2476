using System.Collections.Immutable;
using System.Diagnostics;
using Playground.Client.Play.Ladder;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>Where everything on the ladder goes.</summary>
public class LadderPictureTests(ITestOutputHelper output)
{
    [Fact]
    public void Time_runs_down_and_labels_never_lie_on_each_other()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var rows = Anything(random, 14);
            var picture = LadderPicture.Of(rows);
            var arrows = Everything(picture).Arrows;
            Assert.All(arrows, arrow => Assert.True(arrow.Bottom - arrow.Top >= LadderPicture.Flight));
            var labels = arrows.Select(arrow => arrow.LabelY).Order().ToArray();
            Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 27, $"{pair} in round {round}"));

            var moments = arrows.SelectMany(arrow => new[] { (arrow.Row.At, Y: arrow.Top), (((SegmentRow)arrow.Row).Arrival, Y: arrow.Bottom) })
                .OrderBy(moment => moment.Item1.Microseconds).ThenBy(moment => moment.Y).Select(moment => moment.Y).ToArray();
            Assert.Equal(moments.Order(), moments);
        }
    }

    [Fact]
    public void What_arrives_at_a_moment_stands_above_what_leaves_at_it()
    {
        var arrows = Everything(LadderPicture.Of([Views.Mine(0, "SYN", 1, 0), Views.Theirs(40, "SYN, ACK", 2, 2)])).Arrows;
        Assert.True(arrows[1].Top > arrows[0].Bottom);
    }

    [Fact]
    public void An_arrow_that_takes_twice_as_long_drops_twice_as_far()
    {
        var slow = Views.Mine(1000, "ACK", 1, 2) with { Arrival = Views.At(1080) };
        var arrows = Everything(LadderPicture.Of([Views.Mine(0, "ACK", 1, 2), slow])).Arrows;
        Assert.Equal(2 * (arrows[0].Bottom - arrows[0].Top), arrows[1].Bottom - arrows[1].Top);
    }

    [Fact]
    public void A_long_wait_is_shortened_and_says_how_long_it_was()
    {
        var picture = Everything(LadderPicture.Of([Views.Mine(0, "ACK", 1, 2), Views.Mine(60_040, "ACK", 1, 2), Views.Mine(60_100, "ACK", 1, 2)]));
        var shortened = Assert.Single(picture.Breaks);
        Assert.Equal(TimeSpan.FromSeconds(60), shortened.Wait);
        Assert.InRange(shortened.Y, picture.Arrows[0].Bottom, picture.Arrows[1].Top);
        Assert.True(picture.Arrows[1].Top - picture.Arrows[0].Bottom < 60);
    }

    [Fact]
    public void A_ladder_that_grew_row_by_row_is_the_same_as_one_placed_at_once()
    {
        var random = new Random(11);
        for (var round = 0; round < 100; round++)
        {
            var rows = Anything(random, 30);
            var picture = new LadderPicture();
            var seen = ImmutableList<LadderRow>.Empty;
            foreach (var row in rows)
            {
                // It is on its way at first, with a guess of its arrival; some later one comes when it has arrived.
                var segment = (SegmentRow)row;
                seen = seen.Add(segment with { Fate = SegmentFate.OnTheWay, Arrival = seen.Count == 0 ? segment.Arrival : row.At + TimeSpan.FromMilliseconds(40) });
                picture.Take(seen);
                var arrived = random.Next(seen.Count);
                seen = seen.SetItem(arrived, seen[arrived] is SegmentRow { Fate: SegmentFate.Arrived } done ? done : rows[arrived]);
                picture.Take(seen);
            }

            picture.Take(rows);
            Assert.Equal(Lines(LadderPicture.Of(rows)), Lines(picture));
        }
    }

    [Fact]
    public void What_is_between_two_heights_is_all_that_touches_them_and_nothing_else()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var picture = LadderPicture.Of(Anything(random, 60).Insert(5, Views.Mine(100, "ACK", 1, 2) with { Arrival = Views.At(1200) }));
            var (low, high) = (random.Next(picture.EndY), 0);
            high = low + random.Next(400);
            var expected = Everything(picture).Arrows.Where(arrow => arrow.Top <= high && arrow.Bottom >= low).Select(arrow => arrow.Key).Order();
            Assert.Equal(expected, picture.Between(low, high).Arrows.Select(arrow => arrow.Key).Order());
        }
    }

    [Fact]
    public void A_match_that_begins_anew_is_placed_anew()
    {
        var picture = LadderPicture.Of(Conversation.Of(50));
        var other = ImmutableList.Create<LadderRow>(Views.Theirs(5, "SYN", 1, 0));
        Assert.Equal(0, picture.Take(other));
        Assert.Equal(Lines(LadderPicture.Of(other)), Lines(picture));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public void One_row_more_costs_the_same_however_many_there_are(int count)
    {
        var rows = Conversation.Of(count);
        var picture = LadderPicture.Of(rows);
        var (most, spent) = (0, TimeSpan.Zero);
        for (var i = count; i < count + 200; i++)
        {
            rows = rows.Add(Conversation.Row(i));
            var start = Stopwatch.GetTimestamp();
            picture.Take(rows);
            picture.Between(picture.EndY - 1500, picture.EndY + 80);
            spent += Stopwatch.GetElapsedTime(start);
            most = Math.Max(most, picture.LastPlaced);
        }

        output.WriteLine($"{count} rows: {spent.TotalMicroseconds / 200:0.0} µs to take in one more and to choose what is drawn.");
        Assert.InRange(most, 1, 6);
    }

    [Fact]
    public void The_next_row_of_a_kind_is_found_in_either_direction()
    {
        var picture = LadderPicture.Of(Conversation.Of(250));
        Assert.Equal(99, picture.Next(0, 0, 1, row => row.Is(LadderEventKind.Loss)));
        Assert.Equal(199, picture.Next(99, 0, 1, row => row.Is(LadderEventKind.Loss)));
        Assert.Equal(99, picture.Next(199, 0, -1, row => row.Is(LadderEventKind.Loss)));
        Assert.Null(picture.Next(199, 0, 1, row => row.Is(LadderEventKind.Loss)));
        Assert.Equal(199, picture.Next(null, picture.TopOf(120), 1, row => row.Is(LadderEventKind.Loss)));
        Assert.Equal(99, picture.Next(null, picture.TopOf(120), -1, row => row.Is(LadderEventKind.Loss)));
    }

    [Theory]
    [InlineData("Somebody sat down", 1, "Somebody sat down")]
    [InlineData("Daring Quokka has put the attacker on the link, so the match begins anew", 2, "Daring Quokka has put the attacker on|the link, so the match begins anew")]
    [InlineData("Longerthanalineofaphoneandwithoutanyplacewhereonecouldbreakit", 2, "Longerthanalineofaphoneandwithoutanyplacewhereonecouldbreakit")]
    [InlineData("one two three four five six seven eight nine", 3, "one two three|four five six|seven eight nine")]
    public void A_note_is_broken_between_words_into_lines_of_like_length(string text, int lines, string broken)
    {
        Assert.Equal(broken.Split('|'), NoteLines.Of(text, lines));
        if (lines < 3) Assert.Equal(lines, NoteLines.Of(new NoteRow(Views.At(0), new Sentence(text))));
    }

    [Fact]
    public void A_note_of_two_lines_has_as_much_room_above_and_below_as_one_of_one_line()
    {
        var (brief, wide) = (Gaps("Somebody sat down"), Gaps("Daring Quokka has put the attacker on the link, so the match begins anew"));
        Assert.Equal(brief.Above + (NoteLines.Height / 2), wide.Above);
        Assert.Equal(brief.Below + (NoteLines.Height / 2), wide.Below);
        Assert.Equal(brief.End + (NoteLines.Height / 2), wide.End);

        static (int Above, int Below, int End) Gaps(string note)
        {
            LadderRow said = new NoteRow(Views.At(40), new Sentence(note));
            var all = LadderPicture.Of([Views.Mine(0, "SYN", 1, 0), said, Views.Theirs(41, "SYN, ACK", 2, 2)]);
            var (picture, alone) = (Everything(all), LadderPicture.Of([said]));
            return (picture.Notes[0].Y - picture.Arrows[0].Bottom, picture.Arrows[1].Top - picture.Notes[0].Y, alone.EndY - Everything(alone).Notes[0].Y);
        }
    }

    private static ImmutableList<LadderRow> Anything(Random random, int count)
    {
        var rows = ImmutableList<LadderRow>.Empty;
        for (var (i, at) = (0, 0); i < count; i++, at += random.Next(3) * random.Next(60))
        {
            var row = random.Next(2) == 0 ? Views.Mine(at, "ACK", 1, 2) : Views.Theirs(at, "ACK", 1, 2);
            rows = rows.Add(row with { Arrival = row.At + TimeSpan.FromMilliseconds(20 + random.Next(60)) });
        }

        return rows;
    }

    private static LadderWindow Everything(LadderPicture picture) => picture.Between(0, picture.EndY);

    private static string[] Lines(LadderPicture picture)
    {
        var all = Everything(picture);
        return [.. all.Arrows.Select(arrow => $"{arrow.Key} {arrow.Top} {arrow.Bottom}"), .. all.Times.Select(time => $"{time}"), .. all.Breaks.Select(one => $"{one}")];
    }
}
