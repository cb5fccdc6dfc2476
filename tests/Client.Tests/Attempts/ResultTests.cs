using System.Text;
using Bunit;
using Playground.Client.Play;
using Playground.Client.Play.Attempts;
using Playground.Contracts;

namespace Playground.Tests.Attempts;

/// <summary>What a solved challenge shows, and where it leads on to.</summary>
public class ResultTests : PageTest
{
    private static readonly AttemptView s_solved = Views.Attempt with
    {
        Points = 110,
        Sends = 2,
        Debrief = "A SYN counts one.",
        Drills = ["Another server", "Round the clock"],
        Result = new(
            [new(new("for the solution"), 100), new(new("for {0} at par {1}", "2", "2"), 20), new(new("for one hint"), -10)],
            ["client → server  [SYN] seq=7", "server → client  [SYN, ACK] seq=9 ack=8"], "the three-way handshake", ["client → server  [SYN] seq=7"], 2,
            ["RFC 9293 §3.5"], [new("ack-copies-seq", 2, new("Your ack {0} repeats the number that arrived.", "9"))]),
    };

    private readonly List<OpenRoom> _opened = [];

    private IRenderedComponent<ResultCard> Result(AttemptView attempt, ChallengeCard? next = null, params IReadOnlyList<LadderRow> rows) => Render<ResultCard>(p => p
        .Add(r => r.Attempt, attempt).Add(r => r.Sides, SidesOf(Views.Fresh)).Add(r => r.Next, next).Add(r => r.Rows, rows).Add(r => r.Seat, "client").Add(r => r.OnOpen, _opened.Add));

    [Fact]
    public void The_points_are_shown_with_the_sum_that_they_are()
    {
        var card = Result(s_solved);
        Assert.Equal("110", card.Find(".points b").TextContent);
        Assert.Equal(["+100", "+20", "−10", "110"], card.FindAll(".sum dd").Select(term => term.TextContent));
        Assert.Contains("for 2 at par 2", card.Find(".sum").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_did_stands_above_the_reference_with_the_numbers_of_the_attempt()
    {
        var ladders = Result(s_solved).FindAll("pre");
        Assert.Equal(["What you did", "The reference solution"], ladders.Select(ladder => ladder.GetAttribute("aria-label")));
        Assert.Equal(2, ladders[0].QuerySelectorAll(".line").Length);
        Assert.Contains("seq=7", ladders[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_debrief_the_sections_and_the_misconceptions_are_there()
    {
        var card = Result(s_solved);
        Assert.Equal("A SYN counts one.", card.Find(".debrief").TextContent);
        Assert.Contains("RFC 9293 §3.5", card.Find(".read").TextContent, StringComparison.Ordinal);
        var met = card.Find(".met-list li").TextContent;
        Assert.StartsWith("ack-copies-seq 2× Your ack 9 repeats", string.Join(' ', met.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void From_a_solved_challenge_one_goes_on_to_the_next_to_a_drill_or_once_more()
    {
        var card = Result(s_solved, Views.Card(2));
        var buttons = card.FindAll(".onward button");
        for (var i = 0; i < buttons.Count; i++) card.FindAll(".onward button")[i].Click();
        Assert.Equal(
            [new OpenChallenge("challenge-2"), new OpenChallenge("challenge-1"), new OpenChallenge("challenge-1", 1), new OpenChallenge("challenge-1", 2), new OpenChallenge("challenge-1", 0)],
            _opened);
        Assert.Contains("primary", buttons[0].ClassList);
        Assert.Equal(["C", "G", "D"], buttons.Select(button => button.GetAttribute("aria-keyshortcuts")).OfType<string>());
    }

    [Fact]
    public void After_the_last_challenge_the_way_leads_back_to_all_of_them() => Assert.Equal("challenges", Result(s_solved).Find(".onward a.primary").GetAttribute("href"));

    [Fact]
    public void A_drill_has_no_points_and_leads_to_the_drill_behind_it()
    {
        var card = Result(s_solved with { Points = 0, Drill = 1, Result = s_solved.Result! with { Points = [] } }, Views.Card(2));
        Assert.Empty(card.FindAll(".points, .sum"));
        Assert.Contains("A drill makes no points.", card.Find(".unscored").TextContent, StringComparison.Ordinal);
        card.Find("[aria-keyshortcuts=D]").Click();
        card.Find("[aria-keyshortcuts=G]").Click();
        Assert.Equal([new OpenChallenge("challenge-1", 2), new OpenChallenge("challenge-1", 1)], _opened);
    }

    [Fact]
    public void A_result_that_did_not_change_is_not_drawn_anew()
    {
        var card = Result(s_solved);
        var before = card.RenderCount;
        card.Render(p => p.Add(r => r.Attempt, s_solved with { }));
        Assert.Equal(before, card.RenderCount);
    }

    [Fact]
    public void A_page_that_came_in_pieces_and_out_of_order_is_shown_where_it_can_do_nothing()
    {
        const string Text = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><title>By hand</title><script>alert(1)</script><h1>Hello &amp; welcome</h1>";
        var (first, second) = (Text[..40], Text[40..]);
        var card = Result(
            s_solved, null, Views.Theirs(1, "ACK", unchecked(uint.MaxValue - 9 + 40), 1, second), Views.Theirs(2, "ACK", uint.MaxValue - 9, 1, first), Views.Theirs(3, "ACK", uint.MaxValue - 9, 1, first));
        var frame = card.Find("iframe");
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Equal("The page that came: By hand", frame.GetAttribute("title"));
        Assert.StartsWith("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'", frame.GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.EndsWith("<h1>Hello &amp; welcome</h1>", frame.GetAttribute("srcdoc"), StringComparison.Ordinal);
        Assert.Equal("Hello & welcome", HttpResponse.Of([Views.Theirs(1, "ACK", 5, 1, Text)], "client")!.Text);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")]
    public void What_is_no_whole_response_is_no_page(string text) => Assert.Null(HttpResponse.Of([Views.Theirs(1, "ACK", 5, 1, text)], "client"));

    [Fact]
    public void A_body_that_is_no_page_is_shown_as_text()
    {
        var card = Result(s_solved, null, Views.Theirs(1, "ACK", 5, 1, "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\nnot here"));
        Assert.Empty(card.FindAll("iframe"));
        Assert.Equal("not here", card.Find(".arrived pre").TextContent);
        Assert.Equal("HTTP/1.1 404 Not Found", card.Find(".arrived figcaption .num").TextContent);
    }

    [Fact]
    public void A_body_of_any_octets_is_read_without_complaint() => Assert.NotNull(HttpResponse.Of(
        [Views.Theirs(1, "ACK", 5, 1) with { Segment = Views.Theirs(1, "ACK", 5, 1).Segment with { Payload = [.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"), 0xFF, 0, 0xC3] } }], "client"));

    [Fact]
    public void The_result_takes_the_place_of_the_composer_until_one_goes_on()
    {
        Gateway.Show(Views.Open with { Attempt = s_solved });
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        screen.WaitForElement("#result");
        Assert.Empty(screen.FindAll("[data-composer]"));
        screen.FindAll("#result button").Single(button => button.TextContent == "Go on sending here").Click();
        Assert.NotEmpty(screen.FindAll("[data-composer]"));
        Assert.Empty(screen.FindAll("#result"));
    }

    [Fact]
    public void Who_only_looks_on_has_a_desk_and_nothing_to_send_with()
    {
        Gateway.Show(Views.Fresh with
        {
            Seat = "observer",
            Ledger = null,
            Draft = null,
            Attempt = Views.Attempt with { Exhibit = "1  client → server  [SYN]  seq=7", Questions = [new("seq of line 1", [], null, false, null)] },
        });
        var screen = Render<PlayScreen>(p => p.Add(s => s.Code, Views.Code));
        screen.WaitForElement(".desk-card pre");
        Assert.Empty(screen.FindAll("[data-composer], .ledger, .ladder, .packets, .spectator, #clock"));
        Assert.Contains("Shake hands.", screen.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("0 of 1 right", screen.Find(".desk-card").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", VerdictTone.Wrong, "seq of line 1: not yet.")]
    [InlineData("right", VerdictTone.Good, "1 of 2 right.")]
    [InlineData("solved", VerdictTone.Open, "Solved: 110 points.")]
    public void The_verdict_of_who_only_looks_on_is_about_their_answers(string how, VerdictTone tone, string headline)
    {
        var asked = Views.Attempt with { Questions = [new("seq of line 1", [], "1", how != "wrong", how == "wrong" ? new("Look again.") : null), new("ack of line 1", [], null, false, null)] };
        var line = VerdictLine.Of(Views.Fresh with { Seat = "observer", Ledger = null, Attempt = how == "solved" ? asked with { Points = 110 } : asked });
        Assert.Equal((tone, headline), (line.Tone, line.Headline.ToString()));
    }
}
