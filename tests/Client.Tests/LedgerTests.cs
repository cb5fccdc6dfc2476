using System.Collections.Immutable;
using Bunit;
using Playground.Client.Play;
using Playground.Client.Play.Composing;
using Playground.Client.Play.States;
using Playground.Client.Rfc;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>The reader's TCB: its numbers, its timers, its state diagram, and the others' TCBs.</summary>
public class LedgerTests : PageTest
{
    private static readonly TimersView s_resend = new(1, 0.08, new TimerView(Views.At(0), Views.At(1000)));

    private IRenderedComponent<LedgerCard> Card(RoomView view) => Render<LedgerCard>(p => p
        .Add(l => l.Ledger, view.Ledger!).Add(l => l.Seat, "client").Add(l => l.Sides, SidesOf(view)).Add(l => l.View, view).Add(l => l.Ask, Ask));

    private static RoomView With(TimersView? timers, int now = 200, bool isPaused = true) => Views.SynSent with
    {
        Clock = new ClockView(Views.At(now), 1 / 15.0, isPaused),
        Ledger = Views.SynSent.Ledger! with { Timers = timers },
    };

    [Fact]
    public void Each_number_can_be_taken_for_the_next_segment_and_all_are_one_stop_of_the_tab_key()
    {
        var numbers = Card(Views.Open).FindAll("dl button");
        Assert.Equal(["714025812", "714025812", "65535", "714025811", "2843110378", "65535", "2843110377"], numbers.Select(n => n.GetAttribute("data-number")));
        Assert.Equal("SND.UNA 714 025 812", numbers[0].GetAttribute("aria-label")!.Replace('\u00a0', ' '));
        Assert.Single(numbers, number => number.GetAttribute("tabindex") == "0");
    }

    [Fact]
    public async Task A_number_that_was_picked_elsewhere_goes_into_the_field_that_had_the_focus_last()
    {
        var composer = Render<Composer>(p => p.Add(c => c.View, Views.Answered).Add(c => c.Sides, SidesOf(Views.Answered)).Add(c => c.Ask, Ask)
            .Add(c => c.KeepAfter, TimeSpan.FromHours(1)));
        composer.Find("#seq").Focus();
        await composer.InvokeAsync(() => composer.Instance.OnPickAsync(Views.X + 1));
        Assert.Equal("714 025 812", composer.Find("#seq").GetAttribute("value")!.Replace('\u00a0', ' '));
    }

    [Fact]
    public void A_change_is_told_once_from_old_to_new()
    {
        var card = Card(Views.Answered);
        Assert.Equal("", card.Find("[role=status]").TextContent);
        card.Render(p => p.Add(l => l.Ledger, Views.Open.Ledger!).Add(l => l.View, Views.Open));
        const string told = "The state is now ESTABLISHED. SND.UNA was 714025811 and is now 714025812. RCV.NXT is now 2843110378.";
        Assert.Equal(told, card.Find("[role=status]").TextContent);
        card.Render(p => p.Add(l => l.Ledger, Views.Open.Ledger! with { Timers = s_resend }).Add(l => l.View, Views.Open));
        Assert.Equal(told, card.Find("[role=status]").TextContent);
    }

    [Fact]
    public void A_timer_is_a_ring_that_runs_at_the_rooms_pace_and_says_how_long_it_has()
    {
        var clock = Card(With(s_resend, isPaused: false)).Find(".clocks");
        Assert.Contains("RTO 1.0 s", Words(clock.TextContent), StringComparison.Ordinal);
        Assert.Contains("SRTT 80 ms", Words(clock.TextContent), StringComparison.Ordinal);
        Assert.Equal("--gone: 0.2; --whole: 15s; --since: -3s", clock.QuerySelector(".hand")!.GetAttribute("style"));
        Assert.Contains("Retransmission timer: again in 0.8 s.", clock.TextContent, StringComparison.Ordinal);
        Assert.Equal("", clock.QuerySelector("[role=status]")!.TextContent.Trim());
    }

    [Fact]
    public void While_time_stands_the_ring_stands() => Assert.Contains("still", Card(With(s_resend)).Find(".hand").ClassList);

    [Fact]
    public void What_has_run_out_says_what_a_tcp_would_do_and_nothing_is_done()
    {
        var card = Card(With(s_resend, now: 1000));
        Assert.Equal("A TCP would send it again now.", card.Find(".over-says").TextContent.Trim());
        Assert.Single(card.FindAll(".clocks .over"));
        Assert.Equal("https://www.rfc-editor.org/rfc/rfc6298#section-5", card.Find(".why a").GetAttribute("href"));
        Assert.Empty(Asked);
    }

    [Fact]
    public void A_ring_that_runs_out_while_the_page_is_open_says_so_by_itself()
    {
        var timers = new TimersView(1, null, new TimerView(Views.At(0), Views.At(202)));
        var card = Card(With(timers, isPaused: false));
        card.WaitForAssertion(() => Assert.Equal("A TCP would send it again now.", card.Find(".over-says").TextContent.Trim()), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_view_in_which_no_timer_has_changed_leaves_the_rings_to_run()
    {
        var view = With(s_resend);
        var clocks = Render<LedgerClocks>(p => p.Add(c => c.Timers, view.Ledger!.Timers).Add(c => c.Clock, view.Clock));
        var before = clocks.RenderCount;
        clocks.Render(p => p.Add(c => c.Timers, view.Ledger!.Timers).Add(c => c.Clock, view.Clock with { Pace = 1 }));
        Assert.Equal(before, clocks.RenderCount);
        clocks.Render(p => p.Add(c => c.Timers, view.Ledger!.Timers).Add(c => c.Clock, view.Clock with { IsPaused = false }));
        Assert.DoesNotContain("still", clocks.Find(".hand").ClassList);
    }

    [Fact]
    public void Four_kinds_of_timers_can_run_and_without_any_there_is_room_for_them()
    {
        var all = new TimerView(Views.At(0), Views.At(1000));
        Assert.Equal(["Resend", "Acknowledge", "Probe", "2 MSL"], Card(With(new TimersView(1, null, all, all, all, all))).FindAll(".what b").Select(b => b.TextContent));
        Assert.Equal("no timer runs", Card(With(new TimersView(1))).Find(".clocks .none").TextContent);
    }

    [Fact]
    public void The_diagram_has_the_eleven_states_and_the_twenty_transitions_of_figure_5()
    {
        Assert.Equal(Enum.GetValues<TcpState>().Order(), StateFigure.Places.Where(place => !place.IsAgain).Select(place => place.State).Order());
        Assert.Equal(20, StateFigure.Steps.Select(step => (step.From, step.To)).Distinct().Count());
        var states = Diagram(Views.Open);
        states.Find("summary").Click();
        Assert.Equal(12, states.FindAll(".place").Count);
        Assert.Equal(20, states.FindAll(".step").Count);
    }

    [Fact]
    public void The_way_so_far_is_drawn_and_written_and_the_present_state_stands_out()
    {
        var states = Diagram(Walked);
        Assert.Empty(states.FindAll("svg"));
        states.Find("summary").Click();
        Assert.Equal(2, states.FindAll(".walked").Count);
        Assert.Equal("ESTABLISHED: you are here", states.Find(".here").GetAttribute("aria-label"));
        Assert.Equal(["0.000s CLOSED → SYN-SENT", "6.420s SYN-SENT → ESTABLISHED"], states.FindAll(".way li").Select(li => Words(li.TextContent)));
    }

    [Fact]
    public void A_transition_that_is_pointed_at_or_has_the_focus_tells_its_rule_and_where_it_stands()
    {
        var desk = new RfcDesk();
        RfcReference? asked = null;
        desk.Asked += (_, reference) => asked = reference;
        var states = Render<StateDiagram>(p => p.Add(s => s.Rows, Walked.Rows).Add(s => s.State, TcpState.Established).Add(s => s.Host, "client").AddCascadingValue(desk));
        states.Find("summary").Click();
        states.FindAll(".reach").Single(step => step.GetAttribute("aria-label")!.StartsWith("LISTEN to SYN-RECEIVED", StringComparison.Ordinal)).FocusIn();
        Assert.Contains("LISTEN → SYN-RECEIVED", states.Find(".rule").TextContent, StringComparison.Ordinal);
        Assert.Equal("0", states.Find(".looked .reach").GetAttribute("tabindex"));
        states.Find(".rule button").Click();
        Assert.Equal(RfcReference.Of("3.10.7.2", "third"), asked);
    }

    [Fact]
    public void A_step_that_the_figure_does_not_draw_is_written_with_a_remark()
    {
        var states = Diagram(Walked with { Rows = Walked.Rows.Add(new StateRow(Views.At(7000), "client", TcpState.Established, TcpState.Closed)), Ledger = Views.Fresh.Ledger });
        states.Find("summary").Click();
        Assert.EndsWith("(not drawn in the figure)", Words(states.FindAll(".way li")[^1].TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagram_that_was_left_open_is_open_again()
    {
        var module = JSInterop.SetupModule("./_content/Playground.Client/Play/States/StateDiagram.razor.js");
        module.Setup<bool>("wasOpen").SetResult(true);
        module.SetupVoid("keep", false).SetVoidResult();
        var states = Diagram(Views.Open);
        Assert.Equal(12, states.FindAll(".place").Count);
        states.Find("summary").Click();
        module.VerifyInvoke("keep");
        Assert.Empty(states.FindAll("svg"));
    }

    [Fact]
    public void The_peers_book_is_shut_until_it_is_opened_and_only_who_opened_the_room_is_asked()
    {
        var shut = Card(Views.Open);
        Assert.Contains("The server's TCB is shut", shut.Find(".shut").TextContent, StringComparison.Ordinal);
        Assert.Empty(shut.FindAll("#open-books"));
        Card(Views.Open with { Together = new TogetherView { IsOwner = true } }).Find("#open-books").Click();
        Assert.Equal(new OpenBooks(true), Assert.Single(Asked));
    }

    [Fact]
    public void An_open_book_shows_the_others_numbers_and_not_ones_own_again()
    {
        ImmutableArray<BookView> books =
        [
            new("client", Views.Open.Ledger!), new("server", new LedgerView(TcpState.SynReceived, Views.Y, Views.Y, Views.Y + 1, 65535, Views.X, Views.X + 1, 65535)),
        ];
        var card = Card(Views.Open with { Books = books, Together = new TogetherView { IsOwner = true } });
        Assert.Empty(card.FindAll(".shut"));
        var book = Assert.Single(card.FindAll(".book"));
        Assert.Contains("SYN-RECEIVED", book.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2843110377", "2843110378"], book.QuerySelectorAll("dd").Take(2).Select(dd => dd.GetAttribute("data-number")));
        card.Find("#shut-books").Click();
        Assert.Equal(new OpenBooks(false), Assert.Single(Asked));
    }

    private static RoomView Walked { get; } = Views.Open with
    {
        Rows = Views.Open.Rows.Add(new StateRow(Views.At(6420), "client", TcpState.SynSent, TcpState.Established))
            .Add(new StateRow(Views.At(6461), "server", TcpState.SynReceived, TcpState.Established)),
    };

    private IRenderedComponent<StateDiagram> Diagram(RoomView view) =>
        Render<StateDiagram>(p => p.Add(s => s.Rows, view.Rows).Add(s => s.State, view.Ledger!.State).Add(s => s.Host, "client"));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
