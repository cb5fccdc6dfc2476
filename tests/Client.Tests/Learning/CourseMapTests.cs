using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client.Learning;
using Playground.Client.Pages;
using Playground.Contracts;

namespace Playground.Tests.Learning;

public class CourseMapTests : PageTest
{
    private string Where => Services.GetRequiredService<NavigationManager>().Uri;

    private static CourseCard Later(int number, params string[] needs)
    {
        var card = RecordedCourse.Card(number, isOpen: false);
        return card with { Challenge = card.Challenge with { Needs = [.. needs] } };
    }

    private static CourseCard About(int number, string title, string misconception, string section)
    {
        var card = RecordedCourse.Card(number);
        return card with { Challenge = card.Challenge with { Title = title, Misconceptions = [misconception], Sections = [section] } };
    }

    [Fact]
    public void Each_challenge_says_in_words_how_far_one_is_with_it()
    {
        Course.Course = new(
        [
            RecordedCourse.Solved(1, isAtPar: true), RecordedCourse.Solved(2), RecordedCourse.Card(3) with { GoesOnIn = Views.Code },
            RecordedCourse.Card(4), Later(5, "challenge-3", "challenge-1", "challenge-4"),
        ]);
        var states = Render<Challenges>().FindAll(".node .state").Select(state => state.TextContent.Trim());
        Assert.Equal(["★ 120, at par", "✓ 100, solved", "▸ begun", "○ open", "◌ after 3, 4"], states);
    }

    [Fact]
    public void An_attempt_that_was_left_is_gone_on_with_and_can_be_begun_afresh()
    {
        Course.Course = new([RecordedCourse.Card(1) with { GoesOnIn = Views.Code }, RecordedCourse.Card(2)]);
        var page = Render<Challenges>();
        Assert.Equal("r/K7QF2M", page.Find("#go-on").GetAttribute("href"));
        Assert.Equal("r/K7QF2M", page.Find("#challenge-challenge-1 a.btn").GetAttribute("href"));
        page.Find("#challenge-challenge-1 .again").Click();
        Assert.Equal(new OpenChallenge("challenge-1"), Assert.Single(Gateway.Opened));
        Assert.EndsWith("/r/K7QF2M", Where, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_next_is_the_first_open_challenge_that_is_not_solved()
    {
        Course.Course = new([RecordedCourse.Solved(1), Later(2, "challenge-3"), RecordedCourse.Card(3)]);
        var page = Render<Challenges>();
        Assert.Contains("Challenge 3", page.Find(".next").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 3", page.Find(".totals").TextContent, StringComparison.Ordinal);
        page.Find("#go-on").Click();
        Assert.Equal(new OpenChallenge("challenge-3"), Assert.Single(Gateway.Opened));
    }

    [Fact]
    public void Who_has_solved_all_is_told_of_nothing_to_go_on_with()
    {
        Course.Course = new([RecordedCourse.Solved(1)]);
        Assert.Empty(Render<Challenges>().FindAll(".next"));
    }

    [Theory]
    [InlineData("polite", "1")]
    [InlineData("FIN", "1")]
    [InlineData("time-wait", "1")]
    [InlineData("§3.10.7", "2")]
    [InlineData("counts octets", "2")]
    [InlineData("2", "2")]
    [InlineData("no such thing", "")]
    public void It_is_searched_by_title_misconception_section_and_number(string typed, string found)
    {
        Course.Course = new([About(1, "Polite FIN", "time-wait-leak", "3.6"), About(2, "HELLO", "seq-counts-packets", "3.10.7")]);
        var page = Render<Challenges>();
        page.Find("#search").Input(typed);
        Assert.Equal(found, string.Join(' ', page.FindAll(".node .number").Select(number => number.TextContent)));
        Assert.Equal(found == "" ? "Nothing found" : "1 found", page.Find(".found").TextContent);
        Assert.Equal(typed, page.Find("#search").GetAttribute("value"));
    }

    [Fact]
    public void A_line_leads_from_each_challenge_to_what_needs_it_and_is_drawn_through_once_it_is_solved()
    {
        var course = new CourseView([RecordedCourse.Solved(1), Later(2, "challenge-1"), Later(3, "challenge-1", "no-such"), Later(4, "challenge-2") with { }]);
        var lines = new CoursePlan(course).Lines();
        Assert.Equal([("challenge-2", "challenge-4", false), ("challenge-1", "challenge-2", true), ("challenge-1", "challenge-3", true)], lines.Select(line => (line.From, line.To, line.IsWalked)));
        Assert.Equal(3, lines.Select(line => line.Path).Distinct().Count());
    }

    [Fact]
    public void Between_tiers_a_line_runs_from_the_right_of_the_one_to_the_left_of_the_other()
    {
        var next = Later(2, "challenge-1");
        var plan = new CoursePlan(new([RecordedCourse.Card(1), next with { Challenge = next.Challenge with { Tier = 2 } }]));
        Assert.Equal("M256 49C298 49 256 49 298 49", Assert.Single(plan.Lines()).Path);
        Assert.Equal((512, 98), (plan.Width, plan.Height));
    }
}
