using Bunit;
using Playground.Client.Play;
using Playground.Contracts;

namespace Playground.Tests.Attempts;

/// <summary>The card of a challenge: its goals, its hints, its questions.</summary>
public class ChallengeCardTests : PageTest
{
    private static readonly AttemptView s_attempt = Views.Attempt with { Score = new ScoreRule(100, 20, 10) };

    private static readonly QuestionView s_number = new("seq of line 5", [], null, false, null);

    private IRenderedComponent<GoalsCard> Card(AttemptView attempt, bool canRewind = false, bool isObserver = false) => Render<GoalsCard>(p => p
        .Add(g => g.Attempt, attempt).Add(g => g.Sides, SidesOf(Views.Fresh)).Add(g => g.CanRewind, canRewind).Add(g => g.IsObserver, isObserver).Add(g => g.Ask, Ask));

    [Fact]
    public void A_goal_that_is_not_met_says_what_is_missing()
    {
        var card = Card(s_attempt);
        Assert.Single(card.FindAll("li.met"));
        Assert.Equal("the server waits", card.Find("li:not(.met) small").TextContent.Trim());
        Assert.Contains("Sent 1, par 2", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_goals_in_the_same_words_are_two_goals()
    {
        var card = Card(s_attempt with { Goals = [new(new("The {0} is {1}", "client", "CLOSED"), true, null), new(new("The {0} is {1}", "server", "CLOSED"), false, null)] });
        Assert.Equal(2, card.FindAll("li").Count);
    }

    [Fact]
    public void What_must_hold_all_the_way_looks_otherwise_than_what_is_to_be_reached()
    {
        var attempt = s_attempt with { Goals = [new(new("No reset is sent"), true, null) { IsConstraint = true }, new(new("Both are open"), true, null)] };
        var (hold, reach) = (Card(attempt).FindAll("li")[0], Card(attempt).FindAll("li")[1]);
        Assert.Equal(["hold", "holds"], hold.ClassList);
        Assert.Contains("Holds so far:", hold.TextContent, StringComparison.Ordinal);
        Assert.Contains("all the way", hold.TextContent, StringComparison.Ordinal);
        Assert.Equal(["reach", "met"], reach.ClassList);
        Assert.Contains("met", Card(attempt with { Points = 100 }).FindAll("li")[0].ClassList);
    }

    [Fact]
    public void A_missed_goal_says_why_and_its_button_turns_time_back()
    {
        var attempt = s_attempt with { Goals = [new(new("No reset is sent"), false, new("A reset ended the line.")) { IsConstraint = true, IsMissed = true }] };
        Assert.Empty(Card(attempt).FindAll("button.back"));
        var missed = Card(attempt, canRewind: true).Find("li.missed");
        Assert.Equal("A reset ended the line.", missed.QuerySelector("[role=alert]")!.TextContent.Trim());
        var back = missed.QuerySelector("button.back")!;
        Assert.Contains("primary", back.ClassList);
        back.Click();
        Assert.IsType<Rewind>(Assert.Single(Asked));
    }

    [Fact]
    public void How_points_are_made_is_said_before() =>
        Assert.Equal("100 points, 20 % more at par 2 or under it; hints cost 10, 20, 30 %.", Card(s_attempt).Find(".count small").TextContent);

    [Theory]
    [InlineData(0, "Hint: a nudge", "−10 % in all")]
    [InlineData(1, "Hint: the rule", "−20 % in all")]
    [InlineData(2, "Hint: the worked number", "−30 % in all")]
    public void A_hint_says_what_it_is_and_what_it_costs(int taken, string what, string cost)
    {
        var card = Card(s_attempt with { Hints = [.. Enumerable.Repeat("Count the SYN.", taken)], HintsLeft = 3 - taken });
        Assert.Equal(taken, card.FindAll(".hint").Count);
        Assert.StartsWith(what, card.Find(".take").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(cost, card.Find(".take small").TextContent);
        card.Find(".take").Click();
        Assert.IsType<TakeHint>(Assert.Single(Asked));
    }

    [Fact]
    public void A_drill_says_that_it_makes_no_points_and_its_hints_cost_nothing()
    {
        var card = Card(s_attempt with { Drill = 1, Drills = ["Round the clock"] });
        Assert.Contains("Round the clock.", card.Find(".drill").TextContent, StringComparison.Ordinal);
        Assert.Contains("A drill makes no points.", card.Find(".drill").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll(".take small, .count small"));
    }

    [Fact]
    public void A_number_is_answered_without_the_gaps_between_its_digits()
    {
        var card = Card(s_attempt with { Questions = [s_number], Goals = [.. s_attempt.Goals, new(new("seq of line 5"), false, null)] });
        Assert.Equal(2, card.FindAll("li").Count);
        card.Find("#answer-0").Input(" 714 025 812 ");
        card.Find("form.question").Submit();
        Assert.Equal(new AnswerQuestion(0, "714025812"), Assert.Single(Asked));
    }

    [Fact]
    public void What_is_no_number_is_told_in_a_sentence_and_stays_as_it_was_typed()
    {
        Gateway.Answer = new Reply(new Refusal(RefusalKind.BadField, new Sentence("A number from 0 to 4294967295 belongs here, decimal or hex.")));
        var card = Card(s_attempt with { Questions = [s_number] });
        card.Find("#answer-0").Input("seven");
        card.Find("form.question").Submit();
        Assert.Equal("A number from 0 to 4294967295 belongs here, decimal or hex.", card.Find("#answer-0-says").TextContent.Replace('\u00a0', ' '));
        Assert.Equal(("seven", "true"), (card.Find("#answer-0").GetAttribute("value"), card.Find("#answer-0").GetAttribute("aria-invalid")));
        card.Find("#answer-0").Input("7");
        Assert.Equal("", card.Find("#answer-0-says").TextContent);
    }

    [Fact]
    public void A_view_that_comes_while_an_answer_is_typed_leaves_it_alone()
    {
        var card = Card(s_attempt with { Questions = [s_number] });
        card.Find("#answer-0").Input("71402");
        card.Render(p => p.Add(g => g.Attempt, s_attempt with { Sends = 2, Questions = [s_number with { Answer = "1", Says = new Sentence("That is not it.") }] }));
        Assert.Equal("71402", card.Find("#answer-0").GetAttribute("value"));
        Assert.Equal("", card.Find("#answer-0-says").TextContent);
    }

    [Fact]
    public void A_wrong_answer_is_told_what_it_mistakes_and_a_right_one_is_done()
    {
        var wrong = s_number with { Answer = "1", Says = new Sentence("{0} is counted from the ISN.", "1") };
        var card = Card(s_attempt with { Questions = [wrong] });
        Assert.Contains("wrong", card.Find("form.question").ClassList);
        Assert.Equal("1 is counted from the ISN.", card.Find("#answer-0-says").TextContent.Trim());
        card.Render(p => p.Add(g => g.Attempt, s_attempt with { Questions = [wrong with { Answer = "5", IsRight = true, Says = null }] }));
        Assert.Contains("right", card.Find("form.question").ClassList);
        Assert.Equal("Right.", card.Find("#answer-0-says").TextContent);
        Assert.Empty(card.FindAll("form.question button[type=submit]"));
    }

    [Fact]
    public void Of_several_answers_one_is_chosen()
    {
        var card = Card(s_attempt with { Questions = [new("What comes back?", ["A reset", "Nothing"], null, false, null)] });
        Assert.All(card.FindAll("input[type=radio]"), radio => Assert.Equal("answer-0", radio.GetAttribute("name")));
        card.FindAll("input[type=radio]")[1].Change("Nothing");
        card.Find("form.question").Submit();
        Assert.Equal(new AnswerQuestion(0, "Nothing"), Assert.Single(Asked));
    }

    [Fact]
    public void Who_watches_reads_along_and_has_nothing_to_press()
    {
        var card = Render<GoalsCard>(p => p
            .Add(g => g.Attempt, s_attempt with { Questions = [s_number, new("What comes back?", ["A reset", "Nothing"], null, false, null)] })
            .Add(g => g.Sides, SidesOf(Views.Fresh)).Add(g => g.MayAct, false).Add(g => g.Ask, Ask));
        Assert.Empty(card.FindAll("button"));
        Assert.True(card.Find("#answer-0").HasAttribute("readonly"));
        Assert.True(card.Find("fieldset").HasAttribute("disabled"));
    }

    [Fact]
    public void Who_only_looks_on_finds_the_questions_on_their_desk_and_not_in_the_card() =>
        Assert.Empty(Card(s_attempt with { Questions = [s_number], Exhibit = "1  client" }, isObserver: true).FindAll("form, pre"));
}
