using AngleSharp.Dom;
using Bunit;
using Playground.Client.Play.Ladder;
using Playground.Client.Play.Together;
using Playground.Contracts;

namespace Playground.Tests.Together;

/// <summary>Fingers that point at rows: the calls above the ladder and the frames in it, each by itself.</summary>
public class FingerPartsTests : PageTest
{
    private static readonly LadderPicture s_picture = LadderPicture.Of(Views.Open.Rows);

    private readonly TogetherNow _now = new();
    private readonly List<int> _shown = [];

    [Fact]
    public void The_newest_three_are_called_the_newest_first_and_never_ones_own()
    {
        Point(new(0, 2, "Kind Otter", 4), new(1, 1, "Curious Otter", 9), new(2, 3, "Brave Lynx", 6), new(3, 4, "Calm Fox", 5), new(1, 5, "Wise Wren", 7));
        var calls = Calls();
        Assert.Equal(
            ["☞ Wise Wren points at a row Show", "☞ Brave Lynx points at a row Show", "☞ Calm Fox points at a row Show"], calls.FindAll("button").Select(Words));
        calls.FindAll("button")[1].Click();
        Assert.Equal([2], _shown);
    }

    [Fact]
    public void Calls_are_said_aloud_as_they_come_and_go()
    {
        var calls = Calls();
        Assert.Equal("", Words(calls.Find("[role=status]")));
        Point(new PointerView(1, 2, "Kind Otter", 1));
        calls.WaitForAssertion(() => Assert.Single(calls.FindAll("[role=status] button")));
        Point();
        calls.WaitForAssertion(() => Assert.Empty(calls.FindAll("button")));
    }

    [Fact]
    public void A_row_is_framed_from_above_its_top_to_below_its_bottom_with_the_name_of_who_points()
    {
        Point(new PointerView(2, 2, "Kind Otter", 1));
        var frame = Assert.Single(Frames().FindAll(".finger"));
        var (top, height) = (Number(frame, "y"), Number(frame, "height"));
        Assert.True(top < s_picture.TopOf(2) && top + height > s_picture.BottomOf(2), $"{top} and {height} do not hold the row.");
        Assert.Equal("☞ Kind Otter", Words(frame));

        static int Number(IElement frame, string name) => int.Parse(frame.QuerySelector("rect")!.GetAttribute(name)!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Two_may_point_at_one_row_and_a_row_that_is_not_drawn_has_no_frame()
    {
        Point(new(1, 2, "Kind Otter", 1), new(1, 3, "Brave Lynx", 2), new(s_picture.Rows.Count, 4, "Calm Fox", 3));
        Assert.Equal(["☞ Kind Otter", "☞ Brave Lynx"], Frames().FindAll(".finger").Select(Words));
    }

    [Fact]
    public void A_frame_is_there_for_who_points_too()
    {
        Point(new PointerView(1, 1, "Curious Otter", 1));
        Assert.Single(Frames().FindAll(".finger"));
        Assert.Empty(Calls().FindAll("button"));
    }

    [Fact]
    public void Neither_is_drawn_anew_while_somebody_types_or_waves()
    {
        Point(new PointerView(1, 2, "Kind Otter", 1));
        var (calls, frames) = (Calls(), Frames());
        var drawn = (calls.RenderCount, frames.RenderCount);
        Set(_now.View! with { People = [new PersonView(2, "Kind Otter", "server") { IsTyping = true, Reaction = Reaction.Hand }] });
        Assert.Equal(drawn, (calls.RenderCount, frames.RenderCount));
        Point(new PointerView(2, 2, "Kind Otter", 2));
        Assert.Equal((drawn.Item1 + 1, drawn.Item2 + 1), (calls.RenderCount, frames.RenderCount));
    }

    [Fact]
    public void In_a_replay_nobody_points()
    {
        Assert.Empty(Render<FingerCall>().FindAll("button"));
        Assert.Empty(Render<LadderFingers>(p => p.Add(f => f.Picture, s_picture)).FindAll(".finger"));
    }

    [Fact]
    public async Task Who_has_left_the_page_hears_no_more_of_it()
    {
        var calls = Calls();
        await DisposeComponentsAsync();
        Point(new PointerView(1, 2, "Kind Otter", 1));
        Assert.Equal(1, calls.RenderCount);
    }

    private static string Words(IElement part) => string.Join(' ', part.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Point(params PointerView[] fingers) => Set(new TogetherView { Me = 1, Pointers = [.. fingers] });

    private void Set(TogetherView now) => Renderer.Dispatcher.InvokeAsync(() => _now.Set(now)).GetAwaiter().GetResult();

    private IRenderedComponent<FingerCall> Calls() => Render<FingerCall>(p => p.AddCascadingValue(_now).Add(c => c.OnShow, _shown.Add));

    private IRenderedComponent<LadderFingers> Frames() => Render<LadderFingers>(p => p.AddCascadingValue(_now).Add(f => f.Picture, s_picture));
}
