using Bunit;
using Playground.Client.Play;
using Playground.Client.Widgets;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

public class CardsTests : PageTest
{
    private readonly List<OpenRoom> _opened = [];

    private IRenderedComponent<VerdictBar> Verdict(RoomView view) => Render<VerdictBar>(p => p
        .Add(v => v.View, view).Add(v => v.Sides, SidesOf(view)).Add(v => v.Ask, Ask).Add(v => v.OnOpen, _opened.Add));

    private IRenderedComponent<RoomBar> Bar(RoomView view) => Render<RoomBar>(p => p
        .Add(b => b.View, view).Add(b => b.Ask, Ask).Add(b => b.OnOpen, _opened.Add));

    [Fact]
    public void A_fresh_room_invites_to_say_hello()
    {
        var says = Verdict(Views.Fresh).Find("[role=status]");
        Assert.Equal("polite", says.GetAttribute("aria-live"));
        Assert.Contains("You are the client. Say hello: send a SYN.", says.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_on_its_way_is_said_to_be_on_its_way() =>
        Assert.Contains("On its way…", Verdict(Views.SynSent).Find("[role=status]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_segment_that_travels_while_time_stands_is_said_to_wait_for_it() => Assert.StartsWith(
        "On its way, while time stands still",
        VerdictLine.Of(Views.SynSent with { Clock = Views.SynSent.Clock with { IsPaused = true } }).Headline.Text, StringComparison.Ordinal);

    [Fact]
    public void A_segment_that_nothing_is_heard_of_may_be_lost() =>
        Assert.Equal("No word of it yet.",
            VerdictLine.Of(Views.SynSent with { Clock = new ClockView(Views.At(900), 1, false) }).Headline.Text);

    [Fact]
    public void When_nothing_is_heard_of_a_segment_the_page_says_so_by_itself_and_goes_on_saying_it()
    {
        var view = Views.SynSent with { Clock = new ClockView(Views.At(0), 1, false) };
        var bar = Verdict(view);
        Assert.Contains("On its way…", bar.Find("[role=status]").TextContent, StringComparison.Ordinal);
        bar.WaitForAssertion(() => Assert.Contains("No word of it yet.", bar.Find("[role=status]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        bar.Render(p => p.Add(b => b.View, view with { Version = 3 }));
        Assert.Contains("No word of it yet.", bar.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_is_explained_with_its_numbers_and_rewind_comes_first()
    {
        var bar = Verdict(Views.Reset);
        var says = bar.Find("[role=status]").TextContent.Replace('\u00a0', ' ');
        Assert.Contains("The server answered with a reset.", says, StringComparison.Ordinal);
        Assert.Contains("Your ack 2 843 110 377 repeats the number that arrived: the next one is 2 843 110 378.", says, StringComparison.Ordinal);
        Assert.Contains("RFC 9293 §3.10.7.4", says, StringComparison.Ordinal);
        Assert.Contains("ack-copies-seq", says, StringComparison.Ordinal);
        Assert.Contains("primary", bar.Find("#rewind").ClassList);
        bar.Find("#rewind").Click();
        Assert.IsType<Rewind>(Assert.Single(Asked));
    }

    [Fact]
    public void Going_on_puts_the_explanation_away()
    {
        var bar = Verdict(Views.Reset);
        bar.FindAll("button").Single(b => b.TextContent == "Go on").Click();
        Assert.DoesNotContain("repeats the number", bar.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("primary", bar.Find("#rewind").ClassList);
    }

    [Fact]
    public void A_long_verdict_can_be_unfolded_on_a_phone_and_the_next_one_is_folded_anew()
    {
        var says = new Sentence(new string('x', 200));
        var bar = Verdict(Long(Views.Reset, says));
        Assert.Equal("false", bar.Find(".fold").GetAttribute("aria-expanded"));
        bar.Find(".fold").Click();
        Assert.Equal(("true", "Less"), (bar.Find(".fold").GetAttribute("aria-expanded"), bar.Find(".fold").TextContent));
        Assert.Contains("whole", bar.Find(".verdict").ClassList);

        var next = Long(Views.Reset with { Rows = Views.Reset.Rows.Add(((SegmentRow)Views.Reset.Rows[^2]) with { At = Views.At(9000) }) }, says);
        bar.Render(p => p.Add(v => v.View, next));
        Assert.Equal(("false", "More"), (bar.Find(".fold").GetAttribute("aria-expanded"), bar.Find(".fold").TextContent));
        bar.FindAll("button").Single(b => b.TextContent == "Go on").Click();
        Assert.Empty(bar.FindAll(".fold"));
        Assert.Empty(Verdict(Views.Reset).FindAll(".fold"));
        Assert.Empty(Verdict(next with { Seat = null }).FindAll(".fold"));

        static RoomView Long(RoomView view, Sentence says)
        {
            var at = view.Rows.FindLastIndex(row => row is SegmentRow { IsMine: true });
            var mine = (SegmentRow)view.Rows[at];
            return view with { Rows = view.Rows.SetItem(at, mine with { Review = mine.Review! with { Says = says } }) };
        }
    }

    [Fact]
    public void The_seats_of_a_crowd_which_a_phone_pushes_sideways_are_in_reach_of_the_keys()
    {
        Assert.False(Bar(Views.Fresh).Find(".seats").HasAttribute("tabindex"));
        var crowd = Views.Fresh with { Hosts = Views.Fresh.Hosts.Add(new HostView("client-2", "192.0.2.11:5000", HostDriver.Engine, null, false, null)) };
        Assert.Equal("0", Bar(crowd).Find(".seats").GetAttribute("tabindex"));
    }

    [Fact]
    public void An_open_connection_is_celebrated_with_what_to_do_next()
    {
        var bar = Verdict(Views.Open);
        Assert.Equal("open", bar.Find(".verdict").GetAttribute("data-tone"));
        Assert.Equal("challenges", bar.Find("a.primary").GetAttribute("href"));
        bar.FindAll("button").Single(b => b.TextContent == "Play the server").Click();
        Assert.Equal(new OpenSandbox("server"), Assert.Single(_opened));
    }

    [Fact]
    public void After_data_has_flowed_the_verdict_is_about_the_data() =>
        Assert.Equal(VerdictTone.Good,
            VerdictLine.Of(Views.Open with { Rows = Views.Open.Rows.Add(Views.Mine(9000, "PSH, ACK", Views.X + 1, Views.Y + 1, Views.Heard, "HELLO")) }).Tone);

    [Fact]
    public void A_correct_segment_that_was_dropped_is_not_praised() =>
        Assert.Equal(VerdictTone.Wrong,
            VerdictLine.Of(Views.Fresh with { Rows = [Views.Mine(0, "RST", 1, 0, Views.Heard with { Outcome = Outcome.Dropped })] }).Tone);

    [Fact]
    public void The_ledger_shows_what_is_known_and_a_question_mark_for_the_rest()
    {
        var card = Render<LedgerCard>(p => p
            .Add(l => l.Ledger, Views.SynSent.Ledger!).Add(l => l.Seat, "client").Add(l => l.Sides, SidesOf(Views.SynSent)));
        Assert.Equal("SYN-SENT", card.Find(".state").TextContent);
        Assert.Equal("714 025 812", Value(card, "SND.NXT"));
        Assert.Equal("?", Value(card, "RCV.NXT"));
        Assert.Empty(card.FindAll("del"));

        card.Render(p => p.Add(l => l.Ledger, Views.Open.Ledger!).Add(l => l.Sides, SidesOf(Views.Open)));
        Assert.Equal("…811 714 025 812", Value(card, "SND.UNA"));
        Assert.Equal("2 843 110 378", Value(card, "RCV.NXT"));
    }

    [Fact]
    public void The_seats_say_who_sits_where()
    {
        var seats = Bar(Views.Fresh).FindAll(".seat")
            .Select(s => string.Join(' ', s.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["client you", "server the engine"], seats);
    }

    [Fact]
    public void A_watcher_can_take_a_seat_that_no_person_holds()
    {
        var bar = Bar(Views.Fresh with { Seat = null, Watchers = 1 });
        Assert.Single(bar.FindAll(".take")).Click();
        Assert.Equal(new TakeSeat("server"), Assert.Single(Asked));
    }

    [Fact]
    public void Who_is_away_is_said_to_be_away()
    {
        var away = Views.Fresh.Hosts[1] with { Driver = HostDriver.Person, Person = "Brave Lynx", IsAway = true };
        var bar = Bar(Views.Fresh with { Hosts = Views.Fresh.Hosts.SetItem(1, away) });
        Assert.Equal("Brave Lynx", bar.FindAll(".who")[1].TextContent);
        Assert.Equal("away", bar.Find(".away").TextContent);
    }

    [Fact]
    public void Starting_a_challenge_over_begins_a_new_attempt_at_it()
    {
        Bar(Views.Fresh with { Attempt = Views.Attempt }).FindAll(".menu button").Single(b => b.TextContent == "Start over").Click();
        Assert.Equal(new OpenChallenge("challenge-1"), Assert.Single(_opened));
        Assert.Empty(Asked);
    }

    [Fact]
    public void Time_is_stopped_and_let_run_with_one_button()
    {
        Bar(Views.Fresh).Find("#clock").Click();
        Bar(Views.Fresh with { Clock = Views.Fresh.Clock with { IsPaused = true } }).Find("#clock").Click();
        Assert.Collection(Asked, ask => Assert.IsType<PauseClock>(ask), ask => Assert.IsType<ResumeClock>(ask));
    }

    [Fact]
    public void A_room_is_shared_by_address_code_and_qr_code()
    {
        var bar = Bar(Views.Fresh);
        bar.Find("#share").Click();
        Assert.Contains("http://localhost/r/K7QF2M", bar.Markup, StringComparison.Ordinal);
        Assert.NotNull(bar.Find("svg.qr path"));
    }

    [Fact]
    public void A_friend_is_invited_to_a_room_of_its_own()
    {
        Bar(Views.Fresh).FindAll(".menu button").Single(b => b.TextContent == "Play with a friend").Click();
        Assert.Equal(new OpenSandbox("client", WithFriend: true), Assert.Single(_opened));
    }

    [Fact]
    public void A_qr_code_has_its_three_corners()
    {
        var code = Render<QrCode>(p => p.Add(q => q.Text, "http://localhost/r/K7QF2M").Add(q => q.Label, "QR"));
        Assert.Equal("img", code.Find("svg").GetAttribute("role"));
        Assert.StartsWith("M4 4h1v1h-1zM5 4h1v1h-1z", code.Find("path").GetAttribute("d"), StringComparison.Ordinal);
    }

    private static string Value(IRenderedComponent<LedgerCard> card, string name) =>
        string.Join(' ', card.FindAll(".line").Single(l => l.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent
            .Replace('\u00a0', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
