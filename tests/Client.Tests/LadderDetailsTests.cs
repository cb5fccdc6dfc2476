using Bunit;
using Playground.Client.Play.Ladder;
using Playground.Contracts;
using Playground.Tcp;

namespace Playground.Tests;

/// <summary>All about one row, and the way from row to row.</summary>
public class LadderDetailsTests : PageTest
{
    private IRenderedComponent<LadderDiagram> Draw(RoomView view) => Render<LadderDiagram>(p => p.Add(l => l.View, view));

    [Fact]
    public void A_click_on_an_arrow_tells_all_about_it()
    {
        var ladder = Draw(Views.Reset);
        ladder.Find("[data-row='3']").Click();
        var facts = Facts(ladder);
        Assert.Equal("[ACK] client → server", ladder.Find(".details h3").TextContent);
        Assert.Equal("6.420s", facts["Left"]);
        Assert.Equal("6.460s (after 40 ms)", facts["Arrived"]);
        Assert.Equal("54846 → 80", facts["Ports"]);
        Assert.Equal("714 025 812 (relative 1)", facts["Seq"]);
        Assert.Equal("SYN-RECEIVED", facts["Receiver's state"]);
        var words = ladder.Find(".details").TextContent;
        Assert.Contains("The server answered with a reset.", words, StringComparison.Ordinal);
        Assert.Contains("ack-copies-seq", words, StringComparison.Ordinal);
        Assert.Contains("picked", ladder.Find("[data-row='3']").ClassList);
    }

    [Fact]
    public void The_octets_stand_in_lines_of_sixteen()
    {
        var row = Views.Mine(0, "SYN", Views.X, 0);
        row = row with { Segment = row.Segment with { Bytes = [.. Enumerable.Range(0, 20).Select(i => (byte)i)] } };
        var ladder = Draw(Views.Fresh with { Rows = [row] });
        ladder.Find("[data-row='0']").Click();
        Assert.Equal("0000  00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n0010  10 11 12 13", ladder.Find(".hex").TextContent);
    }

    [Fact]
    public void A_change_of_state_says_of_which_connection_it_is()
    {
        var ladder = Draw(Views.Open with { Rows = [new StateRow(Views.At(0), "client", TcpState.Closed, TcpState.SynSent, "192.0.2.10:54846 → 192.0.2.80:80")] });
        ladder.Find("[data-row='0']").Click();
        Assert.Equal("client: CLOSED → SYN-SENT", ladder.Find(".details h3").TextContent);
        Assert.Equal("192.0.2.10:54846 → 192.0.2.80:80", Facts(ladder)["Connection"]);
    }

    [Fact]
    public void From_an_answer_there_is_a_way_to_what_it_answers_and_from_a_repeat_to_its_original()
    {
        var ladder = Draw(Views.Open with { Rows = Views.Open.Rows.Add(Views.Mine(8000, "SYN", Views.X, 0) with { IsRepeat = true, RepeatOf = 1 }) });
        ladder.Find("[data-row='2']").Click();
        Assert.Equal("[SYN] client @0.000s", ladder.Find("#to-asked").TextContent);
        ladder.Find("#to-asked").Click();
        Assert.Equal("[SYN] client → server", ladder.Find(".details h3").TextContent);
        Assert.Empty(ladder.FindAll("#to-asked"));

        ladder.Find("[data-row='4']").Click();
        ladder.Find("#to-original").Click();
        Assert.Contains("picked", ladder.Find("[data-row='1']").ClassList);
    }

    [Fact]
    public async Task Arrow_keys_go_from_row_to_row_with_the_details_and_escape_closes_them()
    {
        var ladder = Draw(Views.Reset);
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("Enter", 1));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("ArrowDown", 1));
        Assert.StartsWith("[SYN, ACK]", ladder.Find(".details h3").TextContent, StringComparison.Ordinal);
        Assert.Equal("0", ladder.Find("[data-row='2'] [role=button]").GetAttribute("tabindex"));
        Assert.Single(ladder.FindAll("[data-row] [tabindex='0']"));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("ArrowUp", 2));
        Assert.StartsWith("[SYN] ", ladder.Find(".details h3").TextContent, StringComparison.Ordinal);
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("Escape", 1));
        Assert.Empty(ladder.FindAll(".details"));
    }

    [Fact]
    public async Task Two_quick_keys_go_two_rows_though_the_second_comes_from_where_the_first_did()
    {
        var ladder = Draw(Views.Reset);
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("Enter", 0));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("ArrowDown", 0));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("ArrowDown", 0));
        Assert.Contains("picked", ladder.Find("[data-row='2']").ClassList);
    }

    [Fact]
    public async Task Notes_are_passed_over()
    {
        var ladder = Draw(Views.Open with { Rows = [Views.Mine(0, "SYN", 1, 0), new NoteRow(Views.At(50), new("Somebody sat down.")), Views.Theirs(60, "RST", 0, 2)] });
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("Enter", 0));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("ArrowDown", 0));
        Assert.StartsWith("[RST]", ladder.Find(".details h3").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_of_the_chosen_kind_are_jumped_to_wherever_they_are()
    {
        var ladder = Draw(Views.Open with { Rows = Conversation.Of(1000) });
        ladder.Find(".kind").Change("Loss");
        ladder.Find("#previous-event").Click();
        Assert.Contains("picked", ladder.Find("[data-row='999']").ClassList);
        ladder.Find("#previous-event").Click();
        Assert.Contains("picked", ladder.Find("[data-row='899']").ClassList);
        ladder.Find("#next-event").Click();
        Assert.Contains("picked", ladder.Find("[data-row='999']").ClassList);
        ladder.Find("#next-event").Click();
        Assert.Equal("No such event further down.", ladder.Find(".said").TextContent);
    }

    [Fact]
    public async Task Zoom_goes_in_steps_by_button_and_by_key()
    {
        var ladder = Draw(Views.Open);
        ladder.Find("#zoom-in").Click();
        Assert.Single(ladder.FindAll(".zoom-125"));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("-", null));
        Assert.Single(ladder.FindAll(".zoom-100"));
        for (var i = 0; i < 9; i++) ladder.Find("#zoom-out").Click();
        Assert.Single(ladder.FindAll(".zoom-50"));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("0", null));
        Assert.Single(ladder.FindAll(".zoom-100"));
    }

    [Fact]
    public void When_time_is_turned_back_before_the_row_its_details_close()
    {
        var ladder = Draw(Views.Reset);
        ladder.Find("[data-row='4']").Click();
        ladder.Render(p => p.Add(l => l.View, Views.Fresh with { Version = 9 }));
        Assert.Empty(ladder.FindAll(".details"));
    }

    [Fact]
    public async Task From_a_segment_time_is_turned_back_to_before_it_by_button_and_by_key()
    {
        var back = new List<int>();
        var ladder = Render<LadderDiagram>(p => p.Add(l => l.View, Views.Reset).Add(l => l.OnBack, back.Add));
        ladder.Find("[data-row='3']").Click();
        ladder.Find("#back-to").Click();
        Assert.Empty(ladder.FindAll(".details"));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("b", 2));
        Assert.Equal([3, 2], back);
    }

    [Fact]
    public async Task Time_is_not_turned_back_from_a_change_of_state_nor_by_who_watches_nor_in_a_past_that_is_only_looked_at()
    {
        var back = new List<int>();
        var ladder = Render<LadderDiagram>(p => p.Add(l => l.View, Views.Reset).Add(l => l.OnBack, back.Add));
        ladder.Find("[data-row='0']").Click();
        Assert.Empty(ladder.FindAll("#back-to"));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("b", 0));
        ladder.Find("[data-row='3']").Click();
        ladder.Render(p => p.Add(l => l.View, Views.Reset with { Seat = null }));
        Assert.Empty(ladder.FindAll("#back-to"));
        await ladder.InvokeAsync(() => ladder.Instance.OnKeyAsync("b", 3));
        Assert.Empty(back);

        var past = Draw(Views.Reset);
        past.Find("[data-row='3']").Click();
        Assert.Empty(past.FindAll("#back-to"));
    }

    private static Dictionary<string, string> Facts(IRenderedComponent<LadderDiagram> ladder) => ladder.FindAll(".details dl div")
        .ToDictionary(fact => fact.QuerySelector("dt")!.TextContent, fact => fact.QuerySelector("dd")!.TextContent.Replace('\u00a0', ' '));
}
