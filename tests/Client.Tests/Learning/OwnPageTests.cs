using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client.Pages;
using Playground.Contracts;

namespace Playground.Tests.Learning;

public class OwnPageTests : PageTest
{
    private static readonly DateTime s_day = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private static AttemptLine Attempt(string room, int? points) =>
        new(RoomCode.TryParse(room, out var code) ? code : default, s_day, points, 2, 0, 0);

    [Fact]
    public void Who_has_done_nothing_yet_is_told_what_will_be_here()
    {
        var page = Render<Me>();
        Assert.Equal("Curious Otter", page.Find("h1").TextContent);
        Assert.Equal(3, page.FindAll(".none").Count);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public void Misconceptions_are_there_with_what_is_so_instead_and_whether_they_are_overcome_in_words()
    {
        Course.Learner = Course.Learner with { Misconceptions = [new("fin-is-free", "A FIN counts one.", 2, false), new("ack-plus-four", "It counts one.", 1, true)] };
        var lines = Render<Me>().FindAll(".misconceptions li").Select(line => line.TextContent).ToList();
        Assert.Contains("A FIN counts one.", lines[0], StringComparison.Ordinal);
        Assert.Contains("met 2 times · not overcome yet", lines[0], StringComparison.Ordinal);
        Assert.Contains("met once · overcome", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_attempt_leads_to_its_replay()
    {
        Course.Learner = Course.Learner with
        {
            Attempts =
            [
                new("challenge-1", 1, "Challenge 1", 3, Attempt("AAAAAA", 120), Attempt("BBBBBB", null)),
                new("challenge-2", 2, "Challenge 2", 1, Attempt("CCCCCC", 100), Attempt("CCCCCC", 100)),
                new("challenge-3", 3, "Challenge 3", 1, null, Attempt("DDDDDD", null)),
            ],
        };
        var page = Render<Me>();
        Assert.Equal(["r/AAAAAA/replay", "r/BBBBBB/replay", "r/CCCCCC/replay", "r/DDDDDD/replay"], page.FindAll("table a").Select(link => link.GetAttribute("href")));
        Assert.Contains("120 points, 2 sent, 1 Mar 2026", page.Find("table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_due_leads_to_its_place_on_the_map()
    {
        Course.Learner = Course.Learner with { Due = [new("challenge-1", 1, "Challenge 1", s_day)] };
        Assert.Equal("challenges#challenge-challenge-1", Render<Me>().Find(".due a").GetAttribute("href"));
    }

    [Fact]
    public void A_recovery_phrase_is_shown_when_it_is_made()
    {
        var page = Render<Me>();
        Assert.DoesNotContain("acorn", page.Markup, StringComparison.Ordinal);
        page.Find("#make-phrase").Click();
        Assert.Equal("acorn bacon cabin daisy eagle fabric", page.Find("#phrase-made").TextContent);
        Assert.NotNull(page.Find("#copy-phrase"));
    }

    [Fact]
    public void Where_no_phrase_can_be_made_the_reason_is_said()
    {
        Course.Phrase = new PhraseReply(null, new Refusal(RefusalKind.TooFast, new("Wait a minute.")));
        var page = Render<Me>();
        page.Find("#make-phrase").Click();
        Assert.Equal("Wait a minute.", page.Find(".problem").TextContent);
    }

    [Fact]
    public void A_phrase_and_being_forgotten_go_to_the_server_as_forms_with_a_token_and_the_latter_is_asked_once()
    {
        var page = Render<Me>();
        Assert.Equal(["recover"], page.FindAll("form").Select(form => form.GetAttribute("action")));
        page.Find("#forget").Click();
        Assert.Equal(["recover", "forget"], page.FindAll("form").Select(form => form.GetAttribute("action")));
        Assert.All(page.FindAll("form"), form => Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]")));
        Assert.Equal("yes", page.Find("input[name=sure]").GetAttribute("value"));
    }

    [Fact]
    public void Who_comes_from_being_recovered_is_told_so()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("me?done=recovered");
        Assert.Contains("You are back.", Render<Me>().Find(".done").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void One_s_own_line_of_the_scoreboard_leads_to_the_replays_of_its_attempts()
    {
        Gateway.Scores = [new ScoreLine("Brave Lynx", 300, 3, 5), new ScoreLine("Curious Otter", 120, 1, 2)];
        Course.Learner = Course.Learner with { Attempts = [new("challenge-1", 1, "Challenge 1", 1, Attempt("AAAAAA", 120), Attempt("AAAAAA", 120))] };
        Assert.Equal(["r/AAAAAA/replay", "me#attempts"], Render<Scores>().FindAll(".own a").Select(link => link.GetAttribute("href")));
    }
}
